import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/root";
import type { StateName } from "@/ui/icon-shapes";

type Outputs = inferRouterOutputs<AppRouter>["reservation"];
export type ReservationRow = Outputs["list"]["items"][number];
export type ReservationDetail = Outputs["get"];
export type CalendarStation = Outputs["calendar"]["items"][number];
export type ReservationStatus = ReservationRow["status"];

export const reservationStatuses = [
  "requested",
  "active",
  "used",
  "expired",
  "cancelled",
  "removed",
  "refused",
] as const satisfies ReservationStatus[];

/** It holds an EVSE, or may. */
export const isLive = ({ status }: Pick<ReservationRow, "status">) => status === "requested" || status === "active";

/** The silhouette and colour a person knows from the stations: red stays for what is broken. */
export const lookOf: Record<ReservationStatus, StateName> = {
  requested: "unknown",
  active: "reserved",
  used: "charging",
  expired: "unavailable",
  cancelled: "unavailable",
  removed: "paused-evse",
  refused: "paused-evse",
};

export const reservationHref = (id: string) => `/reservations?reservation=${id}`;
