import { profileWish } from "@stationmaster/domain/business";
import { z } from "zod";
import { recordOf, sent } from "./command-routes";
import { route } from "./route";
import { idPath, optionsOf, pageOf, paging, sending, stationPath, yesOrNo } from "./words";

const limit = z.object({ limit: z.number(), unit: z.enum(["A", "W"]), phases: z.int() });
const ocppProfile = z.unknown().describe("OCPP's ChargingProfileType");

const profile = z.object({
  evseId: z.int().describe("0: the whole station"),
  profileId: z.int(),
  purpose: z.string(),
  stackLevel: z.int(),
  difference: z
    .enum(["same", "differs", "not-told", "foreign"])
    .describe("not-told: the station has not said that it has it; foreign: it has it and nobody here asked for it"),
  limitNow: limit.nullable().describe("What it says at this moment, where it is this profile that counts"),
  wanted: z
    .object({
      status: z.string().describe("requested, installed or unknown"),
      statusAt: z.date(),
      reason: z.string().nullable(),
      profile: ocppProfile,
    })
    .nullable(),
  told: z
    .object({
      evseId: z.int(),
      source: z.string().describe("EMS, Other, SO or CSO; CSO is us"),
      reportedAt: z.date(),
      profile: ocppProfile,
    })
    .nullable(),
});

const asked = z.object({
  id: z.uuid(),
  evseId: z.int(),
  profileId: z.int(),
  purpose: z.string(),
  kind: z.string(),
  stackLevel: z.int(),
  transactionId: z.string().nullable().describe("The station's name of the session of a TxProfile"),
  validFrom: z.date().nullable(),
  validTo: z.date().nullable(),
  status: z.string().describe("requested, installed, refused, unknown, withdrawn, replaced, cleared or ended"),
  statusAt: z.date(),
  reason: z.string().nullable(),
  commandId: z.uuid().nullable(),
  requestedBy: z.string().nullable(),
  createdAt: z.date(),
  profile: ocppProfile,
});

const composite = z.object({
  evseId: z.int().describe("0: the connection to the grid"),
  unit: z.string(),
  schedule: z.unknown().describe("OCPP's CompositeScheduleType"),
  toldAt: z.date(),
  commandId: z.uuid(),
});

const outerLimit = z.object({
  evseId: z.int().describe("0: the whole station"),
  source: z.string(),
  isGridCritical: z.boolean().nullable(),
  schedules: z.unknown().describe("Where the station tells them"),
  setAt: z.date(),
  clearedAt: z.date().nullable(),
});

const evMessage = z.object({
  id: z.uuid(),
  evseId: z.int(),
  kind: z.enum(["needs", "schedule"]),
  receivedAt: z.date(),
  request: z.unknown().describe("As the station sent it"),
  answer: z.string(),
  reason: z.string().nullable(),
  commandId: z.uuid().nullable().describe("The SetChargingProfile that followed"),
});

const whole = <T>(items: T[]) => ({ items, nextCursor: null });
const tag = "Smart charging";
const profilePath = stationPath.extend({
  id: z.coerce
    .number()
    .int()
    .min(-(2 ** 31))
    .max(2 ** 31 - 1)
    .describe("The number the station knows the profile by"),
});

export const smartChargingRoutes = [
  route({
    method: "GET",
    path: "/stations/{identity}/charging-profiles",
    who: "tenant",
    tag,
    summary: "The charging profiles that are wanted, beside those the station says it has",
    params: stationPath,
    query: paging,
    reply: pageOf(profile),
    call: (caller, { params, query }) => caller.smartCharging.profiles({ ...params, ...query }),
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/charging-profiles/history",
    who: "tenant",
    tag,
    summary: "Every charging profile that was asked for, newest first, with what came of it",
    params: stationPath,
    query: paging,
    reply: pageOf(asked),
    call: (caller, { params, query }) => caller.smartCharging.history({ ...params, ...query }),
  }),
  route({
    method: "POST",
    path: "/stations/{identity}/charging-profiles",
    who: "tenant",
    tag,
    summary: "Set a charging profile",
    description:
      "Held to the rules of OCPP and to what the station says of itself before it is sent: 422 names the field, 409 the profile it contradicts. " +
      "Ids that are left out are made; the same id replaces.",
    params: stationPath,
    query: sending,
    body: profileWish,
    ...sent,
    call: async (caller, { params, query, body }) =>
      recordOf(await caller.smartCharging.set({ ...params, ...body, ...optionsOf(query) })),
  }),
  route({
    method: "DELETE",
    path: "/stations/{identity}/charging-profiles/{id}",
    who: "tenant",
    tag,
    summary: "Clear a charging profile",
    params: profilePath,
    query: sending,
    ...sent,
    call: async (caller, { params: { identity, id }, query }) =>
      recordOf(await caller.smartCharging.clear({ identity, chargingProfileId: id, ...optionsOf(query) })),
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/composite-schedules",
    who: "tenant",
    tag,
    summary: "What the station last said it will charge by, for each EVSE and unit",
    params: stationPath,
    reply: pageOf(composite),
    call: async (caller, { params }) => whole(await caller.smartCharging.schedules(params)),
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/charging-limits",
    who: "tenant",
    tag,
    summary: "The limits that others have set",
    params: stationPath,
    query: z.object({ withLifted: yesOrNo.optional() }),
    reply: pageOf(outerLimit),
    call: async (caller, { params, query }) => whole(await caller.smartCharging.limits({ ...params, ...query })),
  }),
  route({
    method: "GET",
    path: "/transactions/{id}/charging-needs",
    who: "tenant",
    tag,
    summary: "What the car of a session said it needs and means to draw, newest first, with our answers",
    params: idPath,
    query: paging,
    reply: pageOf(evMessage),
    call: (caller, { params, query }) => caller.smartCharging.needs({ ...params, ...query }),
  }),
];
