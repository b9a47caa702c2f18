"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { useAddress } from "@/ui/address";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import { Card, CardHead } from "@/ui/card";
import { Table } from "@/ui/table";
import type { Column } from "@/ui/table-columns";
import { CsvButton } from "@/ui/table-tools";
import { Tag, type Tone } from "@/ui/tag";
import type { StationDetail } from "../stations/station";
import type { AskedProfile } from "./smart-charging";
import { useLimitWords } from "./use-limit-words";

/** Every profile that was asked for, with what the station said to it. */
export function HistoryCard({ station }: { station: StationDetail }) {
  const t = useTranslations("energy");
  const columns = useHistoryColumns(station.timeZone);
  const list = useList(
    "smartCharging.history",
    { identity: station.identity, limit: 20 },
    useTRPCClient().smartCharging.history.query,
  );
  if (list.pages && list.rows.length === 0) return null;
  return (
    <Card>
      <CardHead title={t("history")}>
        <CsvButton name={`${station.identity}-charging-profiles-asked`} columns={columns} rows={list.rows} />
      </CardHead>
      <Table
        label={t("history")}
        columns={columns}
        pages={list.pages}
        rowKey={({ id }) => id}
        rowName={({ profileId }) => t("profileNumber", { n: profileId })}
        skeletonRows={3}
        {...list.more}
        error={list.error ? <Failure error={list.error} retry={list.retry} /> : undefined}
        empty={null}
      />
    </Card>
  );
}

function useHistoryColumns(timeZone: string): Column<AskedProfile>[] {
  const t = useTranslations("energy");
  const words = useLimitWords();
  const address = useAddress();
  return useMemo(
    () => [
      {
        id: "what",
        width: "28%",
        head: t("profile"),
        phone: "name",
        fixed: true,
        csv: (row) => `${words.where(row)}, ${words.purpose(row.purpose)}, ${row.profileId}`,
        cell: (row) => (
          <>
            {words.where(row)}
            <small>
              {words.purpose(row.purpose)}, {t("level", { n: row.stackLevel })}, {t("number", { n: row.profileId })}
            </small>
          </>
        ),
      },
      {
        id: "limit",
        width: "20%",
        head: t("limit"),
        phone: "half",
        phoneLabel: t("limit"),
        csv: ({ profile }) => words.profile(profile),
        cell: ({ profile }) => words.profile(profile),
      },
      {
        id: "status",
        width: "auto",
        head: t("outcome"),
        phone: "full",
        csv: ({ status, reason }) => [t(`status.${status}`), reason].filter(Boolean).join(": "),
        cell: ({ status, reason }) => (
          <>
            <Tag tone={toneOf[status]}>{t(`status.${status}`)}</Tag>
            {reason ? <small>{reason}</small> : null}
          </>
        ),
      },
      {
        id: "by",
        width: "14%",
        head: t("askedBy"),
        phone: "half",
        csv: ({ requestedBy }) => requestedBy,
        cell: ({ requestedBy }) => <span className="sub">{requestedBy ?? "–"}</span>,
      },
      {
        id: "at",
        width: "84px",
        head: t("asked"),
        numeric: true,
        phoneLabel: t("asked"),
        csv: ({ createdAt }) => createdAt,
        cell: ({ createdAt }) => <Age className="dim" at={createdAt} timeZone={timeZone} />,
      },
      {
        id: "command",
        width: "112px",
        head: t("command"),
        hideHead: true,
        numeric: true,
        phone: "end",
        cell: ({ commandId, profileId }) =>
          commandId ? (
            <Button
              size="s"
              aria-label={t("howItWent", { n: profileId })}
              onClick={() => address.write({ record: commandId, command: null, profile: null })}
            >
              {t("command")}
            </Button>
          ) : null,
      },
    ],
    [t, words, timeZone, address],
  );
}

const toneOf: Record<AskedProfile["status"], Tone> = {
  requested: "info",
  installed: "good",
  refused: "bad",
  unknown: "warn",
  withdrawn: "plain",
  replaced: "plain",
  cleared: "plain",
  ended: "plain",
};
