import { randomBytes } from "node:crypto";
import {
  aTenant,
  callApi,
  expect,
  northwindOperator,
  openWhole,
  portalUrl,
  signIn,
  southgateOperator,
  test,
} from "./product";

test("a platform administrator makes a tenant, and its operator begins", async ({ platform: page, browser }) => {
  const slug = `e2e-${randomBytes(4).toString("hex")}`;
  await page.goto("/tenants");
  await expect(page.getByRole("row", { name: "Northwind Mobility" })).toBeVisible();
  await page.getByRole("button", { name: "New tenant" }).click();
  const wizard = page.getByRole("region", { name: "New tenant" });
  await wizard.getByLabel("Company name").fill("Fjord Charging");
  await wizard.getByLabel("Short name").fill("northwind");
  await expect(wizard.getByText("This short name is taken.").first()).toBeVisible();
  await expect(wizard.getByText("Still free:")).toBeVisible();
  await wizard.getByLabel("Short name").fill(slug);
  await expect(wizard.getByText(`${slug} is free`).first()).toBeVisible();
  await wizard.getByLabel("Country").fill("XX");
  await wizard.getByLabel("Time zone").fill("Europe/Oslo");
  await wizard.getByRole("button", { name: "Continue" }).click();
  await expect(wizard.getByText("No country has this code. Two letters, as NL.")).toBeVisible();
  await wizard.getByLabel("Country").fill("NO");
  await wizard.getByRole("button", { name: "Continue" }).click();
  const email = `ingrid@${slug}.example`;
  await wizard.getByLabel("Mail").fill(email);
  await wizard.getByLabel("Name", { exact: true }).fill("Ingrid Dahl");
  await wizard.getByRole("button", { name: "Create tenant" }).click();
  await expect(wizard.getByText("Copy this now: it is shown only this once")).toBeVisible();
  const shownAs = async (term: string) =>
    (await wizard.locator("dl > div").filter({ hasText: term }).locator("dd .mono").textContent()) ?? "";
  const [password, key] = [await shownAs("Password"), await shownAs("API key")];
  await wizard.getByRole("button", { name: "I have kept it" }).click();
  await expect(page.getByRole("row", { name: "Fjord Charging" }).first()).toContainText("Active");
  await expect(page.locator("body")).not.toContainText(password);

  expect((await callApi(key, "GET", "/stations")).status).toBe(200);
  const own = openWhole(await (await browser.newContext({ baseURL: portalUrl() })).newPage());
  await own.goto("/login");
  await own.getByLabel("Mail").fill(email);
  await own.getByLabel("Password", { exact: true }).fill(password);
  await own.getByRole("button", { name: "Sign in" }).click();
  await expect(own.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await own.goto("/stations");
  await expect(own.getByRole("main").getByText("No station yet")).toBeVisible();
  await own.context().close();
});

test("nobody sees anything of another tenant, whichever address they try", async ({ operator: page, tenant }) => {
  const other = await aTenant("Rival Charging");
  await other.acceptCard("04RIVALCARD");
  const station = await other.start({ identity: "RIVAL-1" });
  await station.plugIn(1);
  await station.authorize("04RIVALCARD");
  const { items } = await other.api<{ items: { id: string }[] }>("GET", "/transactions");
  const session = items[0]?.id;
  expect(session).toBeTruthy();

  await page.goto("/stations/RIVAL-1");
  await expect(page.getByRole("heading", { name: "There is no such station" })).toBeVisible();
  await page.goto(`/sessions/${session}`);
  await expect(page.getByRole("heading", { name: "There is no such session" })).toBeVisible();
  for (const path of ["/", "/stations", "/sessions", "/map"]) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("body")).not.toContainText(/RIVAL|SIM-00/);
  }
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: /^Search/ }).fill("RIVAL");
  await expect(page.getByText(/Nothing found for/)).toBeVisible();

  const doors = [
    ["GET", "/stations/RIVAL-1"],
    ["PATCH", "/stations/RIVAL-1", { registrationStatus: "Rejected" }],
    ["DELETE", "/stations/RIVAL-1"],
    ["PUT", "/stations/RIVAL-1/password", { password: "another-password-1" }],
    ["POST", "/stations/RIVAL-1/commands/Reset", { type: "Immediate" }],
    ["GET", "/stations/RIVAL-1/messages"],
    ["GET", `/transactions/${session}`],
    ["GET", `/transactions/${session}/events`],
    ["POST", `/transactions/${session}/remote-stop`],
  ] as const;
  for (const [method, path, body] of doors)
    expect((await callApi(tenant.apiKey, method, path, body)).status, `${method} ${path}`).toBe(404);
  expect((await callApi(tenant.apiKey, "GET", "/tenants")).status).toBe(403);
  expect(station.calls("Reset", "received")).toEqual([]);
  expect(station.isConnected).toBe(true);
  await other.end();
});

test("two tenants with stations of the same names see each their own", async ({ page, browser }) => {
  await signIn(page, northwindOperator);
  await page.goto("/stations/SIM-0001");
  const serial = page.locator("dl > div").filter({ hasText: "Serial" }).locator("dd");
  const northwinds = await serial.textContent();
  const other = openWhole(await (await browser.newContext({ baseURL: portalUrl() })).newPage());
  await signIn(other, southgateOperator);
  await other.goto("/stations/SIM-0001");
  const southgates = other.locator("dl > div").filter({ hasText: "Serial" }).locator("dd");
  await expect(southgates).not.toHaveText(northwinds ?? "");
  await other.context().close();
});

test("a tenant is suspended, which cuts its stations off, and reactivated", async ({ platform: page, tenant }) => {
  const station = await tenant.start({ identity: "CUT-1" });
  await page.goto("/tenants");
  const row = page.getByRole("row").filter({ hasText: tenant.slug });
  await row.getByRole("button", { name: /^Suspend/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Suspend" }).click();
  await expect(row).toContainText("Suspended");
  expect((await callApi(tenant.apiKey, "GET", "/stations")).status).toBeGreaterThanOrEqual(401);
  await row.getByRole("button", { name: /^Reactivate/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reactivate" }).click();
  await expect(row).toContainText("Active");
  await expect.poll(async () => (await callApi(tenant.apiKey, "GET", "/stations")).status).toBe(200);
  await station.close();
});
