import { authorizationRoutes } from "./authorization-routes";
import { availabilityRoutes } from "./availability-routes";
import { bulkCommandRoutes } from "./bulk-command-routes";
import { commandRoutes } from "./command-routes";
import { reportRoutes } from "./report-routes";
import { reservationRoutes } from "./reservation-routes";
import type { Route } from "./route";
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
  ...commandRoutes,
  ...bulkCommandRoutes,
  ...sessionRoutes,
  ...tariffRoutes,
  ...reservationRoutes,
  ...availabilityRoutes,
  ...reportRoutes,
  ...smartChargingRoutes,
];
