import { newStation, stationChanges, stationPassword } from "@stationmaster/domain/business";
import { reportStates } from "@stationmaster/domain/provisioning";
import { z } from "zod";
import { commandRecord, recordOf, sent } from "./command-routes";
import { route } from "./route";
import { nothing, optionsOf, pageOf, paging, sending, stationPath, yesOrNo } from "./words";

const states = [
  "available",
  "charging",
  "occupied",
  "reserved",
  "paused-ev",
  "paused-evse",
  "ended",
  "faulted",
  "unavailable",
  "offline",
  "unknown",
] as const;

const station = z.object({
  id: z.uuid(),
  identity: z.string(),
  siteId: z.uuid().nullable(),
  isOnline: z.boolean(),
  lastSeenAt: z.date().nullable(),
  bootedAt: z.date().nullable(),
  registrationStatus: z.enum(["Accepted", "Pending", "Rejected"]),
  state: z.enum(states).describe("What a person is told: the EVSE that needs one most speaks for the station"),
  vendor: z.string().nullable(),
  model: z.string().nullable(),
  serialNumber: z.string().nullable(),
  firmwareVersion: z.string().nullable(),
  evses: z.array(
    z.object({
      id: z.int(),
      connectors: z.array(
        z.object({
          id: z.int(),
          type: z.string().nullable().describe("As cType2"),
          status: z
            .enum(["Available", "Occupied", "Reserved", "Unavailable", "Faulted"])
            .nullable()
            .describe("Null when it was not heard since the last boot"),
          statusAt: z.date().nullable(),
        }),
      ),
    }),
  ),
});

const stationDetail = station.extend({
  securityProfile: z.int(),
  itemsPerMessage: z.record(z.string(), z.int()),
  url: z.string(),
  createdAt: z.date(),
  rebootRequired: z.int().describe("Values that the station took and will use only after a reboot"),
  sameSerialNumber: z.array(z.string()).describe("Stations that name the same maker and serial number"),
});

const passwordStanding = z.object({
  stationIdentity: z.string(),
  isOnline: z.boolean(),
  connectedAt: z.date().nullable(),
  bothAreGood: z
    .boolean()
    .describe("The answer was lost, or the station waits for its reboot: the first new password that is used counts"),
  change: z
    .object({
      commandId: z.uuid(),
      status: commandRecord.shape.status,
      answer: z.string().nullable().describe("The station's word"),
      createdAt: z.date(),
      settledAt: z.date().nullable(),
    })
    .nullable(),
  cameWith: z.enum(["old", "new"]).nullable().describe("Which it showed when it connected since"),
  refusedAt: z.date().nullable().describe("It came with a wrong one since"),
});

const created = z.object({ identity: z.string(), url: z.string(), password: z.string().describe("Shown this once") });

const exchange = z.object({
  id: z.uuid(),
  at: z.date(),
  kind: z.enum(["call", "unreadable", "connected", "disconnected"]),
  direction: z.enum(["in", "out"]).optional().describe("in: the station asked"),
  action: z.string().optional(),
  messageId: z.string().nullable().optional(),
  request: z.unknown().optional(),
  response: z.unknown().optional(),
  error: z.object({ code: z.string(), description: z.string(), details: z.unknown() }).optional(),
  answeredAt: z.date().nullable().optional(),
  silent: z.boolean().optional(),
  raw: z.string().optional(),
  problem: z.string().optional(),
  detail: z.string().nullable().optional(),
});

const variable = z.object({
  component: z.string(),
  componentInstance: z.string().nullable(),
  evseId: z.int().nullable(),
  connectorId: z.int().nullable(),
  variable: z.string(),
  variableInstance: z.string().nullable(),
  value: z.string().nullable().describe("The value of the attribute Actual"),
  attributes: z.array(
    z.object({
      type: z.string(),
      value: z.string().nullable(),
      mutability: z.string(),
      isPersistent: z.boolean(),
      isConstant: z.boolean(),
    }),
  ),
  dataType: z.string().nullable(),
  unit: z.string().nullable(),
  minLimit: z.number().nullable(),
  maxLimit: z.number().nullable(),
  valuesList: z.array(z.string()).nullable(),
  supportsMonitoring: z.boolean(),
  rebootRequired: z.boolean(),
  reportedAt: z.date(),
});

const lastReport = z.object({
  commandId: z.uuid(),
  reportBase: z.enum(["ConfigurationInventory", "FullInventory", "SummaryInventory"]).nullable(),
  state: z
    .enum(reportStates)
    .describe("silent: it began, and nothing of it has come for `silenceSeconds`; what comes later still counts"),
  reason: z.string().nullable(),
  parts: z.int(),
  variables: z.int().nullable(),
  missing: z.array(z.int()).describe("Parts that have not come, by their seqNo"),
  heardAt: z.date(),
  askedAt: z.date(),
  askedBy: z.string(),
  silenceSeconds: z.number(),
});

export const stationRoutes = [
  route({
    method: "POST",
    path: "/stations",
    who: "tenant",
    tag: "Stations",
    summary: "Add a station, or up to 1,000 at once",
    description:
      "An array is taken as a whole or not at all; `errors` then says what is wrong with which. Passwords are shown this once.",
    body: z.unknown(),
    bodyIs: z.union([z.array(newStation).min(1).max(1_000), newStation]),
    mostBytes: 4 * 1024 * 1024,
    reply: z.union([z.array(created), created]),
    status: 201,
    call: (caller, { body }) =>
      Array.isArray(body) ? caller.stations.createMany(body as never) : caller.stations.create(body as never),
  }),
  route({
    method: "GET",
    path: "/stations",
    who: "tenant",
    tag: "Stations",
    summary: "The stations, by identity",
    query: paging.extend({
      search: z
        .string()
        .max(100)
        .optional()
        .describe("What identity, serial number, model, vendor or site begins with"),
      siteId: z.uuid().optional(),
      state: z.enum(states).optional(),
      model: z.string().max(100).optional(),
    }),
    reply: pageOf(station),
    call: (caller, { query: { state, ...query } }) =>
      caller.stations.list({ ...query, states: state ? [state] : undefined }),
  }),
  route({
    method: "GET",
    path: "/stations/{identity}",
    who: "tenant",
    tag: "Stations",
    summary: "One station, with its EVSEs and connectors",
    params: stationPath,
    reply: stationDetail,
    call: (caller, { params }) => caller.stations.get(params),
  }),
  route({
    method: "PATCH",
    path: "/stations/{identity}",
    who: "tenant",
    tag: "Stations",
    summary: "Change a station",
    description:
      "`registrationStatus` holds at once and is what every next boot is answered. `itemsPerMessage` overrides what the station reports.",
    params: stationPath,
    body: stationChanges,
    reply: stationDetail,
    call: (caller, { params, body }) => caller.stations.update({ ...body, ...params }),
  }),
  route({
    method: "DELETE",
    path: "/stations/{identity}",
    who: "tenant",
    tag: "Stations",
    summary: "Take a station away; its sessions stay",
    params: stationPath,
    reply: nothing,
    status: 204,
    call: async (caller, { params }) => void (await caller.stations.remove(params)),
  }),
  route({
    method: "PUT",
    path: "/stations/{identity}/password",
    who: "tenant",
    tag: "Stations",
    summary: "Set the stored credential without telling the station",
    params: stationPath,
    body: z.object({ password: stationPassword }),
    reply: created,
    call: (caller, { params, body }) => caller.stations.setPassword({ ...params, ...body }),
  }),
  route({
    method: "POST",
    path: "/stations/{identity}/password/change",
    who: "tenant",
    tag: "Stations",
    summary: "Give the station a new password of its own, over OCPP",
    description:
      "What it says decides: Accepted, and the old one is dead; without an answer both are good until the station shows which it uses.",
    params: stationPath,
    query: sending,
    ...sent,
    call: async (caller, { params, query }) =>
      recordOf(await caller.stations.changePassword({ ...params, ...optionsOf(query) })),
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/password",
    who: "tenant",
    tag: "Stations",
    summary: "What came of the last change of the password; never the password",
    params: stationPath,
    reply: passwordStanding,
    call: (caller, { params }) => caller.stations.password(params),
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/messages",
    who: "tenant",
    tag: "Stations",
    summary: "The OCPP log, newest first: each request with its answer, and the cuts of the connection",
    params: stationPath,
    query: paging.extend({
      limit: paging.shape.limit.unwrap().max(200).default(50),
      direction: z.enum(["in", "out"]).optional(),
      action: z.string().max(64).optional(),
      withHeartbeats: yesOrNo.optional(),
      search: z.string().max(100).optional(),
    }),
    reply: pageOf(exchange),
    call: async (caller, { params, query: { direction: way, ...query } }) => {
      const page = await caller.messages.list({ stationIdentity: params.identity, way, ...query });
      return { ...page, items: page.items.map(exchangeOf) };
    },
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/variables",
    who: "tenant",
    tag: "Stations",
    summary: "The device model as the station last reported it",
    params: stationPath,
    query: paging.extend({ search: z.string().max(100).optional() }),
    reply: pageOf(variable).extend({ total: z.int(), reportedAt: z.date().nullable() }),
    call: async (caller, { params, query }) => {
      const page = await caller.stations.variables({ ...params, ...query });
      const actual = (attributes: { type: string; value: string | null }[]) =>
        attributes.find(({ type }) => type === "Actual")?.value ?? null;
      return { ...page, items: page.items.map((item) => ({ ...item, value: actual(item.attributes) })) };
    },
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/variables/report",
    who: "tenant",
    tag: "Stations",
    summary: "How the report stands that was asked for last",
    params: stationPath,
    reply: z.object({ report: lastReport.nullable() }),
    call: async (caller, { params }) => ({ report: await caller.stations.report(params) }),
  }),
];

type Answer =
  | { kind: "result"; payload: unknown }
  | { kind: "error"; code: string; description: string; details: unknown }
  | null;

/** The answer under the name of what it is: a response or an error. */
function exchangeOf<T extends { kind: string }>(item: T & { answer?: Answer }) {
  const { answer, ...rest } = item;
  if (answer?.kind === "result") return { ...rest, response: answer.payload } as never;
  if (answer?.kind === "error") return { ...rest, error: answer } as never;
  return rest as never;
}
