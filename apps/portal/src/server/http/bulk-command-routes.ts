import { bulkOutcomes, mostStations } from "@stationmaster/domain/business";
import { commandActions } from "@stationmaster/ocpp";
import { z } from "zod";
import { effects, meaning, present } from "./command-routes";
import { route } from "./route";
import { idPath, pageOf, paging, sending } from "./words";

const outcome = z.enum(bulkOutcomes).describe("`gone`: there was no such station any more, or it left on the way");

export const bulkCommand = z.object({
  id: z.uuid(),
  action: z.string(),
  payload: z.unknown().describe("As given, without its secrets"),
  requestedBy: z.string().nullable(),
  createdAt: z.date(),
  deadlineAt: z.date(),
  cancelledAt: z.date().nullable(),
  total: z.int().describe("How many stations were named"),
  progress: z.number().describe("0 to 1: the part of them that has its outcome"),
  outcomes: z.record(outcome, z.int()).describe("How many stations stand where"),
  answers: z.record(z.string(), z.int()).describe("Of the answered, how many said what"),
  observedCount: z.int().describe("At how many the effect was seen"),
  isDone: z.boolean(),
});

type Kept = Omit<z.input<typeof bulkCommand>, "payload" | "progress"> & { request: unknown };

export const bulkCommandOf = ({ request, ...kept }: Kept) => ({
  ...kept,
  payload: request,
  progress: kept.total === 0 ? 1 : 1 - ((kept.outcomes.queued ?? 0) + (kept.outcomes.sent ?? 0)) / kept.total,
});

const bulkStation = z.object({
  stationIdentity: z.string(),
  outcome,
  commandId: z.uuid().nullable().describe("Its record: `GET /stations/{identity}/commands/{id}`"),
  response: present(z.unknown()),
  error: present(z.object({ code: z.string(), description: z.string().nullable() })),
  meaning,
  sentAt: z.date().nullable(),
  settledAt: z.date().nullable(),
  observedAt: z.date().nullable(),
  effect: effects,
});

export const bulkCommandRoutes = [
  route({
    method: "POST",
    path: "/bulk-commands",
    who: "tenant",
    tag: "Commands",
    summary: "Send one command to many stations",
    description:
      `Up to ${mostStations} stations, each with a record of its own; those that are gone are marked, the others get theirs. ` +
      "The payload is checked against the OCPP schema and sent as given; a requestId, remoteStartId or reservation id that is left out is made for each station.",
    query: sending.pick({ deadline: true }),
    body: z.object({
      action: z
        .string()
        .max(64)
        .describe(`One of ${commandActions.join(", ")}`),
      payload: z.unknown().default({}).describe("The OCPP 2.0.1 request payload"),
      stationIdentities: z.array(z.string().min(1).max(200)).min(1).max(mostStations),
    }),
    reply: bulkCommand,
    status: 202,
    call: async (caller, { query, body }) =>
      bulkCommandOf(await caller.bulkCommands.send({ ...body, deadlineSeconds: query.deadline })),
  }),
  route({
    method: "GET",
    path: "/bulk-commands",
    who: "tenant",
    tag: "Commands",
    summary: "The bulk commands, newest first",
    query: paging.extend({
      limit: paging.shape.limit.unwrap().default(20).describe("How many at most"),
      action: z.string().max(64).optional(),
    }),
    reply: pageOf(bulkCommand),
    call: async (caller, { query }) => {
      const page = await caller.bulkCommands.list(query);
      return { ...page, items: page.items.map(bulkCommandOf) };
    },
  }),
  route({
    method: "GET",
    path: "/bulk-commands/{id}",
    who: "tenant",
    tag: "Commands",
    summary: "A bulk command: how far it is, and what came of it",
    params: idPath,
    reply: bulkCommand,
    call: async (caller, { params }) => bulkCommandOf(await caller.bulkCommands.get(params)),
  }),
  route({
    method: "GET",
    path: "/bulk-commands/{id}/stations",
    who: "tenant",
    tag: "Commands",
    summary: "What came of a bulk command at each station, in the order they were named",
    params: idPath,
    query: paging.extend({ outcome: outcome.optional(), answer: z.string().max(100).optional() }),
    reply: pageOf(bulkStation),
    call: async (caller, { params, query }) => {
      const page = await caller.bulkCommands.stations({ ...params, ...query });
      return {
        ...page,
        items: page.items.map((station) => ({ ...station, observedAt: station.observed?.at ?? null })),
      };
    },
  }),
  route({
    method: "DELETE",
    path: "/bulk-commands/{id}",
    who: "tenant",
    tag: "Commands",
    summary: "Withdraw what is still queued",
    description: "What was sent is the stations' to answer. 409 when every station has its outcome already.",
    params: idPath,
    reply: bulkCommand,
    call: async (caller, { params }) => bulkCommandOf(await caller.bulkCommands.cancel(params)),
  }),
];
