// Block J: meter values.
import { meterValues } from "./meter-values";

export { listCurve, listMeterValues } from "./list-meter-values";
export { type Measured, measure } from "./samples";

export const messages = [meterValues];
export const commands = [];
