import { expect, test } from "vitest";
import { createLogger } from "./create-logger";

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
      name: "worker",
      level: "info",
      stationId: "s",
      action: "Reset",
      msg: "command answered",
    }),
  ]);
  expect(new Date(String(lines[0]?.time)).toISOString()).toBe(lines[0]?.time);
});

test("secrets are blanked, also one level down", () => {
  const { log, lines } = logged();
  log.info({ password: "p", station: { password: "p" }, headers: { authorization: "Bearer k" } }, "x");
  expect(JSON.stringify(lines)).not.toMatch(/"p"|Bearer k/);
});

test("what is below the level is not written", () => {
  const { log, lines } = logged("warn");
  log.info({}, "unheard");
  log.warn({}, "heard");
  expect(lines.map(({ msg }) => msg)).toEqual(["heard"]);
});
