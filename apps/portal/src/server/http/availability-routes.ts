import { availabilityChange } from "@stationmaster/domain/business";
import { z } from "zod";
import { recordOf, sent } from "./command-routes";
import { route } from "./route";
import { optionsOf, sending, stationPath } from "./words";

const operational = z.enum(["Operative", "Inoperative"]);
const plug = { evseId: z.int(), connectorId: z.int() };

const availability = z.object({
  stationIdentity: z.string(),
  isOnline: z.boolean(),
  connectedAt: z.date().nullable(),
  bootedAt: z.date().nullable(),
  intents: z
    .array(
      z.object({
        evseId: z.int().describe("0: the whole station"),
        connectorId: z.int().describe("0: the whole EVSE"),
        wanted: operational,
        wantedAt: z.date(),
        wantedBy: z.string(),
        answer: z
          .string()
          .nullable()
          .describe(
            "Accepted, Scheduled, Rejected; refused, silent or expired where there is none; null while it is asked",
          ),
        reason: z.string().nullable(),
        commandId: z.uuid().nullable(),
        observedAt: z.date().nullable().describe("When every connector in its reach said so"),
        inForce: operational.nullable().describe("What the station last took"),
        inForceAt: z.date().nullable(),
        reappliedAt: z.date().nullable().describe("When it was asked once more, after a reboot"),
        otherwise: z
          .array(z.object({ ...plug, status: z.string().nullable() }))
          .describe("Connectors that say otherwise"),
        unheard: z.array(z.object(plug)).describe("Connectors that said nothing since the boot or reconnect"),
      }),
    )
    .describe("What operators want, the widest first"),
  evses: z.array(
    z.object({
      id: z.int(),
      state: z.string(),
      connectors: z.array(
        z.object({
          id: z.int(),
          type: z.string().nullable(),
          status: z.string().nullable().describe("Null when it was not heard since the boot or reconnect"),
          statusAt: z.date().nullable(),
          isUsable: z.boolean(),
          takenBy: z.int().nullable().describe("The connector of this EVSE that is in use"),
        }),
      ),
    }),
  ),
  lockFailures: z.array(
    z.object({
      evseId: z.int().nullable(),
      connectorId: z.int().nullable(),
      since: z.date(),
      techCode: z.string().nullable(),
      techInfo: z.string().nullable(),
    }),
  ),
});

export const availabilityRoutes = [
  route({
    method: "GET",
    path: "/stations/{identity}/availability",
    who: "tenant",
    tag: "Stations",
    summary: "What operators want in service, what the station answered, and what its connectors say",
    params: stationPath,
    reply: availability,
    call: (caller, { params }) => caller.availability.get(params),
  }),
  route({
    method: "PUT",
    path: "/stations/{identity}/availability",
    who: "tenant",
    tag: "Stations",
    summary: "Take a station, an EVSE or a connector out of service, or put it back",
    description: "It stays wanted: a station that comes back from a reboot otherwise is asked once more.",
    params: stationPath,
    query: sending,
    body: availabilityChange.omit({ identity: true, deadlineSeconds: true }),
    ...sent,
    call: async (caller, { params, query, body }) =>
      recordOf(await caller.availability.set({ ...params, ...body, ...optionsOf(query) })),
  }),
];
