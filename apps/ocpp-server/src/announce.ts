import type { Doorbell, LiveOutlet } from "@stationmaster/bus";
import type { Announcement } from "@stationmaster/domain";
import type { Job } from "@stationmaster/jobs";
import type { Logger } from "@stationmaster/runtime";
import { factsOf } from "./verdict";

type Bell = Extract<Announcement, { kind: "ring" }>["bell"];

type Deps = {
  live: LiveOutlet;
  bell: Doorbell;
  enqueue(job: Job): unknown;
  /** Answers a bell here when the station is held here; false when it is not. */
  answeredHere(tenantId: string, bell: Bell): boolean;
  log: Logger;
};

/** Beyond this the queues do not answer; the rows say what is to be done, and the sweeps find them. */
const mostJobsOnTheirWay = 1_000;

/** Tells others what was committed: the screens, the node that holds a station, the queues. Never throws. */
export function announce({ live, bell, enqueue, answeredHere, log }: Deps) {
  let onTheirWay = 0;

  function keep(tenantId: string, job: Job): void {
    const { queue } = job;
    if (onTheirWay >= mostJobsOnTheirWay) {
      log.warn({ tenantId, queue }, "a job was left to the sweep");
      return;
    }
    onTheirWay += 1;
    Promise.resolve()
      .then(() => enqueue(job))
      .catch((error) => log.error({ tenantId, queue, why: factsOf(error) }, "a job was not queued"))
      .finally(() => {
        onTheirWay -= 1;
      });
  }

  return (tenantId: string, announcement: Announcement): void => {
    if (announcement.kind === "changed") live.changed(tenantId, announcement.change);
    else if (announcement.kind === "ring") {
      // Most bells are for a station of this very process: the bus need not carry them.
      if (!answeredHere(tenantId, announcement.bell)) void bell.ring({ tenantId, ...announcement.bell });
    } else keep(tenantId, announcement.job);
  };
}
