import type { Connection } from "./connection";

export type HeldStations = ReturnType<typeof heldStations>;

/** The stations whose socket is here. */
export function heldStations() {
  const byStation = new Map<string, Connection>();

  return {
    of: (stationId: string): Connection | undefined => byStation.get(stationId),
    all: (): Connection[] => [...byStation.values()],
    count: () => byStation.size,

    /** The newer connection stays, whichever comes second: two handshakes may overtake each other. */
    hold(connection: Connection): void {
      const { id, epoch } = connection.station;
      const other = byStation.get(id);
      if (other && other.station.epoch > epoch) {
        connection.close("replaced");
        return;
      }
      byStation.set(id, connection);
      other?.close("replaced");
    },

    letGo(connection: Connection): void {
      if (byStation.get(connection.station.id) === connection) byStation.delete(connection.station.id);
    },
  };
}
