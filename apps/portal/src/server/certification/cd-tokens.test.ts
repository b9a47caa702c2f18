import { importCards } from "@stationmaster/domain/business";
import type { Req, Res } from "@stationmaster/ocpp";
import { expect, test } from "vitest";
import { aLab, type Bench, card } from "../test/a-lab";

const lab = await aLab();
type Token = Req<"Authorize">["idToken"];
const token = (idToken: string): Token => ({ idToken, type: "ISO14443" });
const put = (idToken: string, more: object) =>
  lab.api("PUT", `/id-tokens/${idToken}`, { type: "ISO14443", status: "Accepted", ...more });
await put("LAB-BLOCKED", { status: "Blocked" });
await put("LAB-EXPIRED", { expiresAt: "2020-01-01T00:00:00Z" });
for (const idToken of ["GROUP-1", "GROUP-2"]) await put(idToken, { groupIdToken: "GROUP" });
await put("GROUP-BLOCKED", { groupIdToken: "GROUP", status: "Blocked" });
await put("MASTER", { groupIdToken: "MASTERGROUP", masterPass: true });
const accepted = { status: "Accepted" } as const;

test.each([
  ["unknown", "NOBODYS", /^(Invalid|Unknown)$/],
  ["blocked", "LAB-BLOCKED", /^(Blocked|Invalid)$/],
  ["expired", "LAB-EXPIRED", /^(Expired|Invalid)$/],
])(
  "C01.FR.07, C04.FR.01, C06.FR.04: a card that is %s, %s, is refused with %s (TC_C_02_CSMS, TC_C_06_CSMS, TC_C_07_CSMS)",
  async (_what, idToken, status) => {
    const bench = await lab.station();
    for (const type of ["ISO14443", "ISO15693", "Local", "KeyCode"] as const)
      if (idToken === "NOBODYS" || type === "ISO14443")
        expect((await bench.call("Authorize", { idToken: { idToken, type } })).idTokenInfo.status).toMatch(status);
  },
);

const begin = async (bench: Bench, idToken: Token) => {
  const session = bench.session();
  const answer = await session.event("Started", "Authorized", { idToken, evse: session.evse });
  return { session, idTokenInfo: answer.idTokenInfo! };
};

test("C12.FR.03: a card that the station knew by itself is verified with the event (TC_C_08_CSMS)", async () => {
  expect((await begin(await lab.station(), card)).idTokenInfo).toMatchObject(accepted);
});

test("C12.FR.03: a card that the station wrongly knew is refused with the event (TC_C_20_CSMS)", async () => {
  expect((await begin(await lab.station(), token("NOBODYS"))).idTokenInfo.status).toMatch(/^(Invalid|Unknown)$/);
});

test.each(["Accepted", "Rejected"] as const)(
  "C11: the cache is cleared, and the station says %s (TC_C_37_CSMS, TC_C_38_CSMS)",
  async (status) => {
    await (await lab.station()).operate("ClearCache", {}, { status });
  },
);

const ofGroup = (group: string) => ({ ...accepted, groupIdToken: { idToken: group } });

test.each([
  ["asked about first", true],
  ["from the local list", false],
])(
  "C09.FR.02, .09, .12: a card begins and another of its group stops, %s (TC_C_39_CSMS, TC_C_40_CSMS)",
  async (_how, asks) => {
    const bench = await lab.station();
    const ask = async (idToken: Token) => {
      if (asks) expect(await bench.call("Authorize", { idToken })).toMatchObject({ idTokenInfo: ofGroup("GROUP") });
    };
    await ask(token("GROUP-1"));
    const { session, idTokenInfo } = await begin(bench, token("GROUP-1"));
    expect(idTokenInfo).toMatchObject(ofGroup("GROUP"));
    await ask(token("GROUP-2"));
    const stopped = await session.event("Ended", "StopAuthorized", { idToken: token("GROUP-2") });
    expect(stopped.idTokenInfo).toMatchObject(ofGroup("GROUP"));
  },
);

test("C09.FR.02, .09: of a card of the group that is not good, the group is told too (TC_C_43_CSMS)", async () => {
  const bench = await lab.station();
  await begin(bench, token("GROUP-1"));
  const { idTokenInfo } = await bench.call("Authorize", { idToken: token("GROUP-BLOCKED") });
  expect(idTokenInfo).toMatchObject({ status: "Blocked", groupIdToken: { idToken: "GROUP" } });
});

test.each([
  ["all sessions, chosen on a screen", [1, 2]],
  ["one session, chosen on a screen", [1]],
  ["all sessions, without a screen", [1, 2]],
])("C16.FR.01, .02: a master pass stops %s %j (TC_C_47_CSMS, TC_C_48_CSMS, TC_C_49_CSMS)", async (_what, evseIds) => {
  const bench = await lab.station();
  const sessions = [];
  for (const evseId of evseIds) {
    const session = bench.session({ evseId });
    await session.plugged();
    await session.authorized();
    sessions.push(session);
  }
  expect(await bench.call("Authorize", { idToken: token("MASTER") })).toMatchObject({
    idTokenInfo: ofGroup("MASTERGROUP"),
  });
  for (const session of sessions) {
    const stoppedBy = { idToken: token("MASTER"), transactionInfo: { stoppedReason: "MasterPass" } } as const;
    expect(await session.event("Ended", "StopAuthorized", stoppedBy)).toMatchObject({
      idTokenInfo: ofGroup("MASTERGROUP"),
    });
  }
});

test("C09: in a group of 10,000 cards each is told its group at once, and any of them stops another's session", async () => {
  const lines = Array.from({ length: 10_000 }, (_, n) => `HUGE-${n},HUGE`);
  await lab.inside((ctx) => importCards(ctx, { text: `card,group\n${lines.join("\n")}` }));
  const bench = await lab.station();
  const began = performance.now();
  expect(await bench.call("Authorize", { idToken: token("HUGE-0") })).toMatchObject({ idTokenInfo: ofGroup("HUGE") });
  const { session, idTokenInfo } = await begin(bench, token("HUGE-0"));
  expect(idTokenInfo).toMatchObject(ofGroup("HUGE"));
  const stopped = await session.event("Ended", "StopAuthorized", { idToken: token("HUGE-9999") });
  expect(stopped.idTokenInfo).toMatchObject(ofGroup("HUGE"));
  expect(performance.now() - began).toBeLessThan(3_000);
});

// The local list

type List = Req<"SendLocalList">;
const entry = { idToken: card, idTokenInfo: accepted };
const send = async (request: List, answer: Res<"SendLocalList">["status"] = "Accepted") =>
  (await lab.station()).operate("SendLocalList", request, { status: answer });

test("D01.FR.01, .18: a whole list (TC_D_01_CSMS)", async () => {
  await send({ versionNumber: 1, updateType: "Full", localAuthorizationList: [entry] });
});
test("D01.FR.01, .18: a change of the list (TC_D_02_CSMS)", async () => {
  await send({ versionNumber: 2, updateType: "Differential", localAuthorizationList: [entry] });
});
test("D01.FR.17: a card is taken off the list (TC_D_03_CSMS)", async () => {
  await send({ versionNumber: 3, updateType: "Differential", localAuthorizationList: [{ idToken: card }] });
});
test("D01.FR.04: the list is emptied (TC_D_04_CSMS)", async () => {
  await send({ versionNumber: 4, updateType: "Full" });
});
test.each([5, 0])("D02: the version of the list is %i (TC_D_08_CSMS, TC_D_09_CSMS)", async (versionNumber) => {
  await (await lab.station()).operate("GetLocalListVersion", {}, { versionNumber });
});
