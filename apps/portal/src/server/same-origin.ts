/** Whether a page of ours sent this. The cookie is SameSite=Lax already; a browser that says where a call comes from is believed as well. */
export function isFromUs(request: Request, publicUrl: string): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return request.headers.get("sec-fetch-site") !== "cross-site";
  const ours = [request.headers.get("x-forwarded-host"), request.headers.get("host"), new URL(publicUrl).host];
  return URL.canParse(origin) && ours.includes(new URL(origin).host);
}
