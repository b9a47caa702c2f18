import type { Page } from "@playwright/test";
import { expect, ocppUrl, test } from "./product";

const dialog = (page: Page) => page.getByRole("dialog");
const inDialog = (page: Page, name: string) => dialog(page).getByRole("button", { name, exact: true });
const slots = (page: Page) => page.getByRole("table", { name: "Network profiles" });
const slot = (page: Page, n: number) => slots(page).getByRole("row", { name: `Slot ${n}` });
const press = (page: Page, name: string) => page.getByRole("button", { name, exact: true }).click();
const fast = { retryWaitMs: 50, rebootMs: 100, reconnects: true };

/** Nothing is written before it is known which slot is in use. */
async function askForSlots(page: Page) {
  await expect(page.getByText("Nobody here knows by which slot the station is connected")).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "Ask the station" }).click();
  await inDialog(page, "Ask the station").click();
  await expect(dialog(page).getByText("Answered: Accepted")).toBeVisible();
  await inDialog(page, "Done").click();
  await expect(slot(page, 1)).toContainText("in use");
}

test("B09, B10: a station goes over to another profile step by step, and the slot in use is never offered", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "MOLE-1" }, fast);
  await page.goto("/stations/MOLE-1?tab=network");
  await askForSlots(page);
  await expect(slot(page, 1).getByRole("button")).toHaveCount(0);
  await expect(slot(page, 2)).toContainText("not known here");

  await press(page, "Migrate to slot 2");
  await dialog(page).getByLabel("Address of the CSMS").fill(`${ocppUrl()}/ocpp/${tenant.slug}/MOLE-1`);
  await inDialog(page, "Write to slot 2").click();
  await expect(dialog(page).getByText("a profile names the endpoint, without any identity").first()).toBeVisible();
  await inDialog(page, "Use this CSMS").click();
  await inDialog(page, "Write to slot 2").click();
  await expect(page.getByRole("heading", { name: "Migration from slot 1 to slot 2" })).toBeVisible();
  await press(page, "Out of service, then wait");
  await press(page, "Put slot 2 first");
  await press(page, "Restart when idle");
  await expect(page.getByText("MOLE-1 came by slot 2")).toBeVisible({ timeout: 20_000 });
  await expect(slot(page, 2)).toContainText("in use");
  await press(page, "Finish");
  await expect(dialog(page).getByText("The station is put back into service.")).toBeVisible();
  await inDialog(page, "Finish").click();
  await expect(page.getByText(/^Closed /)).toBeVisible();
  expect(station.model.text("OCPPCommCtrlr.ActiveNetworkProfile")).toBe("2");
  await expect.poll(() => station.calls("ChangeAvailability", "received")).toHaveLength(2);
});

test("B09, B10: a profile the station cannot store, then one that leads nowhere: it says so, falls back, and is given up", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "MOLE-2" }, fast);
  await page.goto("/stations/MOLE-2?tab=network");
  await askForSlots(page);
  const write = async (n: number) => {
    await press(page, `Migrate to slot ${n}`);
    await dialog(page).getByLabel("Address of the CSMS").fill("ws://127.0.0.1:9/ocpp");
    await inDialog(page, `Write to slot ${n}`).click();
    await expect(dialog(page)).toBeHidden();
  };
  station.behaviour.storesNoProfiles = true;
  await write(3);
  await expect(page.getByText("The profile is not in the slot")).toBeVisible();
  await expect(slot(page, 3)).toContainText("Failed");
  await press(page, "Give up");
  await inDialog(page, "Give up").click();
  await expect(page.getByText(/^Closed /)).toBeVisible();

  station.behaviour.storesNoProfiles = false;
  await write(3);
  await press(page, "Go on without");
  await press(page, "Restart when idle");
  await expect(page.getByText("MOLE-2 came back by the old profile")).toBeVisible({ timeout: 20_000 });
  await press(page, "Finish");
  await expect(dialog(page).getByText("The order becomes 1 again.")).toBeVisible();
  await inDialog(page, "Finish").click();
  await expect(page.getByText("The order of before was sent to the station.")).toBeVisible();
  await expect.poll(() => station.model.text("OCPPCommCtrlr.NetworkConfigurationPriority")).toBe("1");
});

test("A01: a new password is given to the station, which comes back with it; one that is refused leaves the old one", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "MOLE-3" }, fast);
  await page.goto("/stations/MOLE-3");
  const change = async () => {
    await press(page, "More actions");
    await page.getByRole("menuitem", { name: "New password" }).click();
    await inDialog(page, "Give a new password").click();
  };
  const before = station.state.password;
  await change();
  await expect(dialog(page).getByText("The station came with its new password")).toBeVisible({ timeout: 20_000 });
  expect(station.state.password).not.toBe(before);
  await expect(page.locator("body")).not.toContainText(station.state.password ?? "nothing");
  await inDialog(page, "Done").click();

  const taken = station.state.password;
  station.onCommand("SetVariables", ({ setVariableData }) => ({
    setVariableResult: [
      {
        ...{ component: setVariableData[0]!.component, variable: setVariableData[0]!.variable },
        attributeStatus: "Rejected",
      },
    ],
  }));
  await change();
  await expect(
    dialog(page).getByText("The station did not take it: the old password stays", { exact: true }),
  ).toBeVisible();
  await expect(dialog(page).getByText("SecurityCtrlr.BasicAuthPassword")).toBeVisible();
  expect(station.state.password).toBe(taken);
});

test("B11, B12: one EVSE restarts and is back; the whole station waits for a session, which an immediate restart ends", async ({
  operator: page,
  tenant,
}) => {
  const evses = [1, 2].map((id) => ({ id, connectors: [{ id: 1, type: "cType2" as const }] }));
  const station = await tenant.start({ identity: "MOLE-4", evses }, fast);
  await tenant.acceptCard("CARD-4");
  await page.goto("/stations/MOLE-4?command=Reset");
  const drawer = page.getByRole("complementary", { name: "Reset" });
  const send = async () => {
    await drawer.getByRole("button", { name: /^Send/ }).click();
    await inDialog(page, "Send Reset").click();
  };
  await expect(drawer.getByText("The station does not say whether it can: it may refuse.").first()).toBeVisible();
  await drawer.getByLabel("EVSE 2 alone").check();
  await send();
  await expect(drawer.getByText("New state: Available")).toBeVisible({ timeout: 20_000 });

  await station.plugIn(1);
  await station.authorize("CARD-4", { evseId: 1 });
  await drawer.getByLabel("The whole station").check();
  await send();
  await expect(drawer.getByText("Answered: Scheduled")).toBeVisible();
  await expect(drawer.getByText("Still pending")).toBeVisible();
  await station.stopCharging(1);
  await expect(drawer.getByText("The station booted")).toBeVisible({ timeout: 20_000 });
  await station.unplug(1);

  await station.plugIn(1);
  await station.authorize("CARD-4", { evseId: 1 });
  await drawer.getByLabel("Now").check();
  await send();
  await expect(drawer.getByText("A session ended by it")).toBeVisible({ timeout: 20_000 });
  await drawer.getByRole("listitem").filter({ hasText: "A session ended by it" }).getByRole("link").click();
  await expect(page.getByRole("heading", { name: /^Session / })).toBeVisible();
});
