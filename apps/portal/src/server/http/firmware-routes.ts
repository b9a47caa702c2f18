import { z } from "zod";
import { route } from "./route";
import { pageOf, paging, stationPath, steps, yesOrNo } from "./words";

const job = z.object({
  id: z.uuid(),
  kind: z.enum(["update", "publish", "unpublish"]),
  requestId: z.int().nullable().describe("Null for unpublish, which has none"),
  commandId: z.uuid().nullable(),
  isAsked: z.boolean().describe("False for what nobody here asked for"),
  location: z.string().nullable(),
  retrieveAt: z.date().nullable(),
  installAt: z.date().nullable(),
  isSigned: z.boolean().nullable(),
  checksum: z.string().nullable(),
  publishedAt: z.array(z.string()).nullable().describe("Where other stations can fetch it"),
  status: z.string().describe("The station's last word, or what became of the request"),
  statusAt: z.date(),
  reason: z.string().nullable(),
  isOver: z.boolean(),
  steps,
  createdAt: z.date(),
});

export const firmwareRoutes = [
  route({
    method: "GET",
    path: "/stations/{identity}/firmware",
    who: "tenant",
    tag: "Firmware",
    summary: "The station's firmware, and what it was asked to install, publish or unpublish, newest first",
    params: stationPath,
    query: paging.extend({
      kind: z.enum(["update", "publish", "unpublish"]).optional(),
      isOver: yesOrNo.optional(),
    }),
    reply: pageOf(job).extend({ firmwareVersion: z.string().nullable() }),
    call: (caller, { params, query }) => caller.firmware.jobs({ ...params, ...query }),
  }),
];
