import { z } from "zod";
import { defineCommand, InvalidError, nextNumber, settleReport } from "../../kernel";
import { doubt, forgetReported } from "./reported-profile";

export const askedProfiles = z.object({
  evseId: z.int().min(0).optional(),
  chargingProfileId: z.array(z.int()).min(1).optional(),
  stackLevel: z.int().min(0).optional(),
  chargingLimitSource: z
    .array(z.enum(["EMS", "Other", "SO", "CSO"]))
    .min(1)
    .max(4)
    .optional(),
  chargingProfilePurpose: z
    .enum(["ChargingStationExternalConstraints", "ChargingStationMaxProfile", "TxDefaultProfile", "TxProfile"])
    .optional(),
});

/** K09: by ids, or by what they are; the profiles come in reports under the same requestId. */
export const getChargingProfiles = defineCommand("GetChargingProfiles", {
  input: askedProfiles,

  async build(ctx, stationId, { evseId, chargingProfileId, ...criteria }) {
    const given = Object.fromEntries(Object.entries(criteria).filter(([, value]) => value !== undefined));
    // K09.FR.03
    if ((chargingProfileId !== undefined) === Object.keys(given).length > 0)
      throw new InvalidError(
        "Name profiles by their ids, or say which ones by level, source or purpose.",
        "chargingProfileId",
      );
    return {
      requestId: await nextNumber(ctx, stationId),
      ...(evseId === undefined ? {} : { evseId }),
      chargingProfile: chargingProfileId === undefined ? given : { chargingProfileId },
    };
  },

  async settle(ctx, command, outcome) {
    await settleReport(ctx, command, "ReportChargingProfiles", outcome);
    if (outcome.kind !== "answered" || outcome.response.status !== "NoProfiles") return;
    const { stationId, request, createdAt: askedAt } = command;
    await forgetReported(ctx, stationId, request);
    await doubt(ctx, stationId, { request, askedAt });
  },
});
