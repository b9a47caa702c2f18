import { compareBooks, type Harm, notesOf, promisesOf } from "./compare-books";
import { tryBus } from "./fault-bus";
import { tryClocks } from "./fault-clocks";
import { tryDisk } from "./fault-disk";
import { tryLines } from "./fault-lines";
import type { Options } from "./main";
import { productAround } from "./make-company";
import { required } from "./put-stations";
import type { Promised, Table } from "./results";
import type { Load, RunningProduct } from "./under-load";

/** A product with what is needed to harm it: a file that sets its clock, and disks whose end can be set, where that is allowed. */
export type HarmedProduct = RunningProduct & {
  clockFile: string;
  disks: { data: string; files: string } | undefined;
};
export type Size = { stations: number; seconds: number };
/** What was done, under which load, and what else is promised of it. */
export type Tried = Harm & { load: Load; promises: Promised[]; facts: unknown };
export type NotTried = { meanwhile: string; notTried: string };

const faultsByName = { lines: tryLines, bus: tryBus, clocks: tryClocks, disk: tryDisk } satisfies Record<
  string,
  (product: HarmedProduct, size: Size) => Promise<Tried | NotTried>
>;
export type FaultName = keyof typeof faultsByName;
export const faultNames = Object.keys(faultsByName) as FaultName[];

/** What happens to a product beside being killed: each fault under charging stations, commands and reports, and then the books compared. */
export async function faults({ stations = 100, seconds = 20 }: Options): Promise<Table> {
  const { LOAD_DISK_DATA: data, LOAD_DISK_FILES: files } = process.env;
  const disks = data && files ? { data, files } : undefined;
  const product = { ...productAround(), dataDir: required("DATA_DIR"), clockFile: required("LOAD_CLOCK_FILE"), disks };
  return faultsOn(product, { stations, seconds }, faultNames);
}

export async function faultsOn(product: HarmedProduct, size: Size, names: FaultName[]): Promise<Table> {
  const rows: Table["rows"] = [];
  const notes: string[] = [];
  const promises: Promised[] = [];
  const facts: Record<string, unknown> = {};
  let isSound = true;
  for (const name of names) {
    const tried = await faultsByName[name](product, size);
    if ("notTried" in tried) {
      notes.push(`${name}: not tried, ${tried.notTried}.`);
      promises.push({
        promise: `Nothing acknowledged is lost while ${tried.meanwhile}`,
        figure: "not tried",
        isHeld: false,
        limit: tried.notTried,
      });
      continue;
    }
    const compared = await compareBooks(product, tried.load);
    const { stored, outcomes, jobs, cutLines, refused, commands, reports } = compared;
    rows.push([
      ...[name, tried.what, cutLines, stored.events, stored.wrong.length, refused.length, commands, reports],
      ...[outcomes.untrue.length, jobs.wrong.length],
    ]);
    notes.push(...notesOf(compared).map((note) => `${name}: ${note}`));
    promises.push(...promisesOf(compared, tried), ...tried.promises);
    facts[name] = { facts: tried.facts, stored, outcomes, jobs, cutLines, refused: refused.length };
    isSound &&= compared.isSound;
  }
  return {
    title: `Faults under ${size.stations} charging stations`,
    columns: [
      ...["fault", "what happened", "cut lines", "events answered", "missing or wrong", "CALLERRORs"],
      ...["commands", "reports", "untrue outcomes", "jobs stuck or lost"],
    ],
    rows,
    notes,
    facts,
    how: "Stations charge through lines that are reset, go dead without a close, swallow the answers or break off in mid-frame; the bus is cut again and again; clocks of stations and services jump; the disks of the reports and of Postgres fill up and are freed. Stations keep books of their own; after each fault they are compared with the database, with the outcomes of all commands and reports, and with the queues.",
    promises,
    isSound,
  };
}
