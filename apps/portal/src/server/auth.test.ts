import { systemActor } from "@stationmaster/domain";
import { createMember, endSessions, setPersonPassword } from "@stationmaster/domain/business";
import { encode } from "next-auth/jwt";
import { expect, test, vi } from "vitest";
import { authOptions, authorize } from "./auth";
import { createContext } from "./context";
import { env } from "./env";
import { mayTry, noteFailure } from "./login-throttle";
import { clientAddress, peerHeader } from "./peer-address";
import { isFromUs } from "./same-origin";
import { aPortal } from "./test/a-portal";

const portal = await aPortal();
let addresses = 0;
const from = (address = `192.0.2.${++addresses}`) => new Headers({ [peerHeader]: address });

async function anOperator(role: "operator" | "host" = "operator") {
  const tenant = await portal.tenant();
  const email = `olga@${tenant.slug}.example`;
  const { userId, password } = await createMember(portal.stores, systemActor, tenant.id, { email, name: "Olga", role });
  return { tenant, email, userId, password: password! };
}

/** The cookie next-auth would set after a login. */
async function cookieOf(login: object | null): Promise<Headers> {
  const { jwt } = authOptions().callbacks!;
  const token = await jwt!({ token: {}, user: login, account: null } as never);
  return new Headers({
    cookie: `other=1; next-auth.session-token=${await encode({ token, secret: env().NEXTAUTH_SECRET })}`,
  });
}

test("the right e-mail and password, whatever their case", async () => {
  const { email, password, userId, tenant } = await anOperator();
  const login = await authorize({ email: ` ${email.toUpperCase()} `, password }, from());
  expect(login).toMatchObject({ id: userId, email, sessionVersion: 1 });
  const { asker } = await createContext(await cookieOf(login));
  expect(asker).toEqual({ kind: "operator", user: { id: userId, name: "Olga", email }, tenantId: tenant.id });
});

test("a wrong password, an unknown e-mail and rubbish are the same nobody", async () => {
  const { email } = await anOperator();
  for (const credentials of [
    { email, password: "wrong" },
    { email: "who@nowhere.example", password: "x" },
    { email: "a\0b", password: "x" },
    { email: 1, password: 2 },
    {},
    undefined,
  ]) {
    expect(await authorize(credentials as never, from())).toBeNull();
  }
});

test("a platform admin is one, whatever tenants they work for", async () => {
  await portal.user("ada@stationmaster.example", "a very long password", true);
  const login = await authorize({ email: "ada@stationmaster.example", password: "a very long password" }, from());
  expect((await createContext(await cookieOf(login))).asker).toMatchObject({ kind: "platform-admin" });
});

test("a site host has no operator's portal, nor has anybody of a suspended tenant", async () => {
  const host = await anOperator("host");
  await expect(authorize(host, from())).rejects.toThrow("NoAccess");
  const operator = await anOperator();
  await portal.platform("PATCH", `/tenants/${operator.tenant.slug}`, { status: "suspended" });
  await expect(authorize(operator, from())).rejects.toThrow("NoAccess");
});

test("ten wrong passwords from one address, and that pair waits; another address does not", async () => {
  const { email, password } = await anOperator();
  const [stranger, home] = [from(), from()];
  for (let tried = 0; tried < 10; tried++) expect(await authorize({ email, password: "wrong" }, stranger)).toBeNull();
  await expect(authorize({ email, password }, stranger)).rejects.toThrow("TooManyTries");
  expect(await authorize({ email, password }, home)).toMatchObject({ email });
});

test("a pair that waited may try again after five minutes", () => {
  for (let tried = 0; tried < 10; tried++) noteFailure("e@x.example", "a", 1_000);
  expect(mayTry("e@x.example", "a", 200_000)).toBe(false);
  expect(mayTry("e@x.example", "b", 200_000)).toBe(true);
  expect(mayTry("e@x.example", "a", 400_000)).toBe(true);
});

test("who comes from ever new addresses waits as well", () => {
  for (let tried = 0; tried < 100; tried++) noteFailure("f@x.example", `address ${tried}`, 1_000);
  expect(mayTry("f@x.example", "yet another", 2_000)).toBe(false);
});

test("ended sessions and a new password end every session within seconds", async () => {
  vi.useFakeTimers({ toFake: ["Date", "performance"] });
  try {
    const operator = await anOperator();
    const cookie = await cookieOf(await authorize(operator, from()));
    expect((await createContext(cookie)).asker.kind).toBe("operator");
    await endSessions(portal.stores.directory, operator.userId);
    vi.advanceTimersByTime(3_001);
    expect((await createContext(cookie)).asker.kind).toBe("nobody");

    const anew = await cookieOf(await authorize(operator, from()));
    expect((await createContext(anew)).asker.kind).toBe("operator");
    await setPersonPassword(portal.stores.directory, operator.userId, "another long password");
    vi.advanceTimersByTime(3_001);
    expect((await createContext(anew)).asker.kind).toBe("nobody");
  } finally {
    vi.useRealTimers();
  }
});

test("a forged cookie is nobody's", async () => {
  const { userId } = await anOperator();
  const token = { sub: userId, sessionVersion: 1 };
  for (const cookie of ["rubbish", "", await encode({ token, secret: "another secret altogether" }), "%"]) {
    expect((await createContext(new Headers({ cookie: `next-auth.session-token=${cookie}` }))).asker).toEqual({
      kind: "nobody",
    });
  }
});

test("an address is what the socket says, or what our own proxy says", () => {
  const of = (peer: string, forwarded?: string) =>
    clientAddress(new Headers({ [peerHeader]: peer, ...(forwarded ? { "x-forwarded-for": forwarded } : {}) }));
  expect(of("203.0.113.9", "1.2.3.4")).toBe("203.0.113.9");
  expect(of("127.0.0.1", "9.9.9.9, 203.0.113.7")).toBe("203.0.113.7");
  expect(of("::ffff:10.0.0.2", "203.0.113.7")).toBe("203.0.113.7");
  expect(of("203.0.113.9")).toBe("203.0.113.9");
});

test("only a page of ours may act for who is signed in", () => {
  const by = (headers: Record<string, string>) =>
    isFromUs(new Request("http://localhost:3000/api/trpc/x", { method: "POST", headers }), "https://portal.example");
  expect(by({ origin: "https://portal.example" })).toBe(true);
  expect(by({ origin: "http://localhost:3000", host: "localhost:3000" })).toBe(true);
  expect(by({ origin: "https://evil.example", host: "portal.example" })).toBe(false);
  expect(by({ origin: "null", host: "portal.example" })).toBe(false);
  expect(by({ "sec-fetch-site": "cross-site" })).toBe(false);
  expect(by({})).toBe(true);
});

test("after the login one comes back to a page of ours, wherever a link asked to go", async () => {
  const { redirect } = authOptions().callbacks!;
  const go = (url: string) => redirect!({ url, baseUrl: env().PUBLIC_URL });
  expect(await go("/stations?view=offline")).toBe(`${env().PUBLIC_URL}/stations?view=offline`);
  for (const url of ["https://evil.example", "//evil.example", "/\\evil.example"])
    expect(await go(url)).toBe(env().PUBLIC_URL);
});
