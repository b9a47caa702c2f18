import { codeOf, isAway } from "@stationmaster/runtime";

export { codeOf, factsOf } from "@stationmaster/runtime";

/** `away`: try the same again later. `race`: try the same again now. `bad`: it will never be taken. */
export type Verdict = "away" | "race" | "bad";

export function verdictOf(error: unknown): Verdict {
  if (codeOf(error) === "23505") return "race";
  return isAway(error) ? "away" : "bad";
}
