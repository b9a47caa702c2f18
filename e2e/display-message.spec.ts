import type { Page } from "@playwright/test";
import { expect, expectLive, test } from "./product";

const message = (page: Page, id: number) => page.getByRole("row", { name: `Message ${id}`, exact: true });

test("O01, O06: a message is written, shown by the station, replaced, and the difference is seen when it will not", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "PIER-1" });
  await page.goto("/stations/PIER-1?tab=display");
  await expect(page.getByText("What it shows is not known yet")).toBeVisible();
  await expectLive(page);
  await page.getByRole("button", { name: "New message" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Show", exact: true }).click();
  await expect(dialog.getByText("Write what shall be shown")).toBeVisible();
  await dialog.getByLabel("Text").fill("Moin moin");
  await dialog.getByLabel("Priority").click();
  await page.getByRole("option", { name: "In front", exact: true }).click();
  await dialog.getByLabel("Shown").click();
  await page.getByRole("option", { name: "while idle" }).click();
  await dialog.getByLabel("Until").fill("2099-07-01T12:00");
  await dialog.getByLabel("Language").fill("de");
  await dialog.getByRole("button", { name: "Show", exact: true }).click();
  await expect(dialog.getByText("Answered: Accepted")).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();

  const [shown] = station.shownMessages();
  // Noon in Berlin, where the tenant is.
  expect(shown).toMatchObject({
    ...{ priority: "InFront", state: "Idle", endDateTime: "2099-07-01T10:00:00.000Z" },
    message: { content: "Moin moin", language: "de", format: "UTF8" },
  });
  const row = message(page, shown!.id);
  await expect(row).toContainText("As wanted");
  await expect(row).toContainText("In front · while idle · de · UTF8");

  station.onCommand("SetDisplayMessage", () => ({ status: "Rejected", statusInfo: { reasonCode: "OutOfStorage" } }));
  await row.getByRole("button", { name: "Replace" }).click();
  await dialog.getByLabel("Text").fill("Ahoi");
  await dialog.getByRole("button", { name: "Replace", exact: true }).click();
  await expect(dialog.getByText("Answered: Rejected")).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(row).toContainText("Differs");
  await expect(row).toContainText("text");
  await expect(row).toContainText("Rejected: OutOfStorage");
  await expect(row).toContainText("Ahoi");
  await expect(row).toContainText("Moin moin");
});

test("O03, O05: what is shown is asked for; what we never set is seen, and cleared", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "PIER-2" });
  station.state.displayMessages.set(7, {
    ...{ id: 7, priority: "NormalCycle" },
    message: { format: "UTF8", content: "Of the maker" },
  });
  await page.goto("/stations/PIER-2?tab=display");
  await expect(page.getByText("never asked what it shows")).toBeVisible();
  await expectLive(page);
  await page.getByRole("button", { name: "Ask what is shown" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Ask what is shown" }).click();
  await expect(dialog.getByText("Report complete: 1 entries")).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(message(page, 7)).toContainText("Not ours");
  await expect(message(page, 7)).toContainText("Of the maker");
  await expect(page.getByText(/^listed /)).toBeVisible();

  await message(page, 7).getByRole("button", { name: "Clear message 7" }).click();
  await expect(dialog.getByText("Of the maker")).toBeVisible();
  await dialog.getByRole("button", { name: "Clear", exact: true }).click();
  await expect(dialog.getByText("Answered: Accepted")).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("No message on this display")).toBeVisible();
  expect(station.shownMessages()).toEqual([]);
  await page.getByRole("button", { name: "Gone messages hidden" }).click();
  await expect(message(page, 7)).toContainText("Gone");
});

test("O02: a message for a session is over when the session is", async ({ operator: page, tenant }) => {
  const station = await tenant.start({ identity: "PIER-3" });
  await tenant.acceptCard("CARD-1");
  await station.plugIn(1);
  await station.authorize("CARD-1");
  const transactionId = station.transactionAt(1)!.id;
  await page.goto("/stations/PIER-3?tab=display");
  await expectLive(page);
  await page.getByRole("button", { name: "New message" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Text").fill("Thank you");
  await dialog.getByLabel("For a session").click();
  await page.getByRole("option", { name: transactionId }).click();
  await dialog.getByRole("button", { name: "Show", exact: true }).click();
  await expect(dialog.getByText("Answered: Accepted")).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText(`for session ${transactionId}`).first()).toBeVisible();
  await station.authorize("CARD-1");
  await station.unplug(1);
  await page.reload();
  await expect(page.getByRole("row", { name: /^Message \d+$/ })).toContainText("Over");
});
