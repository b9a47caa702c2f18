import { migrationSteps, newMigration } from "@stationmaster/domain/business";
import { z } from "zod";
import { recordOf, sent } from "./command-routes";
import { route } from "./route";
import { optionsOf, sending, stationPath } from "./words";

const tag = "Network profiles";
const id = z.uuid().nullable();
const profile = z
  .object({
    ...{ ocppVersion: z.string(), ocppTransport: z.string(), ocppCsmsUrl: z.string(), messageTimeout: z.int() },
    ...{
      securityProfile: z.int(),
      ocppInterface: z.string(),
      apn: z.unknown().optional(),
      vpn: z.unknown().optional(),
    },
  })
  .describe("Without its passwords");

const state = z.enum(["todo", "waiting", "done", "failed", "skipped"]);
const migration = z.object({
  slot: z.int(),
  fromSlot: z.int().nullable(),
  startedAt: z.date(),
  startedBy: z.string().nullable(),
  endedAt: z.date().nullable(),
  leadsHere: z.boolean().describe("Whether its address is this CSMS"),
  steps: z.record(z.enum(migrationSteps), z.object({ state, commandId: id })),
  step: z.enum(migrationSteps).nullable().describe("The one that is next, or under way"),
  order: z.array(z.int()).describe("What NetworkConfigurationPriority becomes"),
  orderBefore: z.string().nullable(),
  sessionsGoingOn: z.int(),
  queueCommandId: id,
  outcome: z
    .enum(["arrived", "fell-back", "unsure", "gone", "lost"])
    .nullable()
    .describe("gone: left for another CSMS; lost: should be here and is not; unsure: it does not say how it came"),
  undoCommandId: id,
});

const network = z.object({
  stationIdentity: z.string(),
  isOnline: z.boolean(),
  bootedAt: z.date().nullable(),
  ourUrl: z.string().describe("Where stations connect here; each adds its identity"),
  securityProfile: z.int(),
  attempts: z.int().nullable(),
  order: z.object({ slots: z.array(z.int()), at: z.date(), waitsForReboot: z.boolean() }).nullable(),
  inUse: z
    .object({ slot: z.int(), by: z.enum(["told", "order", "migration"]) })
    .nullable()
    .describe("Null: not known"),
  knowsSlots: z.boolean(),
  slots: z.array(
    z.object({
      slot: z.int(),
      isInUse: z.boolean(),
      place: z.int().nullable().describe("In the order, from 1"),
      isFree: z.boolean().describe("May be written to"),
      held: profile.nullable().describe("As the station took it; null: nobody here knows"),
      heldAt: z.date().nullable(),
      sent: z
        .object({ profile, at: z.date(), status: z.string().nullable(), reason: z.string().nullable() })
        .nullable()
        .describe("What was sent last, where it is not what the station holds"),
    }),
  ),
  migration: migration.nullable(),
});

const at = "/stations/{identity}/network-migration";
const common = { who: "tenant", tag, params: stationPath, reply: network } as const;

export const networkRoutes = [
  route({
    ...common,
    method: "GET",
    path: "/stations/{identity}/network-profiles",
    summary: "The slots of a station's network profiles, and the migration under way",
    call: (caller, { params }) => caller.network.get(params),
  }),
  route({
    method: "POST",
    path: "/stations/{identity}/network-profiles/ask",
    who: "tenant",
    tag,
    summary: "Ask the station for its slots, their order, and which one is in use",
    params: stationPath,
    query: sending.omit({ deadline: true }),
    ...sent,
    call: async (caller, { params, query }) =>
      recordOf(await caller.network.ask({ ...params, waitSeconds: optionsOf(query).waitSeconds })),
  }),
  route({
    ...common,
    method: "PUT",
    path: at,
    summary: "Write a profile to a slot that is not in use, and begin a migration onto it",
    description:
      "409 where the slot may be the one in use, where a migration is under way, or where it would lower the security profile. What follows is taken step by step: a profile that was written is not used before.",
    body: newMigration.omit({ identity: true }),
    status: 202,
    call: (caller, { params, body }) => caller.network.start({ ...params, ...body }),
  }),
  route({
    ...common,
    method: "POST",
    path: `${at}/out-of-service`,
    summary: "Take the station out of service, and wait until it has told everything (B10.FR.05)",
    status: 202,
    call: (caller, { params }) => caller.network.takeOutOfService(params),
  }),
  route({
    ...common,
    method: "POST",
    path: `${at}/order`,
    summary: "Put the new slot first, those of before behind it",
    body: z.object({ anyway: z.boolean().optional().describe("Though the station has more to tell") }),
    emptyBody: {},
    status: 202,
    call: (caller, { params, body }) => caller.network.putFirst({ ...params, ...body }),
  }),
  route({
    ...common,
    method: "POST",
    path: `${at}/restart`,
    summary: "Restart the station once it is idle: it comes back by the new profile, or falls back",
    status: 202,
    call: (caller, { params }) => caller.network.restart(params),
  }),
  route({
    ...common,
    method: "DELETE",
    path: at,
    summary: "Close the migration, and undo what is not in force",
    description:
      "What the station has not heard is withdrawn. Unless it has arrived or is gone, the order of before is restored; a station that was taken out of service is put back.",
    call: (caller, { params }) => caller.network.end(params),
  }),
];
