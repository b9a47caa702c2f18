import { expect, expectLive, test } from "./product";

const root = [
  "-----BEGIN CERTIFICATE-----",
  "MIIBxTCCAWugAwIBAgIURY6oq3mFNMpo5JkFuRC3IHMmz7swCgYIKoZIzj0EAwIw",
  "NzEZMBcGA1UECgwQS2VzdHJlbCBDaGFyZ2luZzEaMBgGA1UEAwwRS2VzdHJlbCBU",
  "ZXN0IFJvb3QwIBcNMjYxMTIxMDUxMzMzWhgPMjEyNjEwMjgwNTEzMzNaMDcxGTAX",
  "BgNVBAoMEEtlc3RyZWwgQ2hhcmdpbmcxGjAYBgNVBAMMEUtlc3RyZWwgVGVzdCBS",
  "b290MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEH8v92KXDHEipFQ8ezLmdgU/i",
  "0dCzwmOPgnzRQhxPDe5EAzS7s1YAxcPHc1H72wofMh0RO3bg4u8c/WewyihWlqNT",
  "MFEwHQYDVR0OBBYEFBNS62EKB6u/gpyhBsbNobI2PuTbMB8GA1UdIwQYMBaAFBNS",
  "62EKB6u/gpyhBsbNobI2PuTbMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwID",
  "SAAwRQIhAIZy712/Bx/awRkawPqVD6UkTcq1uHNIy9Kfr9MJW93hAiBpmQ09zVvx",
  "nMCBvebZjwysCiIJEgTIg4MXR5UEUAgacA==",
  "-----END CERTIFICATE-----",
].join("\n");
const serial = "458ea8ab798534ca68e49905b910b7207326cfbb";

test("A04: security events come in by themselves, in words, and are narrowed to the critical", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "GATE-1" });
  await page.goto("/stations/GATE-1?tab=security");
  await expect(page.getByText("No security event yet")).toBeVisible();
  await expectLive(page);
  await station.reportSecurityEvent("TamperDetectionActivated", "lid opened");
  await station.reportSecurityEvent("AcmeDoorAjar");
  const events = page.getByRole("table", { name: "Security events" });
  const tampered = events.getByRole("row", { name: "TamperDetectionActivated" });
  await expect(tampered).toContainText("Tampering detected");
  await expect(tampered).toContainText("Critical");
  await expect(tampered).toContainText("lid opened");
  await expect(events.getByRole("row", { name: "AcmeDoorAjar" })).toContainText("The vendor's own");
  await page.getByRole("button", { name: /^Criticality/ }).click();
  await page.getByRole("menu").getByText("Critical", { exact: true }).click();
  await expect(events.getByRole("row", { name: "AcmeDoorAjar" })).toBeHidden();
  await expect(tampered).toBeVisible();
});

test("M03, M04, M05: a root is installed, listed, and deleted by the station's own hashes, the last only on insisting", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "GATE-2" });
  await page.goto("/stations/GATE-2?tab=security");
  await expect(page.getByText("The station was never asked for its certificates")).toBeVisible();
  await expectLive(page);
  const dialog = page.getByRole("dialog");
  await page.getByRole("button", { name: "Install" }).click();
  await dialog.getByLabel("Certificate", { exact: true }).fill("hello");
  await dialog.getByRole("button", { name: "Install" }).click();
  await expect(dialog.getByText("This is not a certificate in PEM.")).toBeVisible();
  await dialog.getByLabel("Certificate", { exact: true }).fill(root);
  await dialog.getByRole("button", { name: "Install" }).click();
  await expect(dialog.getByText("Answered: Accepted")).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  const changes = page.getByRole("table", { name: "Installed and deleted" });
  await expect(changes.getByRole("row", { name: "Install" })).toContainText("Kestrel Test Root");

  await page.getByRole("button", { name: "Ask for its list" }).first().click();
  await dialog.getByRole("button", { name: "Ask for its list" }).click();
  await expect(dialog.getByText("Answered: Accepted")).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  const kept = page.getByRole("table", { name: "Certificates it keeps" });
  await expect(kept.getByRole("row", { name: `CSMSRootCertificate ${serial}` })).toContainText("Root of ours (CSMS)");

  await kept.getByRole("button", { name: `Delete ${serial}` }).click();
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(dialog.getByText("This is the last root of ours the station trusts")).toBeVisible();
  expect(station.calls("DeleteCertificate", "received")).toEqual([]);
  await dialog.getByText("Delete it all the same").click();
  await dialog.getByRole("button", { name: "Delete" }).click();
  await expect(dialog.getByText("Answered: Accepted")).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(kept.getByRole("row", { name: `CSMSRootCertificate ${serial}` })).toBeHidden();
  expect(station.state.certificates).toEqual([]);
});

test("A03, M01, M06: what needs an authority is answered honestly, and stands here with the reason", async ({
  operator: page,
  tenant,
}) => {
  const station = await tenant.start({ identity: "GATE-3" });
  expect(await station.askToSign()).toBe("Rejected");
  expect(await station.askForContract("Install")).toBe("Failed");
  expect(await station.askCertificateStatus()).toBe("Failed");
  await page.goto("/stations/GATE-3?tab=security");
  const requests = page.getByRole("table", { name: "Signing requests" });
  await expect(requests.getByText("The station's own certificate")).toBeVisible();
  await expect(requests.getByText("no certificate authority is configured")).toBeVisible();
  const inquiries = page.getByRole("table", { name: "Inquiries for cars and issuers" });
  await expect(inquiries.getByRole("row", { name: "A contract certificate for a car" })).toContainText(
    "no contract certificate provider is configured",
  );
  await expect(inquiries.getByRole("row", { name: "The status of a certificate" })).toContainText(
    "no OCSP responder is configured",
  );
});
