import { and, customerInformation as customerInformationTable, eq } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { z } from "zod";
import { defineCommand, InvalidError, newId, nextNumber, settleReport, summarise } from "../../kernel";
import { takeOffList } from "../local-auth-list";

const idTokenTypes = [
  ...["Central", "eMAID", "ISO14443", "ISO15693", "KeyCode", "Local", "MacAddress", "NoAuthorization"],
] as const;
const hash = z.string().regex(/^[0-9a-fA-F]{1,128}$/, { error: "A hash is written in hexadecimal digits." });

/** N09, N10: what a station keeps of one customer, told or wiped or both. What is told comes in parts, by requestId. */
export const customerInformation = defineCommand("CustomerInformation", {
  input: z.object({
    report: z.boolean().default(true),
    clear: z.boolean().default(false),
    idToken: z.object({ idToken: z.string().max(36), type: z.enum(idTokenTypes) }).optional(),
    customerIdentifier: z.string().min(1).max(64).optional(),
    customerCertificate: z
      .object({
        hashAlgorithm: z.enum(["SHA256", "SHA384", "SHA512"]),
        issuerNameHash: hash,
        issuerKeyHash: hash,
        serialNumber: z.string().min(1).max(40),
      })
      .optional(),
  }),

  async build(ctx, stationId, { report, clear, idToken, customerIdentifier, customerCertificate }) {
    // N10.FR.07
    if (!report && !clear)
      throw new InvalidError("Ask for a report, for the data to be cleared, or for both.", "report");
    // N09.FR.04, N10.FR.08
    if ([idToken, customerIdentifier, customerCertificate].filter((given) => given !== undefined).length !== 1)
      throw new InvalidError("Name the customer in one way: a token, an identifier or a certificate.", "idToken");
    return {
      requestId: await nextNumber(ctx, stationId),
      ...{ report, clear },
      ...(idToken ? { idToken } : {}),
      ...(customerIdentifier ? { customerIdentifier } : {}),
      ...(customerCertificate ? { customerCertificate } : {}),
    };
  },

  async record(ctx, stationId, request) {
    await ctx.db.insert(customerInformationTable).values({
      ...{ id: newId(), stationId, requestId: request.requestId, reference: referenceOf(request) },
      ...{ wantsReport: request.report, wantsClear: request.clear },
      ...{ status: "requested", statusAt: ctx.now, createdAt: ctx.now },
    });
  },

  async settle(ctx, command, outcome) {
    const { id, stationId, createdAt, request } = command;
    const said = summarise(outcome);
    // Written in one transaction with the command, hence at one moment.
    await ctx.db
      .update(customerInformationTable)
      .set({ commandId: id, statusAt: ctx.now, ...said })
      .where(
        and(
          eq(customerInformationTable.stationId, stationId),
          eq(customerInformationTable.requestId, request.requestId),
          eq(customerInformationTable.createdAt, createdAt),
        ),
      );
    if (request.clear && request.idToken && said.status === "Accepted")
      await takeOffList(ctx, stationId, request.idToken);
    if (request.report) await settleReport(ctx, command, "NotifyCustomerInformation", outcome);
    ctx.changed({ kind: "room", id: "diagnostics", stationId });
  },
});

type Request = Req<"CustomerInformation">;

/** Whom it was about. C04.FR.04: a KeyCode is a PIN. */
function referenceOf({ idToken, customerIdentifier, customerCertificate }: Request) {
  if (idToken) return { idToken: idToken.type === "KeyCode" ? { ...idToken, idToken: "***" } : idToken };
  if (customerIdentifier) return { customerIdentifier };
  return customerCertificate ? { customerCertificate } : null;
}
