export { askStation } from "./ask-station";
export { changePassword, type PasswordChange, type PasswordStanding, readPassword } from "./change-password";
export {
  type CommandDetail,
  type CommandRecord,
  commandsById,
  errorOf,
  getCommand,
  isSettled,
  type Observed,
  observedOf,
  settledAmong,
} from "./command-record";
export { type Effect, effectOf } from "./effect";
export { commandList, listCommands } from "./list-commands";
export { deadlineSeconds, rawCommand, sendRaw } from "./send-raw";
export { askAboutSession, startRequest, startSession, stopSession } from "./start-and-stop";
export { withdrawCommand } from "./withdraw-command";
