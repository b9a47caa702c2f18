import { z } from "zod";
import { defineCommand, nextNumber } from "../../kernel";

const idTokenTypes = ["Central", "eMAID", "ISO14443", "ISO15693", "KeyCode", "Local", "MacAddress"] as const;

/** F01, F02: Accepted means that it will try; the transaction that carries our remoteStartId is the effect. Never sent twice by itself. */
export const requestStartTransaction = defineCommand("RequestStartTransaction", {
  input: z.object({
    evseId: z.int().positive().optional(),
    idToken: z.string().min(1).max(36),
    idTokenType: z.enum(idTokenTypes).default("Central"),
    groupIdToken: z.string().max(36).optional(),
  }),

  async build(ctx, stationId, { evseId, idToken, idTokenType, groupIdToken }) {
    return {
      remoteStartId: await nextNumber(ctx, stationId),
      idToken: { idToken, type: idTokenType },
      ...(evseId === undefined ? {} : { evseId }),
      ...(groupIdToken ? { groupIdToken: { idToken: groupIdToken, type: "Central" as const } } : {}),
    };
  },
});
