import type { Res } from "@stationmaster/ocpp";
import type { StationContext } from "../../kernel";

type Answer = Omit<Res<"DataTransfer">, "status"> & { status: "Accepted" | "Rejected" };

/** What one message of a vendor does; `data` is whatever that vendor says it is. */
export type VendorMessage = (ctx: StationContext, data: unknown) => Promise<Answer>;

/** A vendor whose messages we understand, each by its messageId; "" is the message without one. */
export type Vendor = { vendorId: string; messages: Readonly<Record<string, VendorMessage>> };

const known = new Map<string, Vendor>();

/** Vendor ids are reversed domain names (P01.FR.02), which compare without case. */
export const registerVendor = (vendor: Vendor): void => void known.set(vendor.vendorId.toLowerCase(), vendor);

export const findVendor = (vendorId: string): Vendor | undefined => known.get(vendorId.toLowerCase());
