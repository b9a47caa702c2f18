import type { ShownState } from "../stations/station";

export type MapPoint = {
  id: string;
  identity: string;
  siteName: string | null;
  longitude: number;
  latitude: number;
  state: ShownState;
  stateSince: Date | null;
};
