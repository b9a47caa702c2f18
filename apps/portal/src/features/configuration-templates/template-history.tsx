"use client";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { useTRPCClient } from "@/client/trpc";
import { useList } from "@/client/use-list";
import { Bone } from "@/ui/bone";
import { Button } from "@/ui/button";
import { Card, CardBody, CardHead } from "@/ui/card";
import { useFormat } from "@/ui/format";
import type { TemplateVersion } from "./template";

const mostShown = 5;

/** Who changed it, when, and what. */
export function TemplateHistory({ templateKey, timeZone }: { templateKey: string; timeZone: string }) {
  const t = useTranslations("templates.history");
  const api = useTRPCClient();
  const list = useList(
    "configurationTemplates.history",
    { key: templateKey, limit: 10 },
    api.configurationTemplates.history.query,
  );
  return (
    <Card>
      <CardHead title={t("title")} />
      <CardBody>
        {list.error ? <Failure error={list.error} retry={list.retry} /> : null}
        {list.pages ? (
          <ol className="ver">
            {list.rows.map((version) => (
              <Version key={version.id} version={version} timeZone={timeZone} />
            ))}
          </ol>
        ) : list.error ? null : (
          <Bone width="100%" height={60} />
        )}
        {list.more.hasMore ? (
          <Button size="s" busy={list.more.isLoadingMore} onClick={list.more.loadMore}>
            {t("older")}
          </Button>
        ) : null}
      </CardBody>
    </Card>
  );
}

function Version({ version, timeZone }: { version: TemplateVersion; timeZone: string }) {
  const t = useTranslations("templates.history");
  const format = useFormat();
  const { at, by, byKind, changes, changeCount } = version;
  return (
    <li>
      <b>{t("number", { n: version.version })}</b>
      <span>
        {t(byKind === "api-key" ? "byKey" : "by", { name: by })},{" "}
        <time dateTime={at.toISOString()} title={format.exact(at, timeZone)}>
          {format.date(at, timeZone)}, {format.clock(at, timeZone)}
        </time>
        {changes.slice(0, mostShown).map(({ variable, from, to }) => (
          <small key={variable}>
            {variable}:{" "}
            {from === null
              ? t("added", { to: to ?? "" })
              : to === null
                ? t("taken", { from })
                : t("changed", { from, to })}
          </small>
        ))}
        {changeCount > mostShown ? <small>{t("more", { n: changeCount - mostShown })}</small> : null}
        {changeCount === 0 ? <small>{t("onlyFor")}</small> : null}
      </span>
    </li>
  );
}
