export type Point = { at: number; value: number | null };
export type Gap = { from: number; to: number };

/** The runs of a curve: cut at missing values and wherever a gap lies between two points. Missing time is never bridged. */
export function runs(points: Point[], gaps: Gap[]): { at: number; value: number }[][] {
  const out: { at: number; value: number }[][] = [];
  let run: { at: number; value: number }[] = [];
  let last: number | undefined;
  for (const { at, value } of points) {
    const cut =
      last !== undefined &&
      gaps.some(
        (gap) =>
          gap.from < at &&
          gap.to > (last as number) &&
          gap.to - gap.from > 0 &&
          gap.from >= (last as number) - 1 &&
          gap.to <= at + 1,
      );
    if ((value === null || cut) && run.length > 0) {
      out.push(run);
      run = [];
    }
    if (value !== null) run.push({ at, value });
    last = at;
  }
  if (run.length > 0) out.push(run);
  return out;
}

type Scale = (n: number) => number;

export function linePath(run: { at: number; value: number }[], x: Scale, y: Scale): string {
  return run.map((p, n) => `${n === 0 ? "M" : "L"}${r(x(p.at))} ${r(y(p.value))}`).join("");
}

export function areaPath(run: { at: number; value: number }[], x: Scale, y: Scale): string {
  const first = run[0];
  const last = run.at(-1);
  if (!first || !last) return "";
  return `${linePath(run, x, y)}L${r(x(last.at))} ${r(y(0))}L${r(x(first.at))} ${r(y(0))}Z`;
}

/** A limit holds from its time until the next one. */
export function stepPath(run: { at: number; value: number }[], until: number, x: Scale, y: Scale): string {
  return run
    .map((p, n) => {
      const next = run[n + 1]?.at ?? until;
      return `${n === 0 ? "M" : "L"}${r(x(p.at))} ${r(y(p.value))}H${r(x(next))}`;
    })
    .join("");
}

const r = (n: number) => Math.round(n * 10) / 10;
