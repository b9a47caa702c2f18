import { type Context, defineCommand, summarise } from "../../kernel";
import { keepInStep } from "./keep-in-step";
import { keptVersion, type LocalList, setList, takeList, trouble } from "./local-list";
import { holdsNothing } from "./note-held";

/** D02: 0 is no list. Any version but the one it took last is a list that is lost, and a full one follows. */
export const getLocalListVersion = defineCommand("GetLocalListVersion", {
  mayRepeat: true,

  async settle(ctx, { id, stationId }, outcome) {
    const list = await takeList(ctx, stationId);
    const isOurs = list.commandId === id;
    if (outcome.kind === "answered") await told(ctx, list, keptVersion(outcome.response.versionNumber), isOurs);
    else if (outcome.kind === "expired" && isOurs) await setList(ctx, stationId, { commandId: null, dueAt: ctx.now });
    // A station that does not say has to be told all.
    else if (isOurs) await trouble(ctx, list, summarise(outcome));
  },
});

async function told(ctx: Context, list: LocalList, version: number, isOurs: boolean): Promise<void> {
  const { stationId } = list;
  const isLost = list.desiredVersion > 0 && version !== list.stationVersion;
  if (version === 0) await holdsNothing(ctx, stationId);
  await setList(ctx, stationId, {
    ...{ stationVersion: version, stationVersionAt: ctx.now, lastVersion: Math.max(list.lastVersion, version) },
    ...(isOurs ? { commandId: null } : {}),
    ...(isOurs || isLost ? { dueAt: list.dueAt ?? ctx.now } : {}),
    ...(isLost ? { needsFull: true, why: "lost", part: 0 } : {}),
  });
  await keepInStep(ctx, stationId);
}
