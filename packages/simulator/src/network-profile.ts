import type { Station } from "./station";

/** B10: after a restart the first slot of NetworkConfigurationPriority that holds something is used. */
export function useNetworkProfile(station: Station): void {
  const [first] = usableSlots(station);
  if (first) use(station, first);
}

/** B10.FR.03: after NetworkProfileConnectionAttempts in vain it is the next slot's turn. */
export function tryNextNetworkProfile(station: Station, attempts: number): void {
  const slots = usableSlots(station);
  if (slots.length < 2 || attempts % station.model.number("OCPPCommCtrlr.NetworkProfileConnectionAttempts") !== 0)
    return;
  const active = station.model.text("OCPPCommCtrlr.ActiveNetworkProfile");
  use(station, slots[(slots.indexOf(active) + 1) % slots.length] ?? active);
}

const usableSlots = (station: Station) =>
  station.model
    .list("OCPPCommCtrlr.NetworkConfigurationPriority")
    .filter((slot) => station.state.networkProfiles.has(Number(slot)));

function use(station: Station, slot: string): void {
  const { model, state, connection } = station;
  const profile = state.networkProfiles.get(Number(slot));
  if (!profile || model.text("OCPPCommCtrlr.ActiveNetworkProfile") === slot) return;
  model.put("OCPPCommCtrlr.ActiveNetworkProfile", slot);
  // The address of a profile is without the identity (B09).
  connection.settings.url = `${profile.ocppCsmsUrl.replace(/\/$/, "")}/${encodeURIComponent(connection.settings.identity)}`;
  // B10.FR.10: another CSMS has to hear who we are.
  state.registration = undefined;
}
