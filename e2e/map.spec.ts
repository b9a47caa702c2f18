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

test("points that cannot be read are said on the map, and come when they are asked for again", async ({
  operator: page,
  tenant,
}) => {
  const site = { name: "Emden", latitude: 53.37, longitude: 7.2, timeZone: "Europe/Berlin" };
  const { id: siteId } = await tenant.api<{ id: string }>("POST", "/sites", site);
  await tenant.start({ identity: "EMDEN-1", siteId });
  await page.route(/map\.points/, (route) => route.abort());
  await page.goto("/map");
  const again = page.locator(".map").getByRole("button", { name: "Try again" });
  await expect(page.locator(".map").getByRole("status")).toHaveText("The stations are being read");
  await expect(again).toBeVisible();
  await page.unroute(/map\.points/);
  await again.click();
  await expect(again).toBeHidden();
  await expect(page.locator(".map")).toHaveAttribute("data-label", "Map of 1 station");
  await expectMapDrawn(page);
});
