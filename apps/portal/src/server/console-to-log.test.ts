import { createLogger } from "@stationmaster/runtime";
import { expect, test } from "vitest";
import { consoleToLog } from "./console-to-log";

test("what a library prints is a line of JSON, and what an error quotes is not in it", () => {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger({ name: "portal" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const console = { ...globalThis.console };
  consoleToLog(log, console);
  console.log("\u001b[32m%s\u001b[0m in %d ms", "Ready", 12);
  console.error(" ⨯", new Error("Failed query: select params: s3cr3t"));
  expect(lines).toEqual([
    expect.objectContaining({ level: "info", service: "portal", msg: "Ready in 12 ms" }),
    expect.objectContaining({ level: "error", msg: "⨯ Error", err: expect.objectContaining({ name: "Error" }) }),
  ]);
  expect(JSON.stringify(lines)).not.toContain("s3cr3t");
});
