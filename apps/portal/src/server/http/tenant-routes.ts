import { newSite, newTenant, tenantSettings } from "@stationmaster/domain/business";
import { z } from "zod";
import { route } from "./route";
import { pageOf, paging } from "./words";

const tenant = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  currency: z.string(),
  timeZone: z.string(),
  country: z.string(),
  status: z.enum(["active", "suspended"]),
  onboarding: z.enum(["immediate", "checked"]),
  inventory: z
    .enum(["manual", "automatic"])
    .describe(
      "automatic: a station is asked for its device model after its first boot and whenever it is another (B07.FR.14)",
    ),
  unknownStations: z.enum(["refuse", "pending"]),
  unknownProperties: z.enum(["ignore", "refuse"]),
  heartbeatIntervalSeconds: z.int(),
  pendingIntervalSeconds: z.int(),
  stationCount: z.int(),
  onlineCount: z.int(),
  activeSessionCount: z.int(),
  createdAt: z.date(),
});

const site = z.object({
  id: z.uuid(),
  name: z.string(),
  latitude: z.number(),
  longitude: z.number(),
  timeZone: z.string(),
  address: z.string().nullable(),
  stationCount: z.int(),
});

export const tenantRoutes = [
  route({
    method: "POST",
    path: "/tenants",
    who: "platform",
    tag: "Tenants",
    summary: "Create a tenant, with its first API key",
    description: "The key, and the password of an operator named here, are shown this once.",
    body: newTenant,
    reply: z.object({ id: z.uuid(), slug: z.string(), apiKey: z.string(), operatorPassword: z.string().nullable() }),
    status: 201,
    call: (caller, { body }) => caller.tenants.create(body),
  }),
  route({
    method: "GET",
    path: "/tenants",
    who: "platform",
    tag: "Tenants",
    summary: "The tenants, by slug",
    query: paging.extend({ limit: paging.shape.limit.unwrap().max(200).default(50) }),
    reply: pageOf(tenant),
    call: (caller, { query }) => caller.tenants.list(query),
  }),
  route({
    method: "PATCH",
    path: "/tenants/{slug}",
    who: "platform",
    tag: "Tenants",
    summary: "Change a tenant's settings, rename or suspend it",
    params: z.object({ slug: z.string().min(1).max(80) }),
    body: tenantSettings.extend({ status: z.enum(["active", "suspended"]).optional() }),
    reply: tenant,
    call: (caller, { params, body }) => caller.tenants.update({ ...body, ...params }),
  }),
  route({
    method: "POST",
    path: "/sites",
    who: "tenant",
    tag: "Sites",
    summary: "Add a site",
    body: newSite,
    reply: site,
    status: 201,
    call: (caller, { body }) => caller.sites.create(body),
  }),
  route({
    method: "GET",
    path: "/sites",
    who: "tenant",
    tag: "Sites",
    summary: "The sites, by name",
    query: paging,
    reply: pageOf(site),
    call: (caller, { query }) => caller.sites.page(query),
  }),
];
