import type { Page } from "@playwright/test";
import { expect, expectLive, type Tenant, test } from "./product";

const reportOf = async (tenant: Tenant, identity: string) => {
  await tenant.api("POST", `/stations/${identity}/commands/GetBaseReport?wait=20`, {
    ...{ requestId: 7, reportBase: "FullInventory" },
  });
  await expect
    .poll(async () => (await tenant.api<{ items: unknown[] }>("GET", `/stations/${identity}/variables`)).items.length)
    .toBeGreaterThan(10);
};
/** A station that has told all of its device model. */
const aStation = async (tenant: Tenant, identity: string) => {
  const station = await tenant.start({ identity });
  await reportOf(tenant, identity);
  return station;
};
const wanted = (variable: string, attributeValue: string, component = "OCPPCommCtrlr") => ({
  ...{ component, variable, attributeValue },
});
type Made = { identity: string; vendor: string; model: string };
const kindOf = (tenant: Tenant, identity: string) => tenant.api<Made>("GET", `/stations/${identity}`);
const putTemplate = async (tenant: Tenant, identity: string, variables: object[], key = "usual") => {
  const { vendor, model } = await kindOf(tenant, identity);
  await tenant.api("PUT", `/configuration-templates/${key}`, { vendor, model, variables });
};
const card = (page: Page) => page.getByRole("region", { name: "Configuration template" });
const row = (page: Page, name: string) => page.getByRole("row", { name });

test("B05: a template is made from a station, changed, and its stations are compared with it by themselves", async ({
  operator: page,
  tenant,
}) => {
  await aStation(tenant, "HARBOUR-1");
  await page.goto("/stations/HARBOUR-1?tab=configuration");
  await page.getByRole("link", { name: "Make a template from this station" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "New template" })).toBeVisible();
  await expect(page.getByText("From HARBOUR-1, as it is now")).toBeVisible();
  const variables = page.getByRole("region", { name: "Variables" });
  await variables.getByLabel("Component or variable").fill("HeartbeatInterval");
  const value = variables.getByLabel("Value of OCPPCommCtrlr.HeartbeatInterval");
  await expect(value).toHaveValue("300");
  await value.fill("120");
  await page.getByRole("textbox", { name: "Key", exact: true }).fill("harbour");
  await page.getByRole("button", { name: "Make template" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "harbour" })).toBeVisible();
  await expect(page.getByRole("link", { name: "1 station differs" })).toBeVisible();
  await page.getByRole("link", { name: "1 station differs" }).click();
  await expect(row(page, "HARBOUR-1")).toContainText("1 differ");
});

test("B05: what a station has otherwise, refuses or lacks is shown with its reason, and repaired in one go", async ({
  operator: page,
  tenant,
}) => {
  const station = await aStation(tenant, "HARBOUR-2");
  await putTemplate(tenant, "HARBOUR-2", [
    wanted("HeartbeatInterval", "120"),
    wanted("OfflineThreshold", "60.0"),
    wanted("ResetRetries", "99"),
    wanted("Nothing", "1", "NoCtrlr"),
  ]);
  await page.goto("/stations/HARBOUR-2?tab=configuration");
  await expectLive(page);
  await expect(card(page)).toContainText("3 of 4 not as wanted");
  await expect(card(page).getByRole("row", { name: "NoCtrlr.Nothing" })).toContainText("Not there");
  await card(page).getByRole("button", { name: "Repair" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("asked to set 2 variables");
  await dialog.getByRole("button", { name: "Repair" }).click();
  await expect(dialog).toContainText("1 Accepted, 1 Rejected");
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(card(page)).toContainText("2 of 4 not as wanted");
  await expect(card(page).getByRole("row", { name: "OCPPCommCtrlr.ResetRetries" })).toContainText(
    "The station answered Rejected",
  );
  expect(station.calls("SetVariables", "received")).toHaveLength(1);
  await card(page).getByRole("button", { name: "All" }).click();
  await expect(card(page).getByRole("row", { name: "OCPPCommCtrlr.HeartbeatInterval" })).toContainText("As wanted");
  await expect(card(page).getByRole("row", { name: "OCPPCommCtrlr.OfflineThreshold" })).toContainText("As wanted");
  // What it has refused is asked for only if one insists.
  await card(page).getByRole("button", { name: "Repair" }).click();
  await expect(dialog.getByRole("button", { name: "Repair" })).toBeDisabled();
});

test("B05: many stations are repaired by one bulk command, those that are away when they come", async ({
  operator: page,
  tenant,
}) => {
  await Promise.all(["QUAY-1", "QUAY-2"].map((identity) => aStation(tenant, identity)));
  const away = await aStation(tenant, "QUAY-3");
  await putTemplate(tenant, "QUAY-1", [wanted("HeartbeatInterval", "120")]);
  await away.close();
  await expect
    .poll(async () => (await tenant.api<{ isOnline: boolean }>("GET", "/stations/QUAY-3")).isOnline)
    .toBe(false);
  await page.goto("/templates?list=stations");
  for (const identity of ["QUAY-1", "QUAY-2", "QUAY-3"]) await expect(row(page, identity)).toContainText("1 differ");
  await page.getByRole("checkbox", { name: "Select all" }).click();
  await expect(page.getByRole("toolbar")).toContainText("3 stations chosen");
  await page.getByRole("toolbar").getByRole("button", { name: "Repair" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("3 variables at 3 stations");
  await expect(dialog).toContainText("1 is offline");
  await dialog.getByRole("button", { name: "Repair" }).click();
  await expect(page.getByRole("heading", { level: 1, name: /^SetVariables to 3 / })).toBeVisible();
  for (const identity of ["QUAY-1", "QUAY-2"]) await expect(row(page, identity)).toContainText("1 Accepted");
  await expect(row(page, "QUAY-3")).toContainText("Waiting");
  await page.goto("/templates?list=stations&view=same");
  await expect(row(page, "QUAY-1")).toContainText("as wanted");
  await expect(row(page, "QUAY-3")).toHaveCount(0);
});

test("B05: two people change a template at once: the second is told, and loses nothing unawares", async ({
  operator: page,
  tenant,
}) => {
  await aStation(tenant, "PIER-1");
  await putTemplate(tenant, "PIER-1", [wanted("HeartbeatInterval", "120")]);
  await page.goto("/templates/usual");
  await expectLive(page);
  const value = page.getByLabel("Value of OCPPCommCtrlr.HeartbeatInterval");
  await value.fill("90");
  await putTemplate(tenant, "PIER-1", [wanted("HeartbeatInterval", "60")]);
  await expect(page.getByText("has changed this template meanwhile").first()).toBeVisible();
  await expect(value).toHaveValue("90");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Look at it as it is now" })).toBeVisible();
  await page.getByRole("button", { name: "Show it as it is now" }).click();
  await expect(value).toHaveValue("60");
  await page.getByRole("button", { name: "Add variables" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Component or variable").fill("QueueAllMessages");
  await dialog.getByRole("checkbox", { name: "OCPPCommCtrlr.QueueAllMessages" }).check();
  await dialog.getByRole("button", { name: "Add 1 variable" }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved")).toBeVisible();
  await expect(page.getByText("OCPPCommCtrlr.QueueAllMessages: false (new)")).toBeVisible();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("No templates yet")).toBeVisible();
});
