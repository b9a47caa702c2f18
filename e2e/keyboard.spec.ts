import { expect, test } from "./product";

test("everything is reached without a mouse: skip link, search, table, drawer, menu", async ({
  operator: page,
  tenant,
}) => {
  await tenant.start({ identity: "KEYS-1" });
  await tenant.start({ identity: "KEYS-2" });
  await page.goto("/stations");
  await expect(page.getByRole("row", { name: "KEYS-2" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "To the content" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  await page.getByRole("row", { name: "KEYS-1" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("row", { name: "KEYS-2" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/stations\/KEYS-2$/);

  const reset = page.getByRole("button", { name: "Reset" });
  await reset.focus();
  await page.keyboard.press("Enter");
  const drawer = page.getByRole("complementary", { name: "Reset" });
  await expect(drawer).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(drawer).toBeHidden();
  await expect(reset).toBeFocused();

  await page.keyboard.press("Control+k");
  const search = page.getByRole("combobox", { name: "Search stations, sessions, pages" });
  await expect(search).toBeFocused();
  await search.fill("KEYS-1");
  await expect(page.getByRole("option", { name: /KEYS-1/ })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/stations\/KEYS-1$/);
  await page.keyboard.press("Control+k");
  await search.fill("repor");
  await expect(page.getByRole("option", { name: "Reports" })).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/reports$/);
});

test("a dialog holds the focus and gives it back", async ({ operator: page, tenant }) => {
  await tenant.start({ identity: "KEYS-3" });
  await page.goto("/stations/KEYS-3");
  const start = page.getByRole("button", { name: "Start charging" });
  await start.focus();
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog");
  await expect(dialog).toBeVisible();
  for (let n = 0; n < 12; n++) {
    await page.keyboard.press("Tab");
    await expect(dialog.locator(":focus")).toHaveCount(1);
  }
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(start).toBeFocused();
});
