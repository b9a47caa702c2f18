import { z } from "zod";
import { route } from "./route";
import { pageOf, paging, stationPath, steps, yesOrNo } from "./words";

const placed = {
  component: z.string(),
  componentInstance: z.string().nullable(),
  evseId: z.int().nullable(),
  connectorId: z.int().nullable(),
  variable: z.string(),
  variableInstance: z.string().nullable(),
};
const unit = z.string().nullable().describe("As the station's device model gives it");
const severity = z
  .int()
  .nullable()
  .describe("0 danger to 9 debug, of its monitor; null when no monitor that we know is behind it");

const event = z.object({
  id: z.uuid().describe("Ours"),
  eventId: z.int().describe("The station's"),
  timestamp: z.date().describe("By the station's clock"),
  receivedAt: z.date().describe("By ours"),
  trigger: z.enum(["Alerting", "Delta", "Periodic"]),
  eventNotificationType: z.string(),
  ...placed,
  actualValue: z.string(),
  unit,
  cause: z.int().nullable().describe("The eventId that brought this one about"),
  techCode: z.string().nullable(),
  techInfo: z.string().nullable(),
  cleared: z.boolean(),
  transactionId: z.string().nullable(),
  variableMonitoringId: z.int().nullable(),
  severity,
  isProblem: z.boolean(),
});

const problem = z.object({
  ...placed,
  actualValue: z.string(),
  unit,
  techCode: z.string().nullable(),
  techInfo: z.string().nullable(),
  variableMonitoringId: z.int().nullable(),
  severity,
  isOpen: z.boolean(),
  since: z.date().describe("When this spell of it began, or ended, by the station's clock"),
});

const monitor = z.object({
  id: z.int().describe("The station's number of it"),
  ...placed,
  type: z.string(),
  value: z.number(),
  unit,
  severity: z.int(),
  transaction: z.boolean().describe("Only while a transaction is going on"),
  kind: z
    .enum(["HardWiredMonitor", "PreconfiguredMonitor", "CustomMonitor"])
    .nullable()
    .describe("Null when neither a request of ours nor an event of it told"),
  knownAt: z.date().describe("When the station last told of it, or took it from us"),
});

const monitoring = z.object({
  base: z.string().nullable(),
  baseAt: z.date().nullable(),
  level: z.int().nullable(),
  levelAt: z.date().nullable(),
  reportedAt: z.date().nullable().describe("When all monitors were last reported"),
  staleSince: z.date().nullable().describe("Since when the list may no longer be right"),
});

const logRequest = z.object({
  id: z.uuid(),
  requestId: z.int().nullable(),
  commandId: z.uuid().nullable(),
  isAsked: z.boolean().describe("False for an upload that nobody here asked for"),
  logType: z.string().nullable(),
  remoteLocation: z.string().nullable(),
  oldestAt: z.date().nullable(),
  latestAt: z.date().nullable(),
  fileName: z.string().nullable(),
  status: z.string().describe("The station's last word, or what became of the request"),
  statusAt: z.date(),
  reason: z.string().nullable(),
  isOver: z.boolean(),
  steps,
  createdAt: z.date(),
});

const customerInformation = z.object({
  id: z.uuid(),
  requestId: z.int(),
  commandId: z.uuid().nullable(),
  report: z.boolean(),
  clear: z.boolean(),
  customer: z.unknown().describe("idToken, customerIdentifier or customerCertificate, as asked"),
  status: z.string(),
  statusAt: z.date(),
  reason: z.string().nullable(),
  dataLength: z
    .int()
    .nullable()
    .describe("In characters: 0 when the station keeps nothing, null until all parts have come"),
  completedAt: z.date().nullable(),
  createdAt: z.date(),
});

const search = z.string().max(100).optional();

export const diagnosticsRoutes = [
  route({
    method: "GET",
    path: "/stations/{identity}/events",
    who: "tenant",
    tag: "Diagnostics",
    summary: "What the station noticed of itself, newest first",
    params: stationPath,
    query: paging.extend({
      search: search.describe("What component, variable, value, techCode or techInfo contains"),
      trigger: z.enum(["Alerting", "Delta", "Periodic"]).optional(),
      severityAtMost: z.coerce.number().int().min(0).max(9).optional().describe("This severe or more"),
      onlyProblems: yesOrNo.optional(),
    }),
    reply: pageOf(event),
    call: async (caller, { params, query }) => {
      const page = await caller.diagnostics.events({ ...params, ...query });
      const items = page.items.map((row) => ({
        ...row,
        timestamp: row.occurredAt,
        trigger: row.trigger as "Delta",
        eventNotificationType: row.notificationType,
        cleared: row.isCleared,
        variableMonitoringId: row.monitorId,
      }));
      return { ...page, items };
    },
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/problems",
    who: "tenant",
    tag: "Diagnostics",
    summary: "What is wrong with the station, as its events tell, newest first",
    params: stationPath,
    query: paging.extend({ withEnded: yesOrNo.optional() }),
    reply: pageOf(problem),
    call: async (caller, { params, query }) => {
      const page = await caller.diagnostics.problems({ ...params, ...query });
      return { ...page, items: page.items.map((row) => ({ ...row, variableMonitoringId: row.monitorId })) };
    },
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/monitors",
    who: "tenant",
    tag: "Diagnostics",
    summary: "The monitors of the station's variables as last reported or set, with base and level",
    params: stationPath,
    query: paging.extend({ search }),
    reply: pageOf(monitor).extend({ monitoring }),
    call: async (caller, { params, query }) => {
      const page = await caller.diagnostics.monitors({ ...params, ...query });
      const items = page.items.map((row) => ({ ...row, id: row.monitorId, transaction: row.isTransaction }));
      return { ...page, items, monitoring: await caller.diagnostics.monitoring(params) };
    },
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/logs",
    who: "tenant",
    tag: "Diagnostics",
    summary: "Logs asked of the station, and how far their uploads have come, newest first",
    params: stationPath,
    query: paging.extend({ logType: z.enum(["DiagnosticsLog", "SecurityLog"]).optional() }),
    reply: pageOf(logRequest),
    call: (caller, { params, query }) => caller.diagnostics.logs({ ...params, ...query }),
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/customer-information",
    who: "tenant",
    tag: "Diagnostics",
    summary: "What the station was asked about customers, newest first; what it told is read one by one",
    params: stationPath,
    query: paging,
    reply: pageOf(customerInformation),
    call: async (caller, { params, query }) => {
      const page = await caller.diagnostics.customers({ ...params, ...query });
      return { ...page, items: page.items.map(informationOf) };
    },
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/customer-information/{id}",
    who: "tenant",
    tag: "Diagnostics",
    summary: "What the station told of one customer, its parts joined in order",
    params: stationPath.extend({ id: z.uuid() }),
    reply: customerInformation.extend({ data: z.string().nullable() }),
    call: async (caller, { params }) => {
      const row = await caller.diagnostics.customer(params);
      return { ...informationOf(row), data: row.data, dataLength: row.data?.length ?? null };
    },
  }),
];

const informationOf = <Row extends { wantsReport: boolean; wantsClear: boolean; reference: unknown }>({
  wantsReport: report,
  wantsClear: clear,
  reference: customer,
  ...row
}: Row) => ({ ...row, report, clear, customer });
