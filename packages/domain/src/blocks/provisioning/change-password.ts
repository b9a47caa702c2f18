import { eq, stations } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { type Context, hashStationPassword } from "../../kernel";

type Item = Req<"SetVariables">["setVariableData"][number];

export const isPasswordVariable = ({ component, variable }: Pick<Item, "component" | "variable">): boolean =>
  component.name.toLowerCase() === "securityctrlr" && variable.name.toLowerCase() === "basicauthpassword";

/**
 * A01: once the station has accepted, the old password is dead at once; any other answer keeps it.
 * With no answer nobody knows, so both are good until one is used.
 */
export async function changePassword(ctx: Context, stationId: string, password: string, answer: string): Promise<void> {
  const hash = hashStationPassword(password);
  if (answer === "Accepted" || answer === "RebootRequired") {
    const keepsOld = answer === "RebootRequired";
    await ctx.db
      .update(stations)
      .set(keepsOld ? { nextPasswordHash: hash } : { passwordHash: hash, nextPasswordHash: null })
      .where(eq(stations.id, stationId));
  } else if (answer === "silent") {
    await ctx.db.update(stations).set({ nextPasswordHash: hash }).where(eq(stations.id, stationId));
  }
}
