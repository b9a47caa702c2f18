import { docsPage } from "@/server/http/docs-page";

export const dynamic = "force-dynamic";

const headers = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
};

export const GET = (): Response => new Response(docsPage(), { headers });
