import type { Transaction } from "./transaction";

/** The values of TxStartPoint and TxStopPoint that this station knows. */
export type TxPoint = "ParkingBayOccupancy" | "EVConnected" | "Authorized" | "PowerPathClosed" | "EnergyTransfer";

const isAt: Record<TxPoint, (transaction: Transaction) => boolean> = {
  // There is no bay sensor: a car is in the bay while it is plugged in.
  ParkingBayOccupancy: ({ evse }) => evse?.plugged !== undefined,
  EVConnected: ({ evse }) => evse?.plugged !== undefined,
  Authorized: ({ isAuthorized }) => isAuthorized,
  PowerPathClosed: ({ isAuthorized, evse }) => isAuthorized && evse?.plugged !== undefined,
  EnergyTransfer: ({ chargingState }) => chargingState === "Charging",
};

const points = Object.keys(isAt) as TxPoint[];

/** A stop point counts only after it was reached: a token that comes first does not end for want of a cable. */
export function notePoints(transaction: Transaction): void {
  for (const point of points) if (isAt[point](transaction)) transaction.reached.add(point);
}

export const hasReachedStart = (configured: string[], transaction: Transaction) =>
  points.some((point) => configured.includes(point) && isAt[point](transaction));

export const hasReachedStop = (configured: string[], transaction: Transaction) =>
  points.some((point) => configured.includes(point) && transaction.reached.has(point) && !isAt[point](transaction));
