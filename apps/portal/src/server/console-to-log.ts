import { format, stripVTControlCharacters } from "node:util";
import type { Logger } from "@stationmaster/runtime";

const levels = { log: "info", info: "info", warn: "warn", error: "error" } as const;

/** What Next.js and libraries say by themselves becomes lines of the log too: JSON, with their request, without what errors quote. */
export function consoleToLog(
  log: Pick<Logger, "info" | "warn" | "error">,
  console: Console = globalThis.console,
): void {
  for (const method of Object.keys(levels) as (keyof typeof levels)[]) {
    console[method] = (...said: unknown[]) => {
      const err = said.find((one) => one instanceof Error);
      const words = format(...said.map((one) => (one instanceof Error ? one.name : one)));
      log[levels[method]](err ? { err } : {}, stripVTControlCharacters(words).trim());
    };
  }
}
