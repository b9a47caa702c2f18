import type { Page } from "@playwright/test";
import { expect, type Tenant, test } from "./product";

async function aChargingStation(tenant: Tenant, identity: string) {
  await tenant.acceptCard("04AABBCCDD");
  const station = await tenant.start({ identity }, { speed: 1, meterIntervalSeconds: 60 });
  await station.plugIn(1);
  await station.authorize("04AABBCCDD");
  return station;
}

const profiles = (page: Page) => page.getByRole("table", { name: "Charging profiles" });
const drawer = (page: Page) => page.getByRole("complementary", { name: "Set a charging profile" });
const dialog = (page: Page) => page.getByRole("dialog");

async function setLimit(page: Page, amperes: string) {
  await drawer(page).getByLabel("Limit", { exact: true }).fill(amperes);
  await drawer(page).getByRole("button", { name: /^Send/ }).click();
}

test("K01, K08, K09, K10: a limit is set, the power falls, it stands as installed and in force, and is cleared", async ({
  operator: page,
  tenant,
}) => {
  const station = await aChargingStation(tenant, "DOCK-1");
  expect(station.evse(1).powerW).toBe(11_000);
  await page.goto("/stations/DOCK-1?tab=energy");
  await expect(page.getByText("No profile is known; ask the station")).toBeVisible();

  await page.getByRole("button", { name: "Set a profile" }).click();
  await setLimit(page, "");
  await expect(drawer(page).getByText("Needed")).toBeVisible();
  await setLimit(page, "8.25");
  await expect(drawer(page).getByText("A limit has one decimal at most.").first()).toBeVisible();
  expect(station.calls("SetChargingProfile", "received")).toEqual([]);
  await setLimit(page, "8");
  await expect(drawer(page).getByText("Answered: Accepted")).toBeVisible();
  await expect.poll(() => station.evse(1).powerW).toBe(5_520);
  await expect(profiles(page).getByRole("row", { name: /^Profile / })).toContainText("Not reported yet");
  await page.keyboard.press("Escape");

  await page.getByRole("button", { name: "Ask the station" }).click();
  await dialog(page).getByRole("button", { name: "Ask the station" }).click();
  await expect(dialog(page).getByText("Report complete: 1 entries")).toBeVisible();
  await dialog(page).getByRole("button", { name: "Done" }).click();
  const row = profiles(page).getByRole("row", { name: /^Profile / });
  await expect(row).toContainText("As wanted");
  await expect(row.getByRole("cell").nth(3)).toHaveText("8 A");

  await page.getByRole("button", { name: "Ask for its schedule" }).click();
  await dialog(page).getByRole("button", { name: "Ask for its schedule" }).click();
  await expect(dialog(page).getByText("Answered: Accepted")).toBeVisible();
  await dialog(page).getByRole("button", { name: "Done" }).click();
  const chart = page.getByRole("slider", { name: "Limits ahead, EVSE 1" });
  await chart.focus();
  await page.keyboard.press("End");
  await expect(chart).toHaveAttribute("aria-valuetext", /The station's own schedule 8\.0 A/);

  await row.getByRole("button", { name: /^Clear profile/ }).click();
  await expect(dialog(page)).toContainText("Every EVSE");
  await dialog(page).getByRole("button", { name: "Clear the profile" }).click();
  await expect(dialog(page).getByText("Answered: Accepted")).toBeVisible();
  await dialog(page).getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("No profile is known; ask the station")).toBeVisible();
  await expect.poll(() => station.evse(1).powerW).toBe(11_000);
  await expect(page.getByRole("table", { name: "Profiles asked for" })).toContainText("Cleared");
});

test("K01.FR.29: what the station refuses stands in its words; what waits for it is shown as waiting", async ({
  operator: page,
  tenant,
}) => {
  const station = await aChargingStation(tenant, "DOCK-2");
  const refusal = { reasonCode: "NoProfile", additionalInfo: "the memory is full" };
  station.onCommand("SetChargingProfile", () => ({ status: "Rejected", statusInfo: refusal }));
  await page.goto("/stations/DOCK-2?tab=energy&profile=new");
  await setLimit(page, "10");
  await expect(drawer(page).getByText("NoProfile: the memory is full")).toBeVisible();
  const history = page.getByRole("table", { name: "Profiles asked for" });
  await expect(history).toContainText("NoProfile: the memory is full");

  await station.goOffline();
  await expect(page.getByText("The station is offline: this is the last known")).toBeVisible();
  await setLimit(page, "12");
  await expect(drawer(page).getByText("Waiting for the station")).toBeVisible();
  await expect(profiles(page).getByRole("row", { name: /^Profile / })).toContainText("Waiting");
});

test("K11, K13: a limit from outside appears, and is lifted", async ({ operator: page, tenant }) => {
  const station = await aChargingStation(tenant, "DOCK-3");
  await page.goto("/stations/DOCK-3?tab=energy");
  await expect(page.getByText("Nobody else limits this station")).toBeVisible();
  await station.limitFromOutside({ source: "EMS", limitW: 5_000, isGridCritical: true });
  const row = page.getByRole("table", { name: "Limits from outside" }).getByRole("row", { name: "Energy manager" });
  await expect(row).toContainText("grid critical");
  await expect(row).toContainText("In force");
  await station.limitFromOutside(undefined);
  await expect(row).toContainText("Lifted");
});

test("K15: what a car needs and means to draw stands with our answers", async ({ operator: page, tenant }) => {
  const station = await aChargingStation(tenant, "DOCK-4");
  await page.goto("/stations/DOCK-4?tab=energy");
  await expect(page.getByText("No car has said what it needs")).toBeVisible();
  await station.tellNeeds(1);
  const cars = page.getByRole("table", { name: "What cars need" });
  await expect(cars.getByRole("row", { name: "Needs, EVSE 1" })).toContainText("three phases, up to 15 A");
  await expect(cars.getByRole("row", { name: "Means to draw, EVSE 1" })).toContainText("Accepted");
  await cars.getByRole("link", { name: "Running session" }).first().click();
  await expect(page.getByRole("heading", { level: 1, name: /^Session / })).toBeVisible();
});
