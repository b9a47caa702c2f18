"use client";
import { useMemo } from "react";
import { useAddress } from "@/ui/address";
import type { Sort } from "@/ui/table-head";
import { type ShownState, shownStates, stationViews } from "./station";
import { sortKeys, stationInput } from "./station-input";

/** What the address says of the list: view, filters, search, sort. */
export function useStationFilters() {
  const address = useAddress();
  const [key, direction] = (address.read("sort") ?? "attention.asc").split(".");
  const site = address.read("site");
  const view = stationViews.find((one) => one === address.read("view"));
  const states = address
    .readList("state")
    .filter((state): state is ShownState => shownStates.includes(state as ShownState));
  const model = address.read("model");
  const search = address.read("search");
  const sort: Sort = {
    key: sortKeys.find((one) => one === key) ?? "attention",
    direction: direction === "desc" ? "desc" : "asc",
  };
  const stateKey = states.join(",");

  // biome-ignore lint/correctness/useExhaustiveDependencies: states are compared by their text
  const input = useMemo(
    () => stationInput({ site, view, states, model, search, sort }),
    [site, view, stateKey, model, search, sort.key, sort.direction],
  );
  return {
    address,
    input,
    site,
    view: view ?? "all",
    states,
    model,
    search: search ?? "",
    sort,
    isFiltered: Boolean(states.length > 0 || model || search),
    setSort: (next: Sort) =>
      address.write({
        sort: next.key === "attention" && next.direction === "asc" ? null : `${next.key}.${next.direction}`,
      }),
    clear: () => address.write({ state: null, model: null, search: null }),
  };
}
