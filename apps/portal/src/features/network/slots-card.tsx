"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import { Card, CardHead } from "@/ui/card";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import type { Column } from "@/ui/table-columns";
import { CsvButton } from "@/ui/table-tools";
import { Tag } from "@/ui/tag";
import type { StationDetail } from "../stations/station";
import { isLeft, type Network, type Profile, type Slot } from "./network";

/** The slots of the station: which one it is connected by, which it falls back to, and what we know to stand in them. */
export function SlotsCard({
  station,
  network,
  onAsk,
  onMigrate,
}: {
  station: StationDetail;
  network: Network | undefined;
  onAsk: () => void;
  onMigrate: (slot: number) => void;
}) {
  const t = useTranslations("network");
  const columns = useSlotColumns(station.timeZone, network, onMigrate);
  const { order, attempts } = network ?? {};
  return (
    <Card>
      <CardHead
        title={t("slots")}
        note={
          order ? (
            <>
              {t("orderIs", { order: order.slots.join(", ") })}
              {order.waitsForReboot ? `, ${t("waitsForReboot")}` : ""}
              {attempts ? `, ${t("attempts", { n: attempts })}` : ""}
            </>
          ) : undefined
        }
      >
        <CsvButton name={`${station.identity}-network-profiles`} columns={columns} rows={network?.slots ?? []} />
        <Button icon="redo" onClick={onAsk}>
          {t("ask")}
        </Button>
      </CardHead>
      <Table
        label={t("slots")}
        columns={columns}
        pages={network ? [network.slots] : undefined}
        rowKey={({ slot }) => String(slot)}
        rowName={({ slot }) => t("slotN", { n: slot })}
        skeletonRows={3}
        empty={
          <Empty icon="gear" title={t("none")}>
            {t("noneNote")}
          </Empty>
        }
      />
    </Card>
  );
}

function useSlotColumns(
  timeZone: string,
  network: Network | undefined,
  onMigrate: (slot: number) => void,
): Column<Slot>[] {
  const t = useTranslations("network");
  const mayBegin = !network?.migration || isLeft(network.migration);
  const isInUse = network?.inUse?.slot;
  return useMemo(
    () => [
      {
        id: "slot",
        head: t("slot"),
        phone: "name",
        fixed: true,
        width: "96px",
        csv: (row) => row.slot,
        cell: (row) => <b className="strong num">{row.slot}</b>,
      },
      {
        id: "standing",
        head: t("standing"),
        phone: "half",
        width: "20%",
        csv: (row) => (row.isInUse ? "in use" : (row.place ?? "")),
        cell: (row) => <Standing slot={row} />,
      },
      {
        id: "profile",
        head: t("profile"),
        phone: "full",
        width: "auto",
        csv: (row) => row.held?.ocppCsmsUrl ?? "",
        cell: ({ held, heldAt }) =>
          held ? (
            <>
              <ProfileWords profile={held} />
              {heldAt ? (
                <small>
                  {t("takenAt")} <Age at={heldAt} timeZone={timeZone} />
                </small>
              ) : null}
            </>
          ) : (
            <span className="dim">{t("profileUnknown")}</span>
          ),
      },
      {
        id: "sent",
        head: t("lastSent"),
        phone: "full",
        width: "24%",
        csv: (row) => row.sent?.status ?? "",
        cell: ({ sent }) =>
          sent ? (
            <>
              <Tag tone={sent.status === null ? "info" : "warn"}>{sent.status ?? t("underWay")}</Tag>
              <small className="wrap-any">{sent.reason ?? sent.profile.ocppCsmsUrl}</small>
            </>
          ) : null,
      },
      {
        id: "act",
        head: t("actions"),
        hideHead: true,
        numeric: true,
        phone: "end",
        width: "148px",
        cell: (row) =>
          row.isFree && mayBegin && isInUse !== undefined ? (
            <Button size="s" aria-label={t("migrateNamed", { n: row.slot })} onClick={() => onMigrate(row.slot)}>
              {t("migrate")}
            </Button>
          ) : null,
      },
    ],
    [t, timeZone, mayBegin, isInUse, onMigrate],
  );
}

function Standing({ slot: { isInUse, isFree, place } }: { slot: Slot }) {
  const t = useTranslations("network");
  return (
    <>
      {isInUse ? <Tag tone="good">{t("inUse")}</Tag> : null}
      {place !== null && !isInUse ? <Tag>{t("place", { n: place })}</Tag> : null}
      {isFree ? <small>{t(place === null ? "free" : "freeFallback")}</small> : <small>{t("notWritten")}</small>}
    </>
  );
}

/** An address and how it is reached; what is secret stays so. */
export function ProfileWords({ profile }: { profile: Profile }) {
  const t = useTranslations("network");
  const { ocppCsmsUrl, ocppInterface, securityProfile, apn, vpn } = profile;
  const more = [
    ocppInterface,
    t("security", { n: securityProfile }),
    ...(apn ? [t("withApn")] : []),
    ...(vpn ? [t("withVpn")] : []),
  ];
  return (
    <>
      <span className="mono wrap-any">{ocppCsmsUrl}</span>
      <small>{more.join(" · ")}</small>
    </>
  );
}
