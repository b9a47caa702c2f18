import { getIdToken, type IdTokenRow } from "@stationmaster/domain/authorization";
import {
  cacheClearing,
  cardFileInput,
  cardList,
  cardStateInput,
  cardsOf,
  changeCard,
  changedCard,
  changeList,
  checkCardFile,
  clearCaches,
  countRefusals,
  createCard,
  decisionList,
  driverList,
  driverStateInput,
  getCard,
  getDriver,
  idTokenInput,
  importCards,
  listCardChanges,
  listCards,
  listDecisions,
  listDrivers,
  newCard,
  putToken,
  refusalSpan,
  setCardState,
  setDriverState,
  whereUsed,
} from "@stationmaster/domain/business";
import { z } from "zod";
import { router, tenantProcedure } from "../../server/trpc";

export type IdToken = Omit<IdTokenRow, "tenantId" | "tokenKey" | "groupKey" | "id" | "lostAt">;

const one = z.object({ id: z.uuid() });

export const authorizationRouter = router({
  put: tenantProcedure
    .input(idTokenInput)
    .mutation(async ({ ctx, input }) => shown(await ctx.inTenant((room) => putToken(room, input)))),
  token: tenantProcedure
    .input(z.object({ idToken: z.string().min(1).max(255) }))
    .query(async ({ ctx, input }) => shown(await ctx.inTenant((room) => getIdToken(room, input.idToken)))),
  list: tenantProcedure.input(cardList).query(({ ctx, input }) => ctx.inTenant((room) => listCards(room, input))),
  get: tenantProcedure.input(one).query(({ ctx, input }) => ctx.inTenant((room) => getCard(room, input.id))),
  create: tenantProcedure.input(newCard).mutation(({ ctx, input }) => ctx.inTenant((room) => createCard(room, input))),
  change: tenantProcedure
    .input(changedCard)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => changeCard(room, input))),
  setState: tenantProcedure
    .input(cardStateInput)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => setCardState(room, input))),
  used: tenantProcedure.input(cardsOf).query(({ ctx, input }) => ctx.inTenant((room) => whereUsed(room, input))),
  clearCaches: tenantProcedure
    .input(cacheClearing)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => clearCaches(room, input))),
  changes: tenantProcedure
    .input(changeList)
    .query(({ ctx, input }) => ctx.inTenant((room) => listCardChanges(room, input))),
  drivers: tenantProcedure
    .input(driverList)
    .query(({ ctx, input }) => ctx.inTenant((room) => listDrivers(room, input))),
  driver: tenantProcedure.input(one).query(({ ctx, input }) => ctx.inTenant((room) => getDriver(room, input.id))),
  setDriverState: tenantProcedure
    .input(driverStateInput)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => setDriverState(room, input))),
  // A mutation: the file is too long for an address, and nobody wants it kept.
  checkFile: tenantProcedure
    .input(cardFileInput)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => checkCardFile(room, input))),
  importFile: tenantProcedure
    .input(cardFileInput)
    .mutation(({ ctx, input }) => ctx.inTenant((room) => importCards(room, input))),
  decisions: tenantProcedure
    .input(decisionList)
    .query(({ ctx, input }) => ctx.inTenant((room) => listDecisions(room, input))),
  refusals: tenantProcedure
    .input(refusalSpan)
    .query(({ ctx, input }) => ctx.inTenant((room) => countRefusals(room, input))),
});

const shown = ({ tenantId: _, tokenKey: __, groupKey: ___, id: ____, lostAt: _____, ...token }: IdTokenRow): IdToken =>
  token;
