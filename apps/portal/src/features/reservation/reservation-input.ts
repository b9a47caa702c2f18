import { type ReservationStatus, reservationStatuses } from "./reservation";

export const reservationViews = ["calendar", "list"] as const;

export type ReservationFilters = {
  view: (typeof reservationViews)[number];
  site: string | undefined;
  station: string | undefined;
  search: string | undefined;
  statuses: ReservationStatus[];
};

/** Reads the filters by name, from the address bar or from what the server was asked for. */
export function reservationFilters(read: (key: string) => string | undefined): ReservationFilters {
  const asked = read("status")?.split(",") ?? [];
  return {
    view: reservationViews.find((view) => view === read("view")) ?? "calendar",
    site: read("site"),
    station: read("station"),
    search: read("search"),
    statuses: reservationStatuses.filter((status) => asked.includes(status)),
  };
}

/** The same input in the browser and on the server, so that the first rows come with the page. */
export const reservationInput = ({ site, station, search, statuses }: ReservationFilters) => ({
  limit: 50,
  siteId: site,
  stationIdentity: station,
  search,
  statuses: statuses.length > 0 ? statuses : undefined,
});

/** What holds an EVSE of a station now, or may. */
export const keptInput = (stationIdentity: string) => ({
  ...{ stationIdentity, limit: 100 },
  statuses: ["requested" as const, "active" as const],
});
