import { z } from "zod";
import { route } from "./route";
import { pageOf, paging, stationPath } from "./words";

const criticality = z.enum(["critical", "not-critical", "unlisted"]);

const securityEvent = z.object({
  id: z.uuid(),
  type: z.string(),
  criticality: criticality.describe("By the list of the specification; unlisted: a vendor's own"),
  techInfo: z.string().nullable(),
  timestamp: z.date().describe("By the station's clock"),
  receivedAt: z.date().describe("By ours"),
  resends: z.int().describe("How often the same event came again; it is stored once"),
});

const hash = z.object({
  hashAlgorithm: z.string(),
  issuerNameHash: z.string(),
  issuerKeyHash: z.string(),
  serialNumber: z.string(),
});

const certificate = z.object({
  certificateType: z.string(),
  certificateHashData: hash.describe("Exactly as the station told it: deleting needs the same"),
  childCertificateHashData: z.array(hash),
  reportedAt: z.date(),
});

const listing = z.object({
  certificateType: z.string(),
  listedAt: z.date(),
  staleSince: z.date().nullable().describe("Something was installed or deleted since"),
});

export const securityRoutes = [
  route({
    method: "GET",
    path: "/stations/{identity}/security-events",
    who: "tenant",
    tag: "Security",
    summary: "The security events of a station, newest first as they reached us",
    params: stationPath,
    query: paging.extend({ criticality: criticality.optional() }),
    reply: pageOf(securityEvent),
    call: async (caller, { params, query }) => {
      const page = await caller.security.events({ ...params, ...query });
      return { ...page, items: page.items.map(({ occurredAt, ...item }) => ({ ...item, timestamp: occurredAt })) };
    },
  }),
  route({
    method: "GET",
    path: "/stations/{identity}/certificates",
    who: "tenant",
    tag: "Security",
    summary: "The certificates a station says it keeps",
    description: "`listings` says which kinds it was asked about, and when: what is not listed is not known.",
    params: stationPath,
    query: paging,
    reply: pageOf(certificate).extend({ listings: z.array(listing) }),
    call: async (caller, { params, query }) => {
      const page = await caller.certificates.installed({ ...params, ...query });
      return {
        ...page,
        items: page.items.map(({ hash: certificateHashData, children: childCertificateHashData, ...item }) => ({
          ...item,
          ...{ certificateHashData, childCertificateHashData },
        })),
      };
    },
  }),
];
