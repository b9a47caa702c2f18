"use client";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTRPC } from "@/client/trpc";
import { useAddress } from "@/ui/address";
import { useNow } from "@/ui/now";
import type { Sort } from "@/ui/table-head";
import { dayOf } from "@/ui/zoned-day";
import { sessionFilters, sessionInput } from "./session-input";

/** What the address says of the list. Days are those of the chosen site, else of the tenant. */
export function useSessionFilters(tenantZone: string) {
  const address = useAddress();
  const now = useNow();
  const filters = sessionFilters(address.read);
  const sites = useQuery(useTRPC().sites.list.queryOptions()).data;
  const timeZone = sites?.find((site) => site.id === filters.site)?.timeZone ?? tenantZone;
  const key = JSON.stringify(filters);
  const today = dayOf(now, timeZone);

  // biome-ignore lint/correctness/useExhaustiveDependencies: filters are compared by their text, the time by its day
  const input = useMemo(() => sessionInput(filters, now, timeZone), [key, today, timeZone]);
  return {
    address,
    filters,
    input,
    timeZone,
    isFiltered: Boolean(filters.search || filters.station || filters.when || filters.from || filters.to),
    setSort: (next: Sort) =>
      address.write({
        sort: next.key === "startedAt" && next.direction === "desc" ? null : `${next.key}.${next.direction}`,
      }),
    clear: () => address.write({ search: null, station: null, when: null, from: null, to: null }),
  };
}
