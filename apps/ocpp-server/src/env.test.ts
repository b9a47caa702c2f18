import { expect, test } from "vitest";
import { readSettings } from "./env";
import { defaultLimits } from "./limits";

const least = { DATABASE_URL: "postgres://owner:secret@127.0.0.1:5432/stationmaster" };

test("a database is enough, and every limit has its default", () => {
  const { port, limits, redisUrl } = readSettings(least);
  expect({ port, redisUrl }).toEqual({ port: 9220, redisUrl: undefined });
  expect({ ...defaultLimits, ...limits }).toEqual(defaultLimits);
});

test("limits are set by the environment, in seconds", () => {
  const { limits } = readSettings({
    ...least,
    OCPP_PING_SECONDS: "60",
    OCPP_ANSWER_SECONDS: "5",
    OCPP_UNREAD_FRAMES: "16",
  });
  expect(limits).toMatchObject({
    pingEveryMs: 60_000,
    lostAfterMs: 360_000,
    answerWithinMs: 5_000,
    pauseAtFrames: 16,
    resumeBelowFrames: 4,
  });
});

test("what cannot be meant is refused by name", () => {
  expect(() => readSettings({})).toThrow(/DATABASE_URL/);
  expect(() => readSettings({ ...least, OCPP_PING_SECONDS: "0", OCPP_PORT: "x" })).toThrow(
    /OCPP_PORT[\s\S]*OCPP_PING_SECONDS/,
  );
});
