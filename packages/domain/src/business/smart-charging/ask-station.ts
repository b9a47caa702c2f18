import type { z } from "zod";
import {
  type askedProfiles,
  type askedSchedule,
  clearChargingProfile,
  type clearedProfiles,
  getChargingProfiles,
  getCompositeSchedule,
  type profileWish,
  setChargingProfile,
} from "../../blocks/smart-charging";
import { type Context, sendCommand } from "../../kernel";
import { note } from "../audit";
import { type CommandDetail, getCommand } from "../commands";
import { findStation } from "../stations";

type Options = { deadlineSeconds?: number | undefined };

export const setProfile = (ctx: Context, identity: string, input: z.output<typeof profileWish>, options: Options) =>
  ask(ctx, identity, "charging profile set", (stationId) =>
    sendCommand(ctx, stationId, setChargingProfile, input, given(options)),
  );

export const clearProfiles = (
  ctx: Context,
  identity: string,
  input: z.output<typeof clearedProfiles>,
  options: Options,
) =>
  ask(ctx, identity, "charging profiles cleared", (stationId) =>
    sendCommand(ctx, stationId, clearChargingProfile, input, given(options)),
  );

export const askForProfiles = (
  ctx: Context,
  identity: string,
  input: z.output<typeof askedProfiles>,
  options: Options,
) =>
  ask(ctx, identity, "charging profiles asked for", (stationId) =>
    sendCommand(ctx, stationId, getChargingProfiles, input, given(options)),
  );

export const askForSchedule = (
  ctx: Context,
  identity: string,
  input: z.output<typeof askedSchedule>,
  options: Options,
) =>
  ask(ctx, identity, "composite schedule asked for", (stationId) =>
    sendCommand(ctx, stationId, getCompositeSchedule, input, given(options)),
  );

const given = ({ deadlineSeconds }: Options) => (deadlineSeconds === undefined ? {} : { deadlineSeconds });

/** The command to the station, noted in the name of who gave it. */
async function ask(
  ctx: Context,
  identity: string,
  what: string,
  send: (stationId: string) => Promise<{ id: string }>,
): Promise<CommandDetail> {
  const station = await findStation(ctx, identity);
  const { id: commandId } = await send(station.id);
  await note(ctx, what, station.identity, { commandId });
  return getCommand(ctx, commandId);
}
