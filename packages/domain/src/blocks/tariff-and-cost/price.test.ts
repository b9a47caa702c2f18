import fc from "fast-check";
import { expect, test } from "vitest";
import { exact, plus, rounded, times, trimmed } from "./exact";
import { digitsOf, priceOf, type Rates } from "./price";

const rates = (given: Partial<Rates> = {}): Rates => ({
  ...{ currency: "EUR", energyPerKwh: null, timePerHour: null, sessionFee: null, taxPercent: null },
  ...given,
});
const used = (energyWh: string | null, minutes = 0) => ({ energyWh, milliseconds: minutes * 60_000, isSession: true });

test("I03: each line says what was charged for, and the total is their sum with tax", () => {
  const full = rates({ energyPerKwh: "0.45", timePerHour: "1.20", sessionFee: "0.50", taxPercent: "19" });
  expect(priceOf(full, used("25000", 90))).toEqual({
    currency: "EUR",
    total: "16.12",
    lines: [
      { what: "energy", quantity: "25", unit: "kWh", rate: "0.45", amount: "11.25" },
      { what: "time", quantity: "1.5", unit: "h", rate: "1.20", amount: "1.80" },
      { what: "session", quantity: "1", unit: "session", rate: "0.50", amount: "0.50" },
      { what: "tax", quantity: "19", unit: "percent", rate: "13.55", amount: "2.5745" },
    ],
  });
});

test("I03: what is not charged for has no line; what costs nothing has one, and free is 0.00", () => {
  expect(priceOf(rates({ energyPerKwh: "0.45" }), used("5000")).lines).toHaveLength(1);
  expect(priceOf(rates({ energyPerKwh: "0" }), used("5000"))).toMatchObject({
    total: "0.00",
    lines: [{ amount: "0.00" }],
  });
  expect(priceOf(rates(), used("5000"))).toMatchObject({ total: "0.00", lines: [] });
});

test("I03: a cable that was only plugged in is not paid for; energy that nobody was let in for is", () => {
  const all = rates({ energyPerKwh: "1", timePerHour: "1", sessionFee: "1" });
  expect(priceOf(all, { energyWh: "0", milliseconds: 3_600_000, isSession: false })).toMatchObject({ total: "0.00" });
  expect(priceOf(all, { energyWh: null, milliseconds: 3_600_000, isSession: false })).toMatchObject({ total: "0.00" });
  expect(priceOf(all, { energyWh: "1000", milliseconds: 0, isSession: false })).toMatchObject({ total: "2.00" });
});

test("I03: a third of an hour is not rounded before the total is", () => {
  expect(priceOf(rates({ timePerHour: "1" }), used(null, 20)).lines[0]).toMatchObject({
    quantity: "0.333333",
    amount: "0.333333",
  });
  const three = priceOf(rates({ timePerHour: "0.03" }), used(null, 20));
  expect(three.total).toBe("0.01");
});

test("I03: as many decimals as the currency has, a half rounded up", () => {
  expect(digitsOf("EUR")).toBe(2);
  expect(priceOf(rates({ currency: "JPY", energyPerKwh: "30.5" }), used("1000")).total).toBe("31");
  expect(priceOf(rates({ currency: "KWD", energyPerKwh: "0.0105" }), used("1000")).total).toBe("0.011");
  expect(priceOf(rates({ energyPerKwh: "0.005" }), used("1000")).total).toBe("0.01");
  expect(priceOf(rates({ energyPerKwh: "0.004999" }), used("1000")).total).toBe("0.00");
});

const amount = fc
  .tuple(fc.nat(9_999_999), fc.nat(6))
  .map(([n, decimals]) => rounded({ n: BigInt(n), d: 10n ** BigInt(decimals) }, 6));

test("I03: the total is within half a cent of the exact sum of what the rates say, whatever they are", () => {
  const whole = fc.record({
    energyPerKwh: fc.option(amount),
    timePerHour: fc.option(amount),
    sessionFee: fc.option(amount),
    taxPercent: fc.option(fc.nat(100).map(String)),
  });
  fc.assert(
    fc.property(whole, fc.nat(1e9), fc.nat(30 * 86_400_000), (given, milliwattHours, milliseconds) => {
      const usage = { energyWh: rounded({ n: BigInt(milliwattHours), d: 1000n }, 3), milliseconds, isSession: true };
      const { total } = priceOf(rates(given), usage);
      // The same sum in one fraction: energy in mWh, time in ms, tax in percent.
      const micro = (rate: string | null) => BigInt((rate ?? "0").replace(".", ""));
      const net =
        micro(given.energyPerKwh) * BigInt(milliwattHours) * 36n +
        micro(given.timePerHour) * BigInt(milliseconds) * 10n +
        micro(given.sessionFee) * 36_000_000n;
      const gross = net * (100n + BigInt(given.taxPercent ?? "0"));
      const scale = 36_000_000n * 100n * 1_000_000n;
      const error = BigInt(total.replace(".", "")) * scale - gross * 100n;
      return 2n * (error < 0n ? -error : error) <= scale;
    }),
  );
});

const some = fc.record({
  energyPerKwh: fc.option(amount),
  timePerHour: fc.option(amount),
  sessionFee: fc.option(amount),
  taxPercent: fc.option(fc.tuple(fc.nat(99), fc.nat(9999)).map(([whole, part]) => `${whole}.${part}`)),
});
const usages = fc.record({
  energyWh: fc.option(fc.nat(1e9).map((milliwattHours) => rounded({ n: BigInt(milliwattHours), d: 1000n }, 3))),
  milliseconds: fc.nat(30 * 86_400_000),
  isSession: fc.constant(true),
});

test("I03: the lines add up to the total: each is quantity × rate, tax is on their sum, and only the total is rounded to money", () => {
  fc.assert(
    fc.property(some, usages, (given, usage) => {
      const { total, lines } = priceOf(rates(given), usage);
      const sum = lines.reduce((all, { amount: line }) => plus(all, exact(line)), exact("0"));
      // A line is written with six decimals: each may be off by half a millionth, a total by half a cent besides.
      const off = plus(exact(total), times(sum, exact("-1")));
      const limit = plus(exact("0.005"), { n: BigInt(lines.length), d: 2_000_000n });
      return Math.abs(Number(off.n) / Number(off.d)) <= Number(limit.n) / Number(limit.d);
    }),
  );
});

test("I03: what a session costs in two halves is what it costs at once, but for the rounding of each", () => {
  fc.assert(
    fc.property(some, fc.nat(1e6), fc.nat(1e6), fc.nat(1e9), fc.nat(1e9), (given, a, b, first, second) => {
      const metered = rates({ ...given, sessionFee: null });
      const cents = (wh: number, milliseconds: number) =>
        BigInt(priceOf(metered, { energyWh: String(wh), milliseconds, isSession: true }).total.replace(".", ""));
      const apart = cents(a, first) + cents(b, second) - cents(a + b, first + second);
      return apart >= -1n && apart <= 1n;
    }),
  );
});

test("I03: no float touches the money: a tenth and two tenths, and sums that a double cannot hold", () => {
  const dear = rates({ energyPerKwh: "999999999.999999", taxPercent: "100" });
  expect(priceOf(dear, used("999999999999")).total).toBe("1999999999997998000.00");
  const tenths = rates({ energyPerKwh: "0.1", sessionFee: "0.2" });
  expect(priceOf(tenths, used("1000")).total).toBe("0.30");
  expect(priceOf(rates({ energyPerKwh: "1.005" }), used("1000")).total).toBe("1.01");
});

test("I03: without tax there is no line of it; a tax of nothing has one that adds nothing", () => {
  fc.assert(
    fc.property(some, usages, (given, usage) => {
      const plain = priceOf(rates({ ...given, taxPercent: null }), usage);
      const untaxed = priceOf(rates({ ...given, taxPercent: "0" }), usage);
      expect(plain.lines.some(({ what }) => what === "tax")).toBe(false);
      expect(untaxed.lines.at(-1)).toMatchObject({ what: "tax", amount: "0.00" });
      return plain.total === untaxed.total;
    }),
  );
});

test("I03: more energy never costs less", () => {
  fc.assert(
    fc.property(amount, fc.nat(1e6), fc.nat(1e6), (energyPerKwh, a, b) => {
      const cost = (wh: number) => Number(priceOf(rates({ energyPerKwh, taxPercent: "19" }), used(String(wh))).total);
      return cost(Math.max(a, b)) >= cost(Math.min(a, b));
    }),
  );
});

test("I03: decimals are read and written without loss", () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.nat(6), (n, decimals) => {
      const value = { n, d: 10n ** BigInt(decimals) };
      const again = exact(rounded(value, 6));
      return again.n * value.d === value.n * again.d;
    }),
  );
  expect(trimmed(plus(exact("0.1"), exact("0.2")))).toBe("0.3");
  expect(trimmed(times(exact("1.10"), exact("1.10")), 2)).toBe("1.21");
  expect(rounded(exact("-0.001"), 2)).toBe("0.00");
  expect(rounded(exact("-0.005"), 2)).toBe("-0.01");
  for (const wrong of ["", "1,5", "1e3", ".5", "NaN", "0x1"]) expect(() => exact(wrong)).toThrow("is not a decimal");
});
