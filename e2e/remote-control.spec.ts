import type { Page } from "@playwright/test";
import { OcppError } from "@stationmaster/ocpp";
import { expect, test } from "./product";

const drawer = (page: Page, action: string) => page.getByRole("complementary", { name: action });
const send = (page: Page, action: string) =>
  drawer(page, action)
    .getByRole("button", { name: /^Send( again)?$/ })
    .click();

async function unlock(page: Page) {
  await send(page, "UnlockConnector");
  await page.getByRole("dialog").getByRole("button", { name: "Send UnlockConnector" }).click();
}

async function trigger(page: Page, requestedMessage: string) {
  await drawer(page, "TriggerMessage").getByLabel("requestedMessage").click();
  await page.getByRole("option", { name: requestedMessage, exact: true }).click();
  await send(page, "TriggerMessage");
}

test("F05: every answer to an unlocking is told in words, with what to do next", async ({ operator: page, tenant }) => {
  const station = await tenant.start({ identity: "UNLOCK-1" });
  await page.goto("/stations/UNLOCK-1?command=UnlockConnector");
  const form = drawer(page, "UnlockConnector");
  const answers = {
    Unlocked: "The plug is free.",
    UnlockFailed: "Pull and push the plug, then try again; else somebody must go there.",
    OngoingAuthorizedTransaction: "Stop it first, or choose another EVSE.",
    UnknownConnector: "The station has no such connector.",
  } as const;
  for (const [status, words] of Object.entries(answers)) {
    station.onCommand("UnlockConnector", () => ({ status: status as keyof typeof answers }));
    await unlock(page);
    await expect(form.getByText(`Answered: ${status}`)).toBeVisible();
    await expect(form.getByText(words)).toBeVisible();
  }
  station.onCommand("UnlockConnector", () => {
    throw new OcppError("NotSupported", "this connector has no lock");
  });
  await unlock(page);
  await expect(form.getByText("Refused: NotSupported")).toBeVisible();
  await expect(form.getByText("this connector has no lock · This station does not support it.")).toBeVisible();
});

test("F06: the message that was asked for is seen to come, and what cannot be is explained", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "TRIGGER-1" });
  await page.goto("/stations/TRIGGER-1?command=TriggerMessage");
  const form = drawer(page, "TriggerMessage");
  for (const message of ["StatusNotification", "MeterValues", "Heartbeat"]) {
    await trigger(page, message);
    await expect(form.getByText(`${message} came`)).toBeVisible();
  }
  await trigger(page, "SignV2GCertificate");
  await expect(form.getByText("The station cannot be asked for this message.")).toBeVisible();
  await trigger(page, "BootNotification");
  await expect(form.getByText("The station does not send it now.")).toBeVisible();
  expect(station.calls("TriggerMessage", "received")).toHaveLength(5);
});

test("F01: a station that says yes and does nothing shows no effect; a session it begins by itself is told of", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "LAZY-1" });
  await tenant.acceptCard("CARD-9");
  station.onCommand("RequestStartTransaction", () => ({ status: "Accepted" }));
  await page.goto("/stations/LAZY-1");
  await page.getByRole("button", { name: "Start charging" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Card").fill("CARD-9");
  await dialog.getByRole("button", { name: "Start", exact: true }).click();
  await expect(dialog.getByText("Answered: Accepted")).toBeVisible();
  await expect(dialog.getByText("Effect not seen yet")).toBeVisible();
  await station.plugIn(1);
  await expect(dialog.getByText(/^Session .* began there without our number$/)).toBeVisible();
});

test("F03: a station that accepts the stop and charges on is shown to do otherwise", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "STUBBORN-1" });
  await tenant.acceptCard("CARD-8");
  await station.plugIn(1);
  await station.authorize("CARD-8");
  await station.startCharging(1);
  station.onCommand("RequestStopTransaction", () => ({ status: "Accepted" }));
  await page.goto("/stations/STUBBORN-1");
  await page.getByLabel("EVSE 1", { exact: true }).getByRole("button", { name: "Stop" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Stop session" }).click();
  await expect(dialog.getByText("Answered: Accepted")).toBeVisible();
  await station.advance(120);
  await expect(dialog.getByText("The station does otherwise")).toBeVisible();
  await expect(dialog.getByText(/^Session .* goes on$/)).toBeVisible();
});

test("two operators at one station: what the other asked is told before more is asked", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "SHARED-1" });
  // Long enough for a page that opens slowly.
  station.behaviour.answersAfterMs = 12_000;
  await tenant.api("POST", "/stations/SHARED-1/commands/GetLocalListVersion");
  await page.goto("/stations/SHARED-1?command=ClearCache");
  const form = drawer(page, "ClearCache");
  await expect(form.getByText("A command is under way here")).toBeVisible();
  await expect(form.getByText(/^GetLocalListVersion by First key, /)).toBeVisible();
  station.behaviour.answersAfterMs = 0;
  await expect(form.getByText("A command is under way here")).toBeHidden({ timeout: 30_000 });
  await send(page, "ClearCache");
  await page.getByRole("dialog").getByRole("button", { name: "Send ClearCache" }).click();
  await expect(form.getByText("Answered: Accepted")).toBeVisible();
});

test("F05: an answer that comes after its time is told, and changes nothing", async ({ operator: page, tenant }) => {
  const station = await tenant.start({ identity: "LATE-1" });
  station.behaviour.answersAfterMs = 34_000;
  await page.goto("/stations/LATE-1?command=UnlockConnector");
  const form = drawer(page, "UnlockConnector");
  await unlock(page);
  await expect(form.getByText("The station did not answer; it may have done it.")).toBeVisible({ timeout: 45_000 });
  await expect(form.getByText(/^Answered too late: /)).toBeVisible({ timeout: 20_000 });
  await expect(form.getByText("No answer").first()).toBeVisible();
});
