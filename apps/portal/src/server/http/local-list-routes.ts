import { entryName, listEntry } from "@stationmaster/domain/local-auth-list";
import { z } from "zod";
import { route } from "./route";
import { pageOf, paging, stationPath, yesOrNo } from "./words";

const tag = "Local lists";
/** Fifty thousand entries with all that may stand in them. */
const mostBytes = 16 * 1024 * 1024;

const status = z.object({
  desiredVersion: z.int().describe("What the station has once all is sent; 0 when nobody has wanted a list there"),
  stationVersion: z.int().nullable().describe("As the station last told; null when that is not known"),
  stationVersionAt: z.date().nullable(),
  inSync: z.boolean(),
  pending: z.int().describe("Entries that the station has still to be told: added, changed and removed"),
  state: z
    .enum(["none", "in-step", "checking", "sending", "waiting", "failing", "withdrawn", "replaced"])
    .describe("replaced: a list sent by a raw command took its place; it rests until it is put or sent again"),
  entryCount: z.int(),
  status: z.string().nullable().describe("What the last update came to: Accepted, Failed, VersionMismatch, silent …"),
  reason: z.string().nullable(),
  nextTryAt: z.date().nullable(),
});

const info = z.object({
  status: z.string(),
  cacheExpiryDateTime: z.string().optional(),
  groupIdToken: z.object({ idToken: z.string(), type: z.string() }).optional(),
  language1: z.string().optional(),
});

const entry = z.object({
  idToken: z.string(),
  type: z.string(),
  standing: z.enum(["add", "change", "held", "remove"]).describe("held: the station has it as we want it"),
  status: z.string().nullable().describe("Null: it follows the token of that name"),
  groupIdToken: z.string().nullable(),
  expiresAt: z.date().nullable(),
  language: z.string().nullable(),
  wanted: info.nullable().describe("What the station is to be told; null when it is to be taken off"),
  held: info.nullable().describe("What the station took last"),
});

const update = z.object({
  id: z.uuid(),
  commandId: z.uuid(),
  version: z.int(),
  updateType: z.enum(["Full", "Differential"]),
  entries: z.int(),
  part: z.int(),
  parts: z.int(),
  why: z.string(),
  requestedBy: z.string().nullable(),
  createdAt: z.date(),
  status: z.string().nullable(),
  reason: z.string().nullable(),
  settledAt: z.date().nullable(),
});

export const localListRoutes = [
  route({
    method: "PUT",
    path: "/stations/{identity}/local-list",
    who: "tenant",
    tag,
    summary: "What the station shall hold in its local authorization list, and nothing else",
    description:
      "Sent in full or as a difference, in as many messages as the station's limits ask for. An entry without a status follows the token of that name. A list larger than the station takes is refused as a whole.",
    params: stationPath,
    body: z.object({ entries: z.array(listEntry).max(50_000) }),
    mostBytes,
    reply: status,
    call: (caller, { params, body }) => caller.localAuthList.put({ ...params, ...body }),
  }),
  route({
    method: "PATCH",
    path: "/stations/{identity}/local-list",
    who: "tenant",
    tag,
    summary: "Put some cards on the list, take others off; the rest stays",
    params: stationPath,
    body: z.object({
      put: z.array(listEntry).max(50_000).optional(),
      remove: z.array(entryName).max(50_000).optional(),
    }),
    mostBytes,
    reply: status,
    call: (caller, { params, body }) => caller.localAuthList.change({ ...params, ...body }),
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/local-list",
    who: "tenant",
    tag,
    summary: "How the list stands, and its entries by their text",
    params: stationPath,
    query: paging.extend({
      search: z.string().max(36).optional().describe("What the token begins with"),
      pending: yesOrNo.optional().describe("Only what the station has still to be told"),
    }),
    reply: status.extend({ entries: z.array(entry), nextCursor: z.string().nullable() }),
    call: async (caller, { params, query }) => {
      const [list, page] = await Promise.all([
        caller.localAuthList.get(params),
        caller.localAuthList.entries({ ...params, ...query }),
      ]);
      return { ...list, entries: page.items, nextCursor: page.nextCursor };
    },
  }),
  route({
    method: "POST",
    path: "/stations/{identity}/local-list/send",
    who: "tenant",
    tag,
    summary: "Send all of the list again, whatever the station is thought to hold",
    params: stationPath,
    reply: status,
    status: 202,
    call: (caller, { params }) => caller.localAuthList.sendInFull(params),
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/local-list/updates",
    who: "tenant",
    tag,
    summary: "Every update that went to the station, newest first, with what came of it",
    params: stationPath,
    query: paging,
    reply: pageOf(update),
    call: (caller, { params, query }) => caller.localAuthList.updates({ ...params, ...query }),
  }),
];
