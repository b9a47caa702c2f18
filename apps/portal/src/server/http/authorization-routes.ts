import { authorizationRules } from "@stationmaster/domain/authorization";
import { cardStates, idTokenInput } from "@stationmaster/domain/business";
import { z } from "zod";
import { route } from "./route";
import { moment, pageOf, paging, yesOrNo } from "./words";

const idToken = z.object({
  idToken: z.string(),
  type: z.string(),
  status: z.string(),
  groupIdToken: z.string().nullable(),
  masterPass: z.boolean(),
  language: z.string().nullable(),
  expiresAt: z.date().nullable(),
  personalMessage: z.string().nullable(),
  maxConcurrentTransactions: z.int().nullable(),
  driverId: z.uuid().nullable(),
  tariffKey: z.string().nullable(),
  language2: z.string().nullable(),
  limits: z.unknown().describe("Places, plugs and weekly times it is limited to; null: none"),
  updatedAt: z.date(),
});

const idTokenPath = z.object({ idToken: z.string().min(1).max(255) });

const card = z.object({
  id: z.uuid(),
  idToken: z.string().nullable().describe("Null of a PIN, which is shown nowhere"),
  type: z.string(),
  state: z.enum(cardStates).describe("OCPP's word; Lost is answered as Blocked"),
  groupIdToken: z.string().nullable(),
  masterPass: z.boolean(),
  expiresAt: z.date().nullable(),
  driverId: z.uuid().nullable(),
  driverName: z.string().nullable(),
  limits: z.unknown(),
  updatedAt: z.date(),
});

const driver = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string().nullable(),
  cardCount: z.int(),
  goodCount: z.int().describe("Of these, those that may charge"),
  blockedCount: z.int(),
});

const decision = z.object({
  id: z.uuid(),
  at: z.date(),
  stationIdentity: z.string(),
  evseId: z.int().nullable(),
  message: z.enum(["Authorize", "TransactionEvent"]),
  idToken: z.string().nullable().describe("Null of a PIN, and where nobody held a card"),
  idTokenType: z.string(),
  transactionId: z.uuid().nullable(),
  status: z.string().describe("What the station was told"),
  rule: z.enum(authorizationRules).describe("The rule that decided"),
  reason: z.string().describe("The rule and its facts in words"),
  facts: z.record(z.string(), z.union([z.string(), z.number()])).nullable(),
});

export const authorizationRoutes = [
  route({
    method: "PUT",
    path: "/id-tokens/{idToken}",
    who: "tenant",
    tag: "Tokens",
    summary: "Create or replace a token",
    description: "`status` is OCPP's word. Comparison ignores case. What is left out is taken away.",
    params: idTokenPath,
    body: idTokenInput.omit({ idToken: true }).extend({ expiresAt: moment.nullish() }),
    reply: idToken,
    call: (caller, { params, body }) => caller.authorization.put({ ...body, ...params }),
  }),
  route({
    method: "GET",
    path: "/id-tokens/{idToken}",
    who: "tenant",
    tag: "Tokens",
    summary: "A token",
    params: idTokenPath,
    reply: idToken,
    call: (caller, { params }) => caller.authorization.token(params),
  }),
  route({
    method: "GET",
    path: "/id-tokens",
    who: "tenant",
    tag: "Tokens",
    summary: "The tokens, by their text",
    query: paging.extend({
      search: z.string().max(100).optional().describe("What the token, its group or its driver begins with"),
      state: z.enum(cardStates).optional(),
      groupIdToken: z.string().max(36).optional(),
      driverId: z.uuid().optional(),
    }),
    reply: pageOf(card),
    call: (caller, { query: { state, groupIdToken, ...query } }) =>
      caller.authorization.list({ ...query, group: groupIdToken, states: state ? [state] : undefined }),
  }),
  route({
    method: "GET",
    path: "/drivers",
    who: "tenant",
    tag: "Tokens",
    summary: "The drivers by name, with how many tokens each has",
    query: paging.extend({ search: z.string().max(100).optional().describe("What name or e-mail begins with") }),
    reply: pageOf(driver),
    call: (caller, { query }) => caller.authorization.drivers(query),
  }),
  route({
    method: "GET",
    path: "/authorizations",
    who: "tenant",
    tag: "Tokens",
    summary: "The decision trace: what each token that asked was told, and by which rule; newest first",
    query: paging.extend({
      stationIdentity: z.string().max(200).optional(),
      idToken: z.string().max(36).optional(),
      refused: yesOrNo.optional(),
      rule: z.enum(authorizationRules).optional(),
      from: moment.optional(),
      to: moment.optional(),
    }),
    reply: pageOf(decision),
    call: (caller, { query: { rule, ...query } }) =>
      caller.authorization.decisions({ ...query, rules: rule ? [rule] : undefined }),
  }),
];
