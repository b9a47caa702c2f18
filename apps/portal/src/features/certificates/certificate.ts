import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/root";

type Outputs = inferRouterOutputs<AppRouter>["certificates"];
export type InstalledCertificate = Outputs["installed"]["items"][number];
export type CertificateListing = Outputs["installed"]["listings"][number];
export type CertificateChange = Outputs["changes"]["items"][number];
export type CertificateInquiry = Outputs["inquiries"]["items"][number];

/** What a station may be given to trust (M05). */
export const rootKinds = [
  "CSMSRootCertificate",
  "ManufacturerRootCertificate",
  "V2GRootCertificate",
  "MORootCertificate",
] as const;
export type RootKind = (typeof rootKinds)[number];
