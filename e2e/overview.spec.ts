import { expect, expectLive, test } from "./product";

test("what is broken stands on the first page, by its cause, and leads to where it is looked into", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "NORTH-1" });
  await tenant.add({ identity: "NORTH-2" });
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  const issues = page.getByRole("table", { name: "Issues by cause" });
  await expect(issues.getByRole("row", { name: "Connector faulted" })).toBeHidden();
  await expectLive(page);

  await station.fault(1);
  await expect(issues.getByRole("row", { name: "Connector faulted" })).toContainText("NORTH-1");
  await expect(page.getByRole("link", { name: /^Faulted/ })).toContainText("1");
  await issues.getByRole("link", { name: "Open: Connector faulted" }).click();
  await expect(page).toHaveURL(/\/stations\/NORTH-1$/);
  await station.repair(1);
  await page.goto("/");
  await expect(issues.getByRole("row", { name: "Connector faulted" })).toBeHidden();
});

test("N07: what a station tells of itself stands among the issues, leads to its diagnostics, and goes when it is over", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "NORTH-5" });
  const heat = { component: { name: "TemperatureSensor", evse: { id: 1 } }, variable: { name: "Temperature" } };
  await page.goto("/");
  const issue = page.getByRole("row", { name: "Problem told by a station" });
  await expect(page.getByRole("table", { name: "Issues by cause" })).toBeVisible();
  await expectLive(page);
  await station.notice({ ...heat, actualValue: "81.5", trigger: "Alerting" });
  await expect(issue).toContainText("NORTH-5");
  await page.getByRole("link", { name: "Open: Problem told by a station" }).click();
  await expect(page.getByRole("row", { name: "TemperatureSensor.Temperature" }).first()).toBeVisible();
  await page.goto("/stations?view=with-problems");
  await expect(page.getByRole("row", { name: "NORTH-5" })).toBeVisible();
  await page.goto("/");
  await expect(issue).toBeVisible();
  await expectLive(page);
  await station.notice({ ...heat, actualValue: "40", trigger: "Alerting", cleared: true });
  await expect(issue).toBeHidden();
});

test("who charges now is seen, and gone when it ends", async ({ operator: page, tenant }) => {
  const station = await tenant.start({ identity: "NORTH-3" });
  await tenant.acceptCard("04AABBCCDD");
  await page.goto("/");
  await expect(page.getByText("Nobody charges right now")).toBeVisible();
  await station.plugIn(1);
  await station.authorize("04AABBCCDD");
  await station.advance(60);
  await expect(page.getByText(/NORTH-3/).first()).toBeVisible();
  await expect(page.getByRole("complementary").getByRole("link", { name: /^Sessions/ })).toContainText("1");
  await station.authorize("04AABBCCDD");
  await station.unplug(1);
  await expect(page.getByText("Nobody charges right now")).toBeVisible();
});

test("a site narrows every page", async ({ operator: page, tenant }) => {
  const place = { latitude: 52.52, longitude: 13.405, timeZone: "Europe/Berlin" };
  const { id } = await tenant.api<{ id: string }>("POST", "/sites", { name: "Riverside", ...place });
  await tenant.api("POST", "/sites", { name: "Hilltop", ...place, latitude: 48.1 });
  await tenant.start({ identity: "RIVER-1", siteId: id });
  await tenant.start({ identity: "ELSEWHERE-1" });
  await page.goto("/stations");
  await expect(page.getByRole("row", { name: "ELSEWHERE-1" })).toBeVisible();
  await page.getByRole("button", { name: "Site: All sites" }).click();
  await page.getByRole("menu").getByText("Riverside").click();
  await expect(page.getByRole("row", { name: "ELSEWHERE-1" })).toBeHidden();
  await expect(page.getByRole("row", { name: "RIVER-1" })).toBeVisible();
  await page.getByRole("link", { name: "Overview" }).click();
  await expect(page).toHaveURL(new RegExp(`site=${id}`));
  await expect(page.getByText(/1 station\b/).first()).toBeVisible();
});
