// Block L: firmware.
import { defineCommand, keepMessage } from "../../kernel";

export const messages = [
  keepMessage("FirmwareStatusNotification", () => ({})),
  keepMessage("PublishFirmwareStatusNotification", () => ({})),
];
export const commands = [
  defineCommand("UpdateFirmware"),
  defineCommand("PublishFirmware"),
  defineCommand("UnpublishFirmware"),
];
