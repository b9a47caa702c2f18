import { z } from "zod";
import { clockText, days } from "./weekly-times";

const name = z.string().trim().min(1).max(64);
const listOf = <T extends z.ZodType>(item: T) => z.array(item).min(1).max(500).optional();

/**
 * What a card is limited to. Sites, stations and EVSEs are places: any of them will do. Plugs and times hold at each of them.
 * `timeZone` is the clock of stations that stand at no site.
 */
export const tokenLimits = z.strictObject({
  siteIds: listOf(z.uuid()),
  stationIdentities: listOf(name),
  evses: listOf(z.strictObject({ stationIdentity: name, evseId: z.int().min(1) })),
  connectorTypes: listOf(name),
  times: z
    .array(z.strictObject({ days: z.array(z.enum(days)).min(1).max(7), from: clockText, to: clockText }))
    .min(1)
    .max(50)
    .optional(),
  timeZone: z.string().max(64).optional(),
});

export type TokenLimits = z.output<typeof tokenLimits>;

/** As stored: what cannot be read limits to nothing, and is refused rather than let through. */
export function readLimits(stored: unknown): TokenLimits | null | "unreadable" {
  if (stored === null || stored === undefined) return null;
  const parsed = tokenLimits.safeParse(stored);
  return parsed.success ? parsed.data : "unreadable";
}
