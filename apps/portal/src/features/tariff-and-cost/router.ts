import {
  assignTariff,
  costsTold,
  getTariffDetail,
  listTariffStations,
  note,
  tariffAssignment,
  tariffList,
  tariffOfStation,
  tariffPage,
  tariffStationList,
} from "@stationmaster/domain/business";
import {
  getTariff,
  putTariff,
  sendRunningCost,
  simulateTariff,
  simulation,
  tariffInput,
  tariffText,
  tryRates,
} from "@stationmaster/domain/tariff-and-cost";
import { z } from "zod";
import { router, tenantProcedure } from "../../server/trpc";

const one = z.object({ key: z.string().max(200) });
const station = z.object({ identity: z.string().min(1).max(200) });
const changed = tariffInput.extend({ ...one.shape, mustBeNew: z.boolean().default(false) });
const rates = tariffInput.pick({ currency: true, energy: true, time: true, session: true, tax: true });

export const tariffAndCostRouter = router({
  list: tenantProcedure.input(tariffList).query(({ ctx, input }) => ctx.inTenant((room) => tariffPage(room, input))),
  get: tenantProcedure.input(one).query(({ ctx, input }) => ctx.inTenant((room) => getTariff(room, input.key))),
  detail: tenantProcedure
    .input(one)
    .query(({ ctx, input }) => ctx.inTenant((room) => getTariffDetail(room, input.key))),
  put: tenantProcedure.input(changed).mutation(({ ctx, input: { key, mustBeNew, ...given } }) =>
    ctx.inTenant(async (room) => {
      const tariff = await putTariff(room, key, given, { mustBeNew });
      await note(room, "tariff changed", key, { ...given, version: tariff.version });
      return tariff;
    }),
  ),
  simulate: tenantProcedure
    .input(one.extend(simulation.shape))
    .query(({ ctx, input: { key, ...session } }) => ctx.inTenant((room) => simulateTariff(room, key, session))),
  /** The same by rates that are not saved yet, with the text that a driver would read. */
  tryRates: tenantProcedure.input(z.object({ rates, session: simulation, language: z.string() })).query(({ input }) => {
    const { energy = null, time = null, session = null, tax = null, currency } = input.rates;
    const given = { currency, energy, time, session, tax };
    return { ...tryRates(given, input.session), text: tariffText(given, input.language).content };
  }),

  stations: tenantProcedure
    .input(tariffStationList)
    .query(({ ctx, input }) => ctx.inTenant((room) => listTariffStations(room, input))),
  ofStation: tenantProcedure
    .input(station)
    .query(({ ctx, input }) => ctx.inTenant((room) => tariffOfStation(room, input.identity))),
  assign: tenantProcedure.input(tariffAssignment).mutation(({ ctx, input }) =>
    ctx.inTenant(async (room) => {
      await assignTariff(room, input);
      await note(room, "tariff of stations set", input.tariffKey ?? "default", { stations: input.stationIdentities });
    }),
  ),

  told: tenantProcedure
    .input(z.object({ id: z.uuid() }))
    .query(({ ctx, input }) => ctx.inTenant((room) => costsTold(room, input.id))),
  tell: tenantProcedure
    .input(z.object({ id: z.uuid() }))
    .mutation(({ ctx, input }) => ctx.inTenant((room) => sendRunningCost(room, input.id))),
});
