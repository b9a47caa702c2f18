import { type Sql, withTenants } from "@stationmaster/db";
import { type Exchange, writeExchanges } from "@stationmaster/domain";
import type { Logger } from "@stationmaster/runtime";
import type { Limits } from "./limits";
import type { ServerMetrics } from "./server-metrics";
import { factsOf, verdictOf } from "./verdict";

type Row = { exchange: Exchange; bytes: number };
type Deps = {
  ingest: Sql;
  limits: Limits;
  metrics: ServerMetrics;
  log: Logger;
  /** Called for each row once it can be read. */
  written(exchange: Exchange): void;
};

const rowsPerInsert = 1_000;
const rowOverhead = 300;

export type MessageLog = ReturnType<typeof messageLog>;

/** Writes the OCPP message log in batches off the answers' path. What cannot be kept up with is dropped, oldest first. */
export function messageLog({ ingest, limits, metrics, log, written }: Deps) {
  let rows: Row[] = [];
  let bytes = 0;
  let writing: Promise<void> | undefined;
  const timer = setInterval(() => void flush(), limits.logEveryMs).unref();

  function add(exchange: Exchange, frameBytes: number): void {
    rows.push({ exchange, bytes: frameBytes + rowOverhead });
    bytes += frameBytes + rowOverhead;
    if (rows.length > limits.logRows || bytes > limits.logBytes) dropOldest();
  }

  function dropOldest() {
    // A tenth at once: to shift one at a time from a long array is slow just when there is no time.
    const drop = Math.max(1, Math.ceil(rows.length / 10));
    for (const row of rows.splice(0, drop)) bytes -= row.bytes;
    metrics.logDropped.inc(drop);
  }

  const flush = (): Promise<void> => {
    writing ??= writeAll().finally(() => {
      writing = undefined;
      metrics.logWaiting.set(rows.length);
    });
    return writing;
  };

  async function writeAll() {
    while (rows.length > 0) {
      const batch = rows.splice(0, rowsPerInsert);
      for (const row of batch) bytes -= row.bytes;
      if (!(await write(batch))) return;
    }
  }

  /** False when the database is away: the rows wait for the next time. */
  async function write(batch: Row[]): Promise<boolean> {
    const exchanges = batch.map(({ exchange }) => exchange);
    try {
      await withTenants(
        ingest,
        exchanges.map(({ tenantId }) => tenantId),
        (tx) => writeExchanges(tx, exchanges),
      );
      for (const exchange of exchanges) written(exchange);
      return true;
    } catch (error) {
      if (verdictOf(error) === "away") {
        rows = [...batch, ...rows];
        for (const row of batch) bytes += row.bytes;
        while (rows.length > limits.logRows || bytes > limits.logBytes) dropOldest();
        return false;
      }
      if (batch.length === 1) {
        metrics.logDropped.inc();
        log.error({ stationId: exchanges[0]!.stationId, why: factsOf(error) }, "a row of the message log was refused");
        return true;
      }
      const half = batch.length >> 1;
      const first = await write(batch.slice(0, half));
      return (await write(batch.slice(half))) && first;
    }
  }

  return {
    add,
    /** Writes what there is; returns when it is written or the database is away. */
    flush,
    async close() {
      clearInterval(timer);
      await flush();
      // What came while the last batch was under way.
      if (rows.length > 0) await flush();
    },
  };
}
