import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { authOptions } from "./auth";
import { BodyNotJson, BodyTooLarge, parseJson, readBytes } from "./http/read-body";

const mostBytes = 16 * 1024;

type Route = { params: Promise<{ nextauth: string[] }> };

/** Logins. Anybody may ask this, and next-auth reads a body whole, however long, and fails on one that is no JSON: so it is read here. */
export async function answerAuth(request: Request, route: Route): Promise<Response> {
  if (request.method !== "POST") return NextAuth(request as never, route as never, authOptions());
  try {
    const { url, method, headers } = request;
    const body = await readBytes(request, mostBytes);
    if (headers.get("content-type")?.includes("application/json")) parseJson(body);
    return await NextAuth(new NextRequest(url, { method, headers, body }) as never, route as never, authOptions());
  } catch (error) {
    if (error instanceof BodyTooLarge) return new Response("Too large.\n", { status: 413 });
    if (error instanceof BodyNotJson) return new Response("The body is not JSON.\n", { status: 400 });
    throw error;
  }
}
