import { boot, isAccepted, RawStation } from "./raw-station";
import type { Target } from "./target";

export type Connected = { tenant: string; identity: string; station: RawStation };

/** All of them on the line, booted and accepted. */
export function connectStations({ url, stations, password }: Target): Promise<Connected[]> {
  return Promise.all(
    stations.map(async ({ tenant, identity }) => {
      const station = new RawStation(`${url}/${tenant}`, identity, password, false);
      await station.opened;
      const answer = await station.ask("BootNotification", boot);
      if (!isAccepted(answer)) throw new Error(`${identity} is not accepted: ${answer}`);
      return { tenant, identity, station };
    }),
  );
}
