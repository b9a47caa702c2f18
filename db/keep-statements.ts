import type { Sql, TransactionSql } from "postgres";

type Unsafe = Sql["unsafe"];
type Work = (tx: TransactionSql) => unknown;

/** A text that comes so often is worth a place in the memory of each connection; lists of ever other lengths are not. */
const keptFrom = 5;
const mostCounted = 2_000;

/**
 * Drizzle has every statement parsed and described anew: twice the way to the database and back, and its rules of rows woven
 * in each time. Those that come often are kept by the connections, by name; they are still planned for their values.
 */
export function keepStatements(sql: Sql): void {
  const counts = new Map<string, number>();

  function isOften(text: string): boolean {
    const count = (counts.get(text) ?? 0) + 1;
    if (count > keptFrom) return true;
    if (counts.size >= mostCounted) for (const [known, times] of counts) if (times <= keptFrom) counts.delete(known);
    if (counts.size < mostCounted) counts.set(text, count);
    return false;
  }

  function within(of: { unsafe: Unsafe }): void {
    const { unsafe } = of;
    of.unsafe = ((text, args, options) => unsafe(text, args, { ...options, prepare: isOften(text) })) as Unsafe;
  }

  const inside =
    (work: Work): Work =>
    (tx) => {
      within(tx);
      const { savepoint } = tx;
      tx.savepoint = ((nested: Work) => savepoint(inside(nested))) as TransactionSql["savepoint"];
      return work(tx);
    };

  within(sql);
  const { begin } = sql;
  sql.begin = ((...args: [Work] | [string, Work]) =>
    args.length === 1 ? begin(inside(args[0])) : begin(args[0], inside(args[1]))) as Sql["begin"];
}
