import type { Page } from "@playwright/test";
import type { SimulatedStation } from "@stationmaster/simulator";
import { expect, type Tenant, test } from "./product";

type Session = { id: string; totalCost: string | null; currency: string | null; costLines: { amount: string }[] };

async function aStation(tenant: Tenant, identity: string) {
  await tenant.acceptCard("04AABBCCDD");
  // Two hours ago, so that what is charged by hand lies in the past.
  return tenant.start({ identity }, { startAt: new Date(Date.now() - 7_200_000), meterIntervalSeconds: 300 });
}

const sessionOf = async (tenant: Tenant, identity: string) => {
  const { items } = await tenant.api<{ items: Session[] }>("GET", `/transactions?stationIdentity=${identity}`);
  expect(items).toHaveLength(1);
  return items[0]!;
};

/** The costs that came in the answers to the station's events, in order. */
const toldTo = (station: SimulatedStation) =>
  station.received.flatMap(({ text }) => {
    const [type, , payload] = JSON.parse(text) as [number, string, { totalCost?: number }];
    return type === 3 && payload.totalCost !== undefined ? [payload.totalCost] : [];
  });

/** Millionths, so that nothing is added up as a float. */
const millionths = (decimal: string) => {
  const [whole = "", decimals = ""] = decimal.replaceAll(",", "").split(".");
  return BigInt(whole + decimals.padEnd(6, "0"));
};
const roundedToCents = (amount: bigint) => {
  const cents = (amount + 5_000n) / 10_000n;
  return `${cents / 100n}.${String(cents % 100n).padStart(2, "0")}`;
};

const made = (page: Page) => page.locator("section.card", { hasText: /^How €/ });

test("I03: an operator makes a tariff, a station charges, and the receipt adds up to what the station was told", async ({
  operator: page,
  tenant,
}) => {
  await page.goto("/tariffs");
  await expect(page.getByText("No tariffs yet")).toBeVisible();
  await page.getByRole("link", { name: "Make the first tariff" }).click();
  await page.getByRole("button", { name: "Make tariff" }).click();
  await expect(page.getByText("Give it a name by which people know it.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill("Day rate");
  await expect(page.getByLabel("Short name")).toHaveValue("day-rate");
  const price = page.locator("section.card", { has: page.getByRole("heading", { name: "Price" }) });
  await price.getByLabel("Energy").fill("49 ct");
  await expect(page.getByText("Write a price such as 0.49, with six decimals at most")).toBeVisible();
  await price.getByLabel("Energy").fill("0,4118");
  await price.getByLabel("Time").fill("1.20");
  await price.getByLabel("Start of a session").fill("0.35");
  await price.getByLabel("Tax").fill("19");
  await page.getByRole("switch", { name: /^Default tariff/ }).click();
  // 25 kWh × 0.4118 + 7/6 h × 1.20 + 0.35, with 19 % tax.
  await expect(page.locator("output.answer")).toHaveText("€14.33");
  await page.getByRole("button", { name: "Make tariff" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Day rate" })).toBeVisible();
  await expect(page.getByText("As the default it holds")).toHaveCount(0);

  const station = await aStation(tenant, "TOLL-1");
  await station.plugIn(1);
  await station.authorize("04AABBCCDD");
  await station.advance(3_600);
  const { id, totalCost: soFar } = await sessionOf(tenant, "TOLL-1");
  await page.goto(`/sessions/${id}`);
  await expect(made(page)).toContainText(`How €${soFar} so far is made`);

  await page.goto("/tariffs/day-rate");
  await price.getByLabel("Energy").fill("0.99");
  await expect(page.getByText("One running session keeps the price it began with")).toBeVisible();
  await page.getByRole("button", { name: "Save as a new version" }).click();
  await expect(page.getByText("Version 2", { exact: true })).toBeVisible();
  await expect(page.getByText("1 running session is priced by it")).toBeVisible();

  await page.goto(`/sessions/${id}`);
  await station.advance(600);
  await station.authorize("04AABBCCDD");
  await station.unplug(1);
  const { totalCost, costLines } = await sessionOf(tenant, "TOLL-1");
  expect(toldTo(station).at(-1)).toBe(Number(totalCost));
  expect(roundedToCents(costLines.reduce((sum, { amount }) => sum + millionths(amount), 0n))).toBe(totalCost);

  await expect(made(page)).toContainText(`How €${totalCost} is made`);
  await expect(made(page)).toContainText("Day rate, version 1");
  const shown = await made(page).locator(".lines > b").allTextContents();
  expect(shown).toHaveLength(4);
  expect(roundedToCents(shown.reduce((sum, amount) => sum + millionths(amount), 0n))).toBe(totalCost);
  const told = page.locator("section.card", { hasText: /^What we told the station/ }).getByRole("listitem");
  await expect(told.first()).toContainText(`€${totalCost}`);
  await expect(told.first()).toContainText("In the answer to Ended");

  await page.goto("/sessions");
  await expect(page.getByRole("row", { name: /at TOLL-1$/ })).toContainText(`€${totalCost}`);
});

test("I02: a running session's cost is told once more when an operator asks for it", async ({
  operator: page,
  tenant,
}) => {
  await tenant.api("PUT", "/tariffs/day", { name: "Day", currency: "EUR", energy: "0.50", isDefault: true });
  const station = await aStation(tenant, "TOLL-2");
  await station.plugIn(1);
  await station.authorize("04AABBCCDD");
  await station.advance(1_800);
  const { id, totalCost } = await sessionOf(tenant, "TOLL-2");
  await page.goto(`/sessions/${id}`);
  await page.getByRole("button", { name: "Tell the station now" }).click();
  await expect(page.getByText("By CostUpdated: the station has taken it")).toBeVisible();
  expect([...station.state.runningCosts.values()]).toEqual([Number(totalCost)]);
});

test("I03: stations are given a tariff of their own, and sessions without any say so", async ({
  operator: page,
  tenant,
}) => {
  const station = await aStation(tenant, "TOLL-3");
  await tenant.add({ identity: "TOLL-4" });
  await station.plugIn(1);
  await station.authorize("04AABBCCDD");
  const { id, totalCost } = await sessionOf(tenant, "TOLL-3");
  expect(totalCost).toBeNull();
  await page.goto(`/sessions/${id}`);
  await expect(page.getByText("No tariff held for this session")).toBeVisible();
  await page.goto("/stations/TOLL-3");
  await expect(page.getByText("none, sessions have no price")).toBeVisible();

  await tenant.api("PUT", "/tariffs/quay", { name: "Quay", currency: "EUR", energy: "0.39" });
  await page.goto("/tariffs");
  await expect(page.getByText("No tariff is the default")).toBeVisible();
  await page.getByRole("link", { name: "Quay" }).click();
  await page.getByRole("button", { name: "Choose stations" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("searchbox").fill("toll-3");
  await expect(dialog.getByRole("checkbox")).toHaveCount(1);
  await dialog.getByRole("checkbox", { name: /^TOLL-3/ }).check();
  await dialog.getByRole("button", { name: "Set" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText("One station has it for its own.")).toBeVisible();
  await page.getByRole("link", { name: "TOLL-3" }).click();
  await expect(page.getByRole("link", { name: "Quay, its own" })).toBeVisible();
});
