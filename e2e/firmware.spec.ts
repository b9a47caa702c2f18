import { createHash } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { expect, test } from "./product";

const inDialog = (page: Page, button: string) => page.getByRole("dialog").getByRole("button", { name: button });
const jobs = (page: Page) => page.getByRole("table", { name: "What was asked, and what came of it" });

/** Where stations fetch from. */
async function aFileServer() {
  const server = createServer((request, response) =>
    response.writeHead(request.url?.includes("missing") ? 404 : 200).end("firmware"),
  );
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => new Promise((closed) => server.close(closed)) };
}

test("L01, L02: an update is asked for and followed until it runs, another until it fails", async ({
  operator: page,
  tenant,
}) => {
  const files = await aFileServer();
  const station = await tenant.start({ identity: "QUAY-1" });
  await page.goto("/stations/QUAY-1?tab=firmware");
  await expect(page.getByText("No firmware asked for yet")).toBeVisible();
  const ask = async (path: string) => {
    await page.getByRole("button", { name: "Update firmware" }).click();
    await page.getByRole("dialog").getByLabel("Address of the file").fill(`${files.url}/${path}`);
    await inDialog(page, "Update firmware").click();
    await expect(page.getByRole("dialog").getByText("Answered: Accepted")).toBeVisible();
    await inDialog(page, "Done").click();
  };
  await ask("k22-2.4.1.bin");
  const done = jobs(page).getByRole("row").filter({ hasText: "k22-2.4.1.bin" });
  await expect(done).toContainText("Installed");
  await expect(done.getByRole("list")).toContainText(
    /Asked.*Sent.*Accepted.*Downloading.*Downloaded.*Installing.*Restarting.*Installed/s,
  );
  await expect(page.locator("dl.facts").first()).toContainText("2.4.1");

  await ask("missing.bin");
  const failed = jobs(page).getByRole("row").filter({ hasText: "missing.bin" });
  await expect(failed).toContainText("Download failed");
  await expect(failed).toContainText("The station could not fetch the file");

  await page.getByRole("button", { name: "Update firmware" }).click();
  await page.getByRole("dialog").getByLabel("Address of the file").fill(`${files.url}/signed.bin`);
  await page.getByRole("dialog").getByLabel("Signature (base64)").fill("c2ln");
  await inDialog(page, "Update firmware").click();
  await expect(page.getByText(/needs both its certificate and its signature/)).toBeVisible();
  await page.getByRole("dialog").getByLabel("Signing certificate (PEM)").fill("no certificate");
  await inDialog(page, "Update firmware").click();
  await expect(page.getByRole("dialog").getByText("Answered: InvalidCertificate")).toBeVisible();
  await inDialog(page, "Done").click();
  await expect(jobs(page).getByRole("row").filter({ hasText: "signed.bin" })).toContainText("Invalid certificate");

  await station.call("FirmwareStatusNotification", { status: "Installing", requestId: 4711 });
  await expect(jobs(page).getByRole("row").filter({ hasText: "request 4711" })).toContainText("Not asked by us");
  await page.goto("/stations/QUAY-1?tab=commands");
  const sent = page.getByRole("table", { name: "What was sent" }).getByRole("row", { name: "UpdateFirmware" });
  await expect(sent.nth(1)).toContainText("DownloadFailed");
  await expect(sent.nth(2)).toContainText("Took effect");
  await files.close();
});

test("L03, L04: a local controller publishes a firmware, shows where, and takes it back", async ({
  operator: page,
  tenant,
}) => {
  const files = await aFileServer();
  await tenant.start({ identity: "QUAY-2" }, { isLocalController: true });
  await page.goto("/stations/QUAY-2?tab=firmware");
  const checksum = createHash("md5").update("firmware").digest("hex");
  await page.getByRole("button", { name: "Publish" }).click();
  await page.getByRole("dialog").getByLabel("Address of the file").fill(`${files.url}/k22.bin`);
  await page.getByRole("dialog").getByLabel("Checksum (MD5)").fill("abc");
  await inDialog(page, "Publish").click();
  await expect(page.getByText(/A checksum is an MD5/)).toBeVisible();
  await page.getByRole("dialog").getByLabel("Checksum (MD5)").fill(checksum);
  await inDialog(page, "Publish").click();
  await expect(page.getByRole("dialog").getByText("Answered: Accepted")).toBeVisible();
  await inDialog(page, "Done").click();
  const published = page.getByRole("table", { name: "Published in the local network" });
  await expect(published).toContainText(`http://local-controller/${checksum}.bin`);
  await published.getByRole("button", { name: "Unpublish" }).click();
  await inDialog(page, "Unpublish").click();
  await expect(page.getByRole("dialog").getByText("Answered: Unpublished")).toBeVisible();
  await inDialog(page, "Done").click();
  await expect(published).toHaveCount(0);
  await expect(jobs(page).getByRole("row").filter({ hasText: checksum })).toHaveCount(2);
  await files.close();
});
