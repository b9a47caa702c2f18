import { defineMessage } from "../../kernel";
import { noteStatus } from "./note-status";

/** L01, L02: always answered. `Installed` may come before the boot that brings the new version or after it (L01.FR.32). */
export const firmwareStatusNotification = defineMessage(
  "FirmwareStatusNotification",
  async (ctx, { status, requestId }) => {
    await noteStatus(ctx, "update", { status, requestId });
    return {};
  },
);
