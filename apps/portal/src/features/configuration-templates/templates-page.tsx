"use client";
import "./templates.css";
import { useTranslations } from "next-intl";
import { useAddress } from "@/ui/address";
import { LinkButton } from "@/ui/button";
import { AddressTabs } from "@/ui/tabs";
import { DriftList } from "./drift-list";
import { newTemplateHref } from "./template";
import { TemplateList } from "./template-list";

/** What stations should be set to, and where they are not. */
export function TemplatesPage({ timeZone }: { timeZone: string }) {
  const t = useTranslations("templates");
  const address = useAddress();
  return (
    <>
      <div className="head">
        <div>
          <h1>{t("title")}</h1>
          <p>{t("note")}</p>
        </div>
        <div className="acts">
          <LinkButton look="go" icon="plus" href={newTemplateHref()}>
            {t("new")}
          </LinkButton>
        </div>
      </div>
      <AddressTabs
        name="list"
        label={t("lists")}
        tabs={[
          { id: "templates", label: t("templates") },
          { id: "stations", label: t("drift.title") },
        ]}
      />
      {address.read("list") === "stations" ? <DriftList timeZone={timeZone} /> : <TemplateList timeZone={timeZone} />}
    </>
  );
}
