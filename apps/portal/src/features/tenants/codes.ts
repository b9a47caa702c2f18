/** Codes as the standards have them; the names come from the reader's language. */
export const isCurrency = (code: string): boolean => Intl.supportedValuesOf("currency").includes(code);

export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    // An offset such as +02:00 is no zone: it knows no summer.
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}

const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
// Groups of countries, and codes kept for tests: nobody has a company there.
const noCountries = new Set(["EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"]);
let known: string[] | undefined;

/** ISO 3166 codes that stand for a country today; a code of the past is an alias of another one. */
export function countries(): string[] {
  const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
  known ??= letters
    .flatMap((first) => letters.map((second) => first + second))
    .filter(
      (code) =>
        !noCountries.has(code) && names.of(code) !== undefined && new Intl.Locale(`und-${code}`).region === code,
    );
  return known;
}

export const isCountry = (code: string): boolean => countries().includes(code);

export function nameOfCode(code: string, type: "currency" | "region", locale: string): string | undefined {
  try {
    return new Intl.DisplayNames(locale, { type, fallback: "none" }).of(code);
  } catch {
    return undefined;
  }
}
