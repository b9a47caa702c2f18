import { authorizationRouter } from "../features/authorization/router";
import { availabilityRouter } from "../features/availability/router";
import { bulkCommandsRouter } from "../features/bulk-commands/router";
import { certificatesRouter } from "../features/certificates/router";
import { commandsRouter } from "../features/commands/router";
import { configurationTemplatesRouter } from "../features/configuration-templates/router";
import { dataTransferRouter } from "../features/data-transfer/router";
import { diagnosticsRouter } from "../features/diagnostics/router";
import { displayMessageRouter } from "../features/display-message/router";
import { firmwareRouter } from "../features/firmware/router";
import { meRouter } from "../features/frame/router";
import { liveRouter } from "../features/live/router";
import { localAuthListRouter } from "../features/local-auth-list/router";
import { mapRouter } from "../features/map/router";
import { messagesRouter } from "../features/messages/router";
import { networkRouter } from "../features/network/router";
import { onboardingRouter } from "../features/onboarding/router";
import { overviewRouter } from "../features/overview/router";
import { reportsRouter } from "../features/reports/router";
import { reservationRouter } from "../features/reservation/router";
import { searchRouter } from "../features/search/router";
import { securityRouter } from "../features/security/router";
import { sessionsRouter } from "../features/sessions/router";
import { apiKeysRouter, tenantRouter } from "../features/settings/router";
import { sitesRouter } from "../features/sites/router";
import { smartChargingRouter } from "../features/smart-charging/router";
import { stationsRouter } from "../features/stations/router";
import { tariffAndCostRouter } from "../features/tariff-and-cost/router";
import { tenantsRouter } from "../features/tenants/router";
import { createCallerFactory, router } from "./trpc";

/** Every room's procedures: for the portal's pages, and for the HTTP API. */
export const appRouter = router({
  me: meRouter,
  overview: overviewRouter,
  map: mapRouter,
  sites: sitesRouter,
  stations: stationsRouter,
  onboarding: onboardingRouter,
  sessions: sessionsRouter,
  commands: commandsRouter,
  bulkCommands: bulkCommandsRouter,
  network: networkRouter,
  configurationTemplates: configurationTemplatesRouter,
  messages: messagesRouter,
  tariffAndCost: tariffAndCostRouter,
  reports: reportsRouter,
  apiKeys: apiKeysRouter,
  tenant: tenantRouter,
  tenants: tenantsRouter,
  search: searchRouter,
  live: liveRouter,
  authorization: authorizationRouter,
  reservation: reservationRouter,
  availability: availabilityRouter,
  smartCharging: smartChargingRouter,
  displayMessage: displayMessageRouter,
  dataTransfer: dataTransferRouter,
  security: securityRouter,
  certificates: certificatesRouter,
  diagnostics: diagnosticsRouter,
  firmware: firmwareRouter,
  localAuthList: localAuthListRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
