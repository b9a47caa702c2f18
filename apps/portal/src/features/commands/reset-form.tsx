"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { failureOf } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Notice } from "@/ui/notice";
import type { StationDetail } from "../stations/station";

const types = ["OnIdle", "Immediate"] as const;
const defaultDeadlineSeconds = 900;

/** B11, B12: the whole station or one EVSE, where the station lets it; when nothing is going on, or now. */
export function ResetForm({
  station,
  isSending,
  error,
  sentBefore,
  onSend,
}: {
  station: StationDetail;
  isSending: boolean;
  error: unknown;
  sentBefore: boolean;
  onSend: (payload: unknown, deadlineSeconds: number) => void;
}) {
  const t = useTranslations("reset");
  const commands = useTranslations("commands");
  const [evseId, setEvseId] = useState(0);
  const [type, setType] = useState<(typeof types)[number]>("OnIdle");
  const allows = useAllowReset(station.identity);
  const charging = station.evses.filter(({ id, session }) => session && (evseId === 0 || evseId === id)).length;
  const offered = station.evses.filter(({ id }) => allows.get(id) !== false);
  const refused = station.evses.filter(({ id }) => allows.get(id) === false);
  const place = (id: number, title: string, note?: string) => (
    <label key={id}>
      <input type="radio" name="reset-what" checked={evseId === id} onChange={() => setEvseId(id)} />
      {title}
      {note ? <small>{note}</small> : null}
    </label>
  );
  return (
    <form
      className="stack stack--4"
      onSubmit={(event) => {
        event.preventDefault();
        onSend({ type, ...(evseId === 0 ? {} : { evseId }) }, defaultDeadlineSeconds);
      }}
    >
      <div className="choice" role="radiogroup" aria-label={t("what")}>
        {place(0, t("station"), t("stationNote"))}
        {offered.map(({ id }) => place(id, t("evse", { n: id }), allows.has(id) ? undefined : t("mayRefuse")))}
      </div>
      {refused.length > 0 ? (
        <p className="small sub">{t("notAlone", { list: refused.map(({ id }) => id).join(", ") })}</p>
      ) : null}
      <div className="choice" role="radiogroup" aria-label={t("when")}>
        {types.map((one) => (
          <label key={one}>
            <input type="radio" name="reset-when" checked={type === one} onChange={() => setType(one)} />
            {t(`${one}.title`)}
            <small>{t(`${one}.note`)}</small>
          </label>
        ))}
      </div>
      {charging > 0 ? (
        <Notice tone="warn" title={commands("chargingNow", { n: charging })}>
          <p>{t(type === "OnIdle" ? "waits" : "ends")}</p>
        </Notice>
      ) : null}
      {station.isOnline ? null : (
        <Notice tone="off" title={commands("offline")}>
          <p>{commands("offlineNext")}</p>
        </Notice>
      )}
      {error ? (
        <Notice tone="bad" title={commands("notSent")}>
          <p>{failureOf(error).message}</p>
        </Notice>
      ) : null}
      <Button look="go" type="submit" icon="send" busy={isSending}>
        {commands(sentBefore ? "sendAgain" : "send")}
      </Button>
    </form>
  );
}

/** What the station says of each EVSE; one that is not there says nothing. */
function useAllowReset(identity: string): ReadonlyMap<number, boolean> {
  const query = useQuery(useTRPC().stations.variables.queryOptions({ identity, search: "AllowReset", limit: 200 }));
  return new Map(
    (query.data?.items ?? []).flatMap(({ component, variable, evseId, connectorId, attributes }) => {
      const value = attributes.find(({ type }) => type === "Actual")?.value?.toLowerCase();
      const isIts =
        component.toLowerCase() === "evse" && variable.toLowerCase() === "allowreset" && connectorId === null;
      return isIts && evseId !== null && value ? [[evseId, value !== "false"] as const] : [];
    }),
  );
}
