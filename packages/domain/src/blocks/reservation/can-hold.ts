/** What a reservation asks for: one EVSE, one with a kind of plug, or any. */
export type Wish = { evseId: number | null; connectorType: string | null };

/** An EVSE with its plugs; a type nobody told is null and may be any. */
export type Place = { evseId: number; connectorTypes: (string | null)[] };

/** Whether each wish can have an EVSE to itself (H01): the others make room for it where they can. */
export function canHold(wishes: Wish[], places: Place[]): boolean {
  const holder = new Map<number, number>();
  const choices = wishes.map((wish) => places.filter((place) => suits(wish, place)).map(({ evseId }) => evseId));

  /** A way to an EVSE for this wish, moving others on as far as it takes. */
  function seat(wish: number, tried: Set<number>): boolean {
    for (const evseId of choices[wish]!) {
      if (tried.has(evseId)) continue;
      tried.add(evseId);
      const other = holder.get(evseId);
      if (other === undefined || seat(other, tried)) {
        holder.set(evseId, wish);
        return true;
      }
    }
    return false;
  }

  return wishes.every((_, wish) => seat(wish, new Set()));
}

const suits = ({ evseId, connectorType }: Wish, place: Place): boolean =>
  (evseId === null || evseId === place.evseId) &&
  (connectorType === null ||
    place.connectorTypes.length === 0 ||
    place.connectorTypes.some((type) => type === null || type.toLowerCase() === connectorType.toLowerCase()));
