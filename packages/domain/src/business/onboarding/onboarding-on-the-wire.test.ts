import { eq, onboardings, stationReports, stations } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { createStation } from "@stationmaster/simulator";
import { aRoom, aServer, aTenant, type TestServer } from "@stationmaster/testing";
import { expect, test, vi } from "vitest";
import { beginChecklists, getBaseReport, reset, setVariables } from "../../blocks/provisioning";
import { askStation } from "../commands";
import { putTemplate, templateInput } from "../configuration-templates";
import { listIssues } from "../overview";
import { countStations, getStation } from "../stations";
import { sweepOnboardings } from "../upkeep";
import { lastReport, listDeviceVariables, variableList } from "../variables";
import { readOnboarding, runChecklist } from ".";

vi.setConfig({ testTimeout: 120_000, expect: { poll: { timeout: 30_000, interval: 50 } } });
const room = await aRoom();
const server = await aServer({ databaseUrl: room.url });
const { tenant } = await aTenant({ server });
const outlets = { db: room.app.db, announce: () => undefined };
const means = { directory: room.directory.db, ingest: room.ingest.sql, outlets };

/** As the worker does, and then what the node that holds the station does when it is rung. */
async function sweep(on: TestServer = server) {
  await sweepOnboardings(means);
  await on.settle();
}

async function aCheckedStation() {
  const made = await tenant.withStation({ registrationStatus: "Pending" });
  await tenant.inside((ctx) => beginChecklists(ctx, [made.id]));
  return made;
}
const checklistOf = (identity: string) =>
  tenant.inside(async (ctx) => (await readOnboarding(ctx, "ws://csms.example", identity)).checklist!);
const template = (variables: Record<string, string>) =>
  templateInput.parse({
    vendor: "Stationmaster",
    model: "Simulated",
    variables: Object.entries(variables).map(([name, attributeValue]) => {
      const [component, variable] = name.split(".");
      return { component, variable, attributeValue };
    }),
  });

test("B02, B07, B05: a station is held, tells its model, is set up by the template and accepted", async () => {
  await tenant.inside((ctx) =>
    putTemplate(
      ctx,
      "all",
      template({ "OCPPCommCtrlr.OfflineThreshold": "120", "NoSuchCtrlr.Nothing": "1", "ClockCtrlr.DateTime": "now" }),
    ),
  );
  const made = await aCheckedStation();
  const station = await made.start();
  await expect
    .poll(async () => {
      await sweep();
      return (await checklistOf(made.identity)).status;
    })
    .toBe("stopped");
  const { steps } = await checklistOf(made.identity);
  expect(steps).toMatchObject([
    { id: "boot", state: "done" },
    { id: "report", state: "done" },
    {
      ...{ id: "variables", state: "failed", why: "not-set", template: "all" },
      set: [
        { name: "ClockCtrlr.DateTime", status: "Rejected" },
        { name: "NoSuchCtrlr.Nothing", status: "UnknownComponent" },
        { name: "OCPPCommCtrlr.OfflineThreshold", value: "120", status: "Accepted" },
      ],
    },
    { id: "acceptance", state: "todo" },
  ]);
  expect(station.state.registration).toBe("Pending");
  await tenant.inside((ctx) => putTemplate(ctx, "all", template({ "OCPPCommCtrlr.OfflineThreshold": "130" })));
  await tenant.inside((ctx) => runChecklist(ctx, made.identity));
  await expect
    .poll(async () => {
      await sweep();
      return station.state.registration;
    })
    .toBe("Accepted");
  await sweep();
  expect(await checklistOf(made.identity)).toMatchObject({ status: "done" });
  expect(station.violations).toEqual([]);
});

test("B02: the server dies in the middle of a checklist, and the next one goes on with it", async () => {
  const made = await aCheckedStation();
  const first = await aServer({ databaseUrl: room.url });
  const at = (host: TestServer) => {
    const { identity, password } = made;
    return createStation({ url: `${host.url}/${tenant.slug}/${identity}`, identity, password, moreVariables: 500 });
  };
  const dying = at(first);
  dying.behaviour.losesParts.add(2);
  await dying.start();
  await expect
    .poll(async () => {
      await sweep(first);
      return (await checklistOf(made.identity)).steps[1]?.parts ?? 0;
    })
    .toBeGreaterThan(3);
  await first.stop();
  const station = at(server);
  await station.start();
  // A station that is back has a moment to go on with its report.
  await tenant.inside((ctx) =>
    ctx.db
      .update(stations)
      .set({ connectedAt: new Date(Date.now() - 21_000) })
      .where(eq(stations.id, made.id)),
  );
  await tenant.inside((ctx) =>
    ctx.db.execute(
      `update station_reports set received_at = now() - interval '1 minute' where station_id = '${made.id}'`,
    ),
  );
  await tenant.inside((ctx) =>
    ctx.db.update(onboardings).set({ dueAt: ctx.now }).where(eq(onboardings.stationId, made.id)),
  );
  await expect
    .poll(async () => {
      await sweep();
      return station.state.registration;
    })
    .toBe("Accepted");
  await station.close();
  await dying.close();
});

const reported = (identity: string) =>
  expect.poll(async () => (await tenant.inside((ctx) => lastReport(ctx, identity)))?.state, { timeout: 90_000 });
const askForAll = async (identity: string) => {
  await tenant.inside((ctx) => askStation(ctx, identity, getBaseReport, { reportBase: "FullInventory" }));
  await server.settle();
};

test("B07: a device model of 20,000 variables is stored whole, and a page of it is there at once", async () => {
  const made = await tenant.withStation();
  const station = await made.start({ moreVariables: 20_000, keepsFrames: 5 });
  await askForAll(made.identity);
  await reported(made.identity).toBe("complete");
  const list = async (more: object) => {
    const input = variableList.parse({ identity: made.identity, limit: 100, ...more });
    const began = performance.now();
    const page = await tenant.inside((ctx) => listDeviceVariables(ctx, input));
    expect(performance.now() - began).toBeLessThan(1_000);
    return page;
  };
  const seen = new Set<string>();
  let page = await list({ limit: 1_000 });
  for (;;) {
    for (const { component, componentInstance, evseId, connectorId, variable, variableInstance } of page.items)
      seen.add([component, componentInstance, evseId, connectorId, variable, variableInstance].join("|"));
    if (!page.nextCursor) break;
    page = await list({ limit: 1_000, cursor: page.nextCursor });
  }
  expect(seen.size).toBe(page.total);
  expect(await list({ search: "module" })).toMatchObject({ total: 20_000 });
  expect((await list({ search: "offlinethr" })).items).toMatchObject([{ variable: "OfflineThreshold" }]);
  expect(station.violations).toEqual([]);
});

test.each(["last first", "twice"] as const)("B07: a report whose parts come %s is whole", async (sendsParts) => {
  const made = await tenant.withStation();
  const station = await made.start({ moreVariables: 200 });
  station.behaviour.sendsParts = sendsParts;
  await askForAll(made.identity);
  await reported(made.identity).toBe("complete");
  const input = variableList.parse({ identity: made.identity, search: "module" });
  expect(await tenant.inside((ctx) => listDeviceVariables(ctx, input))).toMatchObject({ total: 200 });
});

test.each([
  ["NotSupported", "not-supported"],
  ["Rejected", "busy"],
  ["EmptyResultSet", "empty"],
] as const)(
  "B07, B08: a report that is answered %s is told as such, and what was known stays",
  async (status, state) => {
    const made = await tenant.withStation();
    const station = await made.start();
    await askForAll(made.identity);
    await reported(made.identity).toBe("complete");
    const input = variableList.parse({ identity: made.identity });
    const { total } = await tenant.inside((ctx) => listDeviceVariables(ctx, input));
    station.behaviour.refusesReports = status;
    await askForAll(made.identity);
    await reported(made.identity).toBe(state);
    expect(await tenant.inside((ctx) => listDeviceVariables(ctx, input))).toMatchObject({ total });
  },
);

test("B07: a report that loses a part is silent after two minutes, names the part, and is whole once that comes", async () => {
  const made = await tenant.withStation();
  const station = await made.start({ moreVariables: 100 });
  station.behaviour.losesParts.add(1);
  await askForAll(made.identity);
  await reported(made.identity).toBe("receiving");
  await station.idle();
  await tenant.inside((ctx) =>
    ctx.db
      .update(stationReports)
      .set({ receivedAt: new Date(Date.now() - 121_000) })
      .where(eq(stationReports.stationId, made.id)),
  );
  const report = await tenant.inside((ctx) => lastReport(ctx, made.identity));
  expect(report).toMatchObject({ state: "silent", missing: [1], silenceSeconds: 120 });
  const [asked] = station.calls("GetBaseReport", "received");
  const reportData = [{ component: { name: "Late" }, variable: { name: "Late" }, variableAttribute: [{ value: "1" }] }];
  await station.call("NotifyReport", {
    ...{ requestId: asked!.requestId, seqNo: 1, tbc: true, generatedAt: new Date().toISOString(), reportData },
  });
  await reported(made.identity).toBe("complete");
});

test("B05: a value that waits for a reboot is told until the station has rebooted, also past a full inventory", async () => {
  const made = await tenant.withStation();
  const station = await made.start();
  const waiting = async () => (await tenant.inside((ctx) => getStation(ctx, "ws://x", made.identity))).rebootRequired;
  const named = { component: { name: "SecurityCtrlr" }, variable: { name: "OrganizationName" } };
  station.onCommand("SetVariables", () => ({
    setVariableResult: [{ ...named, attributeStatus: "RebootRequired" }],
  }));
  const request = { setVariableData: [{ ...named, attributeValue: "Acme" }] as [Item] };
  await tenant.inside((ctx) => askStation(ctx, made.identity, setVariables, request));
  await server.settle();
  await expect.poll(waiting).toBe(1);
  expect(await tenant.inside((ctx) => countStations(ctx, {}))).toMatchObject({ reboot: 1 });
  expect(await causes()).toContain("reboot-required");
  await askForAll(made.identity);
  await reported(made.identity).toBe("complete");
  expect(await waiting()).toBe(1);
  await tenant.inside((ctx) => askStation(ctx, made.identity, reset, { type: "Immediate" }));
  await server.settle();
  await expect.poll(waiting).toBe(0);
  expect(await causes()).not.toContain("reboot-required");
});

test("B01: a station with another's serial number is let in, and both say so; nothing is taken from either", async () => {
  const [one, other] = [await tenant.withStation(), await tenant.withStation()];
  const foreign = (await aTenant({ server })).tenant;
  await (await foreign.withStation()).start({ serialNumber: "S-77" });
  await one.start({ serialNumber: "S-77" });
  expect(await twinsOf(one)).toEqual([]);
  expect(await causes()).not.toContain("serial-shared");
  const second = await other.start({ serialNumber: "S-77" });
  expect(second.state.registration).toBe("Accepted");
  expect([await twinsOf(one), await twinsOf(other)]).toEqual([[other.identity], [one.identity]]);
  expect(await causes()).toContain("serial-shared");
  const rows = await tenant.inside((ctx) => ctx.db.select().from(stations).where(eq(stations.serialNumber, "S-77")));
  expect(rows.map(({ identity, bootStatus }) => [identity, bootStatus]).sort()).toEqual(
    [one, other].map(({ identity }) => [identity, "Accepted"]).sort(),
  );
});

type Item = Req<"SetVariables">["setVariableData"][number];
const causes = async () => (await tenant.inside((ctx) => listIssues(ctx, {}))).map(({ cause }) => cause);
const twinsOf = async ({ identity }: { identity: string }) =>
  (await tenant.inside((ctx) => getStation(ctx, "ws://x", identity))).sameSerialNumber;
