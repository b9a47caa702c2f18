"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { useFormat } from "@/ui/format";
import { Icon } from "@/ui/icon";
import { Mark, TenantLogo } from "./mark";
import type { Me } from "./me";
import { isAt, places } from "./navigation";

export function SideNavigation({ me, onGo }: { me: Me; onGo?: () => void }) {
  const t = useTranslations("nav");
  const path = usePathname();
  const site = useSearchParams().get("site");
  const format = useFormat();
  const counts = useQuery(useTRPC().me.counts.queryOptions()).data;
  return (
    <>
      <div className="brand">
        <TenantLogo />
        <span className="grow">
          <b>{me.tenant?.name ?? "Stationmaster"}</b>
          <small>{t(`role.${me.role}`)}</small>
        </span>
      </div>
      <nav className="nav-groups" aria-label={t("main")}>
        {places[me.role].map((group) => (
          <div key={group[0]?.id} className="nav">
            {group.map((place) => (
              <Link
                key={place.id}
                href={site && me.role === "operator" ? `${place.href}?site=${site}` : place.href}
                aria-current={isAt(place, path) ? "page" : undefined}
                {...(onGo ? { onClick: onGo } : {})}
              >
                <Icon name={place.icon} />
                {t(`place.${place.id}`)}
                {place.count && counts ? <span className="count">{format.number(counts[place.count])}</span> : null}
              </Link>
            ))}
          </div>
        ))}
      </nav>
      <div className="side__foot">
        <Mark /> Stationmaster
      </div>
    </>
  );
}
