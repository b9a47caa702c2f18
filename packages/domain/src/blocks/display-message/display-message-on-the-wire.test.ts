import type { CommandAction } from "@stationmaster/ocpp";
import { aServer, aTenant } from "@stationmaster/testing";
import { expect, test, vi } from "vitest";
import { type Command, sendCommand } from "../..";
import { clearDisplayMessage, getDisplayMessages, listDisplayMessages, setDisplayMessage } from ".";

vi.setConfig({ expect: { poll: { timeout: 10_000 } } });
const server = await aServer();
const { tenant } = await aTenant({ server });

test("O01, O03, O05: messages are set, listed in parts and cleared, and what we want is what is there", async () => {
  const { id: stationId, start } = await tenant.withStation();
  const station = await start();
  const ask = async <A extends CommandAction, Input>(command: Command<A, Input>, input: Input) => {
    await tenant.inside((ctx) => sendCommand(ctx, stationId, command, input));
    await server.settle();
  };
  const standings = async () =>
    (await tenant.inside((ctx) => listDisplayMessages(ctx, { stationId, withGone: true }))).items.map(
      ({ messageId, standing, actualFrom }) => [messageId, standing, actualFrom],
    );
  const message = { priority: "NormalCycle" as const, format: "UTF8" as const, content: "Willkommen" };
  for (let id = 1; id <= 7; id++) await ask(setDisplayMessage, { ...message, id });
  await expect.poll(standings).toEqual([1, 2, 3, 4, 5, 6, 7].map((id) => [id, "shown", "answer"]));
  station.state.displayMessages.delete(7);
  await ask(getDisplayMessages, {});
  await expect
    .poll(standings)
    .toEqual([...[1, 2, 3, 4, 5, 6].map((id) => [id, "shown", "report"]), [7, "missing", null]]);
  await ask(clearDisplayMessage, { id: 6 });
  await expect.poll(async () => (await standings())[5]).toEqual([6, "gone", null]);
  expect(station.violations).toEqual([]);
});

test("O02, O04, O06: a message of a session that is unknown is missing, a known id replaces, and some are asked about", async () => {
  const { id: stationId, start } = await tenant.withStation();
  const station = await start();
  const ask = async <A extends CommandAction, Input>(command: Command<A, Input>, input: Input) => {
    await tenant.inside((ctx) => sendCommand(ctx, stationId, command, input));
    await server.settle();
  };
  const shown = async () =>
    (await tenant.inside((ctx) => listDisplayMessages(ctx, { stationId }))).items.map(
      ({ messageId, standing, status, actual }) => [messageId, standing, status, actual?.message.content],
    );
  const message = { priority: "NormalCycle" as const, format: "UTF8" as const, content: "Willkommen" };
  await ask(setDisplayMessage, { ...message, id: 1, state: "Idle" });
  await ask(setDisplayMessage, { ...message, id: 1, state: "Idle", content: "Bienvenue" });
  await ask(setDisplayMessage, { ...message, id: 2, transactionId: "nobody's" });
  await expect.poll(shown).toEqual([
    [1, "shown", "Accepted", "Bienvenue"],
    [2, "missing", "UnknownTransaction", undefined],
  ]);
  station.state.displayMessages.clear();
  await ask(getDisplayMessages, { state: "Idle" });
  await expect.poll(async () => (await shown())[0]).toEqual([1, "missing", "Accepted", undefined]);
});
