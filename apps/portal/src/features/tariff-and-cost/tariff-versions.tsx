"use client";
import { useTranslations } from "next-intl";
import { Card, CardBody, CardHead } from "@/ui/card";
import { useFormat } from "@/ui/format";
import { Tag } from "@/ui/tag";
import { RatesText } from "./rates-text";
import type { TariffDetail, TariffVersion } from "./tariff";

/** What it said before, with who changed it when, and which sessions still run by it. */
export function TariffVersions({ tariff, timeZone }: { tariff: TariffDetail; timeZone: string }) {
  const t = useTranslations("tariffs.versions");
  return (
    <Card>
      <CardHead title={t("title")} />
      <CardBody>
        <ol className="ver">
          {tariff.versions.map((version) => (
            <Version
              key={version.version}
              version={version}
              isInForce={version.version === tariff.version}
              timeZone={timeZone}
            />
          ))}
        </ol>
      </CardBody>
    </Card>
  );
}

function Version({ version, isInForce, timeZone }: { version: TariffVersion; isInForce: boolean; timeZone: string }) {
  const t = useTranslations("tariffs.versions");
  const format = useFormat();
  const { createdAt, createdBy, createdByKind, runningSessions, tax } = version;
  return (
    <li>
      <b>{t("number", { n: version.version })}</b>
      <span>
        {version.name}
        <small>
          <RatesText rates={version} />
          {tax === null ? null : ` · ${t("tax", { percent: format.decimal(tax) })}`}
        </small>
        <small>
          {t(createdByKind === "api-key" ? "byKey" : "by", { name: createdBy })},{" "}
          <time dateTime={createdAt.toISOString()} title={format.exact(createdAt, timeZone)}>
            {format.date(createdAt, timeZone)}, {format.clock(createdAt, timeZone)}
          </time>
        </small>
        {runningSessions > 0 ? <small>{t("running", { n: runningSessions })}</small> : null}
      </span>
      {isInForce ? <Tag tone="good">{t("inForce")}</Tag> : null}
    </li>
  );
}
