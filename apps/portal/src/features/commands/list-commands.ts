import { catalogue, commandActions } from "@stationmaster/ocpp";

export type CommandEntry = { action: string; room: string; block: string };

/** The 40 commands by room, for the browser: without the validators that come with the protocol package. */
export function listCommands(): CommandEntry[] {
  return commandActions
    .map((action) => ({ action, room: catalogue[action].room, block: catalogue[action].block }))
    .sort((a, b) => a.block.localeCompare(b.block) || a.action.localeCompare(b.action));
}
