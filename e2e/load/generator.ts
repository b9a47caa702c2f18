import { type Asking, type AskingDone, askOverAndOver } from "./generate-asking";
import { type Charging, type ChargingDone, charge } from "./generate-charging";
import { type Flood, type FloodDone, flood } from "./generate-flood";
import { type Holding, type HoldingDone, hold, release } from "./generate-holding";
import { type Quiet, quiet, type Told, tell } from "./generate-quiet";
import { type Storm, type StormDone, storm } from "./generate-storm";

export type Job = Asking | Charging | Flood | Holding | Quiet | Storm | { kind: "release" } | { kind: "tell" };
export type Done =
  | AskingDone
  | ChargingDone
  | FloodDone
  | HoldingDone
  | StormDone
  | Told
  | { kind: "quiet" }
  | { kind: "released" };
export type Said =
  | { kind: "window"; is: "open" | "closed" }
  | { kind: "done"; done: Done }
  | { kind: "failed"; why: string };

const say = (said: Said) => process.send?.(said);
process.on("disconnect", () => process.exit(0));
process.on("message", (job: Job) => {
  run(job).then(
    (done) => say({ kind: "done", done }),
    (error: Error) => say({ kind: "failed", why: error.stack ?? error.message }),
  );
});

async function run(job: Job): Promise<Done> {
  const sayWindow = (is: "open" | "closed") => say({ kind: "window", is });
  if (job.kind === "charging") return charge(job, sayWindow);
  if (job.kind === "asking") return askOverAndOver(job, sayWindow);
  if (job.kind === "flood") return flood(job);
  if (job.kind === "holding") return hold(job);
  if (job.kind === "storm") return storm(job);
  if (job.kind === "quiet") return quiet(job);
  if (job.kind === "tell") return tell();
  await release();
  return { kind: "released" };
}
