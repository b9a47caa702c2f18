import { openApiDocument } from "@/server/http/openapi";

export const dynamic = "force-dynamic";

export const GET = (): Response => Response.json(openApiDocument());
