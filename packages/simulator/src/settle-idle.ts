import { reportStatuses } from "./report-statuses";
import type { Station } from "./station";

/** What waited for the end of a transaction: becoming unavailable (G03.FR.05), a reset (B12.FR.01). */
export async function settleIdle(station: Station): Promise<void> {
  const { state } = station;
  for (const evse of state.evses) {
    if (evse.transaction) continue;
    if (evse.becomesInoperative) evse.isOperative = evse.becomesInoperative = false;
    for (const connector of evse.connectors)
      if (connector.becomesInoperative) connector.isOperative = connector.becomesInoperative = false;
  }
  const isIdle = station.transactions.length === 0;
  if (isIdle && state.becomesInoperative) state.isOperative = state.becomesInoperative = false;
  await reportStatuses(station);
  const { pendingReset } = state;
  if (!pendingReset) return;
  if (pendingReset.evse ? pendingReset.evse.transaction : !isIdle) return;
  state.pendingReset = undefined;
  station.track(pendingReset.run());
}
