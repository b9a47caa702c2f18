import { emailKey, logIn } from "@stationmaster/domain/business";
import { oncePerProcess } from "@stationmaster/runtime";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import type { Asker } from "./asker";
import { createContext } from "./context";
import { env } from "./env";
import { log } from "./log";
import { mayTry, noteFailure, noteSuccess } from "./login-throttle";
import { clientAddress } from "./peer-address";
import { portalMetrics } from "./portal-metrics";
import { askerOfPerson, sessionCookie } from "./session";
import { stores } from "./stores";

const sessionSeconds = 12 * 3600;
const logins = () => portalMetrics().logins;

/** next-auth with JWT sessions: the cookie names a person and the version of their sessions, nothing more. */
export const authOptions = (): NextAuthOptions => oncePerProcess("portal auth options", makeOptions);

function makeOptions(): NextAuthOptions {
  const { PUBLIC_URL, NEXTAUTH_SECRET } = env();
  const secure = PUBLIC_URL.startsWith("https:");
  // Read by next-auth itself, wherever the request came in.
  process.env.NEXTAUTH_URL ??= PUBLIC_URL;
  return {
    secret: NEXTAUTH_SECRET,
    useSecureCookies: secure,
    cookies: {
      sessionToken: { name: sessionCookie(), options: { httpOnly: true, sameSite: "lax", path: "/", secure } },
    },
    session: { strategy: "jwt", maxAge: sessionSeconds, updateAge: 600 },
    pages: { signIn: "/login", error: "/login" },
    providers: [
      CredentialsProvider({
        id: "credentials",
        credentials: { email: { type: "email" }, password: { type: "password" } },
        authorize: (credentials, request) =>
          authorize(credentials, new Headers(request.headers as Record<string, string>)),
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => (user ? { ...token, sub: user.id, sessionVersion: sessionVersionOf(user) } : token),
      session: ({ session }) => session,
      redirect: ({ url }) =>
        url.startsWith("/") && !url.startsWith("//") && !url.startsWith("/\\") ? `${PUBLIC_URL}${url}` : PUBLIC_URL,
    },
    logger: {
      error: (code, metadata) =>
        log().error({ code, err: metadata instanceof Error ? metadata : undefined }, "next-auth"),
      warn: () => {},
      debug: () => {},
    },
  };
}

type Login = { id: string; name: string; email: string; sessionVersion: number };
const sessionVersionOf = (user: object): number => ("sessionVersion" in user ? Number(user.sessionVersion) : 0);

/** The person, null when e-mail or password are wrong; the errors are the codes that the login page knows. */
export async function authorize(
  credentials: Record<string, unknown> | undefined,
  headers: Headers,
): Promise<Login | null> {
  const { email, password } = credentials ?? {};
  if (typeof email !== "string" || typeof password !== "string" || email.length > 200 || password.length > 200)
    return null;
  const [who, address] = [emailKey(email), clientAddress(headers)];
  if (!mayTry(who, address)) {
    logins().inc({ outcome: "throttled" });
    throw new Error("TooManyTries");
  }
  // Counted before the hash is computed: a hundred tries at once are a hundred tries.
  noteFailure(who, address);
  const person = who.includes("\0") ? null : await logIn(stores().directory, who, password);
  if (!person) {
    logins().inc({ outcome: "wrong" });
    log().warn({ address }, "login refused");
    return null;
  }
  noteSuccess(who, address);
  // A site host or a driver has a portal of their own; a suspended tenant's people have none.
  if (askerOfPerson(person).kind === "nobody") throw new Error("NoAccess");
  logins().inc({ outcome: "in" });
  const { id, name, email: known, sessionVersion } = person;
  return { id, name, email: known, sessionVersion };
}

export type CurrentUser = {
  id: string;
  name: string;
  email: string;
  role: "operator" | "platform";
  tenantId: string | null;
};

/** Who is signed in, by the database's word and not the cookie's. */
export async function currentUser(): Promise<CurrentUser | null> {
  return userOf((await createContext()).asker);
}

export function userOf(asker: Asker): CurrentUser | null {
  if (asker.kind === "operator") return { ...asker.user, role: "operator", tenantId: asker.tenantId };
  if (asker.kind === "platform-admin") return { ...asker.user, role: "platform", tenantId: null };
  return null;
}
