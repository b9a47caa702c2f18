import { metrics } from "@stationmaster/runtime";

const transactions = metrics.gauge(
  "stationmaster_db_transactions",
  "Transactions of tenants by role: open, or waiting for one of the connections",
  ["role", "state"],
);
const waitSeconds = metrics.histogram("stationmaster_db_wait_seconds", "Time a transaction waited for a connection", [
  "role",
]);
const seconds = metrics.histogram("stationmaster_db_transaction_seconds", "Time of a transaction, from begin to end", [
  "role",
]);
export const mostConnections = metrics.gauge("stationmaster_db_connections_max", "Connections a pool may open", [
  "role",
]);

const ofRole = (role: "app" | "ingest") => ({
  waiting: transactions.labels({ role, state: "waiting" }),
  open: transactions.labels({ role, state: "open" }),
  waitSeconds: waitSeconds.labels({ role }),
  seconds: seconds.labels({ role }),
});
const measured = { app: ofRole("app"), ingest: ofRole("ingest") };

/** From the moment a transaction is wanted: the driver does not tell how many wait for a connection. */
export function measureTransaction(role: keyof typeof measured) {
  const { waiting, open, waitSeconds: waited, seconds: lasted } = measured[role];
  const wantedAt = performance.now();
  let begunAt: number | undefined;
  waiting.inc();
  return {
    began(): void {
      begunAt = performance.now();
      waiting.dec();
      open.inc();
      waited.observe((begunAt - wantedAt) / 1000);
    },
    ended(): void {
      if (begunAt === undefined) {
        waiting.dec();
        return;
      }
      open.dec();
      lasted.observe((performance.now() - begunAt) / 1000);
    },
  };
}
