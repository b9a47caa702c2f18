import { expect, test } from "vitest";
import { z } from "zod";
import { EnvError, flag, port, readEnv } from "./read-env";

const shape = { OCPP_PORT: port(9220), DATABASE_URL: z.url(), LOG_SQL: flag(false), MAP_STYLE_URL: z.url().optional() };
const given = (more: Record<string, string | undefined>) =>
  readEnv(shape, { DATABASE_URL: "postgres://a:b@c/d", ...more });

test("what is not set has its default; so has what is set to nothing", () => {
  const defaults = { OCPP_PORT: 9220, DATABASE_URL: "postgres://a:b@c/d", LOG_SQL: false };
  expect(given({})).toEqual(defaults);
  expect(given({ OCPP_PORT: "", LOG_SQL: " ", MAP_STYLE_URL: "" })).toEqual(defaults);
});

test.each([
  ["true", true],
  ["1", true],
  ["yes", true],
  ["false", false],
  ["0", false],
  ["no", false],
])("a flag that says %s is %s", (word, is) => {
  expect(given({ LOG_SQL: word }).LOG_SQL).toBe(is);
});

test("every variable at fault is named at once, and no value is shown", () => {
  const read = () => readEnv(shape, { OCPP_PORT: "70000", DATABASE_URL: "hunter2", LOG_SQL: "maybe" });
  expect(read).toThrow(EnvError);
  expect(read).toThrow(/OCPP_PORT[\s\S]*DATABASE_URL[\s\S]*LOG_SQL/);
  expect(read).not.toThrow(/hunter2/);
});
