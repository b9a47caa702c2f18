import type { Answers } from "@/client/answers";

export type Network = Answers["network"]["get"];
export type Slot = Network["slots"][number];
export type Migration = NonNullable<Network["migration"]>;
export type Step = keyof Migration["steps"];
export type Profile = NonNullable<Slot["held"]>;

export const steps = ["profile", "service", "order", "restart", "return"] as const satisfies readonly Step[];

/** Nothing more is to be done but to close it. */
export const isDone = ({ step, outcome }: Migration) => step === null || outcome !== null;

/** Another may be begun: it is closed, or what the station refused may be written once more. */
export const isLeft = ({ endedAt, steps }: Migration) => endedAt !== null || steps.profile.state === "failed";
