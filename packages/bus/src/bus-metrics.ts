import { metrics } from "@stationmaster/runtime";

/** What is not told is found all the same, later: rows within a minute, a screen when it is read anew. */
export const untold = metrics.counter("stationmaster_bus_untold_total", "Rings and live changes the bus did not take", [
  "what",
]);
