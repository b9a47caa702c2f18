import type { Page } from "@playwright/test";
import { expect, expectLive, type Tenant, test } from "./product";

const row = (page: Page, identity: string) => page.getByRole("row", { name: identity, exact: true });
const bar = (page: Page) => page.getByRole("toolbar", { name: "For the selected stations" });
const drawer = (page: Page, name: string) => page.getByRole("complementary", { name });
const outcomes = (page: Page) => page.getByRole("navigation", { name: "Outcome" });

/** One that charges, one that does nothing, one that never called. */
async function threeStations(tenant: Tenant) {
  await tenant.acceptCard("CARD-1");
  const busy = await tenant.start({ identity: "BULK-1" });
  const idle = await tenant.start({ identity: "BULK-2" });
  await tenant.add({ identity: "BULK-3" });
  await busy.plugIn(1);
  await busy.authorize("CARD-1");
  await busy.startCharging(1);
  return { busy, idle };
}

test("a selection is reset after one question; what comes of it is seen at each station, and outlives the page", async ({
  operator: page,
  tenant,
}) => {
  const { busy, idle } = await threeStations(tenant);
  await page.goto("/stations?show=list&sort=identity.asc");
  await expect(row(page, "BULK-1")).toContainText("Charging");

  await row(page, "BULK-1").focus();
  await page.keyboard.press("Space");
  await expect(bar(page)).toContainText("1 selected");
  await expect(bar(page)).toContainText("1 is charging, 1 car");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  await expect(bar(page)).toContainText("3 selected");
  await expect(bar(page)).toContainText("1 is offline");
  await page.keyboard.press("Escape");
  await expect(bar(page)).toBeHidden();
  await page.getByRole("checkbox", { name: "Select all" }).click();
  await expect(bar(page)).toContainText("3 selected");

  await bar(page).getByRole("button", { name: "Reset" }).click();
  await drawer(page, "Reset").getByRole("button", { name: "Send" }).click();
  const question = page.getByRole("dialog", { name: "Reset 3 stations, 1 of them charging?" });
  await question.getByRole("button", { name: "Cancel" }).click();
  expect(idle.calls("Reset", "received")).toEqual([]);
  await drawer(page, "Reset").getByRole("button", { name: "Send" }).click();
  await question.getByRole("button", { name: "Reset 3 stations" }).click();

  await expect(page.getByRole("heading", { name: "Reset to 3 stations" })).toBeVisible();
  await expect(row(page, "BULK-1")).toContainText("The station restarts once its sessions have ended.");
  await expect(row(page, "BULK-2")).toContainText("The station booted");
  await expect(row(page, "BULK-3")).toContainText("Waiting");
  await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuetext", "2 of 3 have their outcome");
  expect(busy.calls("Reset", "received")).toEqual([{ type: "OnIdle" }]);

  await page.getByRole("link", { name: "Bulk commands" }).click();
  await expect(page.getByRole("heading", { name: "Bulk commands" })).toBeVisible();
  await row(page, "Reset to 3 stations").getByRole("link").click();
  await page.getByRole("button", { name: "Withdraw 1 waiting" }).click();
  await expect(row(page, "BULK-3")).toContainText("Withdrawn");
  await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuetext", "3 of 3 have their outcome");

  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "CSV" }).click();
  let text = "";
  for await (const chunk of await (await downloading).createReadStream()) text += String(chunk);
  expect(text.trim().split(/\r?\n/)).toHaveLength(4);
  expect(text).toContain("BULK-2,Answered,Accepted,The station booted");

  await outcomes(page)
    .getByRole("link", { name: /^Answered/ })
    .click();
  await expect(row(page, "BULK-3")).toBeHidden();
  await page.getByRole("button", { name: /Scheduled/ }).click();
  await expect(row(page, "BULK-2")).toBeHidden();
  await row(page, "BULK-1").getByRole("link").click();
  await expect(drawer(page, "Reset").getByText("Answered: Scheduled")).toBeVisible();
});

test("stations that leave on the way are marked, and the others go on", async ({ operator: page, tenant }) => {
  for (const identity of ["LEAVE-1", "LEAVE-2"]) await tenant.add({ identity });
  const stay = await tenant.start({ identity: "STAY-1" });
  const { id } = await tenant.api<{ id: string }>("POST", "/bulk-commands", {
    action: "TriggerMessage",
    payload: { requestedMessage: "Heartbeat" },
    stationIdentities: ["LEAVE-1", "LEAVE-2", "STAY-1", "NOBODY"],
  });
  await page.goto(`/bulk-commands/${id}`);
  await expect(row(page, "NOBODY")).toContainText("There is no such station any more.");
  await expect(row(page, "STAY-1")).toContainText("Heartbeat came");
  expect(stay.calls("TriggerMessage", "received")).toHaveLength(1);
  await expectLive(page);
  await tenant.api("DELETE", "/stations/LEAVE-1");
  await expect(row(page, "LEAVE-1")).toContainText("Gone");
  await expect(row(page, "LEAVE-2")).toContainText("Waiting");
  await expect(outcomes(page)).toContainText("Gone 2");
});

test("any of the forty commands reaches a selection, each station under a number of its own", async ({
  operator: page,
  tenant,
}) => {
  const stations = [await tenant.start({ identity: "ANY-1" }), await tenant.start({ identity: "ANY-2" })];
  await page.goto("/stations?show=list&sort=identity.asc");
  await row(page, "ANY-1").focus();
  await page.keyboard.press("Control+a");
  await expect(bar(page)).toContainText("2 selected");
  await bar(page).getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Any command" }).click();
  await drawer(page, "Any command").getByRole("searchbox", { name: "Find a command" }).fill("device model");
  await drawer(page, "Any command").getByRole("button", { name: "GetBaseReport" }).click();
  const form = drawer(page, "GetBaseReport");
  await expect(form.getByLabel("reportBase")).toBeVisible();
  await expect(form.getByLabel("requestId")).toHaveCount(0);
  await form.getByRole("button", { name: "Send" }).click();
  await expect(row(page, "ANY-1")).toContainText(/Report complete: \d+ entries/);
  await expect(row(page, "ANY-2")).toContainText(/Report complete: \d+ entries/);
  for (const station of stations)
    expect(station.calls("GetBaseReport", "received")).toEqual([
      { reportBase: "FullInventory", requestId: expect.any(Number) },
    ]);
});

test("a thousand stations are selected, commanded and withdrawn as quickly as ten", async ({
  operator: page,
  tenant,
}) => {
  const many = Array.from({ length: 1000 }, (_, n) => ({ identity: `MANY-${String(n).padStart(4, "0")}` }));
  await tenant.api("POST", "/stations", many);
  await page.goto("/stations?show=list&sort=identity.asc");
  await expect(row(page, "MANY-0000")).toBeVisible();
  await page.getByRole("checkbox", { name: "Select all" }).click();
  await expect(bar(page)).toContainText("1,000 selected");
  await bar(page).getByRole("button", { name: "Trigger message" }).click();
  const form = drawer(page, "TriggerMessage");
  await form.getByLabel("requestedMessage").click();
  await page.getByRole("option", { name: "BootNotification" }).click();
  await form.getByRole("button", { name: "Send" }).click();
  await expect(page.getByRole("heading", { name: "TriggerMessage to 1,000 stations" })).toBeVisible();
  await expect(row(page, "MANY-0000")).toContainText("Waiting");
  await page.keyboard.press("End");
  await page.mouse.wheel(0, 20_000);
  await expect(row(page, "MANY-0150")).toBeVisible();
  await page.getByRole("button", { name: "Withdraw 1,000 waiting" }).click();
  await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuetext", "1,000 of 1,000 have their outcome");
});
