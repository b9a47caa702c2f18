import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/root";
import type { StateName } from "@/ui/icon-shapes";

type Outputs = inferRouterOutputs<AppRouter>["authorization"];
export type Inputs = inferRouterInputs<AppRouter>["authorization"];
export type CardRow = Outputs["list"]["items"][number];
export type DecisionRow = Outputs["decisions"]["items"][number];
export type DriverRow = Outputs["drivers"]["items"][number];
export type CardsOf = Inputs["used"];
export type CardFileCheck = Outputs["checkFile"];
export type CardState = CardRow["state"];

export const cardStates = [
  "Accepted",
  "Blocked",
  "Lost",
  "Expired",
  "NoCredit",
  "Invalid",
  "ConcurrentTx",
  "NotAllowedTypeEVSE",
  "NotAtThisLocation",
  "NotAtThisTime",
  "Unknown",
] as const satisfies CardState[];

export const cardTypes = [
  "ISO14443",
  "ISO15693",
  "eMAID",
  "Central",
  "KeyCode",
  "Local",
  "MacAddress",
] as const satisfies Inputs["create"]["type"][];

/** Those that refuse. */
export const refusingRules = [
  "unknown",
  "unknown-pin",
  "too-many-pins",
  "lost",
  "blocked",
  "expired",
  "invalid",
  "no-credit",
  "set-by-operator",
  "master-pass",
  "unreadable-limits",
  "not-at-this-location",
  "not-allowed-type-evse",
  "not-at-this-time",
  "held",
  "concurrent",
] as const satisfies DecisionRow["rule"][];

/** Red stays for what is broken: a card that may not charge is at rest. */
export const lookOf = (status: string): StateName =>
  status === "Accepted" ? "available" : status === "Expired" || status === "Unknown" ? "unknown" : "paused-evse";

export const cardHref = (id: string) => `/cards?card=${id}`;
export const driverHref = (id: string) => `/cards?driver=${id}`;
