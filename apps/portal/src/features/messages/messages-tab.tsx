"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Bone } from "@/ui/bone";
import { Button } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { FilterChip } from "@/ui/filter-chip";
import { Frames } from "@/ui/frames";
import { Empty } from "@/ui/notice";
import { SearchField } from "@/ui/search-field";
import type { StationDetail } from "../stations/station";
import type { Exchange } from "./exchange";
import { useFrameRows } from "./frame-rows";

const wayOf = (text: string | undefined): "in" | "out" | undefined =>
  text === "in" || text === "out" ? text : undefined;

/** The OCPP timeline: each request with its answer, decoded, raw JSON one click away. */
export function MessagesTab({ station, short = false }: { station: StationDetail; short?: boolean }) {
  const t = useTranslations("messages");
  const address = useAddress();
  const [paused, setPaused] = useState<Exchange[]>();
  const direction = short ? undefined : address.read("direction");
  const withHeartbeats = !short && address.read("heartbeats") === "1";
  const search = short ? undefined : address.read("find");
  const list = useList(
    "messages.list",
    {
      stationIdentity: station.identity,
      limit: short ? 12 : 50,
      way: wayOf(direction),
      withHeartbeats,
      search,
    },
    useTRPCClient().messages.list.query,
  );
  const loaded = list.pages && list.rows;
  const rows = useFrameRows(paused ?? loaded ?? [], station.timeZone);

  return (
    <Card>
      <CardHead title={t("title")} note={t("note")}>
        {short ? (
          <Button size="s" onClick={() => address.write({ tab: "messages" })}>
            {t("all")}
          </Button>
        ) : (
          <>
            <SearchField
              label={t("find")}
              value={search ?? ""}
              onChange={(find) => address.write({ find }, "replace")}
            />
            <FilterChip
              single
              name={t("direction")}
              options={[
                { value: "in", label: t("in") },
                { value: "out", label: t("out") },
              ]}
              chosen={direction ? [direction] : []}
              onChange={([next]) => address.write({ direction: next })}
            />
            <button
              type="button"
              className={withHeartbeats ? "chip chip--on" : "chip"}
              aria-pressed={withHeartbeats}
              onClick={() => address.write({ heartbeats: withHeartbeats ? null : "1" })}
            >
              {t(withHeartbeats ? "heartbeatsShown" : "heartbeatsHidden")}
            </button>
            <Button
              size="s"
              aria-pressed={paused !== undefined}
              onClick={() => setPaused(paused ? undefined : (loaded ?? []))}
            >
              {t(paused ? "resume" : "pause")}
            </Button>
          </>
        )}
      </CardHead>
      {list.error && !loaded ? (
        <CardBody>
          <Failure error={list.error} retry={list.retry} />
        </CardBody>
      ) : null}
      {!loaded && !list.error ? (
        <CardBody className="stack stack--4">
          {[92, 70, 84, 62].map((width) => (
            <Bone key={width} width={`${width}%`} height={14} />
          ))}
        </CardBody>
      ) : null}
      {rows.length > 0 ? <Frames rows={rows} label={t("title")} /> : null}
      {loaded?.length === 0 ? (
        <Empty icon="msg" title={t("none")}>
          {t("noneNote")}
        </Empty>
      ) : null}
      {!short && list.more.hasMore && !paused ? (
        <div className="card__foot">
          <Button size="s" busy={list.more.isLoadingMore} onClick={list.more.loadMore}>
            {t("older")}
          </Button>
          <span className="push dim only-desk">{t("keys")}</span>
        </div>
      ) : null}
    </Card>
  );
}
