// Block P: data transfer.
import { dataTransferFromStation } from "./data-transfer";
import { lineCheck } from "./line-check";
import { dataTransfer, dataTransferRequest } from "./send-data";
import { registerVendor } from "./vendor";

export { type DataTransfer, dataTransferList, listDataTransfers } from "./list-data-transfers";
export { registerVendor, type Vendor, type VendorMessage } from "./vendor";
export { dataTransfer, dataTransferRequest };

registerVendor(lineCheck);

export const messages = [dataTransferFromStation];
export const commands = [dataTransfer];
