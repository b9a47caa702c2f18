import { isNotNull, localLists } from "@stationmaster/db";
import { aServer, aTenant } from "@stationmaster/testing";
import fc from "fast-check";
import { expect, test, vi } from "vitest";
import { type Context, requireCommand, sendRawCommand } from "../..";
import { putToken } from "../../business/id-tokens";
import {
  changeLocalList,
  dueLists,
  getLocalList,
  keepInStep,
  listChanges,
  listInput,
  putLocalList,
  sendInFull,
} from ".";
import { entryKey } from "./list-entry";

vi.setConfig({ testTimeout: 60_000, expect: { poll: { timeout: 20_000 } } });
const server = await aServer();
const { tenant } = await aTenant({ server });

const card = (idToken: string, status: string | undefined = "Accepted") => ({ idToken, type: "ISO14443", status });
const foreignList = (stationId: string) =>
  tenant.inside((ctx) =>
    sendRawCommand(ctx, stationId, requireCommand("SendLocalList"), {
      ...{ versionNumber: 90, updateType: "Full" },
      localAuthorizationList: [{ idToken: { idToken: "X", type: "ISO14443" }, idTokenInfo: { status: "Accepted" } }],
    }),
  );

type Options = { variables?: Record<string, string>; itemsPerMessage?: number };

async function aListedStation({ variables = {}, itemsPerMessage }: Options = {}) {
  const { id, identity, start } = await tenant.withStation(
    itemsPerMessage ? { itemsPerMessage: { SendLocalList: itemsPerMessage } } : {},
  );
  const station = await start({ variables });
  const status = () => tenant.inside((ctx) => getLocalList(ctx, identity));
  /** As the worker does, but that no pause is waited for. */
  const sweep = async () => {
    await tenant.inside((ctx) => ctx.db.update(localLists).set({ dueAt: ctx.now }).where(isNotNull(localLists.dueAt)));
    for (const due of await tenant.inside(dueLists)) await tenant.inside((ctx) => keepInStep(ctx, due));
    await server.settle();
  };
  const does = async (work: (ctx: Context) => Promise<void>) => {
    await tenant.inside(work);
    await server.settle();
  };
  return {
    ...{ id, station, status },
    put: (entries: object[]) => does((ctx) => putLocalList(ctx, listInput.parse({ identity, entries }))),
    change: (changes: object) => does((ctx) => changeLocalList(ctx, listChanges.parse({ identity, ...changes }))),
    inFull: () => does((ctx) => sendInFull(ctx, { identity })),
    /** What the station holds, by card. */
    held: () => Object.fromEntries([...station.state.localList].map(([key, { info }]) => [key, info.status])),
    inStep: () =>
      expect
        .poll(async () => {
          await sweep();
          return (await status()).state;
        })
        .toBe("in-step"),
  };
}

test("D01, D02: a list goes out in parts, in time with its edits, and is brought back when it was lost", async () => {
  const { station, put, change, held, inStep, status } = await aListedStation({
    variables: { "LocalAuthListCtrlr.ItemsPerMessage": "3" },
    itemsPerMessage: 3,
  });
  await put(Array.from({ length: 8 }, (_, n) => card(`C${n}`)));
  await inStep();
  expect(station.calls("SendLocalList", "received")).toMatchObject([
    { updateType: "Full", versionNumber: 1 },
    { updateType: "Differential", versionNumber: 2 },
    { updateType: "Differential", versionNumber: 3 },
  ]);
  await change({ put: [card("C7", "Blocked")], remove: [card("C0")] });
  await inStep();
  expect(held()).toMatchObject({ "iso14443:c1": "Accepted", "iso14443:c7": "Blocked" });
  expect(station.state.localList.size).toBe(7);

  station.loseLocalList();
  await station.boot("PowerUp");
  await inStep();
  expect(station.calls("GetLocalListVersion", "received")).toHaveLength(1);
  expect([station.state.localList.size, station.state.localListVersion]).toEqual([7, 7]);
  expect(await status()).toMatchObject({ inSync: true, desiredVersion: 7, stationVersion: 7 });
  expect(station.violations).toEqual([]);
});

test("D01: a station that has another version than we think is sent the whole list at once", async () => {
  const { station, put, change, held, inStep, status } = await aListedStation();
  await put([card("A"), card("B")]);
  await inStep();
  station.state.localListVersion = 50;
  await change({ put: [card("C")] });
  await expect.poll(held).toEqual({ "iso14443:a": "Accepted", "iso14443:b": "Accepted", "iso14443:c": "Accepted" });
  await inStep();
  expect(station.calls("SendLocalList", "received").map(({ updateType }) => updateType)).toEqual([
    ...["Full", "Differential", "Full"],
  ]);
  expect(await status()).toMatchObject({ stationVersion: 3 });
});

const names = ["A", "B", "C", "D", "F1", "F2"];
const statuses = fc.constantFrom("Accepted", "Blocked");
const entry = fc
  .record({ idToken: fc.constantFrom(...names), status: statuses })
  // An entry whose name begins with F follows the card of that name.
  .map(({ idToken, status }) => (idToken.startsWith("F") ? card(idToken, undefined) : card(idToken, status)));
const entries = fc.uniqueArray(entry, { selector: entryKey, maxLength: 6 });
const step = fc.oneof(
  fc.record({ kind: fc.constant("put" as const), entries }),
  fc.record({ kind: fc.constant("change" as const), entries, removed: fc.subarray(names) }),
  fc.record({ kind: fc.constant("card" as const), idToken: fc.constantFrom("F1", "F2"), status: statuses }),
  fc.record({
    kind: fc.constant("refuse" as const),
    answer: fc.constantFrom("VersionMismatch" as const, "Failed" as const),
  }),
  fc.record({ kind: fc.constantFrom("lose" as const, "boot" as const, "raw" as const, "wait" as const) }),
);

test("D01, D02: whatever is edited, lost, refused or overwritten, in the end the station holds what we want", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const { id, station, put, change, held, inStep, inFull, status } = await aListedStation({
        variables: { "LocalAuthListCtrlr.ItemsPerMessage": "2" },
        itemsPerMessage: 2,
      });
      const token = (idToken: string, given: "Accepted" | "Blocked") =>
        tenant.inside((ctx) => putToken(ctx, { idToken, type: "ISO14443", status: given }));
      const cards: Record<string, "Accepted" | "Blocked"> = { F1: "Accepted", F2: "Accepted" };
      for (const [idToken, given] of Object.entries(cards)) await token(idToken, given);
      let refusal: "VersionMismatch" | "Failed" | undefined;
      station.onCommand("SendLocalList", async (_, standard) => {
        const answer = refusal;
        refusal = undefined;
        return answer ? { status: answer } : standard();
      });
      const wanted = new Map<string, string | undefined>();
      const want = (entry: ReturnType<typeof card>) => wanted.set(entry.idToken, entry.status);
      await put([]);
      for (const it of steps) {
        if (it.kind === "put") {
          await put(it.entries);
          wanted.clear();
          it.entries.forEach(want);
        } else if (it.kind === "change") {
          const removed = it.removed.filter((name) => !it.entries.some(({ idToken }) => idToken === name));
          await change({ put: it.entries, remove: removed.map((name) => card(name)) });
          for (const name of removed) wanted.delete(name);
          it.entries.forEach(want);
        } else if (it.kind === "card") {
          await token(it.idToken, it.status);
          cards[it.idToken] = it.status;
        } else if (it.kind === "refuse") refusal = it.answer;
        else if (it.kind === "wait") await server.settle();
        else if (it.kind === "raw") await foreignList(id);
        else {
          if (it.kind === "lose") station.loseLocalList();
          await station.boot("PowerUp");
        }
      }
      await server.settle();
      if ((await status()).state === "replaced") await inFull();
      await inStep();
      expect(held()).toEqual(
        Object.fromEntries(
          [...wanted].map(([name, given]) => [`iso14443:${name}`.toLowerCase(), given ?? cards[name]]),
        ),
      );
      expect(station.violations).toEqual([]);
    }),
    { numRuns: 15 },
  );
}, 180_000);
