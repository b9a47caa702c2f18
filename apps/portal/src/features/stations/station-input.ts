import type { Sort } from "@/ui/table-head";
import { type ShownState, type StationView, shownStates, stationViews } from "./station";

export const sortKeys = ["attention", "identity", "lastSeenAt", "model"] as const;
type SortKey = (typeof sortKeys)[number];

type Filters = {
  site?: string | undefined;
  view?: StationView | undefined;
  states: ShownState[];
  model?: string | undefined;
  search?: string | undefined;
  sort: Sort;
};

export function stationInput({ site, view, states, model, search, sort }: Filters) {
  return {
    limit: 50,
    siteId: site,
    view,
    states: states.length > 0 ? states : undefined,
    model,
    search,
    sort: sort.key as SortKey,
    order: sort.direction,
  };
}

type Params = Record<string, string | string[] | undefined>;

/** The same input read on the server, so that the first page of rows is there with the page. */
export function stationInputOf(params: Params) {
  const one = (key: string) =>
    typeof params[key] === "string" && params[key] !== "" ? (params[key] as string) : undefined;
  const [key, direction] = (one("sort") ?? "attention.asc").split(".");
  return stationInput({
    site: one("site"),
    view: stationViews.find((view) => view === one("view")),
    states: (one("state")?.split(",") ?? []).filter((state): state is ShownState =>
      shownStates.includes(state as ShownState),
    ),
    model: one("model"),
    search: one("search"),
    sort: {
      key: sortKeys.find((sort) => sort === key) ?? "attention",
      direction: direction === "desc" ? "desc" : "asc",
    },
  });
}
