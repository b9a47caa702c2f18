import { type Metrics, metrics, oncePerProcess, slowLog } from "@stationmaster/runtime";
import { log } from "./log";

export const portalMetricsOf = (registry: Metrics) => ({
  httpSeconds: registry.histogram(
    "stationmaster_http_seconds",
    "Time of a request, by the part of the portal it went to and the class of its status",
    ["part", "status"],
  ),
  apiSeconds: registry.histogram("stationmaster_api_seconds", "Time of a call of the HTTP API", [
    "method",
    "path",
    "status",
  ]),
  procedureSeconds: registry.histogram(
    "stationmaster_procedure_seconds",
    "Time of a procedure: ok, refused (the caller's to mend) or failed (ours)",
    ["path", "outcome"],
  ),
  logins: registry.counter("stationmaster_logins_total", "Logins by how they ended", ["outcome"]),
  liveClients: registry.gauge("stationmaster_live_clients", "Browsers that hear live changes here"),
  liveMissed: registry.counter(
    "stationmaster_live_missed_total",
    "Times a browser was told to read anew, since changes were lost or too many",
  ),
});

export const portalMetrics = () => oncePerProcess("portal metrics", () => portalMetricsOf(metrics));

/** Names whose tenant waited long: the metrics do not. */
export const slow = oncePerProcess("portal slow log", () => slowLog(log));
