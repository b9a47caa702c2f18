import { and, asc, desc, eq, isNotNull, localListEntries, localListUpdates, ne } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { type Context, newId, sendRawCommand } from "../../kernel";
import { splitItems } from "../provisioning";
import { assumedItems, type ListLimits } from "./list-limits";
import { type LocalList, setList } from "./local-list";

export type ListUpdate = { isFull: boolean; count: number };

/** The largest version that 32 bits hold, less what is left for the parts of a list. Past it, versions begin anew with a full one. */
const mostVersion = 2_147_000_000;

/** The next message: as many entries as the station takes in one, a full one first where several are needed (D01.FR.11). */
export async function sendNextUpdate(
  ctx: Context,
  list: LocalList,
  limits: ListLimits,
  { isFull, count }: ListUpdate,
): Promise<void> {
  const { stationId, part, why } = list;
  const most = limits.itemsPerMessage ?? assumedItems;
  const entries = await entriesToTell(ctx, stationId, isFull, most);
  const ofVersion = (versionNumber: number, items: Entry[]) => ({
    ...{ versionNumber, updateType: isFull ? "Full" : "Differential" },
    // D01.FR.04: absent, not empty, to clear the list.
    ...(items.length > 0 ? { localAuthorizationList: items } : {}),
  });
  const [request = ofVersion(mostVersion, [])] = splitItems(
    entries,
    (items) => ofVersion(mostVersion, items),
    most,
    limits.bytesPerMessage ?? undefined,
  );
  const told = request.localAuthorizationList?.length ?? 0;
  const left = 1 + Math.ceil((count - told) / most);
  const versionNumber = versionOf(list, left);

  const id = newId();
  // Past the command of this room: what that records is a list of somebody else.
  const command = await sendRawCommand(
    ctx,
    stationId,
    { action: "SendLocalList" },
    { ...request, versionNumber },
    { subjectId: id },
  );
  await ctx.db.insert(localListUpdates).values({
    ...{ id, stationId, commandId: command.id, version: versionNumber, updateType: isFull ? "Full" : "Differential" },
    ...{ entries: told, part: part + 1, parts: part + left, why, requestedBy: ctx.actor.name, createdAt: ctx.now },
  });
  await setList(ctx, stationId, {
    ...{ commandId: command.id, dueAt: null, part: part + 1 },
    ...{ lastVersion: versionNumber, desiredVersion: versionNumber + left - 1 },
  });
}

/** Above all versions there were, and so that the last part has the one we want. */
function versionOf({ lastVersion, desiredVersion }: LocalList, left: number): number {
  return isWornOut(lastVersion) ? 1 : Math.max(lastVersion + 1, desiredVersion - left + 1);
}

export const isWornOut = (version: number): boolean => version >= mostVersion;

type Entry = NonNullable<Req<"SendLocalList">["localAuthorizationList"]>[number];

/** Of a differential, what goes comes before what comes: the list never grows past what the station takes. */
async function entriesToTell(ctx: Context, stationId: string, isFull: boolean, most: number): Promise<Entry[]> {
  const { tokenKey, type, standing, wanted } = localListEntries;
  const rows = await ctx.db
    .select()
    .from(localListEntries)
    .where(and(eq(localListEntries.stationId, stationId), isFull ? isNotNull(wanted) : ne(standing, "held")))
    .orderBy(...(isFull ? [] : [desc(standing)]), asc(tokenKey), asc(type))
    .limit(most);
  // The types of tokens and statuses were checked when the entry was written, here or by the station's schema.
  return rows.map((row) => ({
    idToken: { idToken: row.idToken, type: row.type },
    ...(row.wanted ? { idTokenInfo: row.wanted } : {}),
  })) as Entry[];
}
