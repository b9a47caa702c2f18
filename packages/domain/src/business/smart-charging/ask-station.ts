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
import type { Context } from "../../kernel";
import { askStation } from "../commands";

type Options = { deadlineSeconds?: number | undefined };

export const setProfile = (ctx: Context, identity: string, input: z.output<typeof profileWish>, options: Options) =>
  askStation(ctx, identity, setChargingProfile, input, options.deadlineSeconds);

export const clearProfiles = (
  ctx: Context,
  identity: string,
  input: z.output<typeof clearedProfiles>,
  options: Options,
) => askStation(ctx, identity, clearChargingProfile, input, options.deadlineSeconds);

export const askForProfiles = (
  ctx: Context,
  identity: string,
  input: z.output<typeof askedProfiles>,
  options: Options,
) => askStation(ctx, identity, getChargingProfiles, input, options.deadlineSeconds);

export const askForSchedule = (
  ctx: Context,
  identity: string,
  input: z.output<typeof askedSchedule>,
  options: Options,
) => askStation(ctx, identity, getCompositeSchedule, input, options.deadlineSeconds);
