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
  closed: z
    .object({ at: z.date(), by: z.string() })
    .nullable()
    .describe("When we ended it, and who, its station never having told an end"),
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
  route({
    method: "GET",
    path: "/transactions/{id}/story",
    who: "tenant",
    tag: "Transactions",
    summary: "What happened, moment by moment",
    description:
      "Told from the events by seqNo and from the starts and stops that were asked; steady meter values are no news.",
    params: idPath,
    reply: z.object({
      moments: z.array(
        z.looseObject({
          kind: z.string(),
          at: z.date(),
          energyWh: z.number().nullable().describe("Delivered until then"),
        }),
      ),
      isWhole: z.boolean().describe("False when there are more events than are told of"),
    }),
    call: (caller, { params }) => caller.sessions.story(params),
  }),
  route({
    method: "POST",
    path: "/transactions/{id}/close",
    who: "tenant",
    tag: "Transactions",
    summary: "End a session whose station will never report its end",
    description:
      "Its last event becomes its end. 409 while its connected station still tells of it: stop it there first. Should the station speak of it after all, that counts.",
    params: idPath,
    reply: transaction,
    call: (caller, { params }) => caller.sessions.close(params),
  }),
];
