"use client";
import "../sessions/sessions.css";
import "./reservation.css";
import { useTranslations } from "next-intl";
import { useAddress } from "@/ui/address";
import { Button } from "@/ui/button";
import { AddressTabs } from "@/ui/tabs";
import { NewReservation } from "./new-reservation";
import { ReservationCalendar } from "./reservation-calendar";
import { ReservationDrawer } from "./reservation-drawer";
import { reservationFilters, reservationViews } from "./reservation-input";
import { ReservationList } from "./reservation-list";

/** What is kept for whom: by time at each site, and as a list. */
export function ReservationsPage({ timeZone }: { timeZone: string }) {
  const t = useTranslations("reservation");
  const address = useAddress();
  const { view } = reservationFilters(address.read);
  const shown = address.read("reservation");
  const View = view === "list" ? ReservationList : ReservationCalendar;
  return (
    <>
      <div className="head">
        <div>
          <h1>{t("title")}</h1>
          <p>{t("note")}</p>
        </div>
        <div className="acts">
          <Button look="go" icon="plus" onClick={() => address.write({ new: "1" })}>
            {t("new")}
          </Button>
        </div>
      </div>
      <AddressTabs
        name="view"
        label={t("views")}
        tabs={reservationViews.map((one) => ({ id: one, label: t(`view.${one}`) }))}
      />
      <div className={shown ? "with-drawer" : undefined}>
        <div className="stack stack--4">
          <View timeZone={timeZone} />
        </div>
        {shown ? (
          <ReservationDrawer key={shown} id={shown} onClose={() => address.write({ reservation: null })} />
        ) : null}
      </div>
      {address.read("new") ? (
        <NewReservation
          timeZone={timeZone}
          station={address.read("station")}
          evse={address.read("evse")}
          onClose={() => address.write({ new: null, evse: null }, "replace")}
          onMade={(reservation) => address.write({ new: null, evse: null, reservation }, "replace")}
        />
      ) : null}
    </>
  );
}
