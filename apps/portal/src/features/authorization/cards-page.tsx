"use client";
import "../sessions/sessions.css";
import "./cards.css";
import { useTranslations } from "next-intl";
import { useAddress } from "@/ui/address";
import { Button, LinkButton } from "@/ui/button";
import { AddressTabs } from "@/ui/tabs";
import { CardDrawer } from "./card-drawer";
import { CardForm } from "./card-form";
import { cardFilters, cardViews } from "./card-input";
import { CardList } from "./card-list";
import { DecisionList } from "./decision-list";
import { DriverList } from "./driver-list";

/** Who may charge, and what each card was told. */
export function CardsPage({ timeZone }: { timeZone: string }) {
  const t = useTranslations("cards");
  const address = useAddress();
  const { view } = cardFilters(address.read);
  const shown = address.read("card");
  return (
    <>
      <div className="head">
        <div>
          <h1>{t("title")}</h1>
          <p>{t("note")}</p>
        </div>
        <div className="acts">
          <LinkButton href="/import-cards" icon="up">
            {t("import.open")}
          </LinkButton>
          <Button look="go" icon="plus" onClick={() => address.write({ new: "1" })}>
            {t("new")}
          </Button>
        </div>
      </div>
      <AddressTabs
        name="view"
        label={t("views")}
        tabs={cardViews.map((one) => ({ id: one, label: t(`view.${one}`) }))}
      />
      <div className={shown ? "with-drawer" : undefined}>
        <div className="stack stack--4">
          {view === "cards" ? <CardList timeZone={timeZone} /> : view === "drivers" ? <DriverList /> : <DecisionList />}
        </div>
        {shown ? (
          <CardDrawer key={shown} id={shown} timeZone={timeZone} onClose={() => address.write({ card: null })} />
        ) : null}
      </div>
      {address.read("new") ? (
        <CardForm
          timeZone={timeZone}
          onClose={() => address.write({ new: null }, "replace")}
          onSaved={(card) => address.write({ new: null, card }, "replace")}
        />
      ) : null}
    </>
  );
}
