import type { Page } from "@playwright/test";
import { callApi, demoPassword, expect, northwindOperator, platformAdmin, platformKey, signIn, test } from "./product";

async function logIn(page: Page, mail: string, password: string) {
  await page.getByLabel("Mail").fill(mail);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

test("a wrong password is refused in words and keeps the mail address", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/login$/);
  await logIn(page, northwindOperator, "not the password");
  await expect(page.getByText(/^Mail and password do not match/).first()).toBeVisible();
  await expect(page.getByLabel("Mail")).toHaveValue(northwindOperator);
  await expect(page.getByLabel("Password", { exact: true })).toBeFocused();
  await expect(page).toHaveURL(/\/login$/);

  await logIn(page, "nobody@nowhere.example", "not the password");
  await expect(page.getByText(/^Mail and password do not match/).first()).toBeVisible();
  await logIn(page, "nobody", "x");
  await expect(page.getByText(/This is no mail address/).first()).toBeVisible();
});

test("the right one leads to where one wanted to go, and never to another site", async ({ page }) => {
  await page.goto("/stations?view=offline");
  await logIn(page, northwindOperator, demoPassword());
  await expect(page).toHaveURL(/\/stations\?view=offline$/);
  await expect(page.getByRole("heading", { name: "Stations", exact: true })).toBeVisible();

  for (const elsewhere of ["https://evil.example/", "//evil.example/x", "/\\evil.example"]) {
    await page.context().clearCookies();
    await page.goto(`/login?from=${encodeURIComponent(elsewhere)}`);
    await logIn(page, northwindOperator, demoPassword());
    await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
    expect(new URL(page.url()).host).toBe(new URL(process.env.PUBLIC_URL ?? "").host);
  }
});

test("a platform administrator comes to the tenants", async ({ page }) => {
  await page.goto("/");
  await logIn(page, platformAdmin, demoPassword());
  await expect(page.getByRole("heading", { level: 1, name: "Tenants" })).toBeVisible();
  await page.goto("/stations");
  await expect(page).toHaveURL(/\/tenants/);
});

test("signed out is signed out, also on the way back", async ({ northwind: page }) => {
  await page.goto("/stations");
  await page.getByRole("button", { name: /Your menu/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/login/);
  await page.goBack();
  // The page may be on its way to the login by itself, which breaks off a reload.
  await expect(async () => {
    await page.reload();
    expect(page.url()).toContain("/login");
  }).toPass();
});

test("who has no portal here is told so", async ({ page }) => {
  await page.goto("/login");
  await logIn(page, "driver@northwind.example", demoPassword());
  await expect(page.getByText("The password is right, but there is no portal for you here")).toBeVisible();
});

test("a suspended tenant's operator is out at once", async ({ page, tenant }) => {
  await signIn(page, tenant.email, tenant.password);
  await page.goto("/stations");
  await expect(page.getByRole("heading", { name: "Stations", exact: true })).toBeVisible();
  const { status } = await callApi(platformKey(), "PATCH", `/tenants/${tenant.slug}`, { status: "suspended" });
  expect(status).toBe(200);
  // Who somebody is, is remembered for three seconds.
  await expect(async () => {
    await page.goto("/sessions");
    await expect(page).toHaveURL(/\/login/, { timeout: 500 });
  }).toPass();
  expect((await callApi(tenant.apiKey, "GET", "/stations")).status).toBeGreaterThanOrEqual(401);
});
