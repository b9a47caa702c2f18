import { getIdToken, type IdTokenRow } from "@stationmaster/domain/authorization";
import { idTokenInput, putToken } from "@stationmaster/domain/business";
import { z } from "zod";
import { router, tenantProcedure } from "../../server/trpc";

export type IdToken = Omit<IdTokenRow, "tenantId" | "tokenKey">;

export const idTokensRouter = router({
  put: tenantProcedure
    .input(idTokenInput)
    .mutation(async ({ ctx, input }) => shown(await ctx.inTenant((room) => putToken(room, input)))),
  get: tenantProcedure
    .input(z.object({ idToken: z.string().min(1).max(255) }))
    .query(async ({ ctx, input }) => shown(await ctx.inTenant((room) => getIdToken(room, input.idToken)))),
});

const shown = ({ tenantId: _, tokenKey: __, ...token }: IdTokenRow): IdToken => token;
