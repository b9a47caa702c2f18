import { z } from "zod";
import { route } from "./route";
import { pageOf, paging, stationPath } from "./words";

const dataTransfer = z.object({
  id: z.uuid(),
  direction: z.enum(["in", "out"]).describe("in: the station said it"),
  at: z.date(),
  vendorId: z.string(),
  messageId: z.string().nullable(),
  data: z.unknown(),
  customData: z.unknown(),
  status: z.string().nullable().describe("OCPP's word in the answer; null while there is none"),
  answer: z.unknown(),
  answeredAt: z.date().nullable(),
  failure: z
    .string()
    .nullable()
    .describe("Why there is no answer: the code of a CALLERROR, silent, expired, cancelled"),
  commandId: z.uuid().nullable(),
  requestedBy: z.string().nullable(),
});

export const dataTransferRoutes = [
  route({
    method: "GET",
    path: "/stations/{identity}/data-transfers",
    who: "tenant",
    tag: "Data transfer",
    summary: "What vendors' own messages said, both ways, with the answers, newest first",
    description: "Secrets are taken out.",
    params: stationPath,
    query: paging.extend({
      direction: z.enum(["in", "out"]).optional(),
      vendor: z.string().max(255).optional().describe("What the vendorId begins with"),
    }),
    reply: pageOf(dataTransfer),
    call: (caller, { params, query }) => caller.dataTransfer.list({ ...params, ...query }),
  }),
];
