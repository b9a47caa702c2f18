/** Beyond what a driver names: SQLSTATE classes of a database that is away, full or restarting (PostgreSQL, appendix A). */
const awayStates = /^(08|53|57P|58|40001|40P01|55P03|25006)/;
const awayCodes = new Set([
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
]);

/** `away`: try the same again later. `race`: try the same again now. `bad`: it will never be taken. */
export type Verdict = "away" | "race" | "bad";

export function verdictOf(error: unknown): Verdict {
  const code = codeOf(error);
  if (code === "23505") return "race";
  return awayStates.test(code) || awayCodes.has(code) ? "away" : "bad";
}

/** The query builder wraps what the driver threw. */
export function codeOf(error: unknown): string {
  for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const { code } = at as { code?: unknown };
    if (typeof code === "string") return code;
  }
  return "";
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
