import { callApi, expect, portalUrl, test } from "./product";

test("an API key is shown once, works, and is refused once revoked", async ({ operator: page, tenant }) => {
  await tenant.add({ identity: "KEYED-1" });
  await page.goto("/settings?tab=keys");
  await page.getByRole("button", { name: "New key" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Make key" }).click();
  await expect(dialog.getByText("Give it a name by which you will know it again.")).toBeVisible();
  await dialog.getByLabel("Name").fill("Billing export");
  await dialog.getByRole("button", { name: "Make key" }).click();
  const key = (await dialog.locator(".secret code").first().textContent()) ?? "";
  await expect(dialog.locator(".secret code").nth(1)).toHaveText(
    `curl -H "Authorization: Bearer ${key}" ${portalUrl()}/api/v1/stations`,
  );
  const { status, body } = await callApi<{ items: { identity: string }[] }>(key, "GET", "/stations");
  expect(status).toBe(200);
  expect(body.items.map(({ identity }) => identity)).toEqual(["KEYED-1"]);

  await dialog.getByRole("button", { name: "I have kept it" }).click();
  const row = page.getByRole("row", { name: "Billing export" });
  await expect(row).toContainText("Valid");
  await page.reload();
  await expect(row).toBeVisible();
  await expect(page.locator("body")).not.toContainText(key);

  await row.getByRole("button", { name: "Revoke key Billing export" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(row).toContainText("Revoked");
  await expect.poll(async () => (await callApi(key, "GET", "/stations")).status).toBe(401);
});

test("B02: stations are held until they are checked, when the tenant says so", async ({ operator: page, tenant }) => {
  await page.goto("/settings?tab=stations");
  await expect(page.getByRole("radio", { name: /^Accept it at once/ })).toBeChecked();
  await expect(page.getByRole("button", { name: "Save" })).toBeDisabled();
  await page.getByRole("radio", { name: /^Hold it until it is checked/ }).check();
  await page.getByLabel("Heartbeat").fill("5");
  await expect(page.getByText("A whole number from 10 to 86,400.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save" })).toBeDisabled();
  await page.getByLabel("Heartbeat").fill("120");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Heartbeat")).toHaveValue("120");

  const made = await tenant.add({ identity: "HELD-1" });
  const station = tenant.simulate(made);
  // Else it would soon be through its checklist.
  station.behaviour.refusesReports = "NotSupported";
  await station.connect();
  expect(await station.boot()).toBe("Pending");
  await page.goto("/stations/HELD-1");
  await expect(page.getByRole("main").getByText("Not accepted yet")).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Registration" }).click();
  await page.getByRole("radio", { name: /^Accepted/ }).check();
  await page.getByRole("dialog").getByRole("button", { name: "Set" }).click();
  await expect(page.getByRole("dialog")).toBeHidden();
  await expect(page.getByRole("main").getByText("Not accepted yet")).toBeHidden();
  expect(await station.boot()).toBe("Accepted");
});

test("the company's name and the reader's own look are kept", async ({ operator: page }) => {
  await page.goto("/settings");
  await page.getByLabel("Company name").fill("Lakeside Power & Light");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("complementary").first()).toContainText("Lakeside Power & Light");

  await page.goto("/settings?tab=display");
  await page.getByRole("button", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});
