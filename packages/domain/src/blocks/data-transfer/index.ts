// Block P: data transfer.
import { defineCommand, keepMessage } from "../../kernel";

export const messages = [
  // P02.FR.06: no vendor is known yet.
  keepMessage("DataTransfer", () => ({ status: "UnknownVendorId" })),
];
export const commands = [defineCommand("DataTransfer")];
