import type { Page } from "@playwright/test";
import { callApi, expect, platformKey, type Tenant, test } from "./product";

const holdsNewStations = async ({ slug }: Tenant) => {
  const answer = await callApi(platformKey(), "PATCH", `/tenants/${slug}`, { onboarding: "checked" });
  expect(answer.status).toBe(200);
};
const step = (page: Page, title: string) =>
  page.locator("ol.steps > li").filter({ has: page.locator("b", { hasText: new RegExp(`^${title}$`) }) });
const isDone = (page: Page, title: string) => expect(step(page, title).locator(".dot svg")).toBeVisible();

test("B02, B07: the wizard shows a held station telling its device model, and being accepted", async ({
  operator: page,
  tenant,
}) => {
  await holdsNewStations(tenant);
  const made = await tenant.add({ identity: "CHECK-1" });
  await page.goto("/add-station?identity=CHECK-1");
  await expect(step(page, "Device model told")).toBeVisible();
  const station = tenant.simulate(made, { moreVariables: 300, vendorName: "Wattmann", model: "Columna 22" });
  await station.connect();
  expect(await station.boot()).toBe("Pending");
  for (const title of [
    "Connected",
    "Password accepted",
    "Booted",
    "Device model told",
    "Accepted",
    "Connectors reported",
  ])
    await isDone(page, title);
  await expect(step(page, "Device model told")).toContainText(/\d+ values in \d+ parts/);
  await expect(step(page, "Set up by your template")).toContainText("no template holds for this maker and model");
  await expect(page.getByText("The station works")).toBeVisible();
  expect(station.state.registration).toBe("Accepted");
});

test("B07.FR.02: a station without a report is explained, tried again, and accepted as it is", async ({
  operator: page,
  tenant,
}) => {
  await holdsNewStations(tenant);
  const station = tenant.simulate(await tenant.add({ identity: "CHECK-2" }));
  station.behaviour.refusesReports = "NotSupported";
  await station.connect();
  expect(await station.boot()).toBe("Pending");
  await page.goto("/stations/CHECK-2");
  const main = page.getByRole("main");
  await expect(main.getByText("The station has not told its device model")).toBeVisible();
  await expect(main.getByText(/It says that it has no such report/)).toBeVisible();

  station.behaviour.refusesReports = "EmptyResultSet";
  await main.getByRole("button", { name: "Try again" }).click();
  await expect(main.getByText(/It says that it has nothing to report/)).toBeVisible();
  await main.getByRole("button", { name: "Accept anyway" }).click();
  await expect(main.getByText("Not accepted yet")).toBeHidden();
  await expect(main.getByRole("heading", { name: "Onboarding" })).toBeHidden();
  expect(station.state.registration).toBe("Accepted");
});

test("B07: a report that is refused is told on the configuration tab, and asked for again", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "TELLS-1" });
  station.behaviour.refusesReports = "Rejected";
  await page.goto("/stations/TELLS-1?tab=configuration");
  const ask = async (button: string) => {
    await page.getByRole("button", { name: button, exact: true }).first().click();
    await page.getByRole("dialog").getByRole("button", { name: "Ask for report" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
  };
  await ask("Ask for a report");
  await expect(page.getByText("The station cannot report now")).toBeVisible();
  station.behaviour.refusesReports = undefined;
  await ask("Ask again");
  await expect(page.getByText("The station cannot report now")).toBeHidden();
  await expect(page.getByRole("cell", { name: "OfflineThreshold" }).first()).toBeVisible();
});

test("B05: what waits for a reboot is seen on every page until the station has rebooted", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "WAITS-1" });
  const named = { component: { name: "OCPPCommCtrlr" }, variable: { name: "OfflineThreshold" } };
  station.onCommand("SetVariables", () => ({ setVariableResult: [{ ...named, attributeStatus: "RebootRequired" }] }));
  await page.goto("/stations/WAITS-1");
  const setVariableData = [{ ...named, attributeValue: "77" }];
  await tenant.api("POST", "/stations/WAITS-1/commands/SetVariables?wait=30", { setVariableData });
  const main = page.getByRole("main");
  await expect(main.getByText("Reboot required")).toBeVisible();
  await expect(main.getByText("1 value takes effect after a reboot")).toBeVisible();
  await page.goto("/stations?view=reboot");
  await expect(page.getByRole("link", { name: "WAITS-1" }).first()).toBeVisible();
  await page.goto("/");
  await expect(page.getByText("Values that wait for a reboot")).toBeVisible();
  await page.goto("/stations/WAITS-1?tab=configuration");
  await expect(main.getByText("1 value takes effect after a reboot")).toBeVisible();
  await tenant.api("POST", "/stations/WAITS-1/commands/Reset?wait=30", { type: "Immediate" });
  await expect(main.getByText("Reboot required")).toBeHidden();
  await expect(main.getByText("1 value takes effect after a reboot")).toBeHidden();
});

test("B01: two stations with one serial number point at each other", async ({ operator: page, tenant }) => {
  await tenant.start({ identity: "TWIN-1" }, { serialNumber: "S-4711" });
  await tenant.start({ identity: "TWIN-2" }, { serialNumber: "S-4711" });
  await page.goto("/stations/TWIN-1");
  await expect(page.getByText("Another station names the serial number S-4711")).toBeVisible();
  await page.getByRole("link", { name: "TWIN-2" }).click();
  await expect(page.getByRole("heading", { name: "TWIN-2" })).toBeVisible();
  await expect(page.getByRole("link", { name: "TWIN-1" })).toBeVisible();
});
