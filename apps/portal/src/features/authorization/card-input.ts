import { cardStates, cardTypes, refusingRules } from "./card";

export const cardViews = ["cards", "drivers", "decisions"] as const;

/** Reads the filters by name, from the address bar or from what the server was asked for. */
export function cardFilters(read: (key: string) => string | undefined) {
  const chosen = (key: string) => read(key)?.split(",") ?? [];
  return {
    view: cardViews.find((view) => view === read("view")) ?? "cards",
    search: read("search"),
    group: read("group"),
    driver: read("driver"),
    states: cardStates.filter((state) => chosen("status").includes(state)),
    types: cardTypes.filter((type) => chosen("type").includes(type)),
    station: read("station"),
    rules: refusingRules.filter((rule) => chosen("rule").includes(rule)),
    isAll: read("outcome") === "all",
  };
}
type CardFilters = ReturnType<typeof cardFilters>;

/** The same input in the browser and on the server, so that the first rows come with the page. */
export const cardInput = ({ search, group, driver, states, types }: CardFilters) => ({
  ...{ limit: 50, search, group, driverId: driver },
  states: states.length > 0 ? states : undefined,
  types: types.length > 0 ? types : undefined,
});

export const driverInput = ({ search }: CardFilters) => ({ limit: 50, search });

export const decisionInput = ({ search, station, rules, isAll }: CardFilters) => ({
  ...{ limit: 50, search, stationIdentity: station },
  rules: rules.length > 0 ? rules : undefined,
  refused: isAll ? undefined : true,
});
