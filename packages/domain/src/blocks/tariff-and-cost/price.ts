import type { CostLine } from "@stationmaster/db";
import { dividedBy, type Exact, exact, isZero, plus, rounded, times, trimmed, zero } from "./exact";

/** Net prices as exact decimals; null is not charged for. */
export type Rates = {
  currency: string;
  energyPerKwh: string | null;
  timePerHour: string | null;
  sessionFee: string | null;
  taxPercent: string | null;
};

export type Usage = {
  /** Null: nothing was measured, and nothing is charged for it. */
  energyWh: string | null;
  milliseconds: number;
  /** Somebody was let in: a cable that was only plugged in is no session to pay for. */
  isSession: boolean;
};

export type Price = { currency: string; total: string; lines: CostLine[] };

/** What it costs, line by line. Everything is exact; only the total is rounded, once, to what the currency has (I03). */
export function priceOf({ currency, energyPerKwh, timePerHour, sessionFee, taxPercent }: Rates, usage: Usage): Price {
  const digits = digitsOf(currency);
  const used = usage.isSession || !isZero(exact(usage.energyWh ?? "0"));
  const lines: CostLine[] = [];
  let net = zero;

  function charge(what: CostLine["what"], unit: CostLine["unit"], quantity: Exact, rate: string | null): void {
    if (rate === null) return;
    const amount = times(quantity, exact(rate));
    net = plus(net, amount);
    lines.push({
      what,
      unit,
      quantity: trimmed(quantity),
      rate: trimmed(exact(rate), digits),
      amount: trimmed(amount, digits),
    });
  }

  if (used) {
    charge("energy", "kWh", dividedBy(exact(usage.energyWh ?? "0"), 1000n), energyPerKwh);
    charge("time", "h", { n: BigInt(Math.max(0, Math.round(usage.milliseconds))), d: 3_600_000n }, timePerHour);
    charge("session", "session", exact("1"), sessionFee);
  }
  const tax = taxPercent === null ? zero : dividedBy(times(net, exact(taxPercent)), 100n);
  if (used && taxPercent !== null)
    lines.push({
      ...{ what: "tax", unit: "percent", quantity: trimmed(exact(taxPercent)) },
      ...{ rate: trimmed(net, digits), amount: trimmed(tax, digits) },
    });
  return { currency, total: rounded(plus(net, tax), digits), lines };
}

/** A rate as a driver pays it, tax included. */
export const grossOf = (rate: string, taxPercent: string | null): Exact =>
  plus(exact(rate), dividedBy(times(exact(rate), exact(taxPercent ?? "0")), 100n));

const known = new Map<string, number>();

/** 2 for the euro, 0 for the yen, 3 for the dinar. */
export function digitsOf(currency: string): number {
  let digits = known.get(currency);
  if (digits === undefined) {
    digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
    known.set(currency, digits);
  }
  return digits;
}
