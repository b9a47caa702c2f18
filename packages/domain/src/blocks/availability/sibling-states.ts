export type Plug = { evseId: number; connectorId: number; status: string | null };

/** Whether a car could use it now, and which plug of the same EVSE keeps it from that. */
export type Usability = { isUsable: boolean; takenBy: number | null };

const takes = new Set(["Occupied", "Reserved"]);

/**
 * G01.FR.08: of an EVSE with several plugs only the one in use reports, and an EVSE serves one car at a time: the others say
 * Available and are not.
 */
export function withSiblings<P extends Plug>(plugs: P[]): (P & Usability)[] {
  return plugs.map((plug) => {
    const taker = plugs.find(
      ({ evseId, connectorId, status }) =>
        evseId === plug.evseId && connectorId !== plug.connectorId && status !== null && takes.has(status),
    );
    const takenBy = taker?.connectorId ?? null;
    return { ...plug, isUsable: plug.status === "Available" && takenBy === null, takenBy };
  });
}
