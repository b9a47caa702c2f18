import type { Sort } from "@/ui/table-head";
import { momentsOf } from "./period";

export const sessionViews = ["all", "active", "gaps"] as const;
export type SessionView = (typeof sessionViews)[number];
export const sortKeys = ["startedAt", "energyWh"] as const;

export type SessionFilters = {
  view: SessionView;
  site: string | undefined;
  station: string | undefined;
  search: string | undefined;
  when: string | undefined;
  from: string | undefined;
  to: string | undefined;
  sort: Sort;
};

/** Reads the filters by name, from the address bar or from what the server was asked for. */
export function sessionFilters(read: (key: string) => string | undefined): SessionFilters {
  const [key, direction] = (read("sort") ?? "").split(".");
  return {
    view: sessionViews.find((view) => view === read("view")) ?? "all",
    site: read("site"),
    station: read("station"),
    search: read("search"),
    when: read("when"),
    from: read("from"),
    to: read("to"),
    sort: { key: sortKeys.find((one) => one === key) ?? "startedAt", direction: direction === "asc" ? "asc" : "desc" },
  };
}

/** The same input in the browser and on the server, so that the first rows come with the page. */
export function sessionInput(
  { view, site, station, search, sort, ...asked }: SessionFilters,
  now: number,
  timeZone: string,
) {
  return {
    limit: 50,
    siteId: site,
    stationIdentity: station,
    search,
    active: view === "active" ? true : undefined,
    withGaps: view === "gaps" ? true : undefined,
    ...momentsOf(asked, now, timeZone),
    sort: sort.key as (typeof sortKeys)[number],
    order: sort.direction,
  };
}
