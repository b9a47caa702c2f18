import type { Page } from "@playwright/test";
import { expect, expectLive, test } from "./product";

const evse = (page: Page, n = 1) => page.getByLabel(`EVSE ${n}`, { exact: true });
const confirm = async (page: Page, verb: string, answer: string) => {
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: verb }).click();
  await expect(dialog.getByText(`Answered: ${answer}`)).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
};
const out = "Take out of service";
const back = "Put back into service";

test("G04: a station is taken out of service, forgets it over a reboot, and is told again", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "QUAY-1" });
  await page.goto("/stations/QUAY-1");
  await expectLive(page);
  await page.getByRole("button", { name: out, exact: true }).click();
  await expect(page.getByRole("dialog")).toContainText("Take QUAY-1 out of service?");
  await confirm(page, out, "Accepted");
  await expect(page.getByText(/Station taken out of service by Jo Weber/)).toBeVisible();
  await expect(page.getByText(/Out of service since/)).toBeVisible();
  await expect(evse(page).locator(".pill")).toContainText("Unavailable");

  station.state.isOperative = true;
  await station.boot("PowerUp");
  await expect(page.getByText(/came back otherwise and was asked once more/)).toBeVisible();
  await expect(page.getByText(/Out of service since/)).toBeVisible();
  await expect(evse(page).locator(".pill")).toContainText("Unavailable");
  expect(station.state.isOperative).toBe(false);

  await page.getByRole("button", { name: back, exact: true }).click();
  await confirm(page, back, "Accepted");
  await expect(evse(page).locator(".pill")).toContainText("Available");
  await expect(page.getByText(/Station taken out of service/)).toBeHidden();
  expect(await tenant.api("GET", "/stations/QUAY-1/availability")).toMatchObject({
    intents: [{ evseId: 0, wanted: "Operative", answer: "Accepted", otherwise: [] }],
  });
});

test("G03: an EVSE in use is scheduled until its session ends, and a connector is its own", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "QUAY-2" });
  await tenant.acceptCard("CARD-1");
  await station.plugIn(1);
  await station.authorize("CARD-1", { evseId: 1 });
  await page.goto("/stations/QUAY-2");
  await expectLive(page);
  await page.getByRole("button", { name: "Take EVSE 1 out of service" }).click();
  await expect(page.getByRole("dialog")).toContainText("A session is under way here");
  await confirm(page, out, "Scheduled");
  await expect(evse(page)).toContainText("Scheduled: the station does it when the session there ends.");
  await station.authorize("CARD-1", { evseId: 1 });
  await station.unplug(1);
  await expect(evse(page)).toContainText("Out of service since");
  await expect(evse(page).locator(".pill")).toContainText("Unavailable");
  await page.getByRole("button", { name: "Put EVSE 1 back into service" }).click();
  await confirm(page, back, "Accepted");
  await expect(evse(page).locator(".pill")).toContainText("Available");

  await page.getByRole("button", { name: "More for EVSE 1" }).click();
  await page.getByRole("menuitem", { name: "Take connector 1 out of service" }).click();
  await confirm(page, out, "Accepted");
  await expect(evse(page)).toContainText("EVSE 1, connector 1 taken out of service by Jo Weber");
  expect(station.calls("ChangeAvailability", "received").at(-1)).toEqual({
    operationalStatus: "Inoperative",
    evse: { id: 1, connectorId: 1 },
  });
});

test("G03: desired against actual: a station that refuses, and one that says yes and does not", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "QUAY-3" });
  station.onCommand("ChangeAvailability", () => ({ status: "Rejected", statusInfo: { reasonCode: "InUse" } }));
  await page.goto("/stations/QUAY-3");
  await page.getByRole("button", { name: out, exact: true }).click();
  await confirm(page, out, "Rejected");
  await expect(page.getByText(/The station refused; it is as it was before. It says: InUse/)).toBeVisible();
  station.onCommand("ChangeAvailability", () => ({ status: "Accepted" }));
  await page.getByRole("button", { name: out, exact: true }).click();
  await confirm(page, out, "Accepted");
  await expect(
    page.getByText("Wanted: out of service. The station says: EVSE 1, connector 1 Available."),
  ).toBeVisible();
});

test("G01, G05: an event tells a connector's state as well, and a lock that fails is shown as what it is", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "QUAY-4" });
  await page.goto("/stations/QUAY-4");
  await expectLive(page);
  const tell = (component: string, variable: string, actualValue: string, eventId: number) =>
    station.call("NotifyEvent", {
      generatedAt: new Date().toISOString(),
      seqNo: 0,
      eventData: [
        {
          ...{ eventId, timestamp: new Date().toISOString(), trigger: "Delta", actualValue },
          eventNotificationType: "HardWiredNotification",
          component: { name: component, evse: { id: 1, connectorId: 1 } },
          variable: { name: variable },
        },
      ],
    });
  await tell("Connector", "AvailabilityState", "Unavailable", 1);
  await expect(evse(page).locator(".pill")).toContainText("Unavailable");
  await tell("ConnectorPlugRetentionLock", "Problem", "true", 2);
  await expect(evse(page)).toContainText("The lock of connector 1 fails since");
  await tell("ConnectorPlugRetentionLock", "Problem", "false", 3);
  await expect(evse(page)).not.toContainText("The lock of connector 1 fails");
});
