import { expect, test } from "vitest";
import { createLogger } from "./create-logger";
import { inLogScope } from "./log-scope";

function logged(level?: string) {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger(
    { name: "worker", ...(level === undefined ? {} : { level }) },
    { write: (line: string) => void lines.push(JSON.parse(line)) },
  );
  return { log, lines };
}

test("a line is JSON: the facts as fields, the sentence, who and when", () => {
  const { log, lines } = logged();
  log.info({ stationId: "s", action: "Reset" }, "command answered");
  expect(lines).toEqual([
    expect.objectContaining({
      service: "worker",
      level: "info",
      stationId: "s",
      action: "Reset",
      msg: "command answered",
    }),
  ]);
  expect(new Date(String(lines[0]?.time)).toISOString()).toBe(lines[0]?.time);
});

test.each<[string, object]>([
  ["a password", { password: "s3cr3t" }],
  ["a header", { headers: { authorization: "Bearer s3cr3t", cookie: "s3cr3t" } }],
  ["a key", { tenant: { apiKey: "s3cr3t" } }],
  ["a card, in any depth", { request: { entries: [{ idToken: { idToken: "s3cr3t", type: "ISO14443" } }] } }],
  ["a card by itself", { idToken: "s3cr3t" }],
  ["a PIN", { apn: { simPin: "s3cr3t" } }],
  ["a person's address", { user: { email: "s3cr3t" } }],
  ["the parameters of a query", { err: new Error("Failed query: insert into users params: s3cr3t") }],
  [
    "what the database quotes",
    { err: Object.assign(new Error("invalid input syntax: s3cr3t"), { name: "PostgresError" }) },
  ],
  [
    "a query that another error wraps",
    { err: new Error("s3cr3t", { cause: new Error("Failed query: select s3cr3t") }) },
  ],
])("%s is not written", (_, facts) => {
  const { log, lines } = logged();
  log.info(facts, "x");
  expect(lines).toHaveLength(1);
  expect(JSON.stringify(lines)).not.toContain("s3cr3t");
});

test("of an error stays what it is, what it says in our own words, and where", () => {
  const { log, lines } = logged();
  log.error({ err: Object.assign(new TypeError("no such room"), { code: "E1" }) }, "x");
  expect(lines[0]?.err).toMatchObject({ name: "TypeError", code: "E1", message: "no such room" });
  expect(JSON.stringify(lines[0]?.err)).toContain("create-logger.test");
});

test("a line says which request it belongs to, however deep it is written", async () => {
  const { log, lines } = logged();
  await inLogScope({ requestId: "r" }, async () => {
    await Promise.resolve();
    await inLogScope({ tenantId: "t" }, async () => log.info({ stationId: "s" }, "within"));
  });
  log.info({}, "without");
  expect(lines[0]).toMatchObject({ requestId: "r", tenantId: "t", stationId: "s" });
  expect(lines[1]).not.toHaveProperty("requestId");
});

test("what is below the level is not written", () => {
  const { log, lines } = logged("warn");
  log.info({}, "unheard");
  log.warn({}, "heard");
  expect(lines.map(({ msg }) => msg)).toEqual(["heard"]);
});
