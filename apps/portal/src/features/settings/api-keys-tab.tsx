"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Age } from "@/ui/age";
import { Button } from "@/ui/button";
import { Card, CardHead } from "@/ui/card";
import { Empty } from "@/ui/notice";
import { Table } from "@/ui/table";
import type { Column } from "@/ui/table-columns";
import { Tag } from "@/ui/tag";
import { NewApiKey } from "./new-api-key";
import { RevokeApiKey } from "./revoke-api-key";
import type { ApiKeyRow } from "./settings";

export function ApiKeysTab({ timeZone }: { timeZone: string }) {
  const t = useTranslations("settings");
  const query = useQuery(useTRPC().apiKeys.list.queryOptions());
  const [isMaking, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKeyRow>();
  const columns = useColumns(timeZone, setRevoking);
  const pages = useMemo(() => query.data && [query.data], [query.data]);
  return (
    <Card>
      <CardHead title={t("tabs.keys")}>
        <a className="btn" href="/api/docs">
          {t("keys.docs")}
        </a>
        <Button look="go" icon="plus" onClick={() => setMaking(true)}>
          {t("keys.new")}
        </Button>
      </CardHead>
      <Table
        label={t("tabs.keys")}
        columns={columns}
        pages={pages}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        error={query.error ? <Failure error={query.error} retry={() => void query.refetch()} /> : undefined}
        foot={t("keys.shown", { n: query.data?.length ?? 0 })}
        skeletonRows={3}
        empty={
          <Empty
            icon="key"
            title={t("keys.none")}
            action={<Button onClick={() => setMaking(true)}>{t("keys.new")}</Button>}
          >
            {t("keys.noneNote")}
          </Empty>
        }
      />
      {isMaking ? <NewApiKey onClose={() => setMaking(false)} /> : null}
      {revoking ? <RevokeApiKey apiKey={revoking} timeZone={timeZone} onClose={() => setRevoking(undefined)} /> : null}
    </Card>
  );
}

function useColumns(timeZone: string, revoke: (key: ApiKeyRow) => void): Column<ApiKeyRow>[] {
  const t = useTranslations("settings");
  return useMemo(
    () => [
      {
        id: "name",
        head: t("keys.name"),
        phone: "name",
        cell: (row) => (
          <>
            <b className="strong">{row.name}</b>
            <small className="mono">{row.prefix}</small>
          </>
        ),
      },
      {
        id: "state",
        head: t("keys.state"),
        phone: "full",
        cell: (row) =>
          row.revokedAt ? (
            <>
              <Tag>{t("keys.revoked")}</Tag> <Age className="dim small" at={row.revokedAt} timeZone={timeZone} />
            </>
          ) : (
            <Tag tone="good" icon="check">
              {t("keys.valid")}
            </Tag>
          ),
      },
      {
        id: "used",
        head: t("keys.lastUsed"),
        phoneLabel: t("keys.lastUsed"),
        cell: (row) =>
          row.lastUsedAt ? (
            <Age at={row.lastUsedAt} timeZone={timeZone} />
          ) : (
            <span className="dim">{t("keys.never")}</span>
          ),
      },
      {
        id: "created",
        head: t("keys.created"),
        phone: "hide",
        cell: (row) => (
          <>
            <Age at={row.createdAt} timeZone={timeZone} />
            {row.createdBy ? <small>{row.createdBy}</small> : null}
          </>
        ),
      },
      {
        id: "act",
        head: t("keys.actions"),
        hideHead: true,
        numeric: true,
        phone: "end",
        cell: (row) =>
          row.revokedAt ? null : (
            <Button size="s" onClick={() => revoke(row)} aria-label={t("keys.revokeNamed", { name: row.name })}>
              {t("keys.revoke")}
            </Button>
          ),
      },
    ],
    [t, timeZone, revoke],
  );
}
