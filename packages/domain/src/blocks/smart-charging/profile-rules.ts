import type { Req } from "@stationmaster/ocpp";

export type Profile = Req<"SetChargingProfile">["chargingProfile"];
export type Schedule = Profile["chargingSchedule"][number];

/** What the station's device model says of the EVSE; what it does not say is not held against it. */
export type ChargingFacts = {
  maxStackLevel?: number | undefined;
  periodsPerSchedule?: number | undefined;
  rateUnits?: string[] | undefined;
  switchesPhases: boolean;
};

export type Fault = { field: string; message: string };

/** `field` is a place in the request: in the profile, but for the EVSE. */
export const placeOf = ({ field }: Fault): string => (field === "evseId" ? field : `chargingProfile.${field}`);

/** What is wrong with a profile by itself, before any station is asked (K01). Undefined: nothing is. */
export function profileFault(evseId: number, profile: Profile, facts: ChargingFacts): Fault | undefined {
  return (
    purposeFault(evseId, profile) ??
    kindFault(profile) ??
    stationFault(profile, facts) ??
    schedulesFault(profile, facts)
  );
}

function purposeFault(evseId: number, { chargingProfilePurpose: purpose, transactionId }: Profile): Fault | undefined {
  switch (purpose) {
    // K01.FR.22
    case "ChargingStationExternalConstraints":
      return {
        field: "chargingProfilePurpose",
        message: "External limits are set by others; only the station reports them.",
      };
    // K04.FR.03
    case "ChargingStationMaxProfile":
      return evseId === 0
        ? noTransaction(transactionId)
        : { field: "evseId", message: "The limit of a whole station is set on EVSE 0." };
    case "TxDefaultProfile":
      return noTransaction(transactionId);
    // K01.FR.16
    case "TxProfile":
      return evseId > 0 ? undefined : { field: "evseId", message: "The profile of a session is set on its EVSE." };
  }
}

const noTransaction = (transactionId: string | undefined): Fault | undefined =>
  transactionId === undefined
    ? undefined
    : { field: "transactionId", message: "Only the profile of a session names one." };

function kindFault({
  chargingProfileKind: kind,
  chargingProfilePurpose,
  recurrencyKind,
  validFrom,
  validTo,
  chargingSchedule,
}: Profile): Fault | undefined {
  // K01.FR.38
  if (kind === "Relative" && chargingProfilePurpose === "ChargingStationMaxProfile")
    return { field: "chargingProfileKind", message: "The limit of a whole station cannot begin with a session." };
  // K01.FR.60
  if ((kind === "Recurring") !== (recurrencyKind !== undefined))
    return { field: "recurrencyKind", message: "Daily or Weekly is said of a recurring profile, and of no other." };
  if (validFrom !== undefined && validTo !== undefined && Date.parse(validFrom) >= Date.parse(validTo))
    return { field: "validTo", message: "It would end before it begins." };
  for (const [index, { startSchedule }] of chargingSchedule.entries()) {
    const field = `chargingSchedule.${index}.startSchedule`;
    // K01.FR.40, .41
    if (kind === "Relative" && startSchedule !== undefined)
      return { field, message: "A relative schedule begins with the session, not at a time." };
    if (kind !== "Relative" && startSchedule === undefined)
      return { field, message: "An absolute or recurring schedule says when it begins." };
  }
  return undefined;
}

function stationFault(
  { stackLevel, chargingSchedule }: Profile,
  { maxStackLevel, rateUnits, periodsPerSchedule }: ChargingFacts,
): Fault | undefined {
  if (maxStackLevel !== undefined && stackLevel > maxStackLevel)
    return { field: "stackLevel", message: `This station has levels up to ${maxStackLevel}.` };
  for (const [index, { chargingRateUnit, chargingSchedulePeriod }] of chargingSchedule.entries()) {
    const field = (name: string) => `chargingSchedule.${index}.${name}`;
    // K01.FR.26
    if (rateUnits && !rateUnits.includes(chargingRateUnit))
      return {
        field: field("chargingRateUnit"),
        message: `This station takes limits in ${rateUnits.join(" or ")} only.`,
      };
    if (periodsPerSchedule !== undefined && chargingSchedulePeriod.length > periodsPerSchedule)
      return {
        field: field("chargingSchedulePeriod"),
        message: `This station takes ${periodsPerSchedule} periods at most.`,
      };
  }
  return undefined;
}

function schedulesFault({ chargingSchedule }: Profile, { switchesPhases }: ChargingFacts): Fault | undefined {
  for (const [at, { chargingSchedulePeriod: periods }] of chargingSchedule.entries()) {
    for (const [index, { startPeriod, limit, numberPhases, phaseToUse }] of periods.entries()) {
      const field = (name: string) => `chargingSchedule.${at}.chargingSchedulePeriod.${index}.${name}`;
      // K01.FR.31, .35
      if (index === 0 && startPeriod !== 0)
        return { field: field("startPeriod"), message: "The first period begins at 0." };
      if (index > 0 && startPeriod <= periods[index - 1]!.startPeriod)
        return { field: field("startPeriod"), message: "Each period begins after the one before it." };
      if (limit < 0) return { field: field("limit"), message: "A limit is not negative." };
      if (!hasOneDecimal(limit)) return { field: field("limit"), message: "A limit has one decimal at most." };
      if (phaseToUse === undefined) continue;
      // K01.FR.19, .20
      if (numberPhases !== 1)
        return { field: field("numberPhases"), message: "A phase is chosen for charging on one phase only." };
      if (!switchesPhases) return { field: field("phaseToUse"), message: "This station does not switch phases." };
    }
  }
  return undefined;
}

const hasOneDecimal = (value: number) => Math.abs(value * 10 - Math.round(value * 10)) < 1e-6;

/** Whether two profiles may be in force at one moment (K01.FR.06). */
export const overlaps = (
  a: Pick<Profile, "validFrom" | "validTo">,
  b: Pick<Profile, "validFrom" | "validTo">,
): boolean => begin(a) < end(b) && begin(b) < end(a);

const begin = ({ validFrom }: Pick<Profile, "validFrom">) =>
  validFrom === undefined ? Number.NEGATIVE_INFINITY : Date.parse(validFrom);
const end = ({ validTo }: Pick<Profile, "validTo">) =>
  validTo === undefined ? Number.POSITIVE_INFINITY : Date.parse(validTo);
