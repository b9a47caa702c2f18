import { idTokensRouter } from "../features/authorization/router";
import { commandsRouter } from "../features/commands/router";
import { diagnosticsRouter } from "../features/diagnostics/router";
import { firmwareRouter } from "../features/firmware/router";
import { meRouter } from "../features/frame/router";
import { liveRouter } from "../features/live/router";
import { mapRouter } from "../features/map/router";
import { messagesRouter } from "../features/messages/router";
import { overviewRouter } from "../features/overview/router";
import { reportsRouter } from "../features/reports/router";
import { searchRouter } from "../features/search/router";
import { sessionsRouter } from "../features/sessions/router";
import { apiKeysRouter, tenantRouter } from "../features/settings/router";
import { sitesRouter } from "../features/sites/router";
import { stationsRouter } from "../features/stations/router";
import { tenantsRouter } from "../features/tenants/router";
import { createCallerFactory, router } from "./trpc";

/** Every room's procedures: for the portal's pages, and for the HTTP API. */
export const appRouter = router({
  me: meRouter,
  overview: overviewRouter,
  map: mapRouter,
  sites: sitesRouter,
  stations: stationsRouter,
  sessions: sessionsRouter,
  commands: commandsRouter,
  messages: messagesRouter,
  reports: reportsRouter,
  apiKeys: apiKeysRouter,
  tenant: tenantRouter,
  tenants: tenantsRouter,
  search: searchRouter,
  live: liveRouter,
  idTokens: idTokensRouter,
  diagnostics: diagnosticsRouter,
  firmware: firmwareRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
