import { z } from "zod";
import { route } from "./route";
import { costLine, idPath, moment, pageOf, paging, yesOrNo } from "./words";

const transaction = z.object({
  id: z.uuid().describe("Ours"),
  transactionId: z.string().describe("The station's"),
  stationIdentity: z.string(),
  siteId: z.uuid().nullable(),
  evseId: z.int().nullable(),
  connectorId: z.int().nullable(),
  idToken: z.string().nullable(),
  idTokenType: z.string().nullable(),
  active: z.boolean(),
  startedAt: z.date().nullable().describe("Null when the Started event never came"),
  endedAt: z.date().nullable(),
  chargingState: z.string().nullable(),
  stoppedReason: z.string().nullable(),
  energyWh: z.number().nullable(),
  hasGap: z.boolean(),
  missingSeqNos: z.array(z.int()),
  totalCost: z
    .string()
    .nullable()
    .describe("With tax, rounded once: so far while it is active, then final. Null where no tariff is for it"),
  currency: z.string().nullable(),
  costLines: z.array(costLine),
});

const event = z.object({
  seqNo: z.int(),
  eventType: z.enum(["Started", "Updated", "Ended"]),
  triggerReason: z.string(),
  timestamp: z.date().describe("By the station's clock"),
  receivedAt: z.date().describe("By ours"),
  offline: z.boolean(),
  resends: z.int().describe("How often the same event came again; it is stored once"),
  late: z.boolean(),
  conflict: z.boolean().describe("The seqNo of another event, with other content"),
  chargingState: z.string().nullable(),
  stoppedReason: z.string().nullable(),
  idToken: z.string().nullable(),
  registerWh: z.number().nullable(),
  request: z.unknown(),
});

const meterValue = z.object({
  seqNo: z.int().nullable(),
  timestamp: z.date(),
  receivedAt: z.date(),
  context: z.string().nullable(),
  energyWh: z.number().nullable(),
  powerW: z.number().nullable(),
  stateOfCharge: z.number().nullable(),
  currentA: z.number().nullable(),
  voltageV: z.number().nullable(),
  sampledValue: z.unknown().describe("As received"),
});

export const sessionRoutes = [
  route({
    method: "GET",
    path: "/transactions",
    who: "tenant",
    tag: "Transactions",
    summary: "Sessions, newest first",
    query: paging.extend({
      stationIdentity: z.string().max(200).optional(),
      siteId: z.uuid().optional(),
      active: yesOrNo.optional(),
      withGaps: yesOrNo.optional(),
      search: z
        .string()
        .max(100)
        .optional()
        .describe(
          "What the transactionId, the idToken or the station's identity begins with; in the last 92 days unless `from` says otherwise",
        ),
      from: moment.optional().describe("Started at or after"),
      to: moment.optional().describe("Started before"),
    }),
    reply: pageOf(transaction),
    call: (caller, { query }) => caller.sessions.list(query),
  }),
  route({
    method: "GET",
    path: "/transactions/{id}",
    who: "tenant",
    tag: "Transactions",
    summary: "One session; complete as soon as the station has its answer",
    params: idPath,
    reply: transaction,
    call: (caller, { params }) => caller.sessions.get(params),
  }),
  route({
    method: "GET",
    path: "/transactions/{id}/events",
    who: "tenant",
    tag: "Transactions",
    summary: "The ledger, by seqNo, then time; each event once",
    params: idPath,
    query: paging,
    reply: pageOf(event),
    call: (caller, { params, query }) => caller.sessions.events({ ...params, ...query }),
  }),
  route({
    method: "GET",
    path: "/transactions/{id}/meter-values",
    who: "tenant",
    tag: "Transactions",
    summary: "The meter values, by seqNo, then time",
    params: idPath,
    query: paging,
    reply: pageOf(meterValue),
    call: (caller, { params, query }) => caller.sessions.meterValues({ ...params, ...query }),
  }),
];
