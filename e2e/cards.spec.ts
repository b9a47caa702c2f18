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
