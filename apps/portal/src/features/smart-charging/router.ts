import {
  anyIdentity,
  askedProfiles,
  askedSchedule,
  askForProfiles,
  askForSchedule,
  clearedProfiles,
  clearProfiles,
  deadlineSeconds,
  evMessageList,
  listProfileHistory,
  listSessionNeeds,
  listStationEvMessages,
  listStationLimits,
  listStationProfiles,
  listStationSchedules,
  profileList,
  profileWish,
  readLimitsAhead,
  sessionNeeds,
  setProfile,
} from "@stationmaster/domain/business";
import { z } from "zod";
import { router, tenantProcedure } from "../../server/trpc";
import { waiting } from "../../server/waiting";

const one = z.object({ identity: anyIdentity });
const asking = one.extend({ deadlineSeconds: deadlineSeconds.optional(), ...waiting.shape });

export const smartChargingRouter = router({
  profiles: tenantProcedure
    .input(profileList)
    .query(({ ctx, input }) => ctx.inTenant((room) => listStationProfiles(room, input))),
  history: tenantProcedure
    .input(profileList)
    .query(({ ctx, input }) => ctx.inTenant((room) => listProfileHistory(room, input))),
  ahead: tenantProcedure
    .input(one.extend({ hours: z.int().min(1).max(168).default(24) }))
    .query(({ ctx, input }) => ctx.inTenant((room) => readLimitsAhead(room, input.identity, input.hours))),
  schedules: tenantProcedure
    .input(one)
    .query(({ ctx, input }) => ctx.inTenant((room) => listStationSchedules(room, input.identity))),
  limits: tenantProcedure
    .input(one.extend({ withLifted: z.boolean().default(false) }))
    .query(({ ctx, input }) => ctx.inTenant((room) => listStationLimits(room, input.identity, input.withLifted))),
  evMessages: tenantProcedure
    .input(evMessageList)
    .query(({ ctx, input }) => ctx.inTenant((room) => listStationEvMessages(room, input))),
  needs: tenantProcedure
    .input(sessionNeeds)
    .query(({ ctx, input }) => ctx.inTenant((room) => listSessionNeeds(room, input))),

  set: tenantProcedure
    .input(profileWish.extend(asking.shape))
    .mutation(({ ctx, input: { identity, waitSeconds, deadlineSeconds: seconds, ...wish }, signal }) =>
      ctx.sendAndWait((room) => setProfile(room, identity, wish, { deadlineSeconds: seconds }), waitSeconds, signal),
    ),
  clear: tenantProcedure
    .input(clearedProfiles.extend(asking.shape))
    .mutation(({ ctx, input: { identity, waitSeconds, deadlineSeconds: seconds, ...which }, signal }) =>
      ctx.sendAndWait(
        (room) => clearProfiles(room, identity, which, { deadlineSeconds: seconds }),
        waitSeconds,
        signal,
      ),
    ),
  askProfiles: tenantProcedure
    .input(askedProfiles.extend(asking.shape))
    .mutation(({ ctx, input: { identity, waitSeconds, deadlineSeconds: seconds, ...which }, signal }) =>
      ctx.sendAndWait(
        (room) => askForProfiles(room, identity, which, { deadlineSeconds: seconds }),
        waitSeconds,
        signal,
      ),
    ),
  askSchedule: tenantProcedure
    .input(askedSchedule.extend(asking.shape))
    .mutation(({ ctx, input: { identity, waitSeconds, deadlineSeconds: seconds, ...which }, signal }) =>
      ctx.sendAndWait(
        (room) => askForSchedule(room, identity, which, { deadlineSeconds: seconds }),
        waitSeconds,
        signal,
      ),
    ),
});
