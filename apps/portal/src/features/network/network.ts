import type { Answers } from "@/client/answers";

export type Network = Answers["network"]["get"];
export type Slot = Network["slots"][number];
export type Migration = NonNullable<Network["migration"]>;
export type Step = keyof Migration["steps"];
export type Profile = NonNullable<Slot["held"]>;

export const steps = ["profile", "service", "order", "restart", "return"] as const satisfies readonly Step[];

/** It may be left, and another begun. */
export const isOver = ({ endedAt }: Migration) => endedAt !== null;
