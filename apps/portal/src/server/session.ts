import { type Person, personById } from "@stationmaster/domain/business";
import { oncePerProcess } from "@stationmaster/runtime";
import { getToken } from "next-auth/jwt";
import type { Asker } from "./asker";
import { env } from "./env";
import { stores } from "./stores";

export const sessionCookie = (): string =>
  env().PUBLIC_URL.startsWith("https:") ? "__Secure-next-auth.session-token" : "next-auth.session-token";

/** Who a session cookie speaks for; nobody when it is none, has run out, or was ended by an operator. */
export async function askerOfSession(headers: Headers): Promise<Asker> {
  const cookies = cookiesOf(headers.get("cookie"));
  if (!Object.keys(cookies).some((name) => name.startsWith(sessionCookie()))) return { kind: "nobody" };
  const token = await getToken({
    req: { cookies, headers: {} } as never,
    secret: env().NEXTAUTH_SECRET,
    cookieName: sessionCookie(),
    secureCookie: sessionCookie().startsWith("__Secure-"),
  });
  if (typeof token?.sub !== "string" || typeof token.sessionVersion !== "number") return { kind: "nobody" };
  const person = await knownPerson(token.sub);
  return person && person.sessionVersion === token.sessionVersion ? askerOfPerson(person) : { kind: "nobody" };
}

/** What a person may do: the platform's work, or that of the first tenant they are an operator of. */
export function askerOfPerson({ id, name, email, isPlatformAdmin, memberships }: Person): Asker {
  const user = { id, name, email };
  if (isPlatformAdmin) return { kind: "platform-admin", user };
  const membership = memberships.find(({ role, tenantStatus }) => role === "operator" && tenantStatus === "active");
  return membership ? { kind: "operator", user, tenantId: membership.tenantId } : { kind: "nobody" };
}

const rememberMs = 3_000;
const mostRemembered = 10_000;
type Remembered = { until: number; person: Promise<Person | null> };

/** A page asks many times in a moment; what was taken from a person holds a few seconds later. */
function knownPerson(userId: string): Promise<Person | null> {
  const people = oncePerProcess("portal people", () => new Map<string, Remembered>());
  const known = people.get(userId);
  if (known && known.until > performance.now()) return known.person;
  if (people.size >= mostRemembered) people.clear();
  const person = personById(stores().directory, userId);
  people.set(userId, { until: performance.now() + rememberMs, person });
  // A failure is not remembered.
  person.catch(() => people.delete(userId));
  return person;
}

function cookiesOf(header: string | null): Record<string, string> {
  const pairs = (header ?? "").split(";").flatMap((part): [string, string][] => {
    const at = part.indexOf("=");
    return at < 0 ? [] : [[part.slice(0, at).trim(), decoded(part.slice(at + 1).trim())]];
  });
  return Object.fromEntries(pairs);
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
