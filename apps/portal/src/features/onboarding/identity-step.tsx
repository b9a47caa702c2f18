"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { Select } from "@/ui/select";
import { NewSite } from "../sites/new-site";
import { faultOfIdentity, type NewStation } from "./new-station";

type Props = {
  station: NewStation;
  taken: string | undefined;
  onSite: (name: string | undefined) => void;
  onNext: (station: Pick<NewStation, "identity" | "siteId">) => void;
};

const noSite = "none";
const newSite = "new";

export function IdentityStep({ station, taken, onSite, onNext }: Props) {
  const t = useTranslations("onboarding");
  const sites = useQuery(useTRPC().sites.list.queryOptions()).data ?? [];
  const [identity, setIdentity] = useState(station.identity);
  const [site, setSite] = useState(station.siteId ?? noSite);
  const [isTold, setTold] = useState(false);
  const fault = faultOfIdentity(identity.trim());
  const wrong = isTold && fault ? t(`fault.${fault}`) : taken && identity === station.identity ? taken : undefined;

  const next = () => {
    setTold(true);
    if (fault) return;
    const siteId = site === noSite || site === newSite ? undefined : site;
    onSite(sites.find((one) => one.id === siteId)?.name);
    onNext({ identity: identity.trim(), siteId });
  };

  return (
    <>
      <form
        id="identity-step"
        noValidate
        className="stack stack--4"
        onSubmit={(event) => {
          event.preventDefault();
          next();
        }}
      >
        <Input
          label={t("identity")}
          help={t("identityHelp")}
          error={wrong}
          className="mono"
          value={identity}
          maxLength={60}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          onChange={(event) => setIdentity(event.target.value)}
        />
        <Select
          label={t("site")}
          help={t("siteHelp")}
          value={site}
          options={[
            { value: noSite, label: t("noSite") },
            ...sites.map((one) => ({ value: one.id, label: one.name })),
            { value: newSite, label: t("newSite") },
          ]}
          onChange={setSite}
        />
      </form>
      {site === newSite ? <NewSite onMade={(made) => setSite(made.id)} onCancel={() => setSite(noSite)} /> : null}
      {site === newSite ? null : (
        <div className="row">
          <Button look="go" type="submit" form="identity-step">
            {t("continue")}
          </Button>
        </div>
      )}
    </>
  );
}
