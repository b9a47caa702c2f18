// Block I: tariff and cost.
import { defineCommand } from "../../kernel";

export const messages = [];
export const commands = [defineCommand("CostUpdated")];
