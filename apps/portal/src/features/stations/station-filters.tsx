"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { useAddress } from "@/ui/address";
import { FilterChip } from "@/ui/filter-chip";
import { type ShownState, shownStates } from "./station";

export function SiteFilter() {
  const t = useTranslations("stations");
  const address = useAddress();
  const sites = useQuery(useTRPC().sites.list.queryOptions()).data ?? [];
  const site = address.read("site");
  return (
    <FilterChip
      single
      name={t("site")}
      options={sites.map((one) => ({ value: one.id, label: one.name, note: String(one.stationCount) }))}
      chosen={site ? [site] : []}
      onChange={([next]) => address.write({ site: next })}
    />
  );
}

export function StateFilter({ chosen, onChange }: { chosen: ShownState[]; onChange: (states: string[]) => void }) {
  const t = useTranslations("stations");
  const status = useTranslations("status");
  return (
    <FilterChip
      name={t("state")}
      options={shownStates.map((state) => ({ value: state, label: status(state) }))}
      chosen={chosen}
      onChange={onChange}
    />
  );
}

export function ModelFilter({
  site,
  chosen,
  onChange,
}: {
  site: string | undefined;
  chosen: string | undefined;
  onChange: (model: string | undefined) => void;
}) {
  const t = useTranslations("stations");
  const models = useQuery(useTRPC().stations.models.queryOptions({ siteId: site })).data ?? [];
  return (
    <FilterChip
      single
      name={t("model")}
      options={models.map((one) => ({ value: one.model, label: one.model, note: String(one.count) }))}
      chosen={chosen ? [chosen] : []}
      onChange={([next]) => onChange(next)}
    />
  );
}
