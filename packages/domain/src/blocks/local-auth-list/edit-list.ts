import { z } from "zod";
import { note } from "../../business/audit";
import { anyIdentity, findStation, type Station } from "../../business/stations";
import { ConflictError, type Context, InvalidError } from "../../kernel";
import { keepInStep } from "./keep-in-step";
import { entryKey, entryName, listEntry, mostEntries, refuseDoubles } from "./list-entry";
import { listLimits, refuseUnfit } from "./list-limits";
import { countStandings, setList, takeList, type Why, wantedOf, wantOtherwise } from "./local-list";
import { putEntries, removeEntries, removeOthers } from "./write-entries";

const one = { identity: anyIdentity };

export const listInput = z.object({ ...one, entries: z.array(listEntry).max(mostEntries) });

/** What a station shall hold, and nothing else. */
export async function putLocalList(ctx: Context, { identity, entries }: z.output<typeof listInput>): Promise<void> {
  refuseDoubles(entries);
  await edit(ctx, identity, "edited", async (station) => {
    refuseUnfit(await listLimits(ctx, station.id), entries.length);
    const removed = await removeOthers(ctx, station.id, entries);
    const put = await putEntries(ctx, station.id, entries);
    await note(ctx, "local list put", station.identity, { entries: entries.length, put, removed });
    return put + removed;
  });
}

export const listChanges = z.object({
  ...one,
  put: z.array(listEntry).max(mostEntries).default([]),
  remove: z.array(entryName).max(mostEntries).default([]),
});

/** Some cards on or off the list; the others stay. */
export async function changeLocalList(
  ctx: Context,
  { identity, put, remove }: z.output<typeof listChanges>,
): Promise<void> {
  refuseDoubles(put);
  const removed = new Set(remove.map(entryKey));
  if (put.some((entry) => removed.has(entryKey(entry))))
    throw new InvalidError("A card is either put on the list or taken off it.", "remove");
  await edit(ctx, identity, "edited", async (station) => {
    const gone = await removeEntries(ctx, station.id, remove);
    const come = await putEntries(ctx, station.id, put);
    if (put.length > 0) refuseUnfit(await listLimits(ctx, station.id), wantedOf(await countStandings(ctx, station.id)));
    await note(ctx, "local list changed", station.identity, { put: come, removed: gone });
    return gone + come;
  });
}

export const listOfStation = z.object(one);

/** All of it again, whatever the station is thought to hold. */
export async function sendInFull(ctx: Context, { identity }: z.output<typeof listOfStation>): Promise<void> {
  await edit(ctx, identity, "asked", async (station) => {
    const { desiredVersion } = await takeList(ctx, station.id);
    if (desiredVersion === 0) throw new ConflictError("There is no list for this station yet: put one first.");
    await setList(ctx, station.id, { needsFull: true });
    await note(ctx, "local list sent in full", station.identity);
    return 1;
  });
}

/** N10.FR.02: a customer whose data a station wiped leaves its list as well, which it does not touch by itself. */
export async function takeOffList(
  ctx: Context,
  stationId: string,
  name: { idToken: string; type: string },
): Promise<void> {
  const parsed = entryName.safeParse(name);
  const list = await takeList(ctx, stationId);
  if (!parsed.success || (await removeEntries(ctx, stationId, [parsed.data])) === 0) return;
  if (!list.replacedAt) await wantOtherwise(ctx, list, "customer-cleared");
  await keepInStep(ctx, stationId);
}

async function edit(
  ctx: Context,
  identity: string,
  why: Why,
  work: (station: Pick<Station, "id" | "identity">) => Promise<number>,
) {
  const station = await findStation(ctx, identity);
  const before = await takeList(ctx, station.id);
  const changes = await work(station);
  const list = await takeList(ctx, station.id);
  if (changes > 0 || before.desiredVersion === 0 || before.replacedAt) await wantOtherwise(ctx, list, why);
  await keepInStep(ctx, station.id);
}
