"use client";
import "./tariffs.css";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Failure } from "@/client/failure";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { Notice } from "@/ui/notice";
import { Tag } from "@/ui/tag";
import type { TariffDetail } from "./tariff";
import { TariffFields } from "./tariff-fields";
import { TariffVersions } from "./tariff-versions";
import { TryIt } from "./try-it";
import { type TariffForm, useTariffForm } from "./use-tariff-form";
import { WhereItHolds } from "./where-it-holds";

type Props = { tariff?: TariffDetail | undefined; currency: string; timeZone: string };

/** A price, tried before it is saved. Saving makes a version for sessions that begin from then on. */
export function TariffEditor({ tariff, currency: ofTenant, timeZone }: Props) {
  const currency = tariff?.currency ?? ofTenant;
  const form = useTariffForm(tariff, currency);
  return (
    <>
      <form
        id="tariff"
        noValidate
        className="stack stack--4"
        onSubmit={(event) => {
          event.preventDefault();
          form.save();
        }}
      >
        <TariffHeader tariff={tariff} form={form} />
        {form.error ? <Failure error={form.error} /> : null}
        <WhatSavingDoes tariff={tariff} form={form} />
      </form>
      <div className="cols">
        <div className="c8 stack stack--4">
          <TariffFields form={form} currency={currency} isNew={!tariff} />
          {tariff ? <WhereItHolds tariff={tariff} /> : null}
        </div>
        <div className="c4 stack stack--4">
          <TryIt rates={form.rates} saved={form.isChanged ? tariff : undefined} />
          {tariff ? <TariffVersions tariff={tariff} timeZone={timeZone} /> : null}
        </div>
      </div>
    </>
  );
}

function TariffHeader({ tariff, form }: { tariff: TariffDetail | undefined; form: TariffForm }) {
  const t = useTranslations("tariffs");
  const title = tariff?.name ?? t("new");
  return (
    <div>
      <nav className="crumbs" aria-label={t("here")}>
        <Link href="/tariffs">{t("title")}</Link>
        <Icon name="right" size="s" />
        <span className="wrap-any">{title}</span>
      </nav>
      <div className="head">
        <div>
          <div className="row row--wrap">
            <h1>{title}</h1>
            {tariff ? <Tag>{t("version", { n: tariff.version })}</Tag> : null}
            {tariff?.isDefault ? <Tag tone="info">{t("isDefault")}</Tag> : null}
            {form.isSaved ? (
              <Tag tone="good" icon="check">
                {t("saved")}
              </Tag>
            ) : null}
          </div>
          <p>{t(tariff ? "editNote" : "newNote")}</p>
        </div>
        <div className="acts">
          {tariff && !form.isChanged && !form.isSaved ? <span className="small dim">{t("unchanged")}</span> : null}
          {tariff && form.isChanged ? <Button onClick={form.undo}>{t("undo")}</Button> : null}
          <Button
            look="go"
            type="submit"
            form="tariff"
            busy={form.isSaving}
            disabled={tariff ? !form.isChanged || form.isFaulty : false}
          >
            {t(!tariff ? "make" : form.isChanged && !form.makesVersion ? "saveDefault" : "save")}
          </Button>
        </div>
      </div>
    </div>
  );
}

/** Said before it is done: from when on the price holds, and for whom it does not. */
function WhatSavingDoes({ tariff, form }: { tariff: TariffDetail | undefined; form: TariffForm }) {
  const t = useTranslations("tariffs");
  if (!tariff || !form.isChanged) return null;
  if (form.isFaulty) return <Notice tone="bad" title={t("faulty")} />;
  if (!form.makesVersion) return <Notice title={t(form.draft.isDefault ? "becomesDefault" : "noLongerDefault")} />;
  const running = tariff.versions.reduce((sum, { runningSessions }) => sum + runningSessions, 0);
  return (
    <Notice title={t("holdsFrom", { n: tariff.version + 1 })}>
      <p>{t("runningKeep", { n: running })}</p>
    </Notice>
  );
}
