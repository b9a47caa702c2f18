import { connect as connectSocket } from "node:net";
import { connect, eq, stations, tenants } from "@stationmaster/db";
import { hashStationPassword } from "@stationmaster/domain";
import { aServer, aTenant } from "@stationmaster/testing";
import { afterAll, expect, test } from "vitest";
import { basic, handshake, rawStation } from "./raw-station";

const server = await aServer();
const { tenant } = await aTenant({ server });
const directory = connect(server.databaseUrl, { role: "directory", max: 1 });
afterAll(() => directory.sql.end());

const rowOf = (id: string) =>
  tenant.inside(async (ctx) => (await ctx.db.select().from(stations).where(eq(stations.id, id)))[0]!);

test("A00: a station with the right password is let in, and its connection counted (TC_A_01_CSMS)", async () => {
  const station = await tenant.withStation();
  const socket = await rawStation(station);
  expect(socket.socket.protocol).toBe("ocpp2.0.1");
  expect(await rowOf(station.id)).toMatchObject({ connectionEpoch: 1, isOnline: true });
  await socket.close();
  await expect.poll(async () => (await rowOf(station.id)).isOnline).toBe(false);
});

test("A00.FR.207: a wrong or missing password, or another user than the identity, is 401 with a challenge (TC_A_02_CSMS, TC_A_03_CSMS)", async () => {
  const station = await tenant.withStation();
  const path = new URL(station.url).pathname;
  for (const authorization of [
    undefined,
    basic(station.identity, "not-the-password-1"),
    basic("SOMEONE-ELSE", station.password),
    "Basic !!!",
    "Basic ",
    `Basic ${Buffer.from("nocolon").toString("base64")}`,
    `Basic ${Buffer.from([0xff, 0xfe, 0x3a]).toString("base64")}`,
    "Bearer abc",
  ]) {
    const answer = await handshake(server.port, path, authorization === undefined ? {} : { authorization });
    expect(answer, String(authorization)).toMatchObject({ status: 401 });
    expect(answer.headers["www-authenticate"]).toMatch(/^Basic realm=/);
    expect(answer.body).not.toBe("");
  }
  expect(await rowOf(station.id)).toMatchObject({
    isOnline: false,
    connectionEpoch: 0,
    handshakeFailure: "wrong password",
  });
});

test("A01: after changes whose answers were lost the old password and each new one is good, until a new one is used", async () => {
  const station = await tenant.withStation();
  const path = new URL(station.url).pathname;
  const lost = ["first-try-1111111111", "second-try-222222222"] as const;
  const nextPasswordHash = lost.map(hashStationPassword).join(" ");
  await tenant.inside((ctx) => ctx.db.update(stations).set({ nextPasswordHash }).where(eq(stations.id, station.id)));
  const come = async (password: string) =>
    (await handshake(server.port, path, { authorization: basic(station.identity, password) })).status;
  expect(await come(station.password)).toBe(101);
  expect((await rowOf(station.id)).nextPasswordHash).toBe(nextPasswordHash);
  expect(await come(lost[1])).toBe(101);
  expect((await rowOf(station.id)).nextPasswordHash).toBeNull();
  expect([await come(station.password), await come(lost[0]), await come(lost[1])]).toEqual([401, 401, 101]);
});

test("an identity is compared without case, and may be percent-encoded", async () => {
  const station = await tenant.withStation({ identity: "DE*ABC|7@x+y=z" });
  const path = `/ocpp/${tenant.slug}/${encodeURIComponent(station.identity.toLowerCase())}`;
  expect(
    await handshake(server.port, path, { authorization: basic(station.identity, station.password) }),
  ).toMatchObject({ status: 101 });
});

test("unknown tenants and stations are 404, with a password or without", async () => {
  const station = await tenant.withStation();
  const authorization = basic(station.identity, station.password);
  expect(await handshake(server.port, `/ocpp/no-such-tenant/${station.identity}`, { authorization })).toMatchObject({
    status: 404,
  });
  expect(
    await handshake(server.port, `/ocpp/${tenant.slug}/NOBODY`, { authorization: basic("NOBODY", station.password) }),
  ).toMatchObject({ status: 404 });
  expect(await handshake(server.port, `/ocpp/${tenant.slug}/NOBODY`)).toMatchObject({ status: 404 });
});

test("a station of one tenant is no station of another, even with the same identity", async () => {
  const station = await tenant.withStation();
  const { tenant: other } = await aTenant({ server });
  const twin = await other.withStation({ identity: station.identity });
  const path = `/ocpp/${other.slug}/${station.identity}`;
  expect(
    await handshake(server.port, path, { authorization: basic(station.identity, station.password) }),
  ).toMatchObject({ status: 401 });
  expect(await handshake(server.port, path, { authorization: basic(station.identity, twin.password) })).toMatchObject({
    status: 101,
  });
});

test("a station that calls twice in the same moment has one connection left, the newer", async () => {
  const station = await tenant.withStation();
  const calls = Array.from({ length: 5 }, () => rawStation(station));
  const sockets = await Promise.all(calls);
  await expect.poll(() => sockets.filter(({ socket }) => socket.readyState === 1)).toHaveLength(1);
  await server.settle();
  expect(await rowOf(station.id)).toMatchObject({ isOnline: true, connectionEpoch: 5 });
});

test("many stations of many tenants call at once, good ones and bad ones: each hears its own answer", async () => {
  const { tenant: other } = await aTenant({ server });
  const good = await Promise.all(Array.from({ length: 15 }, (_, n) => (n % 2 ? other : tenant).withStation()));
  const answers = await Promise.all(
    good.flatMap((station) => {
      const path = new URL(station.url).pathname;
      return [
        handshake(server.port, path, { authorization: basic(station.identity, station.password) }),
        handshake(server.port, path, { authorization: basic(station.identity, "wrong-password-123") }),
        handshake(server.port, `${path}X`, { authorization: basic(`${station.identity}X`, station.password) }),
      ];
    }),
  );
  expect(answers.map(({ status }) => status)).toEqual(good.flatMap(() => [101, 401, 404]));
});

const hostile: [string, number][] = [
  ["a:b", 400],
  ["a%3Ab", 400],
  ["%00", 400],
  ["a%00b", 400],
  ["..", 400],
  ["%2e%2e", 400],
  ["..%2f..%2fetc", 400],
  ["a%2Fb", 400],
  ["%", 400],
  ["%E0%A4%A", 400],
  ["%25252e", 400],
  ["x".repeat(49), 400],
  ["x".repeat(5_000), 400],
  ["a%20b", 400],
  ["%F0%9F%94%8C", 400],
  ["'%20or%201=1--", 400],
  ["", 404],
  ["a/b", 404],
  ["a/", 404],
];

test.each(hostile)("a hostile identity %j is refused with %i and a reason", async (encoded, status) => {
  const authorization = basic("x", "0123456789abcdef");
  const answer = await handshake(server.port, `/ocpp/${tenant.slug}/${encoded}`, { authorization });
  expect(answer.status).toBe(status);
  expect(answer.body.length).toBeGreaterThan(10);
});

test.each(["/", "/ocpp", "/ocpp/", "/ocpp/a", "/ws/a/b", "//ocpp/a/b", "/ocpp/A_B/x", "/ocpp/../x"])(
  "a path that is no station's, %s, is 404",
  async (path) => {
    expect(await handshake(server.port, path)).toMatchObject({ status: 404 });
  },
);

test("A00: no common subprotocol is 400 with the reason, and ocpp2.0 is told apart from 2.0.1 (TC_B_58_CSMS)", async () => {
  const station = await tenant.withStation();
  const path = new URL(station.url).pathname;
  const authorization = basic(station.identity, station.password);
  const offering = (protocols: string) =>
    handshake(server.port, path, { authorization, "sec-websocket-protocol": protocols });
  expect(await offering("ocpp1.6")).toMatchObject({
    status: 400,
    body: expect.stringContaining("does not speak ocpp1.6"),
  });
  expect(await offering("ocpp2.0")).toMatchObject({
    status: 400,
    body: expect.stringContaining("ocpp2.0 was withdrawn"),
  });
  expect(await offering("<script>")).toMatchObject({ status: 400, body: expect.not.stringContaining("script") });
  expect(await offering("ocpp1.6, ocpp2.0.1")).toMatchObject({
    status: 101,
    headers: { "sec-websocket-protocol": "ocpp2.0.1" },
  });
});

test("A00.FR.001: a station of a higher security profile is refused on the plain port", async () => {
  const station = await tenant.withStation({ securityProfile: 2 });
  const answer = await handshake(server.port, new URL(station.url).pathname, {
    authorization: basic(station.identity, station.password),
  });
  expect(answer).toMatchObject({ status: 403, body: expect.stringContaining("security profile 2") });
  expect(await rowOf(station.id)).toMatchObject({
    handshakeFailure: "came with security profile 1",
    connectionEpoch: 0,
  });
});

test("stations of a suspended tenant are refused, and a connected one is told to go at the next look", async () => {
  const { tenant: suspended } = await aTenant({ server });
  const station = await suspended.withStation();
  const socket = await rawStation(station);
  await directory.db.update(tenants).set({ status: "suspended" }).where(eq(tenants.id, suspended.id));
  await server.settle();
  expect(await socket.closed).toEqual({ code: 1008, reason: "this tenant is suspended" });
  const { tenant: another } = await aTenant({ server, status: "suspended" });
  const refused = await another.withStation();
  expect(
    await handshake(server.port, new URL(refused.url).pathname, {
      authorization: basic(refused.identity, refused.password),
    }),
  ).toMatchObject({ status: 403 });
});

test("B02: a tenant that wishes so takes an unknown station as Pending, and trusts its first password", async () => {
  const { tenant: open } = await aTenant({ server, unknownStations: "pending" });
  const path = `/ocpp/${open.slug}/CALLER-1`;
  const first = "first-password-1234";
  expect(await handshake(server.port, path, { authorization: basic("CALLER-1", "short") })).toMatchObject({
    status: 401,
  });
  expect(await handshake(server.port, path)).toMatchObject({ status: 401 });
  const socket = await rawStation({
    url: `${server.url}/${open.slug}/CALLER-1`,
    identity: "CALLER-1",
    password: first,
  });
  expect((await socket.boot())[2]).toMatchObject({ status: "Pending", interval: 10 });
  await socket.close();
  expect(await handshake(server.port, path, { authorization: basic("CALLER-1", "another-password-1") })).toMatchObject({
    status: 401,
  });
  expect(await handshake(server.port, path, { authorization: basic("CALLER-1", first) })).toMatchObject({
    status: 101,
  });
  const [row] = await open.inside((ctx) => ctx.db.select().from(stations));
  expect(row).toMatchObject({ identity: "CALLER-1", origin: "called", registrationStatus: "Pending" });
  expect(row?.passwordHash).not.toContain(first);
});

test("ten failed handshakes of one address for one station wait a minute; others do not", async () => {
  const station = await tenant.withStation();
  const neighbour = await tenant.withStation();
  const path = new URL(station.url).pathname;
  for (let n = 0; n < 10; n++)
    expect(
      (await handshake(server.port, path, { authorization: basic(station.identity, "wrong-password-123") })).status,
    ).toBe(401);
  const right = { authorization: basic(station.identity, station.password) };
  const refused = await handshake(server.port, path, right);
  expect(refused).toMatchObject({ status: 429, body: expect.stringContaining("Too many failed handshakes") });
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(50);
  expect(
    await handshake(server.port, new URL(neighbour.url).pathname, {
      authorization: basic(neighbour.identity, neighbour.password),
    }),
  ).toMatchObject({ status: 101 });
});

test("compression is agreed with a small window, and an offer that does not fit costs nobody the connection", async () => {
  const station = await tenant.withStation();
  const path = new URL(station.url).pathname;
  const agreed = async (offer: string) => {
    const { status, headers } = await handshake(server.port, path, {
      authorization: basic(station.identity, station.password),
      "sec-websocket-extensions": offer,
    });
    expect(status, offer).toBe(101);
    return headers["sec-websocket-extensions"];
  };
  const both = "permessage-deflate; server_no_context_takeover; client_no_context_takeover; server_max_window_bits=10";
  expect(await agreed("permessage-deflate")).toBe(both);
  expect(await agreed("permessage-deflate; client_max_window_bits")).toContain("client_max_window_bits=11");
  expect(await agreed("permessage-deflate; client_max_window_bits=9")).toContain("client_max_window_bits=9");
  expect(await agreed("permessage-deflate; server_max_window_bits=8")).toBeUndefined();
  expect(await agreed("permessage-deflate; something_new")).toBeUndefined();
  expect(await agreed("x-webkit-deflate-frame")).toBeUndefined();

  const socket = await rawStation(station, { perMessageDeflate: { threshold: 0 } });
  expect((await socket.boot())[2]).toMatchObject({ status: "Accepted" });
});

test("what is no handshake does not hurt: plain HTTP, garbage, a socket that goes away in between", async () => {
  const answer = await fetch(`http://127.0.0.1:${server.port}/ocpp/${tenant.slug}/x`);
  expect(answer.status).toBe(426);
  expect((await fetch(`http://127.0.0.1:${server.port}/`)).status).toBe(404);
  for (const bytes of [
    "\0\x01\x02garbage\r\n\r\n",
    "GET /ocpp HTTP/1.1\r\n",
    `GET ${"x".repeat(40_000)} HTTP/1.1\r\n\r\n`,
  ]) {
    const socket = connectSocket(server.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.end(bytes);
    await new Promise((resolve) => socket.once("close", resolve).resume());
  }
  expect((await fetch(`http://127.0.0.1:${server.port}/healthz`)).status).toBe(200);
});

test("it says that it is ready, and what it has counted", async () => {
  const ready = await fetch(`http://127.0.0.1:${server.port}/readyz`);
  expect(await ready.json()).toEqual({ ready: true, checks: { database: true, bus: true, accepting: true } });
  const text = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
  expect(text).toMatch(/stationmaster_ocpp_handshakes_total\{status="101"\} \d+/);
  expect(text).toContain("stationmaster_ocpp_connections");
});
