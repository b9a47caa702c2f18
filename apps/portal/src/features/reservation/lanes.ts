export type Bar = { from: number; to: number };

/** Bars that would lie over each other stand below each other: the lane of each, in the order given. A short one takes `leastMs`, to be seen. */
export function lanesOf(bars: Bar[], leastMs: number): number[] {
  const endOf: number[] = [];
  const lanes: number[] = [];
  const inOrder = bars.map((_, at) => at).sort((a, b) => bars[a]!.from - bars[b]!.from);
  for (const at of inOrder) {
    const { from, to } = bars[at]!;
    const free = endOf.findIndex((end) => end <= from);
    const lane = free === -1 ? endOf.length : free;
    endOf[lane] = Math.max(to, from + leastMs);
    lanes[at] = lane;
  }
  return lanes;
}
