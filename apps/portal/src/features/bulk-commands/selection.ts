/** A station chosen for a bulk command, with what its operator must know before. */
export type Selected = { id: string; identity: string; carCount: number; isOnline: boolean };

/** What a selection will hit. */
export type Reach = { count: number; chargingCount: number; carCount: number; offlineCount: number };

export const reachOf = (selected: Iterable<Selected>): Reach => {
  const reach = { count: 0, chargingCount: 0, carCount: 0, offlineCount: 0 };
  for (const { carCount, isOnline } of selected) {
    reach.count += 1;
    reach.carCount += carCount;
    if (carCount > 0) reach.chargingCount += 1;
    if (!isOnline) reach.offlineCount += 1;
  }
  return reach;
};
