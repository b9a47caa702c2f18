import { setTimeout as sleep } from "node:timers/promises";
import { createBus, liveInlet } from "@stationmaster/bus";
import type { HarmedProduct, Size, Tried } from "./faults";
import { booksUrl, openBooks } from "./kill";
import { underLoad } from "./under-load";

const deadMs = 3_000;
const peaceMs = 1_000;
const hearsWithinMs = 30_000;

/** The connections on which the services listen are ended over and over, so that rings and live changes are lost. */
export async function tryBus(product: HarmedProduct, { stations, seconds }: Size): Promise<Tried> {
  const books = openBooks(product.dataDir);
  // Listens as a portal does for its pages, and is cut like it.
  const bus = createBus({ databaseUrl: booksUrl(product.dataDir) });
  const inlet = liveInlet(bus);
  let cuts = 0;
  let changes = 0;
  let heardAgainMs: number | undefined;
  const cut = async () => {
    const gone = await books.sql`
      select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'stationmaster bus'`;
    cuts += gone.length;
  };
  try {
    const load = await underLoad(product, { name: "bus", stations, habits: { restMs: 50 } }, async ({ companies }) => {
      const slug = companies[0]!.places[0]!.tenant;
      const [tenant] = await books.sql<{ id: string }[]>`select id from tenants where slug = ${slug}`;
      await inlet.ready;
      inlet.watch(tenant!.id, (some) => {
        changes += some.length;
      });
      for (const endsAt = performance.now() + seconds * 1_000; performance.now() < endsAt; ) {
        await sleep(peaceMs);
        for (const until = performance.now() + deadMs; performance.now() < until; await sleep(50)) await cut();
      }
      const endedAt = performance.now();
      const before = changes;
      while (changes === before && performance.now() - endedAt < hearsWithinMs) await sleep(20);
      if (changes > before) heardAgainMs = performance.now() - endedAt;
    });
    return {
      load,
      meanwhile: "the bus dies again and again",
      what: `${cuts} connections of the bus ended`,
      promises: [
        {
          promise: "Live pages hear of changes again when the bus is back",
          figure:
            heardAgainMs === undefined
              ? `nothing within ${hearsWithinMs / 1000} s`
              : `${(heardAgainMs / 1000).toFixed(1)} s after the last cut`,
          isHeld: heardAgainMs !== undefined,
        },
      ],
      facts: { cuts, changes, heardAgainMs },
    };
  } finally {
    await inlet.close();
    await bus.close();
    await books.sql.end();
  }
}
