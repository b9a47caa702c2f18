import { expect, test } from "./product";

test("sessions are asked for as CSV, made in the background, and what is downloaded is right", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start(
    { identity: "BOOK-1" },
    { startAt: new Date(Date.now() - 3_600_000), meterIntervalSeconds: 60 },
  );
  await tenant.acceptCard("04AABBCCDD");
  await station.plugIn(1);
  await station.authorize("04AABBCCDD");
  await station.advance(600);
  await station.authorize("04AABBCCDD");
  await station.unplug(1);
  const { items } = await tenant.api<{ items: { transactionId: string; energyWh: number }[] }>("GET", "/transactions");
  expect(items).toHaveLength(1);

  await page.goto("/reports");
  await expect(page.getByText("No reports yet")).toBeVisible();
  await page.getByRole("button", { name: "Ask for the first report" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: /^This month so far/ }).check();
  await dialog.getByRole("button", { name: "Make report" }).click();
  await expect(page.getByText("Ready")).toBeVisible({ timeout: 30_000 });

  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.csv$/);
  let text = "";
  for await (const chunk of await download.createReadStream()) text += chunk;
  const [head, ...lines] = text
    .replace(/^\uFEFF/, "")
    .trim()
    .split(/\r?\n/);
  expect(lines).toHaveLength(1);
  const cells = Object.fromEntries((head ?? "").split(/[,;]/).map((name, at) => [name, lines[0]?.split(/[,;]/)[at]]));
  expect(Object.values(cells)).toEqual(expect.arrayContaining(["BOOK-1", "04AABBCCDD", items[0]?.transactionId]));
  expect(text).toContain(((items[0]?.energyWh ?? 0) / 1000).toFixed(3));
});
