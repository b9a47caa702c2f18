import type { Page } from "@playwright/test";
import { expect, ocppUrl, test } from "./product";

const check = (page: Page, title: string) => page.locator("ol.steps > li").filter({ hasText: title });
const shownAs = async (page: Page, term: string) => {
  const line = page.locator("dl > div").filter({ has: page.locator("dt", { hasText: term }) });
  return (await line.locator("dd .mono").textContent()) ?? "";
};

test("B01: the wizard waits for the station, and each check turns green as it boots", async ({
  operator: page,
  tenant,
}) => {
  await page.goto("/stations");
  await page.getByRole("link", { name: "Add station" }).first().click();
  await page.getByLabel("Identity", { exact: true }).fill("DOCK-7");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Add EVSE" }).click();
  await page.getByRole("button", { name: "Create station" }).click();

  await expect(page.getByText("The password is shown this once")).toBeVisible();
  const url = await shownAs(page, "Address");
  const password = await shownAs(page, "Password");
  expect(url).toBe(`${ocppUrl()}/ocpp/${tenant.slug}/DOCK-7`);
  await expect(check(page, "Connected")).toContainText("Enter address, identity and password");

  // Somebody mistypes the password first.
  const mistyped = tenant.simulate({ identity: "DOCK-7", url, password: `${password.slice(1)}x` });
  await expect(mistyped.connect()).rejects.toThrow(/401/);
  await expect(page.getByText(/A connection was refused \(401\)/)).toBeVisible();

  const evses = [1, 2].map((id) => ({ id, connectors: [{ id: 1, type: "cType2" as const }] }));
  const station = tenant.simulate(
    { identity: "DOCK-7", url, password },
    { evses, vendorName: "Wattmann", model: "Columna 22" },
  );
  await station.connect();
  await expect(check(page, "Password accepted").locator(".dot svg")).toBeVisible();
  await expect(page.getByText(/A connection was refused/)).toBeHidden();
  expect(await station.boot()).toBe("Accepted");
  for (const title of ["Connected", "Password accepted", "Booted", "Connectors reported"])
    await expect(check(page, title).locator(".dot svg")).toBeVisible();
  await expect(check(page, "Connectors reported")).toContainText("2 of 2");
  await expect(check(page, "Booted")).toContainText("Wattmann");
  await expect(page.getByText("The station works")).toBeVisible();

  await page.getByRole("link", { name: "Open DOCK-7" }).click();
  await expect(page.getByRole("heading", { name: "DOCK-7" })).toBeVisible();
  await expect(page.getByText(password)).toHaveCount(0);
});

test("identities that cannot be, and one that is taken, are refused where they are written", async ({
  operator: page,
  tenant,
}) => {
  await tenant.add({ identity: "DOCK-8" });
  await page.goto("/add-station");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText("A station needs an identity")).toBeVisible();
  await page.getByLabel("Identity", { exact: true }).fill("DOCK:8");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByText(/No colon/)).toBeVisible();
  await expect(page.getByLabel("Identity", { exact: true })).toHaveAttribute("aria-invalid", "true");

  await page.getByLabel("Identity", { exact: true }).fill("dock-8");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: "Create station" }).click();
  await expect(page.getByLabel("Identity", { exact: true })).toHaveAttribute("aria-invalid", "true");
});

test("the password is gone after a reload, and the wait goes on", async ({ operator: page, tenant }) => {
  const made = await tenant.add({ identity: "DOCK-9" });
  await page.goto("/add-station?identity=DOCK-9");
  await expect(page.getByText("The password was shown when the station was made")).toBeVisible();
  await tenant.simulate(made).start();
  await expect(page.getByText("The station works")).toBeVisible();
});
