import { useQuery } from "@tanstack/react-query";
import type { inferRouterInputs } from "@trpc/server";
import { useTranslations } from "next-intl";
import { useTRPC } from "@/client/trpc";
import type { AppRouter } from "@/server/root";
import type { Option } from "@/ui/select";
import { connectorName } from "../stations/connector-name";
import type { StationRow } from "../stations/station";
import type { ReservationRow } from "./reservation";
import { keptInput } from "./reservation-input";
import { useMoment } from "./reservation-words";

/** What may be asked for at a station: any EVSE, one with a kind of plug, one by its number; with who holds it already. */
export function usePlaceOptions(station: Pick<StationRow, "identity" | "evses" | "timeZone"> | undefined): {
  options: Option<string>[];
  holders: ReservationRow[];
} {
  const t = useTranslations("reservation");
  const status = useTranslations("status");
  const moment = useMoment();
  const holders =
    useQuery(
      useTRPC().reservation.list.queryOptions(keptInput(station?.identity ?? ""), { enabled: station !== undefined }),
    ).data?.items ?? [];
  const evses = station?.evses ?? [];
  const types = [...new Set(evses.flatMap(({ connectors }) => connectors.flatMap(({ type }) => type ?? [])))];
  const holderOf = (evseId: number) => holders.find((row) => row.evseId === evseId);
  return {
    holders,
    options: [
      { value: "any", label: t("anyEvse") },
      ...(types.length > 1
        ? types.map((type) => ({ value: `type ${type}`, label: t("anyOfType", { type: connectorName(type) }) }))
        : []),
      ...evses.map(({ id, state }) => {
        const holder = holderOf(id);
        return {
          value: `evse ${id}`,
          label: `${t("evse", { n: id })} · ${status(state)}`,
          ...(holder && station
            ? { note: t("ask.heldBy", { card: holder.idToken, until: moment(holder.expiresAt, station.timeZone) }) }
            : {}),
        };
      }),
    ],
  };
}

type Place = Pick<inferRouterInputs<AppRouter>["reservation"]["create"], "evseId" | "connectorType">;

/** As the procedure takes it. */
export function placeInput(place: string): Place {
  const [what, value] = [place.slice(0, 5), place.slice(5)];
  if (what === "evse ") return { evseId: Number(value) };
  // As the station told it, or an operator wrote it: the procedure looks whether OCPP knows it.
  return what === "type " ? { connectorType: value as NonNullable<Place["connectorType"]> } : {};
}
