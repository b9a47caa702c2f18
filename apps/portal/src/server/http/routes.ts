import { authorizationRoutes } from "./authorization-routes";
import { availabilityRoutes } from "./availability-routes";
import { bulkCommandRoutes } from "./bulk-command-routes";
import { commandRoutes } from "./command-routes";
import { configurationTemplateRoutes } from "./configuration-template-routes";
import { dataTransferRoutes } from "./data-transfer-routes";
import { diagnosticsRoutes } from "./diagnostics-routes";
import { displayMessageRoutes } from "./display-message-routes";
import { firmwareRoutes } from "./firmware-routes";
import { localListRoutes } from "./local-list-routes";
import { networkRoutes } from "./network-routes";
import { onboardingRoutes } from "./onboarding-routes";
import { reportRoutes } from "./report-routes";
import { reservationRoutes } from "./reservation-routes";
import type { Route } from "./route";
import { securityRoutes } from "./security-routes";
import { sessionRoutes } from "./session-routes";
import { smartChargingRoutes } from "./smart-charging-routes";
import { stationRoutes } from "./station-routes";
import { tariffRoutes } from "./tariff-routes";
import { tenantRoutes } from "./tenant-routes";

/** The HTTP API: what is answered, what is documented, and what the isolation test walks through. */
export const routes: readonly Route[] = [
  ...tenantRoutes,
  ...authorizationRoutes,
  ...stationRoutes,
  ...onboardingRoutes,
  ...commandRoutes,
  ...networkRoutes,
  ...bulkCommandRoutes,
  ...configurationTemplateRoutes,
  ...localListRoutes,
  ...sessionRoutes,
  ...tariffRoutes,
  ...reservationRoutes,
  ...availabilityRoutes,
  ...diagnosticsRoutes,
  ...firmwareRoutes,
  ...reportRoutes,
  ...smartChargingRoutes,
  ...displayMessageRoutes,
  ...dataTransferRoutes,
  ...securityRoutes,
];
