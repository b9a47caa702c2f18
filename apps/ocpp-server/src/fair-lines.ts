/** A queue with a line for each tenant, from which the next is taken in turn: a long line keeps no short one waiting. */
export function fairLines<T extends { tenantId: string }>() {
  const lines = new Map<string, T[]>();
  let size = 0;

  return {
    size: () => size,
    all: (): T[] => [...lines.values()].flat(),

    put(item: T): void {
      const line = lines.get(item.tenantId);
      if (line) line.push(item);
      else lines.set(item.tenantId, [item]);
      size += 1;
    },

    take(most: number): T[] {
      const taken: T[] = [];
      for (const [tenantId, line] of lines) {
        if (taken.length >= most) break;
        taken.push(line.shift()!);
        lines.delete(tenantId);
        // Behind all others, and so comes by again in this very loop.
        if (line.length > 0) lines.set(tenantId, line);
      }
      size -= taken.length;
      return taken;
    },

    remove(isUnwanted: (item: T) => boolean): T[] {
      const removed: T[] = [];
      for (const [tenantId, line] of lines) {
        const left = line.filter((item) => !isUnwanted(item) || removed.push(item) === 0);
        if (left.length > 0) lines.set(tenantId, left);
        else lines.delete(tenantId);
      }
      size -= removed.length;
      return removed;
    },
  };
}
