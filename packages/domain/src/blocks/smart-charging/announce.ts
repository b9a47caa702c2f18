import type { Context } from "../../kernel";

export const announce = (ctx: Context, stationId: string): void =>
  ctx.changed({ kind: "room", id: "smart-charging", stationId });
