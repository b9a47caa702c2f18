import type { Context as Room } from "@stationmaster/domain";
import { findStation } from "@stationmaster/domain/business";

/** A room's list knows a station by its id; people and programs name it by its identity. */
export async function ofStation<Input extends { identity: string }, T>(
  room: Room,
  { identity, ...input }: Input,
  list: (room: Room, input: Omit<Input, "identity"> & { stationId: string }) => Promise<T>,
): Promise<T> {
  const { id: stationId } = await findStation(room, identity);
  return list(room, { ...input, stationId });
}
