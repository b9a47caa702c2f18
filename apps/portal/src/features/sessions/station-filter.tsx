"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { Popover as Radix } from "radix-ui";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { useAddress } from "@/ui/address";
import { Icon } from "@/ui/icon";
import { SearchField } from "@/ui/search-field";

/** One station out of thousands: found by the beginning of its name. */
export function StationFilter({ chosen, siteId }: { chosen: string | undefined; siteId: string | undefined }) {
  const t = useTranslations("sessions");
  const address = useAddress();
  const [open, setOpen] = useState(false);
  const choose = (station: string | null) => {
    address.write({ station });
    setOpen(false);
  };
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Trigger asChild>
        <button
          type="button"
          className={chosen ? "chip chip--on" : "chip"}
          onKeyDown={(event) => {
            if (event.key === "Backspace" || event.key === "Delete") choose(null);
          }}
        >
          {t("station")} <b>{chosen ?? t("anyStation")}</b>
          <Icon name="down" />
        </button>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className="float" sideOffset={6} align="start" collisionPadding={12} aria-label={t("station")}>
          <Choices siteId={siteId} chosen={chosen} choose={choose} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

type Props = { siteId: string | undefined; chosen: string | undefined; choose: (station: string | null) => void };

function Choices({ siteId, chosen, choose }: Props) {
  const t = useTranslations("sessions");
  const [search, setSearch] = useState("");
  const query = useQuery(
    useTRPC().stations.list.queryOptions(
      { siteId, search: search || undefined, limit: 8, sort: "identity", order: "asc" },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <>
      <div className="float__search">
        <SearchField label={t("findStation")} value={search} onChange={setSearch} />
      </div>
      {query.data?.items.map((station) => (
        <button
          key={station.id}
          type="button"
          className="item"
          aria-pressed={station.identity === chosen}
          onClick={() => choose(station.identity)}
        >
          <span className="mark">{station.identity === chosen ? <Icon name="check" /> : null}</span>
          {station.identity}
          {station.siteName ? <small className="push">{station.siteName}</small> : null}
        </button>
      ))}
      {query.data?.items.length === 0 ? <p className="small dim float__note">{t("noStation")}</p> : null}
      {query.error ? <p className="small dim float__note">{t("stationsFailed")}</p> : null}
      {chosen ? (
        <>
          <hr />
          <button type="button" className="item" onClick={() => choose(null)}>
            {t("everyStation")}
          </button>
        </>
      ) : null}
    </>
  );
}
