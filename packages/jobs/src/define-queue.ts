import type { z } from "zod";

export interface QueueDefinition<Payload extends z.ZodType = z.ZodType> {
  payload: Payload;
  /** Jobs of the same id are one job while it waits or runs; undefined makes each its own. */
  idOf: (payload: z.infer<Payload>) => string | undefined;
  attempts: number;
  /** As often is it tried while the database or the disk is away or full: longer, as nothing is wrong with the job. */
  attemptsWhileAway?: number;
  backoffMs: number;
}

export const defineQueue = <Payload extends z.ZodType>(definition: QueueDefinition<Payload>) => definition;

/** A payload that its queue does not take: trying again cannot help. */
export class JobRefusedError extends Error {
  constructor(
    readonly queue: string,
    readonly problems: string[],
  ) {
    super(`The queue ${queue} does not take this job: ${problems.join("; ")}`);
    this.name = "JobRefusedError";
  }
}
