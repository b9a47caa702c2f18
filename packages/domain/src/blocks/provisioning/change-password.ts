import { eq, stations } from "@stationmaster/db";
import type { Req } from "@stationmaster/ocpp";
import { type Context, hashStationPassword, withHash } from "../../kernel";

type Item = Req<"SetVariables">["setVariableData"][number];

export const isPasswordVariable = ({ component, variable }: Pick<Item, "component" | "variable">): boolean =>
  component.name.toLowerCase() === "securityctrlr" && variable.name.toLowerCase() === "basicauthpassword";

/**
 * A01: once the station has accepted, the old password is dead at once; any other answer keeps it. With no answer nobody
 * knows, so the new one is good beside it, and beside those of earlier tries, until one of them is used. After
 * RebootRequired the station goes on with the old one, and comes with this one after its reboot.
 */
export async function changePassword(ctx: Context, stationId: string, password: string, answer: string): Promise<void> {
  if (!["Accepted", "RebootRequired", "silent"].includes(answer)) return;
  const [station] = await ctx.db
    .select({ next: stations.nextPasswordHash })
    .from(stations)
    .where(eq(stations.id, stationId))
    .for("update");
  const hash = hashStationPassword(password);
  await ctx.db
    .update(stations)
    .set(
      answer === "Accepted"
        ? { passwordHash: hash, nextPasswordHash: null }
        : { nextPasswordHash: withHash(station?.next ?? null, hash) },
    )
    .where(eq(stations.id, stationId));
}
