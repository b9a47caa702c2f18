import type { Page } from "@playwright/test";
import { expect, expectLive, type Tenant, test } from "./product";

const row = (page: Page, identity: string) => page.getByRole("row", { name: identity, exact: true });

async function threeStations(tenant: Tenant) {
  const fine = await tenant.start({ identity: "FINE-1" }, { vendorName: "Wattmann", model: "Columna 22" });
  const broken = await tenant.start({ identity: "BROKEN-1" }, { vendorName: "Wattmann", model: "Arcus 50" });
  await broken.fault(1);
  await tenant.add({ identity: "NEW-1" });
  return { fine, broken };
}

test("a fleet is narrowed by view, state and words, and the address keeps it", async ({ operator: page, tenant }) => {
  await threeStations(tenant);
  await page.goto("/stations");
  await expect(page.getByText("3 stations")).toBeVisible();
  await expect(row(page, "BROKEN-1")).toContainText("Faulted");
  await expect(row(page, "FINE-1")).toContainText("Available");

  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "Waiting for first boot" }).click();
  await expect(row(page, "NEW-1")).toBeVisible();
  await expect(row(page, "FINE-1")).toBeHidden();
  await expect(page).toHaveURL(/view=waiting/);

  await page.getByRole("navigation", { name: "Views" }).getByRole("link", { name: "All" }).click();
  await page.getByRole("button", { name: /^State any/ }).click();
  await page.getByRole("menu").getByText("Faulted").click();
  await page.keyboard.press("Escape");
  await expect(row(page, "FINE-1")).toBeHidden();
  await expect(row(page, "BROKEN-1")).toBeVisible();

  await page.reload();
  await expect(row(page, "BROKEN-1")).toBeVisible();
  await expect(row(page, "FINE-1")).toBeHidden();
  await page.getByRole("button", { name: "Clear all" }).click();
  await expect(row(page, "FINE-1")).toBeVisible();

  await page.getByRole("searchbox", { name: "Identity, serial, model" }).fill("columna");
  await expect(row(page, "FINE-1")).toBeVisible();
  await expect(row(page, "BROKEN-1")).toBeHidden();
  await page.getByRole("searchbox", { name: "Identity, serial, model" }).fill("no such station");
  await expect(page.getByText("No station matches")).toBeVisible();
});

test("what needs a person stands first, and changes are seen without asking", async ({ operator: page, tenant }) => {
  const { fine, broken } = await threeStations(tenant);
  await page.goto("/stations");
  await expect(page.getByRole("row").nth(1)).toHaveAccessibleName("BROKEN-1");
  await expectLive(page);

  await broken.repair(1);
  await expect(row(page, "BROKEN-1")).toContainText("Available");
  await fine.goOffline();
  await expect(row(page, "FINE-1")).toContainText("Offline");
  await fine.goOnline();
  await expect(row(page, "FINE-1")).not.toContainText("Offline");
});

test("a tenant without stations is told how to begin", async ({ operator: page }) => {
  await page.goto("/stations");
  await expect(page.getByText("No station yet")).toBeVisible();
  await page.getByRole("link", { name: "Add station" }).first().click();
  await expect(page.getByRole("heading", { name: "Add station" })).toBeVisible();
});

test("on a phone the list stacks, nothing scrolls sideways and a tap opens the station", async ({
  operator: page,
  tenant,
}) => {
  await threeStations(tenant);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/stations");
  await expect(row(page, "FINE-1")).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await row(page, "FINE-1").click();
  await expect(page).toHaveURL(/\/stations\/FINE-1$/);
  await expect(page.getByRole("heading", { name: "FINE-1" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("what is shown can be taken along as CSV", async ({ operator: page, tenant }) => {
  await threeStations(tenant);
  await page.goto("/stations?q=&show=list");
  await expect(row(page, "FINE-1")).toBeVisible();
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).click();
  const text = await readText(await (await downloading).createReadStream());
  expect(text.trim().split(/\r?\n/)).toHaveLength(4);
  expect(text).toContain("BROKEN-1");
});

async function readText(stream: AsyncIterable<Buffer>): Promise<string> {
  let text = "";
  for await (const chunk of stream) text += chunk.toString();
  return text;
}
