import { expect, test } from "vitest";
import { countries, isCountry, isCurrency, isTimeZone, nameOfCode } from "./codes";

test.each(["DE", "NL", "US", "GB", "JP", "XK"])("%s is a country", (code) => expect(isCountry(code)).toBe(true));
test.each(["DD", "SU", "EU", "UK", "ZZ", "de", "QQ", ""])("%s is no country", (code) =>
  expect(isCountry(code)).toBe(false),
);
test("there are as many countries as on earth, about", () => {
  expect(countries().length).toBeGreaterThan(230);
  expect(countries().length).toBeLessThan(270);
});
test.each(["EUR", "CHF", "USD"])("%s is a currency", (code) => expect(isCurrency(code)).toBe(true));
test.each(["eur", "EURO", "QQQ", ""])("%s is no currency", (code) => expect(isCurrency(code)).toBe(false));
test.each(["Europe/Berlin", "UTC", "America/Argentina/Salta"])("%s is a zone", (name) =>
  expect(isTimeZone(name)).toBe(true),
);
test.each(["+02:00", "Berlin", "Europe/Nowhere", ""])("%s is no zone", (name) => expect(isTimeZone(name)).toBe(false));
test("codes have names in the reader's language, nonsense has none", () => {
  expect(nameOfCode("DE", "region", "de")).toBe("Deutschland");
  expect(nameOfCode("CHF", "currency", "en")).toBe("Swiss Franc");
  expect(nameOfCode("nonsense", "region", "en")).toBeUndefined();
});
