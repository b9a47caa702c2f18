import { claimCommand, commandOf, messageOf, settleCommand } from "@stationmaster/domain";
import { readStation } from "@stationmaster/domain/business";
import { expect, test } from "vitest";
import { aChargedStation } from "../test/a-charged-station";
import { aPortal } from "../test/a-portal";

const portal = await aPortal();

/** A tenant with one station that answers what it is told to answer, and says what it is told to say. */
async function aStation() {
  const tenant = await portal.tenant();
  const { id, identity } = await aChargedStation(tenant);
  await tenant.api(
    "DELETE",
    `/stations/${identity}/commands/${(await tenant.operator.commands.list({ stationIdentity: identity })).items[0]!.id}`,
  );
  const station = await tenant.inside((room) => readStation(room, identity));
  const epoch = station.connectionEpoch;
  return {
    at: `/stations/${identity}`,
    api: tenant.api,
    answers: (response: object) =>
      tenant.inside(async (room) => {
        const { command } = await claimCommand(room, { id, identity, epoch });
        await settleCommand(room, commandOf, command!.id, epoch, { kind: "answered", response: response as never });
        return command!;
      }),
    says: (action: string, request: object) =>
      tenant.inside(async (room) => {
        const message = messageOf(action as "DataTransfer");
        if (message?.kind !== "message") throw new Error(`${action} is no message`);
        return message.handle({ ...room, station: { id, identity, epoch } }, request as never);
      }),
  };
}

test("O01, O05: a message is set, seen beside what is there, and cleared", async () => {
  const { at, api, answers, says } = await aStation();
  const wish = { priority: "InFront", content: "Willkommen", language: "de", endsAt: "2099-01-01T00:00:00+01:00" };
  const set = await api("POST", `${at}/display-messages`, wish);
  expect(set).toMatchObject({ status: 202, body: { action: "SetDisplayMessage", status: "queued" } });
  const { id } = (set.body as { request: { message: { id: number } } }).request.message;
  expect(await api("GET", `${at}/display-messages`)).toMatchObject({
    status: 200,
    body: { items: [{ id, standing: "setting", actual: null, wanted: { message: { content: "Willkommen" } } }] },
  });
  await answers({ status: "Accepted" });
  await says("NotifyDisplayMessages", {
    requestId: 4711,
    messageInfo: [{ id: 99, priority: "NormalCycle", message: { format: "UTF8", content: "Of the maker" } }],
  });
  expect(await api("GET", `${at}/display-messages`)).toMatchObject({
    body: {
      items: [
        {
          id,
          standing: "shown",
          actualFrom: "answer",
          isOver: false,
          actual: { endDateTime: "2098-12-31T23:00:00.000Z" },
        },
        { id: 99, standing: "foreign", wanted: null, actualFrom: "report" },
      ],
    },
  });
  expect(await api("DELETE", `${at}/display-messages/${id}`)).toMatchObject({
    status: 202,
    body: { action: "ClearDisplayMessage", request: { id } },
  });
  await answers({ status: "Accepted" });
  expect(await api("GET", `${at}/display-messages?limit=1`)).toMatchObject({ body: { items: [{ id: 99 }] } });
  expect(await api("GET", `${at}/display-messages?withGone=true`)).toMatchObject({
    body: { items: [{ id, standing: "gone" }, { id: 99 }] },
  });
});

test("O01: what cannot be is refused before it is sent", async () => {
  const { at, api } = await aStation();
  const wish = { priority: "InFront", content: "Willkommen" };
  expect(await api("POST", `${at}/display-messages`, { ...wish, endsAt: "2001-01-01T00:00:00Z" })).toMatchObject({
    status: 422,
    body: { detail: expect.stringContaining("future") },
  });
  for (const wrong of [{ content: "" }, { content: "x".repeat(513) }, { priority: "Loud" }, { language: "German" }])
    expect(await api("POST", `${at}/display-messages`, { ...wish, ...wrong })).toMatchObject({ status: 422 });
  for (const id of ["one", "-1", "1.5", "99999999999"])
    expect(await api("DELETE", `${at}/display-messages/${id}`)).toMatchObject({ status: 404 });
  expect(await api("GET", `${at}/display-messages`)).toMatchObject({ body: { items: [] } });
});

test("P01, P02: what came and went, by direction and vendor, page by page", async () => {
  const { at, api, answers, says } = await aStation();
  await says("DataTransfer", { vendorId: "org.example", messageId: "Mood", data: { pin: 4711, sun: true } });
  await api("POST", `${at}/commands/DataTransfer`, { vendorId: "com.kestrel", data: [1] });
  await answers({ status: "UnknownVendorId" });
  expect(await api("GET", `${at}/data-transfers`)).toMatchObject({
    status: 200,
    body: {
      items: [
        { direction: "out", vendorId: "com.kestrel", data: [1], status: "UnknownVendorId" },
        { direction: "in", messageId: "Mood", data: { pin: "[redacted]", sun: true }, status: "UnknownVendorId" },
      ],
    },
  });
  expect(await api("GET", `${at}/data-transfers?direction=in`)).toMatchObject({
    body: { items: [{ direction: "in" }] },
  });
  expect(await api("GET", `${at}/data-transfers?vendor=COM.`)).toMatchObject({
    body: { items: [{ vendorId: "com.kestrel" }] },
  });
  const first = await api("GET", `${at}/data-transfers?limit=1`);
  const { nextCursor } = first.body as { nextCursor: string };
  expect(await api("GET", `${at}/data-transfers?cursor=${nextCursor}`)).toMatchObject({
    body: { items: [{ messageId: "Mood" }], nextCursor: null },
  });
  expect(await api("GET", `${at}/data-transfers?vendor=%00`)).toMatchObject({ status: 422 });
});

test("A04: security events, and the critical alone", async () => {
  const { at, api, says } = await aStation();
  const event = { type: "TamperDetectionActivated", timestamp: "2026-05-30T03:00:00Z", techInfo: "lid" };
  await says("SecurityEventNotification", event);
  await says("SecurityEventNotification", event);
  await says("SecurityEventNotification", { type: "AcmeDoorAjar", timestamp: "2026-05-30T03:00:00Z" });
  expect(await api("GET", `${at}/security-events?criticality=critical`)).toMatchObject({
    status: 200,
    body: { items: [{ ...event, timestamp: "2026-05-30T03:00:00.000Z", criticality: "critical", resends: 1 }] },
  });
  expect(await api("GET", `${at}/security-events`)).toMatchObject({
    body: { items: [{ criticality: "unlisted" }, { criticality: "critical" }] },
  });
});

test("M03: the certificates a station has told, and which kinds it was asked about", async () => {
  const { at, api, answers } = await aStation();
  expect(await api("GET", `${at}/certificates`)).toMatchObject({ status: 200, body: { items: [], listings: [] } });
  await api("POST", `${at}/commands/GetInstalledCertificateIds`, { certificateType: ["CSMSRootCertificate"] });
  const certificateHashData = {
    hashAlgorithm: "SHA384",
    ...{ issuerNameHash: "ab", issuerKeyHash: "cd", serialNumber: "1F" },
  };
  const told = { certificateType: "CSMSRootCertificate", certificateHashData };
  await answers({ status: "Accepted", certificateHashDataChain: [told] });
  expect(await api("GET", `${at}/certificates`)).toMatchObject({
    body: { items: [told], listings: [{ certificateType: "CSMSRootCertificate", staleSince: null }] },
  });
});
