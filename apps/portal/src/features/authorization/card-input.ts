import { cardStates, cardTypes } from "./card";

export const cardViews = ["cards", "decisions"] as const;

/** Reads the filters by name, from the address bar or from what the server was asked for. */
export function cardFilters(read: (key: string) => string | undefined) {
  const chosen = (key: string) => read(key)?.split(",") ?? [];
  return {
    view: cardViews.find((view) => view === read("view")) ?? "cards",
    search: read("search"),
    group: read("group"),
    states: cardStates.filter((state) => chosen("status").includes(state)),
    types: cardTypes.filter((type) => chosen("type").includes(type)),
    station: read("station"),
    isAll: read("outcome") === "all",
  };
}
type CardFilters = ReturnType<typeof cardFilters>;

/** The same input in the browser and on the server, so that the first rows come with the page. */
export const cardInput = ({ search, group, states, types }: CardFilters) => ({
  ...{ limit: 50, search, group },
  states: states.length > 0 ? states : undefined,
  types: types.length > 0 ? types : undefined,
});

export const decisionInput = ({ search, station, isAll }: Pick<CardFilters, "search" | "station" | "isAll">) => ({
  ...{ limit: 50, search, stationIdentity: station },
  refused: isAll ? undefined : true,
});
