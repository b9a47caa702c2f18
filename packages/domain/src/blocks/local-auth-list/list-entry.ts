import { z } from "zod";
import { InvalidError } from "../../kernel";

const statuses = [
  "Accepted",
  "Blocked",
  "ConcurrentTx",
  "Expired",
  "Invalid",
  "NoCredit",
  "NotAllowedTypeEVSE",
  "NotAtThisLocation",
  "NotAtThisTime",
  "Unknown",
] as const;

/** What a driver brings. Central and NoAuthorization are never presented, so no station looks them up in its list (D01). */
const types = ["eMAID", "ISO14443", "ISO15693", "KeyCode", "Local", "MacAddress"] as const;

const identifier = z.string().trim().min(1).max(36);

export const entryName = z.object({
  idToken: identifier,
  type: z.enum(types, { error: `A local list takes cards of these types only: ${types.join(", ")}.` }),
});

/** Without a status the entry follows our card of that name. */
export const listEntry = entryName.extend({
  status: z.enum(statuses).nullish(),
  groupIdToken: identifier.nullish(),
  expiresAt: z.coerce.date().nullish(),
  language: z.string().min(2).max(8).nullish(),
});

export type EntryName = z.output<typeof entryName>;
export type ListEntry = z.output<typeof listEntry>;

export const mostEntries = 50_000;

/** C01.FR.25: a token is its text and its type, in whatever case. */
export const entryKey = ({ idToken, type }: { idToken: string; type: string }) => `${type} ${idToken.toLowerCase()}`;

/** D01.FR.06. */
export function refuseDoubles(entries: EntryName[]): void {
  const seen = new Map<string, number>();
  for (const [index, entry] of entries.entries()) {
    const first = seen.get(entryKey(entry));
    if (first !== undefined)
      throw new InvalidError(`Entry ${index + 1} is the same card as entry ${first + 1}.`, `entries.${index}`);
    seen.set(entryKey(entry), index);
  }
}
