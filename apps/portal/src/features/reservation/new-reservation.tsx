"use client";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { Notice } from "@/ui/notice";
import { useNow } from "@/ui/now";
import { Dialog } from "@/ui/overlay";
import { Select } from "@/ui/select";
import { readMoment, writeMoment } from "@/ui/zoned-moment";
import { fieldsAtFault, useFaults } from "./faults";
import { placeInput, usePlaceOptions } from "./place-options";

type Props = {
  timeZone: string;
  station: string | undefined;
  evse: string | undefined;
  onClose: () => void;
  onMade: (id: string) => void;
};

const hourMs = 3_600_000;
const step = 5 * 60_000;

/** Where, for which card and until when; what stands against it is said at its field. */
export function NewReservation({ timeZone: tenantZone, station: given, evse, onClose, onMade }: Props) {
  const t = useTranslations("reservation");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const client = useQueryClient();
  const list = useId();
  const now = useNow();
  const [first] = useState(Date.now);
  const [identity, setIdentity] = useState(given ?? "");
  const [place, setPlace] = useState(evse ? `evse ${evse}` : "any");
  const [idToken, setIdToken] = useState("");
  const [groupIdToken, setGroup] = useState("");
  const [typedUntil, setUntil] = useState<string>();
  const [isTried, setTried] = useState(false);

  const wanted = identity.trim();
  const stations = useQuery(
    trpc.stations.list.queryOptions(
      { search: wanted || undefined, limit: 8, sort: "identity" },
      { placeholderData: keepPreviousData },
    ),
  ).data?.items;
  const station = stations?.find((one) => one.identity.toLowerCase() === wanted.toLowerCase());
  const timeZone = station?.timeZone ?? tenantZone;
  const options = usePlaceOptions(station);
  const until = typedUntil ?? writeMoment(Math.ceil((first + hourMs) / step) * step, timeZone);
  const expiresAt = readMoment(until, timeZone);

  const create = useMutation(
    trpc.reservation.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await client.invalidateQueries({ queryKey: trpc.reservation.pathKey() });
        onMade(id);
      },
    }),
  );
  const faults = useFaults({
    error: create.error,
    isTried,
    hasStation: wanted !== "",
    hasCard: idToken.trim() !== "",
    isInTime: expiresAt !== undefined && expiresAt.getTime() > now,
    place,
    holders: options.holders,
    timeZone,
  });
  const go = () => {
    setTried(true);
    if (wanted && idToken.trim() && expiresAt && expiresAt.getTime() > now)
      create.mutate({
        ...{ stationIdentity: wanted, idToken: idToken.trim(), expiresAt, ...placeInput(place) },
        groupIdToken: groupIdToken.trim() || undefined,
      });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={t("ask.title")}
      note={t("ask.note")}
      footer={
        <>
          <Button onClick={onClose}>{ui("cancel")}</Button>
          <Button look="go" icon="clock" busy={create.isPending} onClick={go}>
            {t("ask.do")}
          </Button>
        </>
      }
    >
      <Input
        label={t("station")}
        list={list}
        value={identity}
        maxLength={48}
        autoComplete="off"
        spellCheck={false}
        error={faults.station}
        onChange={(event) => {
          setIdentity(event.target.value);
          setPlace("any");
        }}
      />
      <datalist id={list}>
        {stations?.map((one) => (
          <option key={one.id} value={one.identity}>
            {one.siteName}
          </option>
        ))}
      </datalist>
      {station && !station.isOnline ? (
        <Notice tone="off" title={t("ask.offline")}>
          <p>{t("ask.offlineNext")}</p>
        </Notice>
      ) : null}
      <Select label={t("place")} value={place} options={options.options} error={faults.place} onChange={setPlace} />
      <div className="two">
        <Input
          label={t("card")}
          help={t("ask.cardHelp")}
          error={faults.card}
          value={idToken}
          maxLength={36}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setIdToken(event.target.value)}
        />
        <Input
          label={t("ask.group")}
          help={t("ask.groupHelp")}
          value={groupIdToken}
          maxLength={36}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setGroup(event.target.value)}
        />
      </div>
      <Input
        label={t("until")}
        type="datetime-local"
        help={t("ask.zone", { zone: timeZone })}
        error={faults.until}
        value={until}
        onChange={(event) => setUntil(event.target.value)}
      />
      {create.error && fieldsAtFault(create.error).length === 0 ? <Failure error={create.error} /> : null}
    </Dialog>
  );
}
