import { newReport } from "@stationmaster/domain/business";
import { z } from "zod";
import { sendFile } from "../send-file";
import { route } from "./route";
import { idPath, moment, pageOf, paging } from "./words";

const report = z.object({
  id: z.uuid(),
  kind: z.enum(["transactions"]),
  status: z.enum(["queued", "running", "done", "failed", "cancelled"]),
  progress: z.number().describe("0 to 1"),
  rowCount: z.int().nullable(),
  sizeBytes: z.int().nullable(),
  from: z.date(),
  to: z.date(),
  siteId: z.uuid().nullable(),
  requestedBy: z.string().nullable(),
  createdAt: z.date(),
  finishedAt: z.date().nullable(),
  error: z.string().nullable(),
});

export const reportRoutes = [
  route({
    method: "POST",
    path: "/reports",
    who: "tenant",
    tag: "Reports",
    summary: "Ask for a report; the worker makes it",
    body: newReport.extend({ kind: newReport.shape.kind.default("transactions"), from: moment, to: moment }),
    reply: report,
    status: 201,
    call: (caller, { body }) => caller.reports.create(body),
  }),
  route({
    method: "GET",
    path: "/reports",
    who: "tenant",
    tag: "Reports",
    summary: "The reports, newest first",
    query: paging,
    reply: pageOf(report),
    call: (caller, { query }) => caller.reports.list(query),
  }),
  route({
    method: "GET",
    path: "/reports/{id}",
    who: "tenant",
    tag: "Reports",
    summary: "A report, and how far it is",
    params: idPath,
    reply: report,
    call: (caller, { params }) => caller.reports.get(params),
  }),
  route({
    method: "GET",
    path: "/reports/{id}/file",
    who: "tenant",
    tag: "Reports",
    summary: "The file of a report that is done; 409 before",
    params: idPath,
    file: "text/csv",
    reply: z.instanceof(Response),
    call: async (caller, { params }) => sendFile(await caller.reports.file(params)),
  }),
  route({
    method: "DELETE",
    path: "/reports/{id}",
    who: "tenant",
    tag: "Reports",
    summary: "Cancel a report that is not made yet",
    params: idPath,
    reply: report,
    call: (caller, { params }) => caller.reports.cancel(params),
  }),
];
