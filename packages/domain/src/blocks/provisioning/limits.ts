import { eq, stations } from "@stationmaster/db";
import type { Context, Limits } from "../../kernel";
import { readVariables, variableKey } from "./device-model";

/** Which component says how much one request of an action may carry. */
const controllers = {
  GetReport: "DeviceDataCtrlr",
  GetVariables: "DeviceDataCtrlr",
  SetVariables: "DeviceDataCtrlr",
  SetVariableMonitoring: "MonitoringCtrlr",
  ClearVariableMonitoring: "MonitoringCtrlr",
  SendLocalList: "LocalAuthListCtrlr",
} as const;
const limited = Object.keys(controllers) as (keyof typeof controllers)[];

/** The list's controller has one message to limit, and names it by no instance. */
const keyOf = (name: "ItemsPerMessage" | "BytesPerMessage", instance: keyof typeof controllers) =>
  variableKey({ name: controllers[instance] }, instance === "SendLocalList" ? { name } : { name, instance });

/** How much one request may carry (B05.FR.11, B06.FR.05): what the station reports, unless an operator knows better. */
export async function limitsOf(ctx: Context, stationId: string): Promise<Limits> {
  const [station] = await ctx.db
    .select({ override: stations.itemsPerMessage })
    .from(stations)
    .where(eq(stations.id, stationId));
  const told = await readVariables(
    ctx,
    stationId,
    limited.flatMap((action) => [keyOf("ItemsPerMessage", action), keyOf("BytesPerMessage", action)]),
  );
  const read = (variable: "ItemsPerMessage" | "BytesPerMessage") =>
    Object.fromEntries(
      limited.flatMap((action) => {
        const value = Number(told.get(keyOf(variable, action)));
        return Number.isInteger(value) && value > 0 ? [[action, value]] : [];
      }),
    );
  return { items: { ...read("ItemsPerMessage"), ...station?.override }, bytes: read("BytesPerMessage") };
}

/** What stands around a payload: [2,"…","SetVariableMonitoring",…] with an id of 36 characters. */
const frameBytes = 70;

/**
 * Cuts a list into requests of at most `most` items and `bytes` bytes each, in order; an item that alone is too large goes
 * alone. Two items of one name do not go together.
 */
export function splitItems<Item, Request>(
  items: Item[],
  make: (items: Item[]) => Request,
  most = Number.POSITIVE_INFINITY,
  bytes = Number.POSITIVE_INFINITY,
  nameOf?: (item: Item) => string,
): Request[] {
  const requests: Request[] = [];
  const isTooLong = (batch: Item[]) =>
    batch.length > most ||
    (Number.isFinite(bytes) && Buffer.byteLength(JSON.stringify(make(batch))) + frameBytes > bytes);
  let batch: Item[] = [];
  let names = new Set<string>();
  for (const item of items) {
    const name = nameOf?.(item);
    const wouldBe = [...batch, item];
    if (batch.length > 0 && (isTooLong(wouldBe) || (name !== undefined && names.has(name)))) {
      requests.push(make(batch));
      batch = [item];
      names = new Set();
    } else batch = wouldBe;
    if (name !== undefined) names.add(name);
  }
  if (batch.length > 0) requests.push(make(batch));
  return requests;
}
