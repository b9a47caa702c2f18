import {
  cardSearch,
  changeLocalList,
  entryList,
  findCards,
  getLocalList,
  listChanges,
  listEntries,
  listInput,
  listOfStation,
  listUpdates,
  putLocalList,
  sendInFull,
  updateList,
} from "@stationmaster/domain/local-auth-list";
import { router, tenantProcedure } from "../../server/trpc";

export const localAuthListRouter = router({
  get: tenantProcedure
    .input(listOfStation)
    .query(({ ctx, input }) => ctx.inTenant((room) => getLocalList(room, input.identity))),
  entries: tenantProcedure.input(entryList).query(({ ctx, input }) => ctx.inTenant((room) => listEntries(room, input))),
  updates: tenantProcedure
    .input(updateList)
    .query(({ ctx, input }) => ctx.inTenant((room) => listUpdates(room, input))),
  cards: tenantProcedure.input(cardSearch).query(({ ctx, input }) => ctx.inTenant((room) => findCards(room, input))),

  put: tenantProcedure.input(listInput).mutation(({ ctx, input }) =>
    ctx.inTenant(async (room) => {
      await putLocalList(room, input);
      return getLocalList(room, input.identity);
    }),
  ),
  change: tenantProcedure.input(listChanges).mutation(({ ctx, input }) =>
    ctx.inTenant(async (room) => {
      await changeLocalList(room, input);
      return getLocalList(room, input.identity);
    }),
  ),
  sendInFull: tenantProcedure.input(listOfStation).mutation(({ ctx, input }) =>
    ctx.inTenant(async (room) => {
      await sendInFull(room, input);
      return getLocalList(room, input.identity);
    }),
  ),
});
