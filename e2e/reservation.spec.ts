import type { Page } from "@playwright/test";
import { expect, expectLive, type Tenant, test } from "./product";

const evses = [1, 2].map((id) => ({ id, connectors: [{ id: 1, type: "cType2" as const }] }));
const aStation = async (tenant: Tenant, identity: string) => {
  await tenant.acceptCard("VIP-1");
  return tenant.start({ identity, evses }, { evses });
};
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
type Reservation = { id: string; status: string };
const reserve = (tenant: Tenant, stationIdentity: string, more: object = {}) =>
  tenant.api<Reservation>("POST", "/reservations?wait=20", {
    ...{ stationIdentity, idToken: "VIP-1", expiresAt: inAnHour() },
    ...more,
  });
const life = (page: Page, card = "VIP-1") => page.getByRole("complementary", { name: `Reservation for ${card}` });
const evse = (page: Page, n: number) => page.getByLabel(`EVSE ${n}`, { exact: true });

test("H01, H03: an EVSE is reserved for a card, held for it alone, and used by a tap", async ({
  operator: page,
  tenant,
}) => {
  const station = await aStation(tenant, "HARBOUR-1");
  await page.goto("/reservations");
  await page.getByRole("button", { name: "Reserve" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Station").fill("harbour-1");
  await dialog.getByLabel("Where").click();
  await page.getByRole("option", { name: /EVSE 1/ }).click();
  await dialog.getByLabel("Card", { exact: true }).fill("vip-1");
  await dialog.getByRole("button", { name: "Reserve" }).click();
  await expect(life(page).getByText("The station keeps it")).toBeVisible();
  await expect(
    page.getByRole("region", { name: "HARBOUR-1" }).getByRole("link", { name: /VIP-1 Active, EVSE 1/ }),
  ).toBeVisible();
  expect(station.calls("ReserveNow", "received")).toMatchObject([{ evseId: 1, idToken: { idToken: "VIP-1" } }]);

  await life(page).getByRole("link", { name: "HARBOUR-1" }).click();
  await expect(evse(page, 1)).toContainText("Reserved for card VIP-1 until");
  await expect(evse(page, 1).locator(".pill")).toContainText("Reserved");
  await expect(evse(page, 2).locator(".pill")).toContainText("Available");
  await expectLive(page);
  await station.plugIn(1);
  await station.authorize("VIP-1", { evseId: 1 });
  await expect(evse(page, 1)).toContainText("Charging");
  await expect(evse(page, 1)).not.toContainText("Reserved for card");

  await page.goto("/reservations?view=list");
  const row = page.getByRole("row", { name: "Reservation for VIP-1 at HARBOUR-1" });
  await expect(row).toContainText("Used");
  await row.getByRole("link", { name: "VIP-1" }).click();
  await life(page)
    .getByRole("link", { name: /^Session / })
    .click();
  await expect(page.getByRole("heading", { level: 1, name: /^Session / })).toBeVisible();
});

test("H01: what stands against a reservation is said at its field, with who holds the EVSE", async ({
  operator: page,
  tenant,
}) => {
  await aStation(tenant, "HARBOUR-2");
  await tenant.acceptCard("LOST-1", "Blocked");
  await page.goto("/reservations?new=1&station=HARBOUR-2&evse=1");
  const dialog = page.getByRole("dialog");
  const field = (label: string) => dialog.locator(".field").filter({ has: page.getByText(label, { exact: true }) });
  const go = () => dialog.getByRole("button", { name: "Reserve" }).click();
  await go();
  await expect(field("Card")).toContainText("Write the card it is kept for");
  await dialog.getByLabel("Card", { exact: true }).fill("LOST-1");
  await go();
  await expect(field("Card")).toContainText("The card is blocked. Nothing can be reserved for it here.");

  // Another operator is quicker.
  expect(await reserve(tenant, "HARBOUR-2", { evseId: 1 })).toMatchObject({ status: "active" });
  await dialog.getByLabel("Card", { exact: true }).fill("OTHER-1");
  await go();
  await expect(field("Where")).toContainText("Reserved for VIP-1 until");
  await dialog.getByLabel("Until").fill("2020-01-01T10:00");
  await go();
  await expect(field("Until")).toContainText("This must lie in the future");
  await dialog.getByLabel("Station").fill("NOWHERE-1");
  await dialog.getByLabel("Until").fill("2099-01-01T10:00");
  await go();
  await expect(field("Station")).toContainText("There is no such station");
});

test("H02: a reservation is cancelled, asked once, and the station lets go", async ({ operator: page, tenant }) => {
  const station = await aStation(tenant, "HARBOUR-3");
  const { id } = await reserve(tenant, "HARBOUR-3", { evseId: 2 });
  await page.goto(`/reservations?reservation=${id}`);
  await life(page).getByRole("button", { name: "Cancel reservation" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("EVSE 2 at HARBOUR-3");
  await dialog.getByRole("button", { name: "Cancel reservation" }).click();
  await expect(life(page).locator("ol.steps")).toContainText("Cancelled");
  await expect(life(page).getByRole("button", { name: "Cancel reservation" })).toBeHidden();
  expect(station.calls("CancelReservation", "received")).toHaveLength(1);
  expect(station.evse(2).reservation).toBeUndefined();
});

test("H01: refused in the station's words and what to do next; removed when it breaks", async ({
  operator: page,
  tenant,
}) => {
  const station = await aStation(tenant, "HARBOUR-4");
  await station.plugIn(2);
  const refused = await reserve(tenant, "HARBOUR-4", { evseId: 2 });
  await page.goto(`/reservations?view=list&reservation=${refused.id}`);
  await expect(life(page).getByText("Refused: Occupied")).toBeVisible();
  await expect(life(page)).toContainText("Choose another EVSE");

  const kept = await reserve(tenant, "HARBOUR-4", { evseId: 1 });
  await page.goto(`/reservations?view=list&reservation=${kept.id}`);
  await expect(life(page).getByText("The station keeps it")).toBeVisible();
  await expectLive(page);
  await station.fault(1);
  await expect(life(page).getByText("Removed by the station")).toBeVisible();

  await page.getByRole("button", { name: /^State any/ }).click();
  await page.getByRole("menu").getByText("Refused").click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("row", { name: /^Reservation for/ })).toHaveCount(1);
  await expect(page.getByRole("row", { name: /^Reservation for/ })).toContainText("Occupied");
});

test("on a phone the calendar is a list, and ⌘K finds who holds an EVSE", async ({ operator: page, tenant }) => {
  await aStation(tenant, "HARBOUR-5");
  await reserve(tenant, "HARBOUR-5");
  await page.goto("/reservations?span=week");
  const bar = page.getByRole("link", { name: /VIP-1 Active, Any EVSE/ });
  await expect(bar).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox").fill("vip");
  await page.getByRole("option", { name: /VIP-1/ }).first().click();
  await expect(life(page)).toBeVisible();

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("/reservations");
  await expect(bar).toBeHidden();
  await expect(page.getByRole("region", { name: "HARBOUR-5" }).getByRole("listitem")).toContainText("Active");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});
