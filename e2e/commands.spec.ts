import type { Page } from "@playwright/test";
import { OcppError } from "@stationmaster/ocpp";
import { expect, test } from "./product";

const drawer = (page: Page, action: string) => page.getByRole("complementary", { name: action });

async function writeJson(page: Page, action: string, payload: string) {
  await drawer(page, action).getByRole("button", { name: "JSON" }).click();
  await drawer(page, action).getByLabel("Payload").fill(payload);
}

test("G03: a command is written as a form, sent, answered, and its effect observed", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "HARBOUR-1" });
  await page.goto("/stations/HARBOUR-1?tab=commands");
  await page.getByRole("link", { name: "ChangeAvailability" }).click();
  const form = drawer(page, "ChangeAvailability");
  await form.getByLabel("operationalStatus").click();
  await page.getByRole("option", { name: "Inoperative" }).click();
  await form.getByRole("button", { name: "Send" }).click();
  await expect(form.getByText("Answered: Accepted")).toBeVisible();
  await expect(form.getByText("New state: Inoperative")).toBeVisible();
  await expect(form.getByText("Took effect")).toBeVisible();
  expect(station.calls("ChangeAvailability", "received")).toEqual([{ operationalStatus: "Inoperative" }]);
  await expect(page.getByRole("heading", { name: "HARBOUR-1" }).locator("..")).toContainText("Unavailable");
});

test("P01: a command is written as JSON, and what the schema refuses is not sent", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "HARBOUR-2" });
  await page.goto("/stations/HARBOUR-2?tab=commands");
  await page.getByRole("searchbox", { name: "Find a command" }).fill("vendor's own");
  await page.getByRole("link", { name: "DataTransfer" }).click();
  await writeJson(page, "DataTransfer", "{ vendor");
  await drawer(page, "DataTransfer").getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("This is no JSON object")).toBeVisible();

  await drawer(page, "DataTransfer").getByLabel("Payload").fill('{"vendorId": 7}');
  await drawer(page, "DataTransfer").getByRole("button", { name: "Send" }).click();
  await expect(page.getByText("Not sent")).toBeVisible();
  await expect(
    drawer(page, "DataTransfer")
      .getByText(/vendorId/)
      .first(),
  ).toBeVisible();
  expect(station.calls("DataTransfer", "received")).toEqual([]);

  await drawer(page, "DataTransfer")
    .getByLabel("Payload")
    .fill('{"vendorId": "org.example", "data": {"deep": [1, "ä"]}}');
  await drawer(page, "DataTransfer").getByRole("button", { name: "Send" }).click();
  await expect(drawer(page, "DataTransfer").getByText(/^Answered: /)).toBeVisible();
  expect(station.calls("DataTransfer", "received")).toEqual([{ vendorId: "org.example", data: { deep: [1, "ä"] } }]);
});

test("a command to an offline station waits for it, or is withdrawn", async ({ operator: page, tenant }) => {
  const station = await tenant.start({ identity: "HARBOUR-3" });
  await station.goOffline();
  await page.goto("/stations/HARBOUR-3?tab=commands&command=TriggerMessage");
  const form = drawer(page, "TriggerMessage");
  await expect(form.getByText("The station is offline")).toBeVisible();
  await form.getByLabel("requestedMessage").click();
  await page.getByRole("option", { name: "Heartbeat" }).click();
  await form.getByRole("button", { name: "Send" }).click();
  await expect(form.getByText("Waiting for the station")).toBeVisible();

  const history = page.getByRole("table", { name: "What was sent" });
  await history.getByRole("row", { name: "TriggerMessage" }).click();
  await drawer(page, "TriggerMessage").getByRole("button", { name: "Withdraw" }).click();
  await expect(drawer(page, "TriggerMessage").getByText("Withdrawn before it was sent.")).toBeVisible();

  await page.goto("/stations/HARBOUR-3?tab=commands&command=ClearCache");
  await drawer(page, "ClearCache").getByRole("button", { name: "Send" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Send ClearCache" }).click();
  await expect(drawer(page, "ClearCache").getByText("Waiting for the station")).toBeVisible();
  await station.goOnline();
  await expect(drawer(page, "ClearCache").getByText("Answered: Accepted")).toBeVisible();
  expect(station.calls("TriggerMessage", "received")).toEqual([]);
});

test("refused and silent are told in words, with what to do next", async ({ operator: page, tenant }) => {
  const station = await tenant.start({ identity: "HARBOUR-4" });
  station.onCommand("GetLocalListVersion", () => {
    throw new OcppError("NotSupported", "no lists here");
  });
  await page.goto("/stations/HARBOUR-4?command=GetLocalListVersion");
  await drawer(page, "GetLocalListVersion").getByRole("button", { name: "Send" }).click();
  await expect(drawer(page, "GetLocalListVersion").getByText("Refused: NotSupported")).toBeVisible();
  await expect(drawer(page, "GetLocalListVersion").getByText("no lists here")).toBeVisible();

  station.behaviour.isSilent = true;
  await drawer(page, "GetLocalListVersion").getByRole("button", { name: "Send again" }).click();
  await expect(drawer(page, "GetLocalListVersion").getByText("Waiting for the answer")).toBeVisible();
  await expect(drawer(page, "GetLocalListVersion").getByText("No answer").first()).toBeVisible({ timeout: 45_000 });
  await expect(
    drawer(page, "GetLocalListVersion").getByText(/Ask again; if it stays silent, check its connection/),
  ).toBeVisible();
});

test("A01: a password that is set never shows, neither in Messages nor in Commands", async ({
  operator: page,
  tenant,
}) => {
  const secret = "aVerySecret-Password.27";
  const station = await tenant.start({ identity: "HARBOUR-5" });
  await page.goto("/stations/HARBOUR-5?command=SetVariables");
  const variable = {
    component: { name: "SecurityCtrlr" },
    variable: { name: "BasicAuthPassword" },
    attributeValue: secret,
  };
  await writeJson(page, "SetVariables", JSON.stringify({ setVariableData: [variable] }));
  await drawer(page, "SetVariables").getByRole("button", { name: "Send" }).click();
  await expect(
    drawer(page, "SetVariables")
      .getByText(/^Answered/)
      .first(),
  ).toBeVisible();
  expect(JSON.stringify(station.calls("SetVariables", "received"))).toContain(secret);

  await page.goto("/stations/HARBOUR-5?tab=messages");
  const frame = page.getByRole("button", { name: /SetVariables/ });
  await frame.click();
  await expect(page.locator(".json pre")).toContainText("BasicAuthPassword");
  await expect(page.locator("body")).not.toContainText(secret);
  await page.goto("/stations/HARBOUR-5?tab=commands");
  await page.getByRole("row", { name: "SetVariables" }).click();
  await expect(drawer(page, "SetVariables").getByRole("heading", { name: "Request" })).toBeVisible();
  await expect(page.locator("body")).not.toContainText(secret);
  for (const path of ["messages", "commands", "variables"])
    expect(JSON.stringify(await tenant.api("GET", `/stations/HARBOUR-5/${path}`))).not.toContain(secret);
});

test("F01: charging is started and stopped from here", async ({ operator: page, tenant }) => {
  const station = await tenant.start({ identity: "HARBOUR-6" });
  await tenant.acceptCard("CARD-77");
  await station.plugIn(1);
  await page.goto("/stations/HARBOUR-6");
  await page.getByRole("button", { name: "Start charging" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Start", exact: true }).click();
  await expect(dialog.getByText("Write the card the session is for")).toBeVisible();
  await dialog.getByLabel("Card").fill("CARD-77");
  await dialog.getByRole("button", { name: "Start", exact: true }).click();
  await expect(dialog.getByText("Answered: Accepted")).toBeVisible();
  await expect(dialog.getByText(/^Session .* began$/)).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();

  const evse = page.getByLabel("EVSE 1", { exact: true });
  await expect(evse).toContainText("Charging");
  await evse.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stop session" }).click();
  await expect(page.getByRole("dialog").getByText("Answered: Accepted")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Done" }).click();
  await expect(evse).not.toContainText("Charging");
});
