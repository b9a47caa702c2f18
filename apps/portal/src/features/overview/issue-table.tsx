"use client";
import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { Button, LinkButton } from "@/ui/button";
import { Card, CardHead } from "@/ui/card";
import { useDuration, useFormat } from "@/ui/format";
import { Empty } from "@/ui/notice";
import { useNow } from "@/ui/now";
import { Table } from "@/ui/table";
import type { Column } from "@/ui/table-columns";
import type { Issue, IssueCause } from "./overview";

const colorOf = { bad: "var(--bad-mark)", warn: "var(--warn-mark)", info: "var(--st-unknown-mark)" };

/** Where each cause is looked into, when it is more than one station or session. */
const placeOf: Record<IssueCause, string> = {
  "site-silent": "/stations?view=offline",
  "station-offline": "/stations?view=offline",
  "connector-faulted": "/stations?state=faulted",
  "problem-severe": "/stations?view=with-problems",
  "lock-failed": "/stations?view=with-problems",
  problem: "/stations?view=with-problems",
  "station-silent": "/stations?view=cannot-sell",
  "session-overtaken": "/sessions?view=active",
  "session-gap": "/sessions?view=gaps",
  "register-back": "/sessions",
  "serial-shared": "/stations",
  "reboot-required": "/stations?view=reboot",
  "registration-pending": "/stations?view=waiting",
  "registration-rejected": "/stations?view=cannot-sell",
  "never-booted": "/stations?view=waiting",
};

/** Where on the page of its one station. */
const tabOf: Partial<Record<IssueCause, string>> = {
  "problem-severe": "?tab=diagnostics",
  "lock-failed": "?tab=diagnostics",
  problem: "?tab=diagnostics",
};

export function hrefOf(issue: Issue): string {
  if (issue.sessionCount === 1 && issue.sessionIds[0]) return `/sessions/${issue.sessionIds[0]}`;
  if (issue.sessionCount === 0 && issue.stationCount === 1 && issue.stationIdentities[0])
    return `/stations/${encodeURIComponent(issue.stationIdentities[0])}${tabOf[issue.cause] ?? ""}`;
  // Each of them names the others.
  if (issue.cause === "serial-shared" && issue.stationIdentities[0])
    return `/stations/${encodeURIComponent(issue.stationIdentities[0])}`;
  const place = placeOf[issue.cause];
  return issue.siteId ? `${place}${place.includes("?") ? "&" : "?"}site=${issue.siteId}` : place;
}

/** The worst first; the rest is one click away. */
const most = 8;

export function IssueTable({ issues, timeZone }: { issues: Issue[]; timeZone: string }) {
  const t = useTranslations("issues");
  const [all, setAll] = useState(false);
  const shown = all ? issues : issues.slice(0, most);
  const columns = useMemo<Column<Issue>[]>(
    () => [
      {
        id: "cause",
        head: t("cause"),
        phone: "full",
        width: "auto",
        cell: (issue) => <Cause issue={issue} />,
        fixed: true,
      },
      {
        id: "size",
        head: t("size"),
        numeric: true,
        width: "128px",
        phoneLabel: t("size"),
        cell: (issue) =>
          issue.sessionCount > 0 ? t("sessions", { n: issue.sessionCount }) : t("evses", { n: issue.evseCount }),
      },
      {
        id: "since",
        head: t("openFor"),
        numeric: true,
        width: "112px",
        phoneLabel: t("openFor"),
        cell: (issue) => <OpenFor since={issue.since} timeZone={timeZone} />,
      },
      {
        id: "open",
        head: t("open"),
        hideHead: true,
        numeric: true,
        width: "92px",
        phone: "end",
        cell: (issue) => (
          <LinkButton size="s" href={hrefOf(issue)} aria-label={t("openNamed", { cause: t(`causes.${issue.cause}`) })}>
            {t("open")}
          </LinkButton>
        ),
      },
    ],
    [t, timeZone],
  );
  return (
    <Card>
      <CardHead title={t("title")} note={issues.length > 0 ? t("count", { n: issues.length }) : undefined} />
      <Table
        label={t("title")}
        columns={columns}
        pages={[shown]}
        foot={
          shown.length < issues.length ? (
            <Button size="s" onClick={() => setAll(true)}>
              {t("all", { n: issues.length })}
            </Button>
          ) : undefined
        }
        rowKey={(issue) => issue.key}
        rowName={(issue) => t(`causes.${issue.cause}`)}
        href={hrefOf}
        empty={
          <Empty icon="check" title={t("none")}>
            {t("noneNote")}
          </Empty>
        }
      />
    </Card>
  );
}

function Cause({ issue }: { issue: Issue }) {
  const t = useTranslations("issues");
  const names = issue.stationIdentities.slice(0, 3).join(", ");
  const more = issue.stationCount - Math.min(3, issue.stationIdentities.length);
  return (
    <div className="row">
      <span className="sev" style={{ "--c": colorOf[issue.severity] } as React.CSSProperties} />
      <span>
        <span className="vh">{t(`severities.${issue.severity}`)}: </span>
        <b className="strong">{t(`causes.${issue.cause}`)}</b>
        <small>
          {[
            issue.siteName ?? (issue.siteCount > 1 ? t("sites", { n: issue.siteCount }) : null),
            more > 0 ? t("andMore", { names, n: more }) : names,
          ]
            .filter(Boolean)
            .join(" · ")}
        </small>
      </span>
    </div>
  );
}

function OpenFor({ since, timeZone }: { since: Date; timeZone: string }) {
  const now = useNow();
  const duration = useDuration();
  const format = useFormat();
  return (
    <time dateTime={since.toISOString()} title={format.exact(since, timeZone)}>
      {duration((now - since.getTime()) / 1000)}
    </time>
  );
}
