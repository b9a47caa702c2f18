export { askStation } from "./ask-station";
export { type CommandRecord, getCommand, type Observed } from "./command-record";
export { commandList, listCommands } from "./list-commands";
export { deadlineSeconds, rawCommand, sendRaw } from "./send-raw";
export { startRequest, startSession, stopSession } from "./start-and-stop";
export { withdrawCommand } from "./withdraw-command";
