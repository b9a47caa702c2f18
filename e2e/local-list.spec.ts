import { expect, expectLive, test } from "./product";

const bar = { name: "Cards on the list" };

test("D01, D02: an operator puts cards on a station's list, sees it come into step, and a lost list come back", async ({
  operator: page,
  tenant,
}) => {
  for (const card of ["04A1B2C3", "04A1B2C4", "99FF"]) await tenant.acceptCard(card);
  const station = await tenant.start({ identity: "LISTED-1" });
  await page.goto("/stations/LISTED-1?tab=local-list");
  await expectLive(page);
  await expect(page.getByText("No list is kept here yet")).toBeVisible();

  await page.getByRole("button", { name: "Add cards" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("searchbox").fill("04a1");
  await expect(dialog.getByRole("listitem")).toHaveCount(2);
  await dialog.getByLabel(/04A1B2C3/).check();
  await dialog.getByLabel(/04A1B2C4/).check();
  await dialog.getByRole("button", { name: "Add 2 cards" }).click();
  await expect(page.getByText("In step: the station holds this list")).toBeVisible();
  expect([...station.state.localList.keys()]).toEqual(["iso14443:04a1b2c3", "iso14443:04a1b2c4"]);
  const updates = page.getByRole("table", { name: "Updates" });
  await expect(updates.getByRole("row", { name: "Version 1" })).toContainText("taken");

  // The card is blocked here, and so it is there.
  await tenant.acceptCard("04A1B2C4", "Blocked");
  await expect.poll(() => station.state.localList.get("iso14443:04a1b2c4")?.info.status).toBe("Blocked");
  await expect(updates.getByRole("row").filter({ hasText: "A card changed" })).toContainText("taken");

  await page.getByRole("button", { name: "Take 04A1B2C3 off the list" }).click();
  await expect.poll(() => [...station.state.localList.keys()]).toEqual(["iso14443:04a1b2c4"]);
  await expect(page.getByRole("table", bar).getByRole("row")).toHaveCount(2);

  station.loseLocalList();
  await station.boot("PowerUp");
  await expect.poll(() => station.state.localList.size, { timeout: 60_000 }).toBe(1);
  await expect(updates.getByRole("row").filter({ hasText: "The station had lost it" })).toContainText("taken");
});

test("D01: a file of cards is read, its mistakes are named, and it replaces the list", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "LISTED-2" });
  await page.goto("/stations/LISTED-2?tab=local-list");
  await page.getByRole("button", { name: "Import" }).click();
  const dialog = page.getByRole("dialog");
  const choose = (text: string) =>
    dialog.getByLabel("File").setInputFiles({ name: "cards.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await choose("card;type;status\n04A1;ISO14443;Accepted\n04a1;;\n04A2;RFID;");
  await expect(dialog.getByText("Line 3: the same card as above: 04a1")).toBeVisible();
  await expect(dialog.getByText("Line 4: no such type: RFID")).toBeVisible();
  await expect(dialog.getByRole("button", { name: /^Add/ }).last()).toBeDisabled();
  await choose(`card;status\n${Array.from({ length: 45 }, (_, n) => `C${n};Accepted`).join("\n")}`);
  await dialog.getByRole("button", { name: "Replace the list" }).click();
  await dialog.getByRole("button", { name: "Replace by 45 cards" }).click();
  await expect(page.getByText("In step: the station holds this list")).toBeVisible();
  expect(station.state.localList.size).toBe(45);

  await page.getByLabel("Card begins with").fill("c4");
  await expect(page.getByRole("table", bar).getByRole("row")).toHaveCount(7);
  await page.getByRole("table", bar).getByRole("row", { name: "C41" }).getByRole("checkbox").click();
  await page.getByRole("table", bar).getByRole("row", { name: "C44" }).getByRole("checkbox").click();
  await expect(page.getByText("2 cards chosen")).toBeVisible();
  await page.getByRole("button", { name: "Take off the list" }).click();
  await dialog.getByRole("button", { name: "Take 2 cards off" }).click();
  await expect(page.getByRole("table", bar).getByRole("row")).toHaveCount(5);
  await expect.poll(() => station.state.localList.size).toBe(43);
  expect(station.state.localList.has("iso14443:c44")).toBe(false);
});

test("D01: a list that the station refuses is explained, and sent again in full", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "LISTED-3" });
  station.behaviour.refusesLists = "Failed";
  await page.goto("/stations/LISTED-3?tab=local-list");
  await page.getByRole("button", { name: "Add cards" }).click();
  await page.getByRole("button", { name: "Add by hand" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Card", { exact: true }).fill("VISITOR-1");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Not in step: the station did not take the list")).toBeVisible();
  await expect(page.getByText(/The station could not use the list\. Next try at/)).toBeVisible();

  station.behaviour.refusesLists = undefined;
  await page.getByRole("button", { name: "Send again in full" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("In step: the station holds this list")).toBeVisible();
  expect([...station.state.localList.keys()]).toEqual(["iso14443:visitor-1"]);
});
