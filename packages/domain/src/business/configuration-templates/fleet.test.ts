import { eq, sql, stationCommands } from "@stationmaster/db";
import { aRoom, type RoomTenant } from "@stationmaster/testing";
import { beforeEach, expect, test } from "vitest";
import { commandOf } from "../../blocks";
import { claimCommand, settleCommand } from "../../kernel";
import { getBulkCommand, listBulkStations } from "../bulk-commands";
import { removeStation } from "../stations";
import { countAllDrift } from "../upkeep";
import {
  countDriftViews,
  driftList,
  listDrift,
  listKinds,
  listTemplates,
  putTemplate,
  removeTemplate,
  repairInput,
  repairStations,
  reportedVariables,
  templateHistory,
  templateInput,
} from ".";

const room = await aRoom();
let tenant: RoomTenant;
beforeEach(async () => {
  tenant = await room.tenant();
});

/** Stations FLEET-00001 and on, which have told of V1 to V10: all 1, and at every hundredth V1 is 2. */
const fleet = (count: number, of = tenant) =>
  of.inside(async ({ db }) => {
    await db.execute(sql`
      insert into stations (id, identity, vendor, model, booted_at, boot_status, connection_epoch)
      select gen_random_uuid(), 'FLEET-' || lpad(n::text, 5, '0'), 'Kestrel', case when n % 2 = 0 then 'K-22' else 'K-11' end, now(), 'Accepted', 1
      from generate_series(1, ${count}::int) n`);
    await db.execute(sql`
      insert into device_variables (station_id, key, attribute_type, component, variable, value, characteristics, mutability, reported_at)
      select s.id, 'ctrlr||||v' || n || '|', 'Actual', 'Ctrlr', 'V' || n, case when n = 1 and right(s.identity, 2) = '00' then '2' else '1' end,
        '{"dataType": "integer", "unit": "s", "minLimit": 0, "maxLimit": 9}', 'ReadWrite', now()
      from stations s, generate_series(1, 10) n`);
  });
const names = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ component: "Ctrlr", variable: `V${n + 1}` }));
const put = (key = "kestrel", more: object = {}) =>
  tenant.inside((ctx) =>
    putTemplate(
      ctx,
      key,
      templateInput.parse({
        ...{ vendor: "Kestrel", variables: names(10).map((name) => ({ ...name, attributeValue: "1" })), ...more },
      }),
    ),
  );
const countAll = () => countAllDrift({ directory: room.directory.db, ingest: room.ingest.sql, outlets: room.outlets });
const list = (input: object = {}) => tenant.inside((ctx) => listDrift(ctx, driftList.parse(input)));
const counts = (input = {}) => tenant.inside((ctx) => countDriftViews(ctx, input));
const repair = (stationIdentities: string[], more = {}) =>
  tenant.inside((ctx) => repairStations(ctx, repairInput.parse({ stationIdentities, ...more })));

test("B05: five thousand stations are compared by the worker, and their list answers in less than 200 ms", async () => {
  await fleet(5_000);
  await put();
  expect(room.announced).toContainEqual({
    tenantId: tenant.id,
    announcement: { kind: "job", job: { queue: "upkeep", task: "count-drift" } },
  });
  expect(await countAll()).toEqual({ done: 5_000, troubles: [] });
  expect(await countAll()).toEqual({ done: 0, troubles: [] });
  for (const read of [
    () => list({ limit: 100 }),
    () => list({ view: "none" }),
    () => list({ view: "same", limit: 100 }),
    counts,
  ]) {
    const times: number[] = [];
    for (let n = 0; n < 3; n += 1) {
      const began = performance.now();
      await read();
      times.push(performance.now() - began);
    }
    expect(Math.min(...times)).toBeLessThan(200);
  }
  expect(await counts()).toEqual({
    ...{ all: 5_000, off: 50, repairable: 50, same: 4_950 },
    ...{ refused: 0, "reboot-required": 0, none: 0 },
  });
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof list>> = await list({ limit: 20, cursor });
    seen.push(...page.items.map(({ identity }) => identity));
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(Array.from({ length: 50 }, (_, n) => `FLEET-${String((n + 1) * 100).padStart(5, "0")}`));
});

test("B05: the list says how each station stands, by template, site and name; while a template is new, that it is being counted", async () => {
  await fleet(200);
  await put();
  expect(await list({ view: "none", limit: 1 })).toMatchObject({ items: [{ templateKey: null, same: null }] });
  await countAll();
  expect((await list()).items).toMatchObject([
    {
      identity: "FLEET-00100",
      templateKey: "kestrel",
      different: 1,
      same: 9,
      isAsked: false,
      checkedAt: expect.any(Date),
    },
    { identity: "FLEET-00200" },
  ]);
  await put("k-11", { model: "k-11" });
  await put("kestrel", { variables: [{ component: "Ctrlr", variable: "V1", attributeValue: "1" }] });
  expect((await list()).items).toMatchObject([{ checkedAt: null }, { checkedAt: null }]);
  await countAll();
  expect(await counts({ templateKey: "k-11" })).toMatchObject({ all: 100, off: 0, same: 100 });
  expect((await list({ templateKey: "kestrel" })).items).toMatchObject([{ different: 1, same: 0 }, {}]);
  expect((await list({ search: "fleet-00200" })).items).toHaveLength(1);
  expect((await list({ view: "all", search: "k-11", limit: 200 })).items).toHaveLength(100);
  expect((await tenant.inside((ctx) => listTemplates(ctx, { limit: 50 }))).items).toMatchObject([
    { key: "k-11", model: "k-11", variableCount: 10, stationCount: 100, offCount: 0 },
    { key: "kestrel", model: null, variableCount: 1, stationCount: 100, offCount: 2, version: 2 },
  ]);
  expect((await tenant.inside((ctx) => listTemplates(ctx, { limit: 50, search: "K-1" }))).items).toHaveLength(1);
  await tenant.inside((ctx) => removeTemplate(ctx, "k-11"));
  await countAll();
  expect(await counts({ templateKey: "kestrel" })).toMatchObject({ all: 200 });
});

test("B05: a repair of many is one bulk command; who is gone is marked, and who is in step is left out", async () => {
  await fleet(300);
  await put();
  await countAll();
  await tenant.inside((ctx) => removeStation(ctx, commandOf, "FLEET-00300"));
  const bulk = await repair(["FLEET-00100", "fleet-00200", "FLEET-00300", "FLEET-00001", "NOBODY"], {
    deadlineSeconds: 60,
  });
  expect(bulk).toMatchObject({
    ...{ action: "SetVariables", request: { repair: { templates: ["kestrel"], insist: false } } },
    ...{ total: 4, outcomes: { queued: 2, gone: 2 }, deadlineAt: new Date(room.clock.now.getTime() + 60_000) },
  });
  expect((await list()).items).toMatchObject([{ isAsked: true }, { isAsked: true }]);
  await expect(repair(["FLEET-00100"])).rejects.toMatchObject({
    kind: "conflict",
    message: expect.stringContaining("asked for already"),
  });
  const [station] = (await list({ search: "FLEET-00100" })).items;
  const speaker = { id: station!.id, identity: station!.identity, epoch: 1 };
  const { command } = await tenant.inside((ctx) => claimCommand(ctx, speaker));
  expect(command!.request).toEqual({
    setVariableData: [{ component: { name: "Ctrlr" }, variable: { name: "V1" }, attributeValue: "1" }],
  });
  const setVariableResult = [
    { component: { name: "Ctrlr" }, variable: { name: "V1" }, attributeStatus: "Accepted" as const },
  ];
  const outcome = { kind: "answered", response: { setVariableResult } as never } as const;
  await tenant.inside((ctx) => settleCommand(ctx, commandOf, command!.id, 1, outcome));
  expect((await list()).items.map(({ identity }) => identity)).toEqual(["FLEET-00200"]);
  const { items } = await tenant.inside((ctx) => listBulkStations(ctx, { id: bulk.id, limit: 50 }));
  expect(items.map(({ stationIdentity, outcome }) => [stationIdentity, outcome])).toEqual([
    ["FLEET-00100", "answered"],
    ["FLEET-00200", "queued"],
    ["FLEET-00300", "gone"],
    ["NOBODY", "gone"],
  ]);
  expect((await tenant.inside((ctx) => getBulkCommand(ctx, bulk.id))).outcomes).toMatchObject({
    answered: 1,
    queued: 1,
  });
  await expect(repair(["FLEET-00001"])).rejects.toMatchObject({ message: "Nothing differs there from its template." });
  await expect(repair(["NOBODY"])).rejects.toMatchObject({ kind: "not-found" });
});

test("B05: two operators who repair the same stations ask each of them once", async () => {
  await fleet(200);
  await put();
  await countAll();
  const both = await Promise.allSettled([1, 2].map(() => repair(["FLEET-00100", "FLEET-00200"])));
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await tenant.inside((ctx) => ctx.db.select().from(stationCommands))).toHaveLength(2);
});

test("B05: what the template of a station being repaired says meanwhile is asked for by the next repair alone", async () => {
  await fleet(100);
  await put();
  await countAll();
  await repair(["FLEET-00100"]);
  await tenant.inside((ctx) => removeTemplate(ctx, "kestrel"));
  await expect(repair(["FLEET-00100"])).rejects.toMatchObject({ kind: "conflict" });
  await put("new", { variables: [{ component: "Ctrlr", variable: "V1", attributeValue: "5" }] });
  await repair(["FLEET-00100"]);
  const asked = await tenant.inside((ctx) =>
    ctx.db.select().from(stationCommands).where(eq(stationCommands.status, "queued")).orderBy(stationCommands.id),
  );
  expect(asked.map(({ request }) => (request as { setVariableData: object[] }).setVariableData)).toMatchObject([
    [{ attributeValue: "1" }],
    [{ attributeValue: "5" }],
  ]);
});

test("B05: who writes a template is shown what stations of the kind have told, and one station's own values", async () => {
  await fleet(200);
  await tenant.inside(({ db }) =>
    db.execute(sql`
      insert into device_variables (station_id, key, attribute_type, component, variable, value, mutability, reported_at)
      select s.id, 'securityctrlr||||basicauthpassword|', 'Actual', 'SecurityCtrlr', 'BasicAuthPassword', null, 'ReadWrite', now() from stations s
      union all select s.id, 'ctrlr||||serial|', 'Actual', 'Ctrlr', 'Serial', 'X', 'ReadOnly', now() from stations s`),
  );
  const { items, stationCount } = await tenant.inside((ctx) =>
    reportedVariables(ctx, { vendor: "KESTREL", model: "k-22" }),
  );
  expect(stationCount).toBe(50);
  expect(items).toHaveLength(10);
  expect(items.find(({ variable }) => variable === "V1")).toEqual({
    ...{ key: "ctrlr||||v1|", component: "Ctrlr", componentInstance: null, evseId: null, connectorId: null },
    ...{ variable: "V1", instance: null, dataType: "integer", unit: "s", minLimit: 0, maxLimit: 9, valuesList: null },
    ...{ commonValue: "1", valueCount: expect.any(Number), stationCount: 50 },
  });
  const one = await tenant.inside((ctx) => reportedVariables(ctx, { identity: "fleet-00100" }));
  expect(one).toMatchObject({ vendor: "Kestrel", model: "K-22", stationCount: 1 });
  expect(one.items.find(({ variable }) => variable === "V1")).toMatchObject({ commonValue: "2", valueCount: 1 });
  expect(await tenant.inside(listKinds)).toEqual([
    { vendor: "Kestrel", model: "K-11", stationCount: 100 },
    { vendor: "Kestrel", model: "K-22", stationCount: 100 },
  ]);
});

test("B05: the history of a template tells who changed what, newest first, page by page", async () => {
  await put();
  await put("kestrel", { variables: [{ component: "Ctrlr", variable: "V1", attributeValue: "5" }] });
  const history = (more = {}) => tenant.inside((ctx) => templateHistory(ctx, { key: "kestrel", limit: 1, ...more }));
  const first = await history();
  expect(first.items).toMatchObject([
    {
      version: 2,
      by: "Stationmaster",
      byKind: "system",
      changeCount: 10,
      changes: expect.arrayContaining([
        { variable: "Ctrlr.V1", from: "1", to: "5" },
        { variable: "Ctrlr.V2", from: "1", to: null },
      ]),
    },
  ]);
  expect(await history({ cursor: first.nextCursor })).toMatchObject({ items: [{ version: 1 }], nextCursor: null });
});

test("B05: no other tenant's stations are listed, counted or repaired", async () => {
  const other = await room.tenant();
  await fleet(100, other);
  await put();
  await countAll();
  expect((await list({ view: "all" })).items).toEqual([]);
  expect(await counts()).toMatchObject({ all: 0 });
  await expect(repair(["FLEET-00100"])).rejects.toMatchObject({ kind: "not-found" });
  expect(await tenant.inside(listKinds)).toEqual([]);
  expect((await tenant.inside((ctx) => reportedVariables(ctx, { vendor: "Kestrel" }))).items).toEqual([]);
  await expect(tenant.inside((ctx) => reportedVariables(ctx, { identity: "FLEET-00100" }))).rejects.toMatchObject({
    kind: "not-found",
  });
});
