import { codeOf, isAway } from "@stationmaster/runtime";

/** `away`: try the same again later. `race`: try the same again now. `bad`: it will never be taken. */
export type Verdict = "away" | "race" | "bad";

export function verdictOf(error: unknown): Verdict {
  if (codeOf(error) === "23505") return "race";
  return isAway(error) ? "away" : "bad";
}

/** What may be logged of an error: a failed query's own text holds its parameters, and they hold what stations send. */
export type Facts = {
  name: string;
  code?: string | undefined;
  constraint?: string | undefined;
  table?: string | undefined;
  message?: string | undefined;
  at?: string[] | undefined;
};

export function factsOf(error: unknown): Facts {
  let innermost = error;
  for (let depth = 0; innermost instanceof Error && innermost.cause instanceof Error && depth < 5; depth++)
    innermost = innermost.cause;
  if (!(innermost instanceof Error)) return { name: typeof error };
  const { constraint_name: constraint, table_name: table } = innermost as {
    constraint_name?: string;
    table_name?: string;
  };
  const isOfDatabase = innermost.name === "PostgresError" || innermost.message.startsWith("Failed query");
  return {
    name: innermost.name,
    code: codeOf(error) || undefined,
    constraint,
    table,
    // Our own errors say what is wrong in our own words; the database's quote the data.
    ...(isOfDatabase ? {} : { message: innermost.message.slice(0, 200) }),
    at: innermost.stack
      ?.split("\n")
      .filter((line) => line.trimStart().startsWith("at "))
      .slice(0, 8)
      .map((line) => line.trim()),
  };
}
