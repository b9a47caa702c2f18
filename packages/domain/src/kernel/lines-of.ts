/**
 * The JSON of each on a line, an empty one where there is nothing, for `string_to_table(…, chr(10), '')`. JSON has no line breaks of
 * its own; inside the JSON of a whole batch Postgres would read each of them three times.
 */
export const linesOf = (values: unknown[]): string =>
  values.map((value) => (value === undefined || value === null ? "" : JSON.stringify(value))).join("\n");
