import type { Page } from "@playwright/test";
import { expectAccessible } from "./accessibility";
import { dress, everyPage, looks, settled, visit } from "./every-page";
import { expect, northwindOperator, platformAdmin, portalUrl, signIn, test } from "./product";

test.describe.configure({ mode: "parallel" });

for (const one of everyPage)
  test(`${one.name}: no violation in light and dark, wide and on a phone, and nothing scrolls sideways`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await visit(page, one);
    for (const look of looks)
      await test.step(look.name, async () => {
        await dress(page, look);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(look.width);
        await expectAccessible(page);
      });
  });

type Opening = { name: string; who: "operator" | "platform"; path: string; open: (page: Page) => Promise<void> };

const press = (page: Page, name: string | RegExp) => page.getByRole("button", { name }).first().click();

/** What opens over or beside a page. */
const openings: Opening[] = [
  { name: "search", who: "operator", path: "/", open: (page) => page.keyboard.press("Control+k") },
  { name: "user menu", who: "operator", path: "/", open: (page) => press(page, /Your menu/) },
  { name: "a filter", who: "operator", path: "/stations", open: (page) => press(page, /^State any/) },
  {
    name: "a selection and its command",
    who: "operator",
    path: "/stations",
    open: async (page) => {
      await page
        .getByRole("checkbox", { name: /^Select SIM-/ })
        .first()
        .click();
      await press(page, "Reset");
    },
  },
  {
    name: "start charging",
    who: "operator",
    path: "/stations/SIM-0002",
    open: (page) => press(page, "Start charging"),
  },
  {
    name: "a command's JSON",
    who: "operator",
    path: "/stations/SIM-0002?command=SetVariables",
    open: (page) => press(page, "JSON"),
  },
  {
    name: "raw frames",
    who: "operator",
    path: "/stations/SIM-0002?tab=messages",
    open: (page) => page.locator(".frames .frame").first().click(),
  },
  {
    name: "new display message",
    who: "operator",
    path: "/stations/SIM-0002?tab=display",
    open: (page) => press(page, "New message"),
  },
  {
    name: "send data",
    who: "operator",
    path: "/stations/SIM-0002?tab=data-transfer",
    open: (page) => press(page, "Send data"),
  },
  {
    name: "install a certificate",
    who: "operator",
    path: "/stations/SIM-0002?tab=security",
    open: (page) => press(page, "Install"),
  },
  {
    name: "set a monitor",
    who: "operator",
    path: "/stations/SIM-0001?tab=diagnostics&part=monitors",
    open: (page) => press(page, "Set a monitor"),
  },
  {
    name: "ask for a log",
    who: "operator",
    path: "/stations/SIM-0001?tab=diagnostics&part=logs",
    open: (page) => press(page, "Ask for a log"),
  },
  {
    name: "ask about a customer",
    who: "operator",
    path: "/stations/SIM-0001?tab=diagnostics&part=customers",
    open: (page) => press(page, "Ask the station"),
  },
  {
    name: "update firmware",
    who: "operator",
    path: "/stations/SIM-0001?tab=firmware",
    open: (page) => press(page, "Update firmware"),
  },
  {
    name: "add cards to a local list",
    who: "operator",
    path: "/stations/SIM-0002?tab=local-list",
    open: (page) => press(page, "Add cards"),
  },
  {
    name: "import cards into a local list",
    who: "operator",
    path: "/stations/SIM-0002?tab=local-list",
    open: (page) => press(page, "Import"),
  },
  {
    name: "block all cards of a driver",
    who: "operator",
    path: "/cards?view=drivers",
    open: (page) => press(page, /^Block all cards of/),
  },
  {
    name: "variables for a template",
    who: "operator",
    path: "/templates/nordlicht-hpc-150",
    open: (page) => press(page, "Add variables"),
  },
  {
    name: "stations to repair",
    who: "operator",
    path: "/templates?list=stations",
    open: async (page) => {
      await page
        .getByRole("checkbox", { name: /^Select SIM-/ })
        .first()
        .click();
      await page.getByRole("toolbar").getByRole("button", { name: "Repair" }).click();
    },
  },
  { name: "new card", who: "operator", path: "/cards", open: (page) => press(page, "Add card") },
  { name: "new key", who: "operator", path: "/settings?tab=keys", open: (page) => press(page, "New key") },
  { name: "stations' settings", who: "operator", path: "/settings?tab=stations", open: async () => undefined },
  { name: "new reservation", who: "operator", path: "/reservations?new=1", open: async () => undefined },
  {
    name: "out of service",
    who: "operator",
    path: "/stations/SIM-0002",
    open: (page) => press(page, "Take out of service"),
  },
  { name: "new report", who: "operator", path: "/reports", open: (page) => press(page, /report$/i) },
  { name: "new tenant", who: "platform", path: "/tenants", open: (page) => press(page, "New tenant") },
];

for (const { name, who, path, open } of openings)
  test(`${name}: no violation when it is open, wide and on a phone`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await signIn(page, who === "operator" ? northwindOperator : platformAdmin);
    for (const look of [looks[0], looks[3]]) {
      await dress(page, look);
      await page.goto(path);
      await settled(page);
      await open(page);
      await expectAccessible(page);
    }
  });

test("the documentation of the HTTP API is readable, and comes from nowhere else", async ({ page }) => {
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(portalUrl())) elsewhere.push(request.url());
  });
  await page.goto("/api/docs");
  await expect(page.getByText("/stations/{identity}").first()).toBeVisible();
  await expectAccessible(page);
  expect(elsewhere).toEqual([]);
});
