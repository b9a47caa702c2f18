export { askStation } from "./ask-station";
export {
  type CommandDetail,
  type CommandRecord,
  errorOf,
  getCommand,
  type Observed,
  observedOf,
} from "./command-record";
export { type Effect, effectOf } from "./effect";
export { commandList, listCommands } from "./list-commands";
export { deadlineSeconds, rawCommand, sendRaw } from "./send-raw";
export { startRequest, startSession, stopSession } from "./start-and-stop";
export { whichAreSettled } from "./which-are-settled";
export { withdrawCommand } from "./withdraw-command";
