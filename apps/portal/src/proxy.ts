import { type NextRequest, NextResponse } from "next/server";

const sessionCookies = ["next-auth.session-token", "__Secure-next-auth.session-token"];

/** Without a session cookie there is nothing to look up: straight to the login, which leads back here. Pages still ask who it is. */
export function proxy(request: NextRequest) {
  const isSignedIn = request.cookies
    .getAll()
    .some(({ name }) => sessionCookies.some((known) => name === known || name.startsWith(`${known}.`)));
  if (isSignedIn) return NextResponse.next();
  const login = new URL("/login", request.url);
  const from = request.nextUrl.pathname + request.nextUrl.search;
  if (from !== "/") login.searchParams.set("from", from);
  return NextResponse.redirect(login);
}

export const config = {
  matcher: ["/((?!api/|_next/|login|maplibre/|healthz|readyz|metrics|.*\\.(?:svg|ico|png)$).*)"],
};
