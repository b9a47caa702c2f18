import type { Page } from "@playwright/test";
import { expect, expectLive, type Tenant, test } from "./product";

const evses = [{ id: 1, connectors: [{ id: 1, type: "cType2" as const }] }];
const drawer = (page: Page, name: string) => page.getByRole("complementary", { name });
const ask = (station: Awaited<ReturnType<Tenant["start"]>>, idToken: string) =>
  station.call("Authorize", { idToken: { idToken, type: "ISO14443" } });
const start = (tenant: Tenant, identity: string) => tenant.start({ identity, evses }, { evses });

test("C01: a card is made, charges, is lost, and the operator sees which rule refuses it", async ({
  operator: page,
  tenant,
}) => {
  const station = await start(tenant, "QUAY-1");
  await page.goto("/cards");
  await page.getByRole("button", { name: "Add card" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Add card" }).click();
  await expect(dialog).toContainText("Write the card’s number");
  await dialog.getByLabel("Number").fill("04A2B3C4");
  await dialog.getByLabel("Driver’s name").fill("Jörg Müller");
  await dialog.getByLabel("Stations and EVSEs").fill("quay-1");
  await dialog.getByRole("button", { name: "Add card" }).click();
  const card = drawer(page, "04A2B3C4");
  await expect(card).toContainText("Jörg Müller");
  await expect(card).toContainText("Only at: quay-1");
  await expectLive(page);
  expect(await ask(station, "04a2b3c4")).toMatchObject({ payload: { idTokenInfo: { status: "Accepted" } } });
  await expect(card.getByRole("list", { name: "What it was told" })).toContainText("Nothing stands against it");

  await card.getByRole("button", { name: "Mark as lost" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Mark as lost" }).click();
  await expect(card).toContainText("Lost since");
  expect(await ask(station, "04A2B3C4")).toMatchObject({ payload: { idTokenInfo: { status: "Blocked" } } });
  await page.goto("/stations/QUAY-1?tab=authorizations");
  await expect(page.getByRole("row", { name: "04A2B3C4 at QUAY-1" })).toContainText("marked as lost");

  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Search stations, sessions, pages").fill("04a2");
  await page.getByRole("option", { name: /04A2B3C4.*Jörg Müller/ }).click();
  await drawer(page, "04A2B3C4").getByRole("button", { name: "Let in again" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Let in again" }).click();
  await expect(drawer(page, "04A2B3C4").getByRole("button", { name: "Block" })).toBeVisible();
});

test("C01: a list is looked at line by line before anything is stored", async ({ operator: page }) => {
  await page.goto("/import-cards");
  const lines = [
    "\uFEFFKartennummer;Art;Fahrer;Gültig bis",
    'DE-1;RFID;"Weiß; Änne";31.12.2099',
    "DE-1;RFID;Weiß;",
    "4,1E+13;;;",
    "DE 2;;;",
    "DE-3;Bluetooth;;",
    "DE-4;;;31.02.2030",
  ];
  await page.getByLabel("CSV file").setInputFiles({
    name: "karten.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(lines.join("\r\n")),
  });
  const line = (n: number) => page.getByRole("row", { name: `Line ${n}`, exact: true });
  await expect(line(3)).toContainText("The same card stands in line 2");
  await expect(line(4)).toContainText("lost digits");
  await expect(line(5)).toContainText("DE 2");
  await expect(line(6)).toContainText("No kind of card: Bluetooth");
  await expect(line(7)).toContainText("Not a day");
  await page.getByRole("button", { name: "Store 1 card" }).click();
  await expect(page.getByText("1 card stored")).toBeVisible();
  await page.getByRole("link", { name: "To the cards" }).click();
  await expect(page.getByRole("row", { name: "DE-1" })).toContainText("Weiß; Änne");
});

test("C11: after a card was lost, the station it was used at forgets it, and its history tells who did what", async ({
  operator: page,
  tenant,
}) => {
  await tenant.acceptCard("CACHED-1");
  const station = await start(tenant, "MEMORY-1");
  await station.checkToken("CACHED-1");
  expect(station.state.authCache.size).toBe(1);
  await page.goto("/cards?search=cached");
  await page.getByRole("row", { name: "CACHED-1" }).getByRole("link", { name: "CACHED-1" }).click();
  const card = drawer(page, "CACHED-1");
  await card.getByRole("button", { name: "Mark as lost" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Mark as lost" }).click();
  await expect(card.getByText("Stations may still know it as it was")).toBeVisible();
  await card.getByRole("button", { name: "Clear caches" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("MEMORY-1")).toBeVisible();
  await dialog.getByRole("button", { name: "Clear caches" }).click();
  await expect(dialog.getByText("1 cache was cleared.")).toBeVisible();
  expect(station.state.authCache.size).toBe(0);
  await dialog.getByRole("button", { name: "Done" }).click();

  await card.getByRole("button", { name: "Used at" }).click();
  await expect(card.getByRole("list", { name: "Used at" })).toContainText("MEMORY-1");
  await card.getByRole("button", { name: "Changes" }).click();
  const changes = card.getByRole("list", { name: "Changes" });
  await expect(changes.getByRole("listitem").first()).toContainText("Marked as lost");
  await expect(changes.getByRole("listitem").last()).toContainText("Made");
});

test("C01: a driver's cards are blocked together; the day's refusals stand by their rule", async ({
  operator: page,
  tenant,
}) => {
  const file = "card,driver\nANNA-1,Anna Blum\nANNA-2,Anna Blum\nBEN-1,Ben Dorn";
  await page.goto("/import-cards");
  await page
    .getByLabel("CSV file")
    .setInputFiles({ name: "cards.csv", mimeType: "text/csv", buffer: Buffer.from(file) });
  await page.getByRole("button", { name: "Store 3 cards" }).click();
  await expect(page.getByText("3 cards stored")).toBeVisible();
  await page.goto("/cards?view=drivers");
  await page.getByRole("button", { name: "Block all cards of Anna Blum" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Block all" }).click();
  const caches = page.getByRole("dialog", { name: "Have stations forget Anna Blum?" });
  await expect(caches.getByText("It was used nowhere yet.").or(caches.getByText("For a week"))).toBeVisible();
  await caches.getByRole("button", { name: "Not now" }).click();
  await expect(page.getByRole("button", { name: "Let all cards of Anna Blum in again" })).toBeVisible();
  await page.getByRole("link", { name: "Anna Blum" }).click();
  await expect(page.getByRole("row", { name: "ANNA-2" })).toContainText("Blocked");
  await expect(page.getByRole("row", { name: "BEN-1" })).toHaveCount(0);

  const station = await start(tenant, "GATE-1");
  await ask(station, "ANNA-1");
  await ask(station, "NOBODYS-CARD");
  await page.goto("/cards?view=decisions");
  await expect(page.getByText("Refused 2 times in the last 24 hours:")).toBeVisible();
  await page.getByRole("button", { name: "Nobody’s card 1" }).click();
  await expect(page.getByRole("row", { name: "NOBODYS-CARD at GATE-1" })).toBeVisible();
  await expect(page.getByRole("row", { name: "ANNA-1 at GATE-1" })).toHaveCount(0);
});

test("H01: nothing is reserved for a card that may not charge there, and the sentence says why", async ({
  operator: page,
  tenant,
}) => {
  await start(tenant, "PIER-1");
  await start(tenant, "PIER-2");
  const limits = { stationIdentities: ["PIER-2"] };
  await tenant.api("PUT", "/id-tokens/PIER-CARD", { type: "ISO14443", status: "Accepted", limits });
  await page.goto("/reservations?new=1&station=PIER-1");
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Station").fill("PIER-1");
  await dialog.getByLabel("Card", { exact: true }).fill("PIER-CARD");
  await dialog.getByRole("button", { name: "Reserve" }).click();
  await expect(dialog).toContainText(
    "The card is not good at this station or EVSE. Nothing can be reserved for it here.",
  );
});
