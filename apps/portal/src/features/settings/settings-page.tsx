"use client";
import "./settings.css";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { useAddress } from "@/ui/address";
import { Bone } from "@/ui/bone";
import { Card, CardBody } from "@/ui/card";
import { AddressTabs } from "@/ui/tabs";
import type { Density, Theme } from "../frame/preferences";
import { ApiKeysTab } from "./api-keys-tab";
import { CompanyTab } from "./company-tab";
import { DisplayTab } from "./display-tab";
import type { TenantSettings } from "./settings";
import { StationsTab } from "./stations-tab";

const tabs = ["company", "stations", "keys", "display"] as const;

export function SettingsPage({ timeZone, theme, density }: { timeZone: string; theme: Theme; density: Density }) {
  const t = useTranslations("settings");
  const chosen = useAddress().read("tab");
  const tab = tabs.find((one) => one === chosen) ?? "company";
  return (
    <>
      <div className="head">
        <div>
          <h1>{t("title")}</h1>
          <p>{t(`about.${tab}`)}</p>
        </div>
      </div>
      <AddressTabs name="tab" label={t("tabs.label")} tabs={tabs.map((id) => ({ id, label: t(`tabs.${id}`) }))} />
      {tab === "company" ? <OfTenant>{(settings) => <CompanyTab settings={settings} />}</OfTenant> : null}
      {tab === "stations" ? <OfTenant>{(settings) => <StationsTab settings={settings} />}</OfTenant> : null}
      {tab === "keys" ? <ApiKeysTab timeZone={timeZone} /> : null}
      {tab === "display" ? <DisplayTab theme={theme} density={density} /> : null}
    </>
  );
}

/** The tenant's settings once they are read; a form starts from what they are then. */
function OfTenant({ children }: { children: (settings: TenantSettings) => ReactNode }) {
  const query = useQuery(useTRPC().tenant.get.queryOptions());
  if (query.data) return children(query.data);
  return (
    <Card className="sheet-of" aria-busy={query.error ? undefined : true}>
      <CardBody className="stack stack--4">
        {query.error ? (
          <Failure error={query.error} retry={() => void query.refetch()} />
        ) : (
          [1, 2, 3, 4].map((row) => (
            <div key={row} className="stack">
              <Bone width={110} />
              <Bone width="100%" height={34} />
            </div>
          ))
        )}
      </CardBody>
    </Card>
  );
}
