import type { z } from "zod";
import { JobRefusedError, type QueueDefinition } from "./define-queue";
import { onboarding } from "./onboarding";
import { reports } from "./reports";
import { upkeep } from "./upkeep";

export const queues = { onboarding, reports, upkeep };

export type QueueName = keyof typeof queues;
export type Payload<Name extends QueueName> = z.infer<(typeof queues)[Name]["payload"]>;
export type Job = { [Name in QueueName]: { queue: Name } & Payload<Name> }[QueueName];

// Object.keys forgets which keys they are.
export const queueNames = Object.keys(queues) as QueueName[];

export const definitionOf = (name: QueueName): QueueDefinition => queues[name];

/** The payload as its queue describes it, or a JobRefusedError. */
export function parsePayload<Name extends QueueName>(name: Name, given: unknown): Payload<Name> {
  const parsed = queues[name].payload.safeParse(given);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => `${issue.path.join(".") || "payload"}: ${issue.message}`);
    throw new JobRefusedError(name, problems);
  }
  // The schema was found by this very name.
  return parsed.data as Payload<Name>;
}
