"use client";
import { useTranslations } from "next-intl";

/** OCPP's ReasonEnumType: why a transaction stopped. */
const known = [
  "DeAuthorized",
  "EmergencyStop",
  "EnergyLimitReached",
  "EVDisconnected",
  "GroundFault",
  "ImmediateReset",
  "Local",
  "LocalOutOfCredit",
  "MasterPass",
  "Other",
  "OvercurrentFault",
  "PowerLoss",
  "PowerQuality",
  "Reboot",
  "Remote",
  "SOCLimitReached",
  "StoppedByEV",
  "TimeLimitReached",
  "Timeout",
] as const;

/** Why it stopped, in a person's words; a word we do not know stays as the station wrote it. */
export function useReason(): (reason: string) => string {
  const t = useTranslations("sessions.reason");
  return (reason) => {
    const one = known.find((name) => name === reason);
    return one ? t(one) : reason;
  };
}
