"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Failure } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import type { SiteRow } from "./site";

/** A site in four fields: a name, where it lies, and whose clock it keeps. */
export function NewSite({ onMade, onCancel }: { onMade: (site: SiteRow) => void; onCancel: () => void }) {
  const t = useTranslations("sites");
  const ui = useTranslations("ui");
  const trpc = useTRPC();
  const client = useQueryClient();
  const [name, setName] = useState("");
  const [place, setPlace] = useState("");
  const [timeZone, setTimeZone] = useState(() => Intl.DateTimeFormat().resolvedOptions().timeZone);
  const [isTold, setTold] = useState(false);
  const at = readPlace(place);
  const zoneOk = isTimeZone(timeZone);
  const create = useMutation(
    trpc.sites.create.mutationOptions({
      onSuccess: async (site) => {
        await client.invalidateQueries({ queryKey: trpc.sites.list.queryKey() });
        onMade(site);
      },
    }),
  );
  const go = () => {
    setTold(true);
    if (name.trim() && at && zoneOk) create.mutate({ name: name.trim(), ...at, timeZone });
  };
  return (
    <fieldset className="part">
      <legend>{t("new")}</legend>
      <Input
        label={t("name")}
        value={name}
        maxLength={100}
        error={isTold && !name.trim() ? t("nameMissing") : undefined}
        onChange={(event) => setName(event.target.value)}
      />
      <Input
        label={t("place")}
        help={t("placeHelp")}
        placeholder="52.5200, 13.4050"
        value={place}
        error={isTold && !at ? t("placeWrong") : undefined}
        onChange={(event) => setPlace(event.target.value)}
      />
      <Input
        label={t("zone")}
        value={timeZone}
        list="time-zones"
        error={isTold && !zoneOk ? t("zoneWrong") : undefined}
        onChange={(event) => setTimeZone(event.target.value)}
      />
      <datalist id="time-zones">
        {Intl.supportedValuesOf("timeZone").map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
      {create.error ? <Failure error={create.error} /> : null}
      <div className="row">
        <Button look="go" busy={create.isPending} onClick={go}>
          {t("make")}
        </Button>
        <Button onClick={onCancel}>{ui("cancel")}</Button>
      </div>
    </fieldset>
  );
}

/** "52.52, 13.405" as maps write it: latitude first. */
export function readPlace(text: string): { latitude: number; longitude: number } | undefined {
  const match = /^\s*(-?\d+(?:\.\d+)?)\s*[,; ]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text);
  if (!match) return undefined;
  const latitude = Number(match[1]);
  const longitude = Number(match[2]);
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180 ? { latitude, longitude } : undefined;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return name !== "";
  } catch {
    return false;
  }
}
