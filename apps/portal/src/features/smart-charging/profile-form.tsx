"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { failureOf } from "@/client/failure";
import { useAddress } from "@/ui/address";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { useNow } from "@/ui/now";
import { Select } from "@/ui/select";
import type { StationDetail } from "../stations/station";
import { UnitSegments } from "./ask-schedule";
import { EvseSelect } from "./evse-select";
import { PeriodRows } from "./period-rows";
import { kinds, type ProfileDraft, pathOf, wishOf, withKind, withPurpose } from "./profile-draft";
import { type ProfileWish, purposes } from "./smart-charging";

type Props = {
  station: StationDetail;
  first: ProfileDraft;
  /** Of the one it replaces. */
  id: number | undefined;
  isSending: boolean;
  sentBefore: boolean;
  error: unknown;
  onSend: (wish: ProfileWish) => void;
};

/** What is missing is said here, what the rules forbid by the server: both at the field. */
export function ProfileForm({ station, first, id, isSending, sentBefore, error, onSend }: Props) {
  const t = useTranslations("energy");
  const address = useAddress();
  const now = useNow();
  const { timeZone } = station;
  const [draft, setDraft] = useState(first);
  const [missing, setMissing] = useState<ReadonlyMap<string, string>>(new Map());
  const change = (changes: Partial<ProfileDraft>) => setDraft({ ...draft, ...changes });

  const sessions = station.evses.flatMap(({ id: evseId, session }) => (session ? [{ evseId, session }] : []));
  const session = sessions.find(({ evseId }) => String(evseId) === draft.evseId)?.session;
  const refusal = error
    ? (failureOf(error) as { message: string; issues?: { path: string; message: string }[] })
    : undefined;
  const refused = new Map(refusal?.issues?.map(({ path, message }) => [path, message]));
  const wrong = (path: string) => missing.get(path) ?? refused.get(path);

  const send = () => {
    const result = wishOf(draft, { timeZone, id, transactionId: session?.transactionId });
    setMissing(
      "faults" in result ? new Map([...result.faults].map(([at, fault]) => [at, t(`fault.${fault}`)])) : new Map(),
    );
    if ("wish" in result) onSend(result.wish);
  };
  const isOfStation = draft.purpose === "ChargingStationMaxProfile";
  const isOfSession = draft.purpose === "TxProfile";
  const time = (label: string, name: "start" | "validFrom" | "validTo") => (
    <Input
      label={label}
      type="datetime-local"
      value={draft[name]}
      error={wrong(pathOf[name])}
      onChange={(event) => change({ [name]: event.target.value })}
    />
  );

  return (
    <form
      className="stack stack--4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Select
        label={t("purposeHead")}
        value={draft.purpose}
        options={purposes.map((value) => ({ value, label: t(`purpose.${value}`), note: t(`purposeNote.${value}`) }))}
        error={wrong(pathOf.purpose)}
        onChange={(purpose) => setDraft(withPurpose(draft, purpose, sessions[0]?.evseId))}
      />
      {isOfStation ? null : isOfSession ? (
        <Select
          label={t("session")}
          value={draft.evseId || undefined}
          placeholder={t("noSessionRuns")}
          options={sessions.map((one) => ({
            value: String(one.evseId),
            label: `${t("evse", { n: one.evseId })}, ${one.session.transactionId}`,
          }))}
          error={wrong(pathOf.evse) ?? wrong(pathOf.session)}
          onChange={(evseId) => change({ evseId })}
        />
      ) : (
        <EvseSelect
          station={station}
          value={draft.evseId}
          first={[{ value: "0", label: t("everyEvse") }]}
          error={wrong(pathOf.evse)}
          onChange={(evseId) => change({ evseId })}
        />
      )}
      <Select
        label={t("when")}
        value={draft.kind}
        options={kinds
          .filter((kind) => kind !== "Relative" || !isOfStation)
          .map((value) => ({ value, label: t(`kind.${value}`) }))}
        error={wrong(pathOf.kind)}
        onChange={(kind) => setDraft(withKind(draft, kind, now, timeZone))}
      />
      <div className="two">
        {draft.kind === "Relative" ? null : time(t("startsAt"), "start")}
        <Input
          label={t("lasts")}
          unit={t("hours")}
          inputMode="decimal"
          value={draft.hours}
          placeholder={t("open")}
          error={wrong(pathOf.duration)}
          onChange={(event) => change({ hours: event.target.value })}
        />
      </div>
      <div className="stack">
        <UnitSegments value={draft.unit} onChange={(unit) => change({ unit })} />
        {wrong(pathOf.unit) ? <p className="wrong small">{wrong(pathOf.unit)}</p> : null}
      </div>
      <PeriodRows draft={draft} wrong={wrong} onChange={(periods) => change({ periods })} />
      <div className="two">
        {time(t("validFrom"), "validFrom")}
        {time(t("validTo"), "validTo")}
      </div>
      <Input
        label={t("levelHead")}
        help={t("levelHelp")}
        inputMode="numeric"
        value={draft.stackLevel}
        error={wrong(pathOf.stackLevel)}
        onChange={(event) => change({ stackLevel: event.target.value })}
      />
      <p className="small dim">{t("zone", { zone: timeZone })}</p>
      {station.isOnline ? null : (
        <Notice tone="off" title={t("waits")}>
          <p>{t("waitsNext")}</p>
        </Notice>
      )}
      {refusal ? (
        <Notice tone="bad" title={t("notSent")}>
          <p>{refusal.message}</p>
        </Notice>
      ) : null}
      <div className="row row--wrap">
        <Button look="go" type="submit" icon="send" busy={isSending}>
          {t(sentBefore ? "sendAgain" : "send")}
        </Button>
        <Button
          look="bare"
          icon="braces"
          onClick={() => address.write({ profile: null, command: "SetChargingProfile" })}
        >
          {t("asJson")}
        </Button>
      </div>
    </form>
  );
}
