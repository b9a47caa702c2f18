import { setTimeout as sleep } from "node:timers/promises";
import type { Asked } from "./check-outcomes";
import { type Habits, InsistingStation } from "./insisting-station";
import { type Company, makeCompany, type Product } from "./make-company";
import type { OnRedis } from "./queues-on-redis";

/** `onRedis` where its queues and its bus are on Redis. */
export type RunningProduct = Product & { dataDir: string; onRedis?: OnRedis };
export type Load = { stations: InsistingStation[]; asked: Asked[]; companies: Company[] };

const companiesPerLoad = 2;
/** So long may a command wait for a station, and so must we until its outcome must be known. */
export const deadlineSeconds = 30;

/** Once all stations charge, and API clients ask for commands and reports, `during` runs; each then tells its session to the end. */
export async function underLoad(
  product: Product,
  { name, stations, habits = {} }: { name: string; stations: number; habits?: Habits },
  during: (load: Load) => Promise<void>,
): Promise<Load> {
  const companies = await Promise.all(
    Array.from({ length: companiesPerLoad }, (_, n) =>
      makeCompany(product, `${name}-${n + 1}`, Math.ceil(stations / companiesPerLoad)),
    ),
  );
  const all = companies.flatMap(({ places }) => places).map((place) => new InsistingStation(place, habits));
  const load: Load = { stations: all, asked: [], companies };
  const lives = Promise.all(all.map((station) => station.live()));
  const clock = { isOver: false };
  const asking = Promise.all(companies.map((company) => askOn(company, load.asked, clock)));
  try {
    await Promise.all(all.map(({ begun }) => begun));
    await during(load);
  } finally {
    clock.isOver = true;
    // The last that was asked should still find its station.
    await asking.finally(() => {
      for (const station of all) station.end();
    });
  }
  await lives;
  return load;
}

/** Asks for commands and now and then a report, while there is somebody to ask; what was taken on is owed an outcome. */
async function askOn({ call, places }: Company, asked: Asked[], clock: { isOver: boolean }): Promise<void> {
  for (let n = 0; !clock.isOver; n++) {
    const isReport = n % 10 === 5;
    const path = isReport
      ? "/reports"
      : `/stations/${places[n % places.length]!.identity}/commands/GetLocalListVersion?deadline=${deadlineSeconds}`;
    const month = { kind: "transactions", from: "2026-01-01T00:00:00Z", to: "2027-12-31T00:00:00Z" };
    // The portal may be away: what it did not answer, nobody was promised.
    const answer = await call("POST", path, isReport ? month : {}).catch(() => undefined);
    if (answer && answer.status < 300)
      asked.push({ id: (answer.body as { id: string }).id, kind: isReport ? "report" : "command" });
    else if (answer && answer.status < 500)
      throw new Error(`${path} was refused: ${answer.status} ${JSON.stringify(answer.body)}`);
    await sleep(100);
  }
}
