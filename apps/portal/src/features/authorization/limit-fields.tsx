"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import { Button } from "@/ui/button";
import { Input } from "@/ui/field";
import { FilterChip } from "@/ui/filter-chip";
import { connectorName } from "../stations/connector-name";
import type { CardDraft, Fault, Time } from "./card-draft";
import { useDayName, weekdays } from "./card-words";

const plugs = ["cCCS2", "cType2", "cCCS1", "cType1", "cG105", "cTesla", "sType2", "sType3", "sCEE-7-7"];

type Props = {
  draft: CardDraft;
  set: (change: Partial<CardDraft>) => void;
  said: (fault: Fault) => string | undefined;
};

/** Places, plugs and hours; what is left empty does not limit. */
export function LimitFields({ draft, set, said }: Props) {
  const t = useTranslations("cards");
  const sites = useQuery(useTRPC().sites.list.queryOptions()).data ?? [];
  const timesFault = said("times");
  return (
    <fieldset className="stack stack--3 limits">
      <legend>{t("limits")}</legend>
      <p className="small sub">{t("limitsNote")}</p>
      <div className="row row--wrap">
        <FilterChip
          name={t("sites")}
          options={sites.map(({ id, name }) => ({ value: id, label: name }))}
          chosen={draft.siteIds}
          onChange={(siteIds) => set({ siteIds })}
        />
        <FilterChip
          name={t("plugs")}
          options={[...new Set([...plugs, ...draft.connectorTypes])].map((type) => ({
            value: type,
            label: connectorName(type) === type ? type : `${connectorName(type)} (${type})`,
          }))}
          chosen={draft.connectorTypes}
          onChange={(connectorTypes) => set({ connectorTypes })}
        />
      </div>
      <Input
        label={t("places")}
        help={t("placesHelp")}
        error={said("places")}
        autoComplete="off"
        spellCheck={false}
        value={draft.places}
        onChange={(event) => set({ places: event.target.value })}
      />
      {draft.times.map((time, at) => (
        <TimeRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a window is known by its place
          key={at}
          n={at + 1}
          time={time}
          onChange={(next) => set({ times: draft.times.map((one, place) => (place === at ? next : one)) })}
          onRemove={() => set({ times: draft.times.filter((_, place) => place !== at) })}
        />
      ))}
      {timesFault ? (
        <p className="wrong" role="alert">
          {timesFault}
        </p>
      ) : null}
      <div>
        <Button
          size="s"
          icon="plus"
          onClick={() =>
            set({ times: [...draft.times, { days: ["Mon", "Tue", "Wed", "Thu", "Fri"], from: "08:00", to: "18:00" }] })
          }
        >
          {t("addTimes")}
        </Button>
      </div>
    </fieldset>
  );
}

function TimeRow({
  n,
  time,
  onChange,
  onRemove,
}: {
  n: number;
  time: Time;
  onChange: (time: Time) => void;
  onRemove: () => void;
}) {
  const t = useTranslations("cards");
  const dayName = useDayName();
  const { days } = time;
  return (
    <fieldset className="row row--wrap" aria-label={t("timesOf", { n })}>
      <div className="seg">
        {weekdays.map((day) => (
          <button
            key={day}
            type="button"
            aria-pressed={days.includes(day)}
            onClick={() => onChange({ ...time, days: weekdays.filter((one) => (one === day) !== days.includes(one)) })}
          >
            {dayName(day)}
          </button>
        ))}
      </div>
      <Input
        label={t("from")}
        type="time"
        value={time.from}
        onChange={(event) => onChange({ ...time, from: event.target.value })}
      />
      <Input
        label={t("to")}
        type="time"
        help={t("toHelp")}
        value={time.to === "24:00" ? "00:00" : time.to}
        onChange={(event) => onChange({ ...time, to: event.target.value })}
      />
      <Button look="bare" icon="trash" iconOnly aria-label={t("removeTimes", { n })} onClick={onRemove} />
    </fieldset>
  );
}
