import { commands } from "./commands";
import { crash, crashRedis } from "./crash";
import { faults } from "./faults";
import { hotMessages } from "./hot-messages";
import { idleMemory } from "./idle-memory";
import { loneEvents } from "./lone-events";
import { meterGrowth } from "./meter-growth";
import { noisyNeighbour } from "./noisy-neighbour";
import { portal } from "./portal";
import { printTable, type Table, writeResults } from "./results";
import { bootStorm, reconnectStorm } from "./storm";
import { throughput } from "./throughput";
import { year } from "./year";

/** What a measure may be told; which of them it knows stands in measures.mjs, where its call is checked. */
export type Options = {
  [name in "stations" | "seconds" | "rounds" | "visits" | "events" | "values" | "days"]?: number;
};

const measures: Record<string, (options: Options) => Promise<Table>> = {
  "boot-storm": bootStorm,
  "reconnect-storm": reconnectStorm,
  commands,
  crash,
  redis: crashRedis,
  faults,
  throughput,
  "hot-messages": hotMessages,
  "lone-events": loneEvents,
  "meter-growth": meterGrowth,
  "idle-memory": idleMemory,
  "noisy-neighbour": noisyNeighbour,
  portal,
  year,
};

const [name = "", ...given] = process.argv.slice(2);
const measure = measures[name];
if (!measure) throw new Error(`no measure is called ${name}`);
const table = await measure(readOptions(given));
printTable(table);
const file = writeResults(name, table);
process.stdout.write(`\n${file}\n`);
process.exit(table.isSound ? 0 : 1);

function readOptions(given: string[]): Options {
  const options: Options = {};
  for (const argument of given) {
    const [key, value] = argument.slice(2).split("=");
    options[key as keyof Options] = Math.max(1, Number(value));
  }
  return options;
}
