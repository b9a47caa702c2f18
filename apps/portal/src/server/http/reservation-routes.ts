import { newReservation } from "@stationmaster/domain/business";
import { z } from "zod";
import { route } from "./route";
import { idPath, moment, pageOf, paging, sending } from "./words";

const statuses = ["requested", "active", "refused", "used", "expired", "cancelled", "removed"] as const;

const reservation = z.object({
  id: z.uuid().describe("Ours"),
  reservationId: z.int().describe("The number the station knows it by"),
  stationIdentity: z.string(),
  siteId: z.uuid().nullable(),
  evseId: z.int().nullable().describe("Null: any, or one with the connectorType"),
  connectorType: z.string().nullable(),
  idToken: z.string(),
  idTokenType: z.string(),
  groupIdToken: z.string().nullable(),
  status: z
    .enum(statuses)
    .describe(
      "requested until the station has answered; active, or refused; then how it ended: removed is the station's",
    ),
  statusAt: z.date(),
  reason: z.string().nullable().describe("Why, in the station's words or ours"),
  createdAt: z.date(),
  expiresAt: z.date(),
  endsAt: z.date().describe("When it stopped holding an EVSE, or will"),
  transactionId: z.uuid().nullable().describe("The session that used it, by our id"),
  commandId: z.uuid().nullable(),
  requestedBy: z.string().nullable(),
});

const wait = sending.pick({ wait: true });

export const reservationRoutes = [
  route({
    method: "POST",
    path: "/reservations",
    who: "tenant",
    tag: "Reservations",
    summary: "Reserve an EVSE, one with a kind of plug, or any, for a card",
    description:
      "The station decides: with `wait` the answer tells, else `GET /reservations/{id}` does. 409 where everything that would do is kept already, with who holds it.",
    query: wait,
    body: newReservation.extend({ expiresAt: moment }),
    reply: reservation,
    status: 201,
    call: (caller, { query, body }) => caller.reservation.create({ ...body, waitSeconds: query.wait }),
  }),
  route({
    method: "GET",
    path: "/reservations",
    who: "tenant",
    tag: "Reservations",
    summary: "Reservations, newest first",
    query: paging.extend({
      stationIdentity: z.string().max(200).optional(),
      siteId: z.uuid().optional(),
      status: z.enum(statuses).optional(),
      idToken: z.string().max(36).optional(),
      search: z
        .string()
        .max(100)
        .optional()
        .describe("What the card, its group or the station's identity begins with; in the last 92 days"),
      from: moment.optional().describe("Kept something after"),
      to: moment.optional().describe("Asked for before"),
    }),
    reply: pageOf(reservation),
    call: (caller, { query: { status, ...query } }) =>
      caller.reservation.list({ ...query, statuses: status ? [status] : undefined }),
  }),
  route({
    method: "GET",
    path: "/reservations/{id}",
    who: "tenant",
    tag: "Reservations",
    summary: "One reservation, and what became of it",
    params: idPath,
    reply: reservation,
    call: (caller, { params }) => caller.reservation.get(params),
  }),
  route({
    method: "DELETE",
    path: "/reservations/{id}",
    who: "tenant",
    tag: "Reservations",
    summary: "Cancel a reservation",
    description:
      "Withdrawn at once where the station was not asked yet; else the station is asked, and it stays active until the station has answered. 409 when it has ended, or the station is being asked already.",
    params: idPath,
    query: wait,
    reply: reservation,
    status: ({ status }) => (status === "requested" || status === "active" ? 202 : 200),
    statuses: [200, 202],
    call: async (caller, { params, query }) =>
      (await caller.reservation.cancel({ ...params, waitSeconds: query.wait })).reservation,
  }),
];
