import { newDisplayMessage } from "@stationmaster/domain/display-message";
import { z } from "zod";
import { recordOf, sent } from "./command-routes";
import { route } from "./route";
import { optionsOf, pageOf, paging, sending, stationPath, yesOrNo } from "./words";

const content = z.object({
  id: z.int(),
  priority: z.string(),
  state: z.string().optional(),
  startDateTime: z.string().optional(),
  endDateTime: z.string().optional(),
  transactionId: z.string().optional(),
  message: z.object({ format: z.string(), language: z.string().optional(), content: z.string() }),
});

const displayMessage = z.object({
  id: z.int(),
  standing: z
    .enum(["shown", "setting", "clearing", "missing", "differs", "unwanted", "foreign", "gone"])
    .describe("What is wanted against what is there"),
  wanted: content.nullable().describe("Null: it shall not be there"),
  status: z.string().nullable().describe("The station's word on the last change, or what became of the command"),
  statusAt: z.date().nullable(),
  reason: z.string().nullable(),
  actual: content.nullable().describe("Null: not there, as far as the station has said"),
  actualAt: z.date().nullable(),
  actualFrom: z.enum(["answer", "report"]).nullable(),
  isOver: z.boolean().describe("Its end has come, or its transaction's"),
});

const path = "/stations/{identity}/display-messages";

export const displayMessageRoutes = [
  route({
    method: "GET",
    path,
    who: "tenant",
    tag: "Display messages",
    summary: "The messages of a station's display: wanted beside actual, by id",
    params: stationPath,
    query: paging.extend({ withGone: yesOrNo.optional() }),
    reply: pageOf(displayMessage),
    call: async (caller, { params, query }) => {
      const page = await caller.displayMessage.list({ ...params, ...query });
      return { ...page, items: page.items.map(({ messageId, ...item }) => ({ ...item, id: messageId })) };
    },
  }),
  route({
    method: "POST",
    path,
    who: "tenant",
    tag: "Display messages",
    summary: "Put a message on the display",
    description: "With the `id` of one that is there, it replaces that one wholly. Answers the command's record.",
    params: stationPath,
    query: sending,
    body: newDisplayMessage,
    ...sent,
    call: async (caller, { params, query, body }) =>
      recordOf(await caller.displayMessage.set({ ...body, ...params, ...optionsOf(query) })),
  }),
  route({
    method: "DELETE",
    path: `${path}/{id}`,
    who: "tenant",
    tag: "Display messages",
    summary: "Take a message off the display",
    description: "Answers the command's record.",
    params: stationPath.extend({ id: z.coerce.number().pipe(z.int().min(0).max(2_147_483_647)) }),
    query: sending,
    ...sent,
    call: async (caller, { params, query }) =>
      recordOf(await caller.displayMessage.clear({ ...params, ...optionsOf(query) })),
  }),
];
