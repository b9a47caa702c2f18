"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { useAddress } from "@/ui/address";
import { Icon } from "@/ui/icon";
import { Menu, MenuCheck, MenuRule } from "@/ui/overlay";

/** Narrows every page to one site. */
export function SiteScope() {
  const t = useTranslations("sites");
  const address = useAddress();
  const sites = useQuery(useTRPC().sites.list.queryOptions()).data ?? [];
  const chosen = address.read("site");
  const name = sites.find((site) => site.id === chosen)?.name ?? t("all");
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="btn btn--bare only-desk"
          style={{ paddingLeft: 0 }}
          aria-label={t("scope", { name })}
        >
          {name} <Icon name="down" size="s" />
        </button>
      }
    >
      <MenuCheck radio checked={!chosen} onChange={() => address.write({ site: null })}>
        {t("all")}
      </MenuCheck>
      {sites.length > 0 ? <MenuRule /> : null}
      {sites.map((site) => (
        <MenuCheck key={site.id} radio checked={site.id === chosen} onChange={() => address.write({ site: site.id })}>
          {site.name}
          <small className="push num">{site.stationCount}</small>
        </MenuCheck>
      ))}
    </Menu>
  );
}
