import { addDays, dayOf, startOfDay } from "../../ui/zoned-day";
import type { CardRow, Inputs } from "./card";

type Limits = NonNullable<Inputs["change"]["limits"]>;
export type Time = NonNullable<Limits["times"]>[number];

export type CardDraft = {
  idToken: string;
  type: Inputs["create"]["type"];
  group: string;
  driverName: string;
  driverEmail: string;
  language: string;
  language2: string;
  /** The last day it is good on. */
  lastDay: string;
  atOnce: string;
  message: string;
  masterPass: boolean;
  siteIds: string[];
  places: string;
  connectorTypes: string[];
  times: Time[];
};

export const faults = ["card", "email", "driver", "language", "languages", "atOnce", "day", "times", "places"] as const;
export type Fault = (typeof faults)[number];

export function draftOf(card: CardRow | undefined, timeZone: string): CardDraft {
  const limits = card?.limits;
  return {
    idToken: card?.idToken ?? "",
    type: (card?.type ?? "ISO14443") as CardDraft["type"],
    group: card?.groupIdToken ?? "",
    driverName: card?.driverName ?? "",
    driverEmail: card?.driverEmail ?? "",
    language: card?.language ?? "",
    language2: card?.language2 ?? "",
    lastDay: card?.expiresAt ? dayOf(card.expiresAt.getTime() - 1, timeZone) : "",
    atOnce: String(card?.maxConcurrentTransactions ?? ""),
    message: card?.personalMessage ?? "",
    masterPass: card?.masterPass ?? false,
    siteIds: limits?.siteIds ?? [],
    places: [
      ...(limits?.stationIdentities ?? []),
      ...(limits?.evses ?? []).map(({ stationIdentity, evseId }) => `${stationIdentity}/${evseId}`),
    ].join(", "),
    connectorTypes: limits?.connectorTypes ?? [],
    times: limits?.times ?? [],
  };
}

const language = /^[a-z]{2,3}(-[a-z0-9]{2,4})?$/i;
const partsOf = (places: string) => places.split(/[,;\n]/).flatMap((place) => place.trim() || []);
const evsePlace = /^(.+)\/([1-9]\d{0,3})$/;

/** What stands against the draft, before anybody is asked. */
export function faultsOf(draft: CardDraft, isNew: boolean): Fault[] {
  const wrong: Record<Fault, boolean> = {
    card: isNew && draft.idToken.trim() === "",
    email: draft.driverEmail !== "" && !/^\S+@\S+\.\S+$/.test(draft.driverEmail.trim()),
    driver: draft.driverEmail.trim() !== "" && draft.driverName.trim() === "",
    language: draft.language !== "" && !language.test(draft.language.trim()),
    languages: draft.language2 !== "" && (!language.test(draft.language2.trim()) || draft.language.trim() === ""),
    atOnce:
      draft.atOnce !== "" &&
      !(/^\d{1,4}$/.test(draft.atOnce) && Number(draft.atOnce) >= 1 && Number(draft.atOnce) <= 1000),
    day: draft.lastDay !== "" && Number.isNaN(Date.parse(draft.lastDay)),
    times: draft.times.some(({ days, from, to }) => days.length === 0 || from === "" || to === ""),
    places: partsOf(draft.places).some((place) => place.includes("/") && !evsePlace.test(place)),
  };
  return faults.filter((fault) => wrong[fault]);
}

/** As the procedures take it. */
export function inputOf(draft: CardDraft, card: CardRow | undefined, timeZone: string): Omit<Inputs["change"], "id"> {
  const text = (value: string) => value.trim() || null;
  const places = partsOf(draft.places);
  const evses = places.flatMap((place) => {
    const [, stationIdentity, evseId] = evsePlace.exec(place) ?? [];
    return stationIdentity ? [{ stationIdentity, evseId: Number(evseId) }] : [];
  });
  const stations = places.filter((place) => !evsePlace.test(place));
  const limits: Limits = {
    ...(draft.siteIds.length > 0 ? { siteIds: draft.siteIds } : {}),
    ...(stations.length > 0 ? { stationIdentities: stations } : {}),
    ...(evses.length > 0 ? { evses } : {}),
    ...(draft.connectorTypes.length > 0 ? { connectorTypes: draft.connectorTypes } : {}),
    ...(draft.times.length > 0 ? { times: draft.times } : {}),
    ...(draft.times.length > 0 && card?.limits?.timeZone ? { timeZone: card.limits.timeZone } : {}),
  };
  return {
    groupIdToken: text(draft.group),
    masterPass: draft.masterPass,
    language: text(draft.language),
    language2: text(draft.language2),
    expiresAt: draft.lastDay ? startOfDay(addDays(draft.lastDay, 1), timeZone) : null,
    personalMessage: text(draft.message),
    maxConcurrentTransactions: draft.atOnce ? Number(draft.atOnce) : null,
    tariffKey: card?.tariffKey ?? null,
    driver: text(draft.driverName) ? { name: draft.driverName.trim(), email: text(draft.driverEmail) } : null,
    limits: Object.keys(limits).length > 0 ? limits : null,
  };
}
