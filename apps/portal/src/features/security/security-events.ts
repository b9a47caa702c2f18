import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/root";
import type { Tone } from "@/ui/tag";

type Outputs = inferRouterOutputs<AppRouter>["security"];
export type SecurityEvent = Outputs["events"]["items"][number];
export type SigningRequest = Outputs["requests"]["items"][number];
export type HandedOver = Outputs["signed"]["items"][number];

export const criticalities = ["critical", "not-critical", "unlisted"] as const;
export type Criticality = (typeof criticalities)[number];

export const toneOf: Record<Criticality, Tone> = { critical: "bad", "not-critical": "plain", unlisted: "info" };
