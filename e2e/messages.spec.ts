import { expect, test } from "./product";

test("the timeline pairs request and answer, and opens the raw frames by keyboard", async ({
  operator: page,
  context,
  tenant,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const station = await tenant.start({ identity: "TALKER-1" });
  await station.call("Heartbeat", {});
  await page.goto("/stations/TALKER-1?tab=messages");
  const timeline = page.getByRole("list", { name: "OCPP timeline" });
  await expect(timeline.getByRole("button", { name: /BootNotification/ })).toBeVisible();
  await expect(timeline.getByText("Connected")).toBeVisible();
  await expect(timeline.getByRole("button", { name: /Heartbeat/ })).toHaveCount(0);
  await page.getByRole("button", { name: "Heartbeats hidden" }).click();
  await expect(timeline.getByRole("button", { name: /Heartbeat/ })).toBeVisible();

  await timeline.getByRole("button").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await expect(timeline.locator("pre")).toContainText('"Heartbeat"');
  await page.keyboard.press("c");
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain('"Heartbeat"');
});

test("bad frames are kept as they came, and the station is marked", async ({ operator: page, tenant }) => {
  const station = await tenant.start({ identity: "TALKER-2" });
  station.sendRaw('[2,"broken"');
  await station.call("TransactionEvent", { eventType: "Started" });
  await page.goto("/stations/TALKER-2?tab=messages");
  await expect(page.getByText("Unreadable frame")).toBeVisible();
  await page.getByRole("button", { name: /Unreadable frame/ }).click();
  await expect(page.locator(".json pre")).toContainText('[2,"broken"');
  await expect(page.getByRole("button", { name: /TransactionEvent/ })).toContainText("Refused");
  // Counted beside the road, a few seconds later.
  await expect(async () => {
    await page.reload();
    await expect(page.getByText(/bad frame/).first()).toBeVisible({ timeout: 1_000 });
  }).toPass();
  expect(station.isConnected).toBe(true);
});

test("the timeline is filtered by direction and text, live, and can be held still", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "TALKER-3" });
  await page.goto("/stations/TALKER-3?tab=messages");
  const timeline = page.getByRole("list", { name: "OCPP timeline" });
  await expect(timeline.getByRole("button", { name: /BootNotification/ })).toBeVisible();
  await station.call("DataTransfer", { vendorId: "org.example", messageId: "hello" });
  await expect(timeline.getByRole("button", { name: /DataTransfer/ })).toBeVisible();

  await page.getByRole("button", { name: "Pause" }).click();
  await station.call("DataTransfer", { vendorId: "org.example", messageId: "second" });
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(timeline.getByRole("button", { name: /DataTransfer/ })).toHaveCount(2);

  await page.getByRole("searchbox", { name: "Action or text" }).fill("BootNotification");
  await expect(timeline.getByRole("button", { name: /DataTransfer/ })).toHaveCount(0);
  await expect(timeline.getByRole("button", { name: /BootNotification/ })).toBeVisible();
  await page.getByRole("searchbox", { name: "Action or text" }).fill("");
  await page.getByRole("button", { name: /^Direction/ }).click();
  await page.getByRole("menu").getByText("To the station").click();
  await expect(timeline.getByRole("button", { name: /BootNotification/ })).toHaveCount(0);
});
