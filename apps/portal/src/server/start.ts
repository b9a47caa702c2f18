import { onShutdown, watchSignals } from "@stationmaster/runtime";
import { finishAnswers } from "./in-flight";
import { log } from "./log";
import { stores } from "./stores";
import { watchPeers } from "./watch-peers";

/** Once in the life of the server, before its first request: from instrumentation.ts. */
export function start(): void {
  watchPeers();
  const open = stores();
  // Last registered runs first: browsers are let go, then what they asked is finished, then the stores close.
  onShutdown(() => open.close(), { name: "stores" });
  onShutdown(finishAnswers, { name: "answers", withinMs: 15_000 });
  watchSignals(log());
}
