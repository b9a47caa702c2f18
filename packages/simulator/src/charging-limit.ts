import { limitAt, strongest } from "./charging-profiles";
import type { Evse } from "./evse";
import type { Station } from "./station";

/** What the EVSE may draw at that moment in watts, all charging profiles and outer limits considered. */
export function limitFor(station: Station, evse: Evse, at: number = station.timeline.now()): number {
  const { transaction } = evse;
  if (transaction?.isSuspended) return 0;
  if (!station.model.isOn("SmartChargingCtrlr.Enabled")) return Number.POSITIVE_INFINITY;
  const startedAt = transaction?.powerPathClosedAt ?? at;
  const own = station.state.profiles.filter(({ evseId }) => evseId === evse.id || evseId === 0);
  const limit = (profile: (typeof own)[number]) => limitAt(profile, at, { phases: evse.phases, startedAt });
  const tx = strongest(
    own.filter(({ profile }) => profile.transactionId === transaction?.id),
    ["TxProfile"],
    limit,
  );
  const perEvse = tx ?? strongest(own, ["TxDefaultProfile"], limit) ?? Number.POSITIVE_INFINITY;
  return Math.min(perEvse, outerLimit(station, evse.id), shareOfStation(station, at));
}

/** What the whole station may draw, in equal parts for those who charge (K04). */
function shareOfStation(station: Station, at: number): number {
  const whole = stationLimit(station, at);
  if (whole === Number.POSITIVE_INFINITY) return whole;
  const charging = station.state.evses.filter(({ transaction, plugged }) => transaction?.isAuthorized && plugged);
  return whole / Math.max(1, charging.length);
}

export function stationLimit(station: Station, at: number): number {
  const own = strongest(station.state.profiles, ["ChargingStationMaxProfile"], (profile) =>
    limitAt(profile, at, { phases: 3, startedAt: undefined }),
  );
  return Math.min(outerLimit(station, 0), own ?? Number.POSITIVE_INFINITY);
}

const outerLimit = ({ state: { externalLimit: limit } }: Station, evseId: number): number =>
  limit && (limit.evseId ?? 0) === evseId ? limit.limitW : Number.POSITIVE_INFINITY;
