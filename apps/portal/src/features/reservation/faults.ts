import { useTranslations } from "next-intl";
import { failureOf } from "@/client/failure";
import type { ReservationRow } from "./reservation";
import { useMoment } from "./reservation-words";

type Issue = { path: string; message: string };

/** The fields that a refusal names. */
export function fieldsAtFault(error: unknown): Issue[] {
  const { issues, httpStatus, message } = failureOf(error) as ReturnType<typeof failureOf> & { issues?: Issue[] };
  // What is not there was named by its number or identity.
  if (httpStatus === 404) return [{ path: message.includes("EVSE") ? "evseId" : "stationIdentity", message }];
  return issues ?? [];
}

type Asked = {
  error: unknown;
  isTried: boolean;
  hasStation: boolean;
  hasCard: boolean;
  isInTime: boolean;
  place: string;
  holders: ReservationRow[];
  timeZone: string;
};

/** What stands against it, said at its field: a conflict with who holds it, and until when. */
export function useFaults({ error, isTried, hasStation, hasCard, isInTime, place, holders, timeZone }: Asked) {
  const t = useTranslations("reservation");
  const moment = useMoment();
  const issues = error ? fieldsAtFault(error) : [];
  const said = (...paths: string[]) => issues.find(({ path }) => paths.includes(path))?.message;
  const held = ({ idToken, expiresAt }: ReservationRow) =>
    t("ask.heldBy", { card: idToken, until: moment(expiresAt, timeZone) });
  const holder = ({ idToken, expiresAt }: ReservationRow) =>
    t("ask.holder", { card: idToken, until: moment(expiresAt, timeZone) });
  const conflict = () => {
    const message = said("evseId", "connectorType");
    if (!message || failureOf(error).httpStatus !== 409 || holders.length === 0) return message;
    const rival = holders.find(({ evseId }) => place === `evse ${evseId}`);
    return rival ? held(rival) : t("ask.allHeld", { holders: holders.map(holder).join("; ") });
  };
  return {
    station: isTried && !hasStation ? t("ask.stationMissing") : said("stationIdentity") && t("ask.noStation"),
    place: conflict(),
    card: isTried && !hasCard ? t("ask.cardMissing") : said("idToken"),
    until: isTried && !isInTime ? t("ask.past") : said("expiresAt"),
  };
}
