import { driftViews, templateInput } from "@stationmaster/domain/business";
import { driftStates } from "@stationmaster/domain/provisioning";
import { z } from "zod";
import { bulkCommand, bulkCommandOf } from "./bulk-command-routes";
import { route } from "./route";
import { nothing, pageOf, paging, sending, stationPath, yesOrNo } from "./words";

const tag = "Configuration";

/** A thousand variables with values as long as they may be. */
const mostBytes = 4 * 1024 * 1024;

const names = z.object({
  component: z.string(),
  componentInstance: z.string().nullable(),
  evseId: z.int().nullable(),
  connectorId: z.int().nullable(),
  variable: z.string(),
  instance: z.string().nullable().describe("The variable's"),
  attributeType: z.enum(["Actual", "Target", "MinSet", "MaxSet"]),
});

const summary = z.object({
  key: z.string(),
  vendor: z.string(),
  model: z.string().nullable().describe("Null: all models of the vendor that have no template of their own"),
  version: z.int(),
  createdAt: z.date(),
  updatedAt: z.date(),
  updatedBy: z.string(),
});
const template = summary.extend({ variables: z.array(names.extend({ attributeValue: z.string() })) });

const driftItem = names.extend({
  desired: z.string(),
  actual: z.string().nullable(),
  state: z
    .enum(driftStates)
    .describe(
      "unknown: the station never told; missing: it has no such variable; refused: it said no to this value, or says it is read-only; reboot-required: taken, in force after its next boot",
    ),
  isAsked: z.boolean().describe("A command that would set it waits, or was sent"),
  answer: z
    .object({ status: z.string(), reason: z.string().nullable(), value: z.string(), at: z.date() })
    .nullable()
    .describe("What the station said when it was last asked to set it"),
});

const count = z.int().nullable();
const stationDrift = z.object({
  stationIdentity: z.string(),
  siteName: z.string().nullable(),
  vendor: z.string().nullable(),
  model: z.string().nullable(),
  isOnline: z.boolean(),
  templateKey: z.string().nullable(),
  ...{ same: count, different: count, unknown: count, missing: count, refused: count, rebootRequired: count },
  isAsked: z.boolean(),
  checkedAt: z.date().nullable().describe("Null while it is being counted anew: its template was changed"),
});

const templatePath = z.object({ key: z.string().min(1).max(200).describe("Letters, digits and . _ -, at most 64") });
const insist = z.boolean().default(false).describe("Ask again for what the station has refused, or does not have");
const deadline = sending.pick({ deadline: true });

export const configurationTemplateRoutes = [
  route({
    method: "PUT",
    path: "/configuration-templates/{key}",
    who: "tenant",
    tag,
    summary: "What stations of a vendor, or of one of its models, should be set to",
    description:
      "Creates or replaces. The template of a model holds before the one of its vendor; there is one of each at most (409). Nothing is sent to a station by it: see `drift` and its repair. " +
      "A variable named twice, a secret such as BasicAuthPassword, a variable that stations say is write-only: 422. With `version`, the one it was made from: 409 where somebody has changed it since.",
    params: templatePath,
    body: templateInput,
    mostBytes,
    reply: template,
    call: (caller, { params, body }) => caller.configurationTemplates.put({ ...body, ...params }),
  }),
  route({
    method: "GET",
    path: "/configuration-templates",
    who: "tenant",
    tag,
    summary: "The templates, by key, with how their stations stand",
    query: paging.extend({ search: z.string().max(100).optional().describe("Part of the key, vendor or model") }),
    reply: pageOf(
      summary.extend({
        variableCount: z.int(),
        stationCount: z.int().describe("Stations it holds for"),
        offCount: z.int().describe("At how many something differs, is missing, refused or not known"),
        rebootCount: z.int().describe("At how many all is set, and waits for a boot"),
      }),
    ),
    call: (caller, { query }) => caller.configurationTemplates.list(query),
  }),
  route({
    method: "GET",
    path: "/configuration-templates/{key}",
    who: "tenant",
    tag,
    summary: "A template",
    params: templatePath,
    reply: template,
    call: (caller, { params }) => caller.configurationTemplates.get(params),
  }),
  route({
    method: "DELETE",
    path: "/configuration-templates/{key}",
    who: "tenant",
    tag,
    summary: "Remove a template",
    description: "Stations keep what they have. What was asked for already goes on.",
    params: templatePath,
    reply: nothing,
    status: 204,
    call: async (caller, { params }) => void (await caller.configurationTemplates.remove(params)),
  }),
  route({
    method: "GET",
    path: "/configuration-templates/{key}/history",
    who: "tenant",
    tag,
    summary: "Who changed a template, and what, newest first",
    params: templatePath,
    query: paging,
    reply: pageOf(
      z.object({
        version: z.int(),
        at: z.date(),
        by: z.string(),
        vendor: z.string(),
        model: z.string().nullable(),
        changes: z.array(z.object({ variable: z.string(), from: z.string().nullable(), to: z.string().nullable() })),
        changeCount: z.int().describe("All of them; `changes` are the first 200"),
      }),
    ),
    call: (caller, { params, query }) => caller.configurationTemplates.history({ ...params, ...query }),
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/drift",
    who: "tenant",
    tag,
    summary: "Desired against actual, by the template that holds for the station",
    description:
      "What is not as desired: nothing where all is, and where no template holds. With `all=true` every variable of the template.",
    params: stationPath,
    query: z.object({ all: yesOrNo.optional() }),
    reply: z.array(driftItem),
    call: async (caller, { params, query }) => {
      const { items } = await caller.configurationTemplates.ofStation(params);
      return query.all ? items : items.filter(({ state }) => state !== "same");
    },
  }),
  route({
    method: "POST",
    path: "/stations/{identity}/drift/repair",
    who: "tenant",
    tag,
    summary: "Ask the station for what differs",
    description:
      "By SetVariables, one command a request, within the station's limits. What is being asked for already is not asked for twice; what it has refused or does not have is left alone unless you insist.",
    params: stationPath,
    query: deadline,
    body: z.object({ insist }),
    emptyBody: {},
    reply: z.object({
      templateKey: z.string().nullable(),
      commandIds: z.array(z.uuid()),
      asked: z.int(),
      alreadyAsked: z.int(),
      leftAlone: z.int(),
    }),
    status: 202,
    call: (caller, { params, query, body }) =>
      caller.configurationTemplates.repairStation({ ...params, ...body, deadlineSeconds: query.deadline }),
  }),
  route({
    method: "GET",
    path: "/drift",
    who: "tenant",
    tag,
    summary: "How the stations stand to their templates, by identity",
    query: paging.extend({
      view: z
        .enum(driftViews)
        .default("off")
        .describe("refused: something was refused or is not there; none: no template holds"),
      templateKey: templatePath.shape.key.optional(),
      siteId: z.uuid().optional(),
      search: z.string().max(100).optional().describe("What the identity, vendor or model begins with"),
    }),
    reply: pageOf(stationDrift),
    call: async (caller, { query }) => {
      const page = await caller.configurationTemplates.drift(query);
      return { ...page, items: page.items.map(({ identity, ...row }) => ({ ...row, stationIdentity: identity })) };
    },
  }),
  route({
    method: "POST",
    path: "/drift/repair",
    who: "tenant",
    tag,
    summary: "Repair many stations at once, each by what differs at it",
    description:
      "A bulk command: `GET /bulk-commands/{id}` tells how far it is. Stations at which nothing is left to ask for are left out; where that is all of them: 409.",
    query: deadline,
    body: z.object({ stationIdentities: z.array(z.string().min(1).max(200)).min(1).max(1_000), insist }),
    reply: bulkCommand,
    status: 202,
    call: async (caller, { query, body }) =>
      bulkCommandOf(await caller.configurationTemplates.repair({ ...body, deadlineSeconds: query.deadline })),
  }),
];
