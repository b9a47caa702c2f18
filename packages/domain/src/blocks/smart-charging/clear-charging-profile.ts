import { and, chargingProfiles, eq, inArray, lte } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { z } from "zod";
import { defineCommand, InvalidError } from "../../kernel";
import { forgetReported } from "./reported-profile";

export const clearedProfiles = z.object({
  chargingProfileId: z.int().optional(),
  evseId: z.int().min(0).optional(),
  chargingProfilePurpose: z.enum(["ChargingStationMaxProfile", "TxDefaultProfile", "TxProfile"]).optional(),
  stackLevel: z.int().min(0).optional(),
});

/** K10: one by its id, or all that meet the criteria. Cleared twice, it is as cleared. */
export const clearChargingProfile = defineCommand("ClearChargingProfile", {
  input: clearedProfiles,
  mayRepeat: true,

  async build(_ctx, _stationId, { chargingProfileId, ...criteria }) {
    const given = Object.fromEntries(Object.entries(criteria).filter(([, value]) => value !== undefined));
    const isById = chargingProfileId !== undefined;
    // K10.FR.02
    if (isById === Object.keys(given).length > 0)
      throw new InvalidError(
        "Name one profile by its id, or say which ones by EVSE, purpose or level.",
        "chargingProfileId",
      );
    return isById ? { chargingProfileId } : { chargingProfileCriteria: given };
  },

  async settle(ctx, { stationId, createdAt, request }, outcome) {
    if (outcome.kind !== "answered") return;
    // K10.FR.01: Unknown means that the station has none of these, so they are gone too.
    const reason = outcome.response.status === "Accepted" ? null : "The station had none such any more.";
    await ctx.db
      .update(chargingProfiles)
      .set({ status: "cleared", statusAt: ctx.now, reason })
      .where(
        and(
          eq(chargingProfiles.stationId, stationId),
          ...wantedOnes(request),
          lte(chargingProfiles.createdAt, createdAt),
        ),
      );
    await forgetReported(ctx, stationId, oursOf(request));
  },
});

type Request = Req<"ClearChargingProfile">;

const wantedOnes = ({ chargingProfileId, chargingProfileCriteria: by = {} }: Request) => [
  inArray(chargingProfiles.status, ["installed", "unknown"]),
  chargingProfileId === undefined ? undefined : eq(chargingProfiles.profileId, chargingProfileId),
  by.evseId === undefined ? undefined : eq(chargingProfiles.evseId, by.evseId),
  by.chargingProfilePurpose === undefined ? undefined : eq(chargingProfiles.purpose, by.chargingProfilePurpose),
  by.stackLevel === undefined ? undefined : eq(chargingProfiles.stackLevel, by.stackLevel),
];

/** K10.FR.08, .09: what others set stays, whatever was asked. */
function oursOf({ chargingProfileId, chargingProfileCriteria: { evseId, ...by } = {} }: Request) {
  const ids = chargingProfileId === undefined ? {} : { chargingProfileId: [chargingProfileId] };
  return { evseId, chargingProfile: { ...ids, ...by, chargingLimitSource: ["CSO" as const] } };
}
