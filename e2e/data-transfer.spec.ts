import type { Page } from "@playwright/test";
import { expect, expectLive, test } from "./product";

const row = (page: Page, name: string) => page.getByRole("row", { name, exact: true });

test("P01: an operator sends JSON of a vendor's own, and reads the answer", async ({ operator: page, tenant }) => {
  const station = await tenant.start({ identity: "QUAY-1" });
  await page.goto("/stations/QUAY-1?tab=data-transfer");
  await expect(page.getByText("Nothing said yet")).toBeVisible();
  await expectLive(page);
  await page.getByRole("button", { name: "Send data" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "JSON" }).click();
  await dialog.getByLabel("Data").fill("{ level");
  await dialog.getByRole("button", { name: "Send data" }).click();
  await expect(dialog.getByText("This is no JSON")).toBeVisible();
  await expect(dialog.getByText("Needed")).toBeVisible();
  await dialog.getByLabel("Vendor id").fill("net.stationmaster");
  await dialog.getByLabel("Message id").fill("Echo");
  await dialog.getByLabel("Data").fill('{"level": [1, "ä"]}');
  await dialog.getByRole("button", { name: "Send data" }).click();
  await expect(dialog.getByText("Answered: Accepted")).toBeVisible();
  await expect(dialog.getByRole("heading", { name: "Data of the answer" })).toBeVisible();
  await expect(dialog.locator("pre")).toContainText('"level": [');
  await dialog.getByRole("button", { name: "Done" }).click();
  expect(station.calls("DataTransfer", "received")).toEqual([
    { vendorId: "net.stationmaster", messageId: "Echo", data: { level: [1, "ä"] } },
  ]);
  await expect(row(page, "net.stationmaster Echo")).toContainText("To the station");
  await expect(row(page, "net.stationmaster Echo")).toContainText("Accepted");
});

test("P02: what vendors say comes in by itself, with our answer; it is filtered, opened, and its secrets never show", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "QUAY-2" });
  await page.goto("/stations/QUAY-2?tab=data-transfer");
  await expectLive(page);
  const data = { wifiPassword: "hunter2-hunter2", ssid: "depot" };
  const customData = { vendorId: "org.example.more", shift: 3 };
  await station.transferData({ vendorId: "org.example", messageId: "Wifi", data: data as never, customData });
  await station.transferData({ vendorId: "net.stationmaster", messageId: "Mood" });
  await expect(row(page, "org.example Wifi")).toContainText("UnknownVendorId");
  await expect(row(page, "net.stationmaster Mood")).toContainText("UnknownMessageId");

  await row(page, "org.example Wifi").click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.locator("pre").first()).toContainText('"ssid": "depot"');
  await expect(dialog.locator("pre").nth(1)).toContainText('"shift": 3');
  await page.keyboard.press("Escape");

  await page.getByRole("searchbox", { name: "Vendor" }).fill("ORG.");
  await expect(row(page, "net.stationmaster Mood")).toBeHidden();
  await expect(row(page, "org.example Wifi")).toBeVisible();
  await page.getByRole("button", { name: /^Direction/ }).click();
  await page.getByRole("menu").getByText("To the station").click();
  await expect(page.getByText("Nothing matches")).toBeVisible();

  for (const tab of ["data-transfer", "messages"]) {
    await page.goto(`/stations/QUAY-2?tab=${tab}`);
    await expect(page.getByText(/Wifi|DataTransfer/).first()).toBeVisible();
    await expect(page.locator("body")).not.toContainText("hunter2");
  }
  for (const path of ["data-transfers", "messages"])
    expect(JSON.stringify(await tenant.api("GET", `/stations/QUAY-2/${path}`))).not.toContain("hunter2");
});
