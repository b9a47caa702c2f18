import { type SQL, sql } from "@stationmaster/db";

/** The life of something asked of a station, a word at a time; `at` is our clock, in ISO 8601. */
export type Step = { status: string; at: string };

/** More than any honest station tells of one thing. */
export const mostSteps = 100;

const json = (status: string, at: Date) => JSON.stringify({ status, at: at.toISOString() } satisfies Step);

/** A column `steps` with one more at its end, as long as there is room. */
export const stepAdded = (status: string, at: Date): SQL =>
  sql`case when jsonb_array_length(steps) < ${mostSteps} then steps || ${json(status, at)}::text::jsonb else steps end`;

/** A column `steps` that begins with the request, with the moment it went out. */
export const sentNoted = (sentAt: Date | null): SQL =>
  sentAt ? sql`jsonb_insert(steps, '{1}', ${json("sent", sentAt)}::text::jsonb)` : sql`steps`;
