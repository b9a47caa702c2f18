"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { useAddress } from "@/ui/address";
import { LinkButton } from "@/ui/button";
import { type Box, StatusMap } from "@/ui/map";
import { Empty } from "@/ui/notice";
import { Status } from "@/ui/status";
import { stationHref } from "../stations/station-columns";

type Props = {
  marked: string | undefined;
  onMark: (id: string | undefined) => void;
  onMove?: (box: Box) => void;
  styleUrl: string | null;
};

/** Every station on the map; the one chosen in the list wears a ring, and the other way round. */
export function StationsMap({ marked, onMark, onMove, styleUrl }: Props) {
  const t = useTranslations("map");
  const siteId = useAddress().read("site");
  const query = useQuery(useTRPC().map.points.queryOptions({ siteId }));
  const pins = useMemo(
    () =>
      query.data?.map((point) => ({
        id: point.id,
        name: point.identity,
        longitude: point.longitude,
        latitude: point.latitude,
        state: point.state,
      })),
    [query.data],
  );
  const chosen = query.data?.find((point) => point.id === marked);
  return (
    <StatusMap
      label={pins ? t("label", { n: pins.length }) : t("reading")}
      pins={pins}
      marked={marked}
      onMark={onMark}
      {...(onMove ? { onMove } : {})}
      styleUrl={styleUrl}
    >
      {query.error ? (
        <div className="map__none">
          <Failure error={query.error} retry={() => query.refetch()} />
        </div>
      ) : null}
      {query.isPending ? (
        <p className="over small sub" role="status">
          {t("reading")}
        </p>
      ) : null}
      {pins?.length === 0 ? (
        <div className="map__none">
          <Empty icon="map" title={t("none")}>
            {t("noneNote")}
          </Empty>
        </div>
      ) : null}
      {chosen ? (
        <div className="over">
          <div className="row between row--wrap">
            <b className="strong">{chosen.identity}</b>
            <Status pill state={chosen.state} since={chosen.stateSince} />
          </div>
          {chosen.siteName ? <p className="small sub">{chosen.siteName}</p> : null}
          <div className="row" style={{ marginTop: 10 }}>
            <LinkButton size="s" href={stationHref(chosen.identity)}>
              {t("open")}
            </LinkButton>
          </div>
        </div>
      ) : null}
    </StatusMap>
  );
}
