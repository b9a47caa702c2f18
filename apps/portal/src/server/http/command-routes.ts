import { commandActions } from "@stationmaster/ocpp";
import { z } from "zod";
import { route } from "./route";
import { idPath, optionsOf, pageOf, paging, sending, stationPath } from "./words";

const statuses = ["queued", "sent", "answered", "refused", "silent", "expired", "cancelled"] as const;

/** What is not there yet is left out. */
export const present = <T extends z.ZodType>(schema: T) =>
  z.preprocess((value) => value ?? undefined, schema.optional()) as unknown as z.ZodType<
    z.output<T> | undefined,
    z.input<T> | null | undefined
  >;

export const meaning = present(z.object({ kind: z.string(), means: z.string(), next: z.string().nullable() })).describe(
  "What the outcome means, and what to do next",
);

export const effects = z
  .enum(["awaited", "seen", "unseen"])
  .nullable()
  .describe(
    "Whether what was accepted has been seen in what the station sent since; null where there is nothing to see",
  );

export const commandRecord = z.object({
  id: z.uuid(),
  stationIdentity: z.string(),
  action: z.string(),
  status: z.enum(statuses),
  request: z.unknown(),
  response: present(z.unknown()),
  error: present(z.object({ code: z.string(), description: z.string().nullable() })),
  requestedBy: z.string().nullable(),
  createdAt: z.date(),
  sentAt: z.date().nullable(),
  settledAt: z.date().nullable(),
  deadlineAt: z.date(),
  meaning,
  observedAt: z.date().nullable(),
  observed: z
    .object({ at: z.date(), what: z.string(), detail: z.string().nullable() })
    .nullable()
    .describe("What showed the effect: a boot, a status, a session, a report"),
  effect: effects,
  endedSessions: present(
    z
      .array(z.object({ id: z.uuid(), transactionId: z.string() }))
      .describe("Of one Reset: the sessions that say it ended them"),
  ),
  transactionId: present(
    z.string().describe("Of a remote start or stop: the station's own number of the session, once it began or ended"),
  ),
});

type Record = z.output<typeof commandRecord>;
type Kept = Omit<z.input<typeof commandRecord>, "observedAt" | "endedSessions"> & {
  endedSessions?: { id: string; transactionId: string }[];
};

export const recordOf = <T extends Kept>(record: T) => ({
  ...record,
  endedSessions: record.endedSessions,
  observedAt: record.observed?.at ?? null,
});

const isSettled = ({ status }: Record) => status !== "queued" && status !== "sent";
export const sent = {
  reply: commandRecord,
  status: (record: Record) => (isSettled(record) ? 200 : 202),
  statuses: [200, 202],
};

const commandPath = stationPath.extend(idPath.shape);

export const commandRoutes = [
  route({
    method: "POST",
    path: "/stations/{identity}/commands/{action}",
    who: "tenant",
    tag: "Commands",
    summary: "Send any OCPP command",
    description:
      "The body is the OCPP 2.0.1 request payload. It is checked against the OCPP schema and nothing else, then sent exactly as given. " +
      "For a station that is away it waits until the deadline. Schema-invalid: 422 with the place; unknown action: 404.",
    params: stationPath.extend({
      action: z
        .string()
        .max(64)
        .describe(`One of ${commandActions.join(", ")}`),
    }),
    query: sending,
    body: z.unknown(),
    emptyBody: {},
    ...sent,
    call: async (caller, { params, query, body }) =>
      recordOf(
        await caller.commands.send({
          stationIdentity: params.identity,
          action: params.action,
          payload: body,
          ...optionsOf(query),
        }),
      ),
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/commands",
    who: "tenant",
    tag: "Commands",
    summary: "The commands of a station, newest first",
    params: stationPath,
    query: paging.extend({ action: z.string().max(64).optional() }),
    reply: pageOf(commandRecord),
    call: async (caller, { params, query }) => {
      const page = await caller.commands.list({ stationIdentity: params.identity, ...query });
      return { ...page, items: page.items.map(recordOf) };
    },
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/commands/{id}",
    who: "tenant",
    tag: "Commands",
    summary: "One command's record",
    params: commandPath,
    reply: commandRecord,
    call: async (caller, { params }) =>
      recordOf(await caller.commands.get({ id: params.id, stationIdentity: params.identity })),
  }),
  route({
    method: "DELETE",
    path: "/stations/{identity}/commands/{id}",
    who: "tenant",
    tag: "Commands",
    summary: "Withdraw a command that is still queued",
    description: "409 when it has been sent or settled meanwhile.",
    params: commandPath,
    reply: commandRecord,
    call: async (caller, { params }) =>
      recordOf(await caller.commands.cancel({ id: params.id, stationIdentity: params.identity })),
  }),
  route({
    method: "POST",
    path: "/stations/{identity}/remote-start",
    who: "tenant",
    tag: "Commands",
    summary: "Start a session",
    params: stationPath,
    query: sending,
    body: z.object({ evseId: z.int().min(1).optional(), idToken: z.string().min(1).max(36) }),
    ...sent,
    call: async (caller, { params, query, body }) =>
      recordOf(await caller.stations.remoteStart({ identity: params.identity, ...body, ...optionsOf(query) })),
  }),
  route({
    method: "POST",
    path: "/transactions/{id}/remote-stop",
    who: "tenant",
    tag: "Commands",
    summary: "Stop a session",
    params: idPath,
    query: sending,
    ...sent,
    call: async (caller, { params, query }) =>
      recordOf(await caller.sessions.remoteStop({ id: params.id, ...optionsOf(query) })),
  }),
  route({
    method: "POST",
    path: "/transactions/{id}/ask",
    who: "tenant",
    tag: "Commands",
    summary: "Ask the station about a session (GetTransactionStatus)",
    description:
      "What it answers settles what is missing: with nothing queued a gap is final, and a session that it no longer knows is ended with its last message.",
    params: idPath,
    query: sending,
    ...sent,
    call: async (caller, { params, query }) =>
      recordOf(await caller.sessions.ask({ id: params.id, ...optionsOf(query) })),
  }),
];
