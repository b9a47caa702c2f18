import type { ShownState } from "../stations/station";

export type SearchHits = {
  stations: { id: string; identity: string; siteName: string | null; model: string | null; state: ShownState }[];
  sessions: {
    id: string;
    transactionId: string;
    stationIdentity: string;
    idToken: string | null;
    active: boolean;
    startedAt: Date | null;
  }[];
};
