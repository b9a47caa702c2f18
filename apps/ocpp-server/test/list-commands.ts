import { asc, eq, stationCommands } from "@stationmaster/db";
import type { TestTenant } from "@stationmaster/testing";

export const listCommands = (tenant: TestTenant, stationId: string) =>
  tenant.inside((ctx) =>
    ctx.db
      .select()
      .from(stationCommands)
      .where(eq(stationCommands.stationId, stationId))
      .orderBy(asc(stationCommands.id)),
  );
