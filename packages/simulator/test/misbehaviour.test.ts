import { expect, test } from "vitest";
import { aBootedStation, aCsms, type Csms } from "./a-csms";

const seqNos = (csms: Csms) => csms.payloads("TransactionEvent").map(({ seqNo }) => seqNo);
const transactionTexts = (csms: Csms) =>
  csms.heard.filter(({ action }) => action === "TransactionEvent").map(({ text }) => text);

test("a lost Started leaves a gap at the beginning", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  station.behaviour.loses.add("Started");
  await station.plugIn(1);
  await station.unplug(1);
  expect(csms.payloads("TransactionEvent")).toMatchObject([{ eventType: "Ended", seqNo: 1 }]);
});

test("a resend is the same frame, or the same event under another id", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  station.behaviour.resends = "same id";
  await station.plugIn(1);
  station.behaviour.resends = "new id";
  await station.unplug(1);
  const [first, again, third, fourth] = transactionTexts(csms);
  expect(again).toBe(first);
  expect(fourth).not.toBe(third);
  expect(JSON.parse(fourth!)[3]).toEqual(JSON.parse(third!)[3]);
});

test("events change places in pairs", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  station.behaviour.swapsEvents = true;
  await station.plugIn(1);
  await station.authorize("04A1B2C3");
  await station.authorize("04A1B2C3");
  expect(seqNos(csms)).toEqual([1, 0, 3, 2]);
});

test("a station that never counts, with a clock years off and a register that runs backwards", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms, { startAt: new Date("2026-11-21T03:00:00Z") });
  station.behaviour.constantSeqNo = 0;
  station.behaviour.clockOffsetSeconds = -5 * 365 * 86_400;
  station.setRegister(1, 500_000);
  await station.plugIn(1);
  station.setRegister(1, 100);
  await station.unplug(1);
  const [started, ended] = csms.payloads("TransactionEvent");
  const values = ended!.meterValue!.map(({ sampledValue }) => sampledValue[0]!.value);
  expect([started!.seqNo, ended!.seqNo]).toEqual([0, 0]);
  expect(ended!.timestamp.startsWith("2021-11-")).toBe(true);
  expect(values).toEqual([500_000, 100]);
});

test("a late answer is an answer all the same, a silent station gives none", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  station.behaviour.answersAfterMs = 20;
  expect(await csms.command("ClearCache", {})).toMatchObject({ kind: "result" });
  station.behaviour.isSilent = true;
  csms.send('[2,"unheard","ClearCache",{}]');
  await station.call("Heartbeat", {});
  expect(station.received.some(({ text }) => text.includes("unheard"))).toBe(true);
  expect(station.sent.some(({ text }) => text.includes("unheard"))).toBe(false);
});

test("the CSMS's silence becomes an outcome, and its answer after that no violation", async () => {
  const csms = await aCsms({ Heartbeat: () => undefined });
  const station = await aBootedStation(csms);
  expect(await station.call("Heartbeat", {}, { id: "late", timeoutMs: 10 })).toEqual({ kind: "silent" });
  csms.send('[3,"late",{"currentTime":"2026-11-21T03:00:00Z"}]');
  await csms.command("ClearCache", {});
  expect(station.violations).toEqual([]);
});

test("a station that does not read hears everything once it reads again", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms);
  station.stopReading();
  const answer = csms.command("ClearCache", {});
  const winner = await Promise.race([answer, station.call("Heartbeat", {}, { timeoutMs: 30 })]);
  expect(winner).toEqual({ kind: "silent" });
  station.resumeReading();
  expect(await answer).toMatchObject({ kind: "result" });
});

test("a property that no schema knows is sent with each transaction event", async () => {
  const csms = await aCsms({}, "ignore");
  const station = await aBootedStation(csms);
  station.behaviour.addsUnknownProperties = true;
  await station.plugIn(1);
  expect(csms.payloads("TransactionEvent")[0]).toHaveProperty("firmwareHint");
});

test("B07: a report loses a part, comes from its end, or twice; or there is none", async () => {
  const csms = await aCsms();
  const station = await aBootedStation(csms, { moreVariables: 1_000 });
  const ask = async (requestId: number) => {
    const answer = await csms.command("GetBaseReport", { requestId, reportBase: "FullInventory" });
    await station.idle();
    const parts = csms.payloads("NotifyReport").filter((part) => part.requestId === requestId);
    return { answer, seqNos: parts.map(({ seqNo }) => seqNo) };
  };
  const { seqNos: whole } = await ask(1);
  expect(whole.length).toBeGreaterThan(40);
  station.behaviour.losesParts.add(1);
  expect((await ask(2)).seqNos).toEqual(whole.filter((seqNo) => seqNo !== 1));
  station.behaviour.losesParts.clear();
  station.behaviour.sendsParts = "last first";
  expect((await ask(3)).seqNos).toEqual(whole.toReversed());
  station.behaviour.sendsParts = "twice";
  expect((await ask(4)).seqNos).toEqual(whole.flatMap((seqNo) => [seqNo, seqNo]));
  station.behaviour.refusesReports = "NotSupported";
  expect(await ask(5)).toMatchObject({ answer: { payload: { status: "NotSupported" } }, seqNos: [] });
});
