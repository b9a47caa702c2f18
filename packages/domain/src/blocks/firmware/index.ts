// Block L: firmware.
import { firmwareStatusNotification } from "./firmware-status-notification";
import { publishFirmware } from "./publish-firmware";
import { publishFirmwareStatusNotification } from "./publish-firmware-status-notification";
import { unpublishFirmware } from "./unpublish-firmware";
import { updateFirmware } from "./update-firmware";

export { firmwareJobList, type ListedFirmwareJob, listFirmwareJobs } from "./list-firmware-jobs";
export { publishFirmware, unpublishFirmware, updateFirmware };

export const messages = [firmwareStatusNotification, publishFirmwareStatusNotification];
export const commands = [updateFirmware, publishFirmware, unpublishFirmware];
