import { expect, type Page } from "@playwright/test";
import { expectMapDrawn } from "./map-drawn";
import { demoPassword, northwindOperator, platformAdmin, signIn } from "./product";

/** Every page of the portal, with what shows that it is there; of the demo tenant where somebody is signed in. */
export const everyPage = [
  { name: "login", who: "nobody", path: "/login", shows: "Sign in" },
  { name: "overview", who: "operator", path: "/", shows: "Overview" },
  { name: "map", who: "operator", path: "/map", shows: "Map" },
  { name: "stations", who: "operator", path: "/stations", shows: "Stations" },
  { name: "station", who: "operator", path: "/stations/SIM-0001", shows: "SIM-0001" },
  { name: "station-sessions", who: "operator", path: "/stations/SIM-0001?tab=sessions", shows: "SIM-0001" },
  { name: "station-configuration", who: "operator", path: "/stations/SIM-0001?tab=configuration", shows: "SIM-0001" },
  { name: "station-energy", who: "operator", path: "/stations/SIM-0001?tab=energy", shows: "SIM-0001" },
  {
    name: "station-energy-set",
    who: "operator",
    path: "/stations/SIM-0001?tab=energy&profile=new",
    shows: "SIM-0001",
  },
  { name: "station-local-list", who: "operator", path: "/stations/SIM-0001?tab=local-list", shows: "SIM-0001" },
  {
    name: "station-commands",
    who: "operator",
    path: "/stations/SIM-0001?tab=commands&command=Reset",
    shows: "SIM-0001",
  },
  { name: "station-messages", who: "operator", path: "/stations/SIM-0001?tab=messages", shows: "SIM-0001" },
  { name: "bulk-commands", who: "operator", path: "/bulk-commands", shows: "Bulk commands" },
  { name: "bulk-command", who: "operator", path: "the first bulk command", shows: /^TriggerMessage to / },
  { name: "station-display", who: "operator", path: "/stations/SIM-0001?tab=display", shows: "SIM-0001" },
  { name: "station-data-transfer", who: "operator", path: "/stations/SIM-0001?tab=data-transfer", shows: "SIM-0001" },
  { name: "station-security", who: "operator", path: "/stations/SIM-0001?tab=security", shows: "SIM-0001" },
  { name: "station-diagnostics", who: "operator", path: "/stations/SIM-0001?tab=diagnostics", shows: "SIM-0001" },
  {
    name: "station-monitors",
    who: "operator",
    path: "/stations/SIM-0001?tab=diagnostics&part=monitors",
    shows: "SIM-0001",
  },
  { name: "station-logs", who: "operator", path: "/stations/SIM-0001?tab=diagnostics&part=logs", shows: "SIM-0001" },
  {
    name: "station-customer-data",
    who: "operator",
    path: "/stations/SIM-0001?tab=diagnostics&part=customers",
    shows: "SIM-0001",
  },
  { name: "station-firmware", who: "operator", path: "/stations/SIM-0001?tab=firmware", shows: "SIM-0001" },
  { name: "sessions", who: "operator", path: "/sessions", shows: "Sessions" },
  { name: "session", who: "operator", path: "the first session with a gap", shows: /^Session / },
  { name: "tariffs", who: "operator", path: "/tariffs", shows: "Tariffs" },
  { name: "tariff", who: "operator", path: "/tariffs/fast", shows: "Fast charging" },
  { name: "templates", who: "operator", path: "/templates", shows: "Configuration" },
  { name: "templates-stations", who: "operator", path: "/templates?list=stations", shows: "Configuration" },
  { name: "template", who: "operator", path: "/templates/nordlicht-hpc-150", shows: "nordlicht-hpc-150" },
  { name: "new-template", who: "operator", path: "/new-template", shows: "New template" },
  { name: "new-tariff", who: "operator", path: "/new-tariff", shows: "New tariff" },
  { name: "reservations", who: "operator", path: "/reservations", shows: "Reservations" },
  { name: "reservations-list", who: "operator", path: "/reservations?view=list", shows: "Reservations" },
  { name: "cards", who: "operator", path: "/cards", shows: "Drivers & cards" },
  { name: "cards-decisions", who: "operator", path: "/cards?view=decisions&outcome=all", shows: "Drivers & cards" },
  { name: "import-cards", who: "operator", path: "/import-cards", shows: "Import cards" },
  {
    name: "station-authorizations",
    who: "operator",
    path: "/stations/SIM-0001?tab=authorizations&outcome=all",
    shows: "SIM-0001",
  },
  { name: "reports", who: "operator", path: "/reports", shows: "Reports" },
  { name: "settings", who: "operator", path: "/settings", shows: "Settings" },
  { name: "add-station", who: "operator", path: "/add-station", shows: "Add station" },
  { name: "tenants", who: "platform", path: "/tenants", shows: "Tenants" },
] as const;

export type PortalPage = (typeof everyPage)[number];

export const looks = [
  { name: "1440-light", width: 1440, height: 900, colorScheme: "light" },
  { name: "1440-dark", width: 1440, height: 900, colorScheme: "dark" },
  { name: "390-light", width: 390, height: 844, colorScheme: "light" },
  { name: "390-dark", width: 390, height: 844, colorScheme: "dark" },
] as const;

/** Pages whose address nobody knows before: the list they are in, and how their row is called. */
const theFirst = {
  "the first session with a gap": ["/sessions?view=gaps", / at SIM-/],
  "the first bulk command": ["/bulk-commands", /^TriggerMessage to /],
} as const;
const isFirst = (path: string): path is keyof typeof theFirst => path in theFirst;

/** Goes there as who may, and waits until everything is drawn. */
export async function visit(page: Page, { who, path, shows }: PortalPage): Promise<void> {
  if (who !== "nobody") await signIn(page, who === "operator" ? northwindOperator : platformAdmin, demoPassword());
  if (!isFirst(path)) await page.goto(path);
  else {
    const [list, row] = theFirst[path];
    await page.goto(list);
    await page.getByRole("row", { name: row }).first().getByRole("link").first().click();
  }
  await expect(page.getByRole("heading", { level: 1, name: shows, exact: true })).toBeVisible();
  await settled(page);
}

/** Nothing is loading any more: no skeleton, no spinner, no empty map. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('[aria-busy="true"], .bone, .spin')).toHaveCount(0);
  if ((await page.locator("canvas.maplibregl-canvas").count()) > 0) await expectMapDrawn(page);
}

export async function dress(page: Page, { width, height, colorScheme }: (typeof looks)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.setViewportSize({ width, height });
  await settled(page);
}
