import { commandRoutes } from "./command-routes";
import { diagnosticsRoutes } from "./diagnostics-routes";
import { firmwareRoutes } from "./firmware-routes";
import { reportRoutes } from "./report-routes";
import type { Route } from "./route";
import { sessionRoutes } from "./session-routes";
import { stationRoutes } from "./station-routes";
import { tenantRoutes } from "./tenant-routes";

/** The HTTP API: what is answered, what is documented, and what the isolation test walks through. */
export const routes: readonly Route[] = [
  ...tenantRoutes,
  ...stationRoutes,
  ...commandRoutes,
  ...sessionRoutes,
  ...diagnosticsRoutes,
  ...firmwareRoutes,
  ...reportRoutes,
];
