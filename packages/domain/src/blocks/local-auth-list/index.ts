// Block D: local authorization list.
import { defineCommand } from "../../kernel";

export const messages = [];
export const commands = [defineCommand("SendLocalList"), defineCommand("GetLocalListVersion", { mayRepeat: true })];
