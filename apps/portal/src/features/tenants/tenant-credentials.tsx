"use client";
import { useTranslations } from "next-intl";
import { CopyButton } from "@/ui/copy-button";
import { Notice } from "@/ui/notice";
import type { CreatedTenant } from "./tenant";

/** What the new tenant signs in with: shown this once. */
export function TenantCredentials({ made, email }: { made: CreatedTenant; email: string }) {
  const t = useTranslations("tenants.wizard");
  const lines = [
    { label: t("portal"), value: `${window.location.origin}/login` },
    ...(email ? [{ label: t("email"), value: email }] : []),
    ...(made.operatorPassword ? [{ label: t("password"), value: made.operatorPassword }] : []),
    { label: t("apiKey"), value: made.apiKey },
  ];
  return (
    <>
      <Notice tone="warn" title={t("once")}>
        <p>{t("onceNext")}</p>
      </Notice>
      <dl className="stack stack--3">
        {lines.map(({ label, value }) => (
          <Line key={label} label={label} value={value} />
        ))}
      </dl>
      {email && !made.operatorPassword ? (
        <Notice title={t("known")}>
          <p>{t("knownNext")}</p>
        </Notice>
      ) : null}
      <div>
        <CopyButton label={t("copyAll")} text={lines.map(({ label, value }) => `${label}: ${value}`).join("\n")} />
      </div>
    </>
  );
}

function Line({ label, value }: { label: string; value: string }) {
  const ui = useTranslations("ui");
  return (
    <div>
      <dt className="label">{label}</dt>
      <dd className="kept">
        <span className="mono">{value}</span>
        <CopyButton iconOnly text={value} label={`${ui("copy")}: ${label}`} />
      </dd>
    </div>
  );
}
