/** Where something went wrong, for whoever keeps the log; the others go on. */
export type Trouble = { tenantId: string; error: unknown };

export type Tally = { done: number; troubles: Trouble[] };

/** One tenant after the other; what is wrong with one never keeps the others waiting. */
export async function eachTenant(tenantIds: string[], work: (tenantId: string) => Promise<number>): Promise<Tally> {
  const tally: Tally = { done: 0, troubles: [] };
  for (const tenantId of tenantIds) {
    try {
      tally.done += await work(tenantId);
    } catch (error) {
      tally.troubles.push({ tenantId, error });
    }
  }
  return tally;
}

const tenantsAtOnce = 500;

/** So many tenants as one statement may look at together. */
export function* inBunches<T>(all: T[]): Generator<T[]> {
  for (let from = 0; from < all.length; from += tenantsAtOnce) yield all.slice(from, from + tenantsAtOnce);
}
