import { type Sql, withTenants } from "@stationmaster/db";
import { notePresence, type Seen } from "@stationmaster/domain";
import type { Logger } from "@stationmaster/runtime";
import { factsOf } from "./verdict";

type Who = { tenantId: string; id: string; epoch: number };

export type Presence = ReturnType<typeof presence>;

/** Signs of life of all stations held here, written every few seconds in one statement; lost in a crash, which does no harm. */
export function presence({ ingest, everyMs, log, now }: { ingest: Sql; everyMs: number; log: Logger; now(): Date }) {
  let seen = new Map<string, Seen>();
  let writing: Promise<void> | undefined;
  const timer = setInterval(() => void flush(), everyMs).unref();

  function entryOf({ tenantId, id, epoch }: Who): Seen {
    const known = seen.get(id);
    const entry = known ?? { tenantId, stationId: id, epoch, at: now(), unknownProperties: 0, badFrames: 0 };
    if (!known) seen.set(id, entry);
    return entry;
  }

  const flush = (): Promise<void> => {
    writing ??= write().finally(() => {
      writing = undefined;
    });
    return writing;
  };

  async function write() {
    if (seen.size === 0) return;
    const batch = seen;
    seen = new Map();
    const rows = [...batch.values()];
    try {
      await withTenants(
        ingest,
        rows.map(({ tenantId }) => tenantId),
        (tx) => notePresence(tx, rows),
      );
    } catch (error) {
      log.warn({ stations: rows.length, why: factsOf(error) }, "signs of life were not written");
      for (const row of rows) putBack(row);
    }
  }

  function putBack(row: Seen) {
    const newer = seen.get(row.stationId);
    if (!newer) seen.set(row.stationId, row);
    else {
      newer.unknownProperties += row.unknownProperties;
      newer.badFrames += row.badFrames;
    }
  }

  return {
    /** G02.FR.04: any frame proves that the station is there. */
    saw(who: Who): void {
      const entry = entryOf(who);
      entry.at = now();
      entry.epoch = who.epoch;
    },

    /** Its socket is gone: what is still to be written must not say that it is here. */
    left({ id, epoch }: Who): void {
      const entry = seen.get(id);
      if (entry?.epoch === epoch) entry.epoch = null;
    },

    countUnknownProperties(who: Who, count: number): void {
      entryOf(who).unknownProperties += count;
    },

    countBadFrame(who: Who): void {
      entryOf(who).badFrames += 1;
    },

    flush,
    async close() {
      clearInterval(timer);
      await writing;
      await flush();
    },
  };
}
