import { simulation, tariffInput } from "@stationmaster/domain/tariff-and-cost";
import { z } from "zod";
import { route } from "./route";
import { costLine, pageOf, paging, stationPath } from "./words";

const decimal = z.string().nullable();

const tariff = z.object({
  key: z.string(),
  name: z.string(),
  currency: z.string(),
  energy: decimal.describe("Net, per kWh; null: not charged for"),
  time: decimal.describe("Net, per hour"),
  session: decimal.describe("Net, per session"),
  tax: decimal.describe("Percent"),
  isDefault: z.boolean().describe("Holds at stations without a tariff of their own"),
  version: z.int().describe("Sessions keep the version they began with"),
  createdAt: z.date(),
  updatedAt: z.date(),
});

const ofStation = z.object({
  stationIdentity: z.string(),
  tariffKey: z.string().nullable(),
  name: z.string().nullable(),
  version: z.int().nullable(),
  chosenBy: z.enum(["station", "default"]).nullable(),
});

const tariffPath = z.object({ key: z.string().min(1).max(200).describe("Letters, digits and . _ -, at most 64") });

export const tariffRoutes = [
  route({
    method: "PUT",
    path: "/tariffs/{key}",
    who: "tenant",
    tag: "Tariffs",
    summary: "Create or change a tariff",
    description:
      "Decimal strings, net: per kWh, per hour, per session; tax in percent. What is left out is not charged for. A change is a new version, for sessions that begin from now on.",
    params: tariffPath,
    body: tariffInput,
    reply: tariff,
    call: (caller, { params, body }) => caller.tariffAndCost.put({ ...body, ...params }),
  }),
  route({
    method: "GET",
    path: "/tariffs",
    who: "tenant",
    tag: "Tariffs",
    summary: "The tariffs, by key",
    query: paging.extend({ search: z.string().max(100).optional().describe("Part of the key or the name") }),
    reply: pageOf(tariff.extend({ stationCount: z.int() })),
    call: (caller, { query }) => caller.tariffAndCost.list(query),
  }),
  route({
    method: "GET",
    path: "/tariffs/{key}",
    who: "tenant",
    tag: "Tariffs",
    summary: "A tariff",
    params: tariffPath,
    reply: tariff,
    call: (caller, { params }) => caller.tariffAndCost.get(params),
  }),
  route({
    method: "POST",
    path: "/tariffs/{key}/simulate",
    who: "tenant",
    tag: "Tariffs",
    summary: "What a session would cost, line by line",
    params: tariffPath,
    body: simulation,
    reply: z.object({ totalCost: z.string(), currency: z.string(), costLines: z.array(costLine) }),
    call: async (caller, { params, body }) => {
      const { total, lines, currency } = await caller.tariffAndCost.simulate({ ...body, ...params });
      return { totalCost: total, currency, costLines: lines };
    },
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/tariff",
    who: "tenant",
    tag: "Tariffs",
    summary: "The tariff that holds at a station",
    description: "For a card without a tariff of its own. All null where none holds.",
    params: stationPath,
    reply: ofStation,
    call: (caller, { params }) => caller.tariffAndCost.ofStation(params),
  }),
  route({
    method: "PUT",
    path: "/stations/{identity}/tariff",
    who: "tenant",
    tag: "Tariffs",
    summary: "Give a station a tariff of its own, or with null the default again",
    description: "For sessions that begin from now on.",
    params: stationPath,
    body: z.object({ tariffKey: z.string().min(1).max(64).nullable() }),
    reply: ofStation,
    call: async (caller, { params, body }) => {
      await caller.tariffAndCost.assign({ tariffKey: body.tariffKey, stationIdentities: [params.identity] });
      return caller.tariffAndCost.ofStation(params);
    },
  }),
];
