import { eq, stationCommands } from "@stationmaster/db";
import { type Command, type CommandRow, type Context, sendCommand } from "@stationmaster/domain";
import type { CommandAction } from "@stationmaster/ocpp";
import type { TestServer, TestStation, TestTenant } from "@stationmaster/testing";
import { expect } from "vitest";

/** An operator at work: asks a station for something by its room, and waits for what comes of it. */
export function askStation({ server, tenant }: { server: TestServer; tenant: TestTenant }) {
  const rowOf = (id: string) =>
    tenant.inside(async (ctx) => (await ctx.db.select().from(stationCommands).where(eq(stationCommands.id, id)))[0]!);

  async function outcomeOf(id: string): Promise<CommandRow> {
    await server.settle();
    await expect.poll(async () => (await rowOf(id)).status, { timeout: 10_000 }).not.toMatch(/queued|sent/);
    return rowOf(id);
  }

  return {
    rowOf,
    outcomeOf,
    /** Through the room's own verb. */
    async doing(work: (ctx: Context) => Promise<CommandRow>): Promise<CommandRow> {
      return outcomeOf((await tenant.inside(work)).id);
    },
    async ask<A extends CommandAction, Input>({ id }: TestStation, command: Command<A, Input>, input: Input) {
      return outcomeOf((await tenant.inside((ctx) => sendCommand(ctx, id, command, input))).id);
    },
    /** The effect that was seen after the answer. */
    async effectOf(id: string): Promise<unknown> {
      await expect.poll(async () => (await rowOf(id)).observed, { timeout: 10_000 }).not.toBeNull();
      return (await rowOf(id)).observed;
    },
  };
}
