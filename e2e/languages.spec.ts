import { expect, test } from "./product";

test("German is a choice away, stays, and nothing English is left over", async ({ operator: page, tenant }) => {
  await tenant.start({ identity: "DE-1" });
  await page.goto("/stations");
  await page.getByRole("button", { name: /Your menu/ }).click();
  await page.getByRole("menu").getByText("Deutsch").click();
  await expect(page.getByRole("heading", { level: 1, name: "Stationen" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await expect(page.getByRole("row", { name: "DE-1" })).toContainText("Verfügbar");
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Stationen" })).toBeVisible();

  const titles = {
    "/": "Übersicht",
    "/map": "Karte",
    "/sessions": "Ladevorgänge",
    "/reports": "Berichte",
    "/settings": "Einstellungen",
    "/add-station": "Station hinzufügen",
  };
  for (const [path, title] of Object.entries(titles)) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.locator("body")).not.toContainText(
      /\b(?:Stations|Settings|Sessions|Offline since|Loading|Sign out|Cancel)\b/,
    );
    // A missing string would show its key.
    await expect(page.locator("body")).not.toContainText(
      /\b(?:stations|sessions|settings|reports|overview|onboarding|nav|ui)\.[a-z]+[A-Za-z.]*\b/,
    );
  }
});

test.describe("a browser that asks for German", () => {
  test.use({ locale: "de-DE" });
  test("is answered in German before anybody signs in", async ({ page }) => {
    await page.goto("/login");
    await expect(page.locator("html")).toHaveAttribute("lang", "de");
    await expect(page.getByRole("button", { name: "Anmelden" })).toBeVisible();
  });
});
