import { onShutdown, watchRejections, watchSignals } from "@stationmaster/runtime";
import { consoleToLog } from "./console-to-log";
import { finishAnswers } from "./in-flight";
import { log } from "./log";
import { stores } from "./stores";
import { watchPeers } from "./watch-peers";
import { watchRequests } from "./watch-requests";

/** Once in the life of the server, before its first request: from instrumentation.ts. */
export function start(): void {
  if (process.env.NODE_ENV === "production") consoleToLog(log());
  watchPeers();
  watchRequests();
  watchRejections(log());
  const open = stores();
  // Last registered runs first: browsers are let go, then what they asked is finished, then the stores close.
  onShutdown(() => open.close(), { name: "stores" });
  onShutdown(finishAnswers, { name: "answers", withinMs: 15_000 });
  watchSignals(log());
}
