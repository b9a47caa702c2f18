import { defineMessage } from "../../kernel";
import { noteStatus } from "./note-status";

/** L03: always answered; once published, with the addresses from which stations can fetch it (L03.FR.04). */
export const publishFirmwareStatusNotification = defineMessage(
  "PublishFirmwareStatusNotification",
  async (ctx, { status, requestId, location }) => {
    await noteStatus(ctx, "publish", { status, requestId, location });
    return {};
  },
);
