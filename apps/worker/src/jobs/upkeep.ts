import {
  applyRetention,
  countAllDrift,
  forgetOldReports,
  makePartitions,
  sweepCommands,
  sweepInventories,
  sweepLocalLists,
  sweepOnboardings,
  sweepReports,
  sweepReservations,
  sweepStations,
  type Tally,
} from "@stationmaster/domain/business/upkeep";
import type { Handling, Payload } from "@stationmaster/jobs";
import { metrics } from "@stationmaster/runtime";
import type { Settings } from "../env";
import type { Means } from "../means";
import { notePartitions, workerMetrics } from "../worker-metrics";

type Task = Payload<"upkeep">["task"];
type Done = { fields: Record<string, unknown>; isWorthALine: boolean; troubles?: Tally["troubles"] };

export function upkeep(means: Means, settings: Settings["upkeep"]): Handling<"upkeep"> {
  const { app, ingest, directory, outlets, files, log } = means;
  const { upkeepDone, troubles: failures, overdue } = workerMetrics(metrics);
  const all = { directory: directory.db, ingest: ingest.sql, outlets };

  const tasks: Record<Task, () => Promise<Done>> = {
    "sweep-commands": async () => {
      const tally = await sweepCommands(all, settings);
      overdue.inc(tally.done);
      return swept("commands", tally);
    },
    "sweep-reservations": async () => {
      const reservations = await sweepReservations(all);
      return { fields: { reservations }, isWorthALine: reservations > 0 };
    },
    "sync-local-lists": async () => swept("lists", await sweepLocalLists(all)),
    "advance-onboardings": async () => swept("checklists", await sweepOnboardings(all)),
    "ask-inventories": async () => swept("inventories", await sweepInventories(all)),
    "count-drift": async () => swept("stations", await countAllDrift(all)),
    "mark-lost-stations": async () => {
      const stations = await sweepStations(all, settings);
      return { fields: { stations }, isWorthALine: stations > 0 };
    },
    "resume-reports": async () => swept("reports", await sweepReports(all)),
    "make-partitions": async () => {
      const standing = await makePartitions(app.db);
      notePartitions(standing);
      const unplaced = standing.filter(({ restBytes }) => restBytes > 0).map(({ table }) => table);
      return { fields: { unplaced }, isWorthALine: unplaced.length > 0 };
    },
    "apply-retention": async () => {
      const { dropped, errors } = await applyRetention(app.db, settings);
      const { done: reports, troubles } = await forgetOldReports({ ...all, files }, settings);
      if (dropped.length + reports > 0) log.info({ dropped, reports }, "what is old was dropped");
      if (errors.length > 0) throw new AggregateError(errors, "tables whose oldest part could not be dropped");
      return { fields: {}, isWorthALine: false, troubles };
    },
  };

  return {
    async handle({ task }) {
      const { fields, isWorthALine, troubles = [] } = await tasks[task]();
      failures.inc({ task }, troubles.length);
      for (const { tenantId, error } of troubles)
        log.error({ err: error, task, tenantId }, "upkeep failed for a tenant");
      if (isWorthALine) log.info({ task, ...fields }, "upkeep done");
      if (troubles.length === 0) upkeepDone.set({ task }, Date.now() / 1000);
    },
  };
}

const swept = (what: string, { done, troubles }: Tally): Done => ({
  fields: { [what]: done },
  isWorthALine: done > 0,
  troubles,
});
