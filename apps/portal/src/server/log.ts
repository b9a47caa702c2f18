import { createLogger, type Logger, oncePerProcess } from "@stationmaster/runtime";
import { env } from "./env";

export const log = (): Logger =>
  oncePerProcess("portal log", () => createLogger({ name: "portal", level: env().LOG_LEVEL }));
