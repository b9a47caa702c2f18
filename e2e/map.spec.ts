import { expectMapDrawn } from "./map-drawn";
import { expect, portalUrl, test } from "./product";

test("the map is drawn without the internet and lists what is in sight", async ({ operator: page, tenant }) => {
  const timeZone = "Europe/Berlin";
  const north = await tenant.api<{ id: string }>("POST", "/sites", {
    name: "Kiel",
    latitude: 54.32,
    longitude: 10.13,
    timeZone,
  });
  const south = await tenant.api<{ id: string }>("POST", "/sites", {
    name: "Ulm",
    latitude: 48.4,
    longitude: 9.99,
    timeZone,
  });
  await tenant.start({ identity: "KIEL-1", siteId: north.id });
  await tenant.start({ identity: "ULM-1", siteId: south.id });
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (new URL(request.url()).host !== new URL(portalUrl()).host && request.url().startsWith("http"))
      elsewhere.push(request.url());
  });
  await page.goto("/map");
  const canvas = page.locator("canvas.maplibregl-canvas");
  await expect(canvas).toBeVisible();
  const box = await canvas.boundingBox();
  expect(box?.height).toBeGreaterThan(300);
  await expect(page.getByRole("row", { name: "KIEL-1" })).toBeVisible();
  await expect(page.getByRole("row", { name: "ULM-1" })).toBeVisible();
  await expectMapDrawn(page);

  await page.getByRole("row", { name: "KIEL-1" }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByRole("link", { name: "Open station" })).toBeVisible();
  for (let n = 0; n < 4; n++) await page.getByRole("button", { name: "Zoom in" }).click();
  await expect(page.getByRole("row", { name: "ULM-1" })).toBeHidden();
  await page.getByRole("link", { name: "Open station" }).click();
  await expect(page).toHaveURL(/\/stations\/KIEL-1$/);
  expect(elsewhere).toEqual([]);
});
