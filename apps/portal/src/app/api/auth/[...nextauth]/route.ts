import NextAuth from "next-auth";
import { authOptions } from "@/server/auth";

type Route = { params: Promise<{ nextauth: string[] }> };

const handler = (request: Request, route: Route): Promise<Response> =>
  NextAuth(request as never, route as never, authOptions());

export { handler as GET, handler as POST };
