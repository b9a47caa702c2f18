/** A number as a fraction: nothing is lost until it is rounded for a person. */
export type Exact = { readonly n: bigint; readonly d: bigint };

export const zero: Exact = { n: 0n, d: 1n };

/** A decimal as it is written: "0.4900", "12", "-3.5". */
export function exact(text: string): Exact {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!parts) throw new Error(`${text} is not a decimal`);
  const [, sign, whole, decimals = ""] = parts;
  const n = BigInt(`${whole}${decimals}`);
  return { n: sign ? -n : n, d: 10n ** BigInt(decimals.length) };
}

export const times = (a: Exact, b: Exact): Exact => ({ n: a.n * b.n, d: a.d * b.d });
export const plus = (a: Exact, b: Exact): Exact => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const dividedBy = (a: Exact, by: bigint): Exact => ({ n: a.n, d: a.d * by });
export const isZero = ({ n }: Exact): boolean => n === 0n;

/** With that many decimals, a half away from zero, as on a till. */
export function rounded({ n, d }: Exact, decimals: number): string {
  const scaled = n * 10n ** BigInt(decimals) * 2n;
  const size = scaled < 0n ? -scaled : scaled;
  const units = (size + d) / (2n * d);
  const digits = units.toString().padStart(decimals + 1, "0");
  const at = digits.length - decimals;
  const text = decimals === 0 ? digits : `${digits.slice(0, at)}.${digits.slice(at)}`;
  return n < 0n && units !== 0n ? `-${text}` : text;
}

/** As few decimals as it takes, six at most, and no fewer than asked. */
export function trimmed(value: Exact, atLeast = 0): string {
  const [whole, decimals = ""] = rounded(value, 6).split(".");
  const kept = decimals.replace(/0+$/, "").padEnd(atLeast, "0");
  return kept ? `${whole}.${kept}` : whole!;
}
