import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { expect, expectLive, test } from "./product";

const part = (page: Page, name: string) =>
  page.getByRole("group", { name: "Parts of diagnostics" }).getByRole("button", { name });
const choose = async (page: Page, label: string, option: string | RegExp) => {
  await page.getByRole("dialog").getByLabel(label, { exact: true }).click();
  await page.getByRole("option", { name: option }).click();
};
const inDialog = (page: Page, button: string) => page.getByRole("dialog").getByRole("button", { name: button });

/** Where stations upload to; says no to whoever asks for it. */
async function aFileServer() {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    request.on("data", (bytes: Buffer) => bodies.push(bytes.toString()));
    request.on("end", () => response.writeHead(request.url?.startsWith("/no/") ? 403 : 200).end());
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, bodies, close: () => new Promise((closed) => server.close(closed)) };
}

test("N07, N08: problems stand first, events come in as they happen, and are found", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "DOCK-1" });
  await page.goto("/stations/DOCK-1?tab=diagnostics");
  await expect(page.getByText("The station reports no problem")).toBeVisible();
  await expectLive(page);
  await station.fault(1, "ground fault");
  const problems = page.getByRole("table", { name: "Problems now" });
  await expect(problems.getByRole("row", { name: "EVSE.Problem" })).toContainText("ground fault");
  const heat = { component: { name: "TemperatureSensor", evse: { id: 1 } }, variable: { name: "Temperature" } };
  await station.notice({ ...heat, actualValue: "81.5", trigger: "Alerting", techInfo: "inlet" });
  await expect(problems.getByRole("row", { name: "TemperatureSensor.Temperature" })).toContainText(
    "Temperature sensor",
  );
  await station.notice({ ...heat, actualValue: "40", trigger: "Alerting", cleared: true });
  await station.repair(1);
  await expect(page.getByText("The station reports no problem")).toBeVisible();

  const events = page.getByRole("table", { name: "Events" });
  await expect(events.getByRole("row", { name: "TemperatureSensor.Temperature" })).toHaveCount(2);
  await page.getByRole("searchbox", { name: "Component, variable or text" }).fill("inlet");
  await expect(events.getByRole("row", { name: "TemperatureSensor.Temperature" })).toHaveCount(1);
  await expect(page).toHaveURL(/find=inlet/);
  await page.getByRole("searchbox", { name: "Component, variable or text" }).fill("nothing such");
  await expect(page.getByText("No event matches")).toBeVisible();
  await page.getByRole("button", { name: "Clear all" }).click();

  await station.floodEvents(250);
  await page.getByRole("button", { name: /^Trigger/ }).click();
  await page.getByRole("menuitemradio", { name: "At its time" }).click();
  await expect(events.getByRole("row", { name: "EVSE.Power" }).first()).toBeVisible();
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).last().click();
  expect((await download).suggestedFilename()).toBe("DOCK-1-events.csv");
});

test("N02, N04, N05, N06: a monitor is set, told of, reported and cleared", async ({ operator: page, tenant }) => {
  const watched = { component: { name: "EVSE", evse: { id: 1 } }, variable: { name: "Problem" } };
  const station = await tenant.start(
    { identity: "DOCK-2" },
    { hardWiredMonitors: [{ ...watched, type: "Delta", value: 1, severity: 3 }] },
  );
  await tenant.api("POST", "/stations/DOCK-2/commands/GetBaseReport?wait=10", {
    ...{ requestId: 1, reportBase: "FullInventory" },
  });
  await station.idle();
  await page.goto("/stations/DOCK-2?tab=diagnostics");
  await part(page, "Monitors").click();
  await expect(page.getByText("No monitor known")).toBeVisible();

  await page.getByRole("button", { name: "Set a monitor" }).click();
  await inDialog(page, "Set a monitor").click();
  await expect(page.getByText("Say which variable to watch")).toBeVisible();
  await choose(page, "Variable", /^EVSE 1: Power/);
  await choose(page, "Watched for", "Above a limit");
  await page.getByRole("dialog").getByLabel("Limit", { exact: true }).fill("9000");
  await choose(page, "Severity", "4 Error");
  await inDialog(page, "Set a monitor").click();
  await expect(page.getByRole("dialog").getByText("The station watches it now")).toBeVisible();
  await inDialog(page, "Done").click();
  const monitors = page.getByRole("table", { name: "Monitors" });
  const power = monitors.getByRole("row", { name: "EVSE.Power" });
  await expect(power).toContainText("Above a limit");
  await expect(power).toContainText("9,000 W");
  await expect(power).toContainText("Set by us");

  await page.getByRole("button", { name: "Ask for a report" }).click();
  await inDialog(page, "Ask for a report").click();
  await expect(page.getByRole("dialog").getByText("Answered: Accepted")).toBeVisible();
  await inDialog(page, "Done").click();
  await expect(monitors.getByRole("row", { name: "EVSE.Problem" })).toContainText("not told");
  await station.fault(1);
  await page.reload();
  await expect(monitors.getByRole("row", { name: "EVSE.Problem" })).toContainText("Built in");

  await monitors.getByRole("button", { name: /^Clear monitor 1 / }).click();
  await inDialog(page, "Clear").click();
  await expect(page.getByText("The station keeps this monitor")).toBeVisible();
  await inDialog(page, "Done").click();
  await monitors.getByRole("button", { name: /^Clear monitor 2 / }).click();
  await inDialog(page, "Clear").click();
  await expect(page.getByText("The monitor is gone")).toBeVisible();
  await inDialog(page, "Done").click();
  await expect(power).toHaveCount(0);

  await page.getByRole("button", { name: "Set the level" }).click();
  await choose(page, "Events told", "4 Error or worse");
  await inDialog(page, "Set the level").click();
  await expect(page.getByRole("dialog").getByText("Answered: Accepted")).toBeVisible();
  await inDialog(page, "Done").click();
  await expect(page.getByText("4 Error or worse")).toBeVisible();
  await page.getByRole("button", { name: "Set the base" }).click();
  await page.getByRole("radio", { name: /^Only what is built in/ }).check();
  await inDialog(page, "Set the base").click();
  await expect(page.getByRole("dialog").getByText("Answered: Accepted")).toBeVisible();
  await inDialog(page, "Done").click();
  await expect(page.getByText(/^The list may be out of date since/)).toBeVisible();
});

test("N01: a log is asked for, and its upload followed to its end, or to the reason why not", async ({
  operator: page,
  tenant,
}) => {
  const files = await aFileServer();
  const station = await tenant.start({ identity: "DOCK-3" });
  await page.goto("/stations/DOCK-3?tab=diagnostics&part=logs");
  const ask = async (address: string) => {
    await page.getByRole("button", { name: "Ask for a log" }).first().click();
    await page.getByRole("dialog").getByLabel("Address to upload to").fill(address);
    await inDialog(page, "Ask for a log").click();
  };
  await ask("nowhere");
  await expect(page.getByText(/An address begins with/)).toBeVisible();
  await page.getByRole("dialog").getByLabel("Address to upload to").fill(`${files.url}/up/`);
  await page.getByRole("dialog").getByLabel("From").fill("2026-01-01T00:00");
  await inDialog(page, "Ask for a log").click();
  await expect(page.getByRole("dialog").getByText("Answered: Accepted")).toBeVisible();
  await inDialog(page, "Done").click();
  const logs = page.getByRole("table", { name: "Logs" });
  const first = logs.getByRole("row").filter({ hasText: "/up/" });
  await expect(first).toContainText("Uploaded");
  await expect(first.getByRole("list")).toContainText(/Asked.*Sent.*Accepted.*Uploading.*Uploaded/s);
  expect(station.calls("GetLog", "received")).toMatchObject([{ log: { oldestTimestamp: "2025-12-31T23:00:00.000Z" } }]);
  expect(files.bodies).toEqual([expect.stringContaining("DiagnosticsLog of DOCK-3")]);

  await ask(`${files.url}/no/`);
  await inDialog(page, "Done").click();
  await expect(logs.getByRole("row").filter({ hasText: "/no/" })).toContainText("Permission denied");
  await expect(page.getByText(/The server did not let the station in/)).toBeVisible();
  await station.call("LogStatusNotification", { status: "Uploading", requestId: 4711 });
  await expect(logs.getByRole("row").filter({ hasText: "request 4711" })).toContainText("Not asked by us");
  await files.close();
});

test("N09, N10: what the station keeps of a customer is asked, read as one text, and wiped", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "DOCK-4" });
  station.onCommand("CustomerInformation", () => ({ status: "Accepted" }));
  await page.goto("/stations/DOCK-4?tab=diagnostics&part=customers");
  await page.getByRole("button", { name: "Ask the station" }).first().click();
  await inDialog(page, "Ask the station").click();
  await expect(page.getByText("Say whom it is about")).toBeVisible();
  await page.getByRole("dialog").getByRole("textbox", { name: "Card" }).fill("04A1B2C3");
  await page.getByRole("dialog").getByRole("switch", { name: /^Wipe/ }).click();
  await inDialog(page, "Wipe on the station").click();
  await expect(page.getByRole("dialog").getByText("Answered: Accepted")).toBeVisible();
  await inDialog(page, "Done").click();
  const row = page.getByRole("table", { name: "Customer data" }).getByRole("row", { name: "04A1B2C3" });
  await expect(row).toContainText("parts are still to come");
  const [asked] = station.calls("CustomerInformation", "received") as { requestId: number }[];
  const told = `${"Ada Lovelace, ".repeat(60)}card 04A1B2C3`;
  await station.tellOfCustomer(asked!.requestId, told);
  await expect(row).toContainText("wiped on the station");
  await row.getByRole("button", { name: `Show ${told.length} characters` }).click();
  await expect(page.getByRole("dialog").getByText(told)).toBeVisible();
});
