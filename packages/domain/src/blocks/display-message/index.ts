// Block O: display message.
import { defineCommand, keepMessage } from "../../kernel";

export const messages = [keepMessage("NotifyDisplayMessages", () => ({}))];
export const commands = [
  defineCommand("SetDisplayMessage"),
  defineCommand("GetDisplayMessages"),
  defineCommand("ClearDisplayMessage"),
];
