import { type CommandAction, isAction, isCommandAction, isStationAction, type StationAction } from "./catalogue";
import { OcppError } from "./errors";

/** What a station asks of us: unknown is NotImplemented, known but ours to ask is NotSupported. */
export function acceptStationAction(name: string): StationAction {
  if (isStationAction(name)) return name;
  throw refusal(name);
}

/** The same for what we ask of a station, as a station sees it. */
export function acceptCommandAction(name: string): CommandAction {
  if (isCommandAction(name)) return name;
  throw refusal(name);
}

const refusal = (name: string) =>
  isAction(name)
    ? new OcppError("NotSupported", "this action is not for this side to receive")
    : new OcppError("NotImplemented", "the action is unknown");
