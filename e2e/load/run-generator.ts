import { fork } from "node:child_process";
import { join } from "node:path";
import type { Done, Job, Said } from "./generator";

type Ends = { release: "released"; tell: "told" };
type DoneOf<J extends Job> = Extract<Done, { kind: J["kind"] extends keyof Ends ? Ends[J["kind"]] : J["kind"] }>;

/** The stations live in a process of their own, so that they take no time from whom they measure. */
export function runGenerator() {
  const child = fork(join(import.meta.dirname, "generator.js"), { serialization: "advanced" });
  return {
    pid: child.pid!,
    run<J extends Job>(job: J, onWindow: (is: "open" | "closed") => void = () => {}): Promise<DoneOf<J>> {
      return new Promise((resolve, reject) => {
        const onExit = (code: number | null) => reject(new Error(`the load generator ended with ${code}`));
        const finish = () => {
          child.off("message", onMessage);
          child.off("exit", onExit);
        };
        const onMessage = (said: Said) => {
          if (said.kind === "window") return onWindow(said.is);
          finish();
          if (said.kind === "failed") reject(new Error(said.why));
          else resolve(said.done as DoneOf<J>);
        };
        child.on("message", onMessage);
        child.once("exit", onExit);
        child.send(job);
      });
    },
    stop: () => void child.kill(),
  };
}
