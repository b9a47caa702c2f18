import { sql, variableAnswers } from "@stationmaster/db";
import type { Req, Res } from "@stationmaster/ocpp";
import { type Context, isSecretVariable, reasonOf } from "../../kernel";
import { variableKey } from "./device-model";

type Item = Req<"SetVariables">["setVariableData"][number];
type Result = Res<"SetVariables">["setVariableResult"][number];

/** Keeps what the station said to each value: why one was not taken is to be read where it is missed. */
export async function noteAnswers(ctx: Context, stationId: string, items: Item[], results: Result[]): Promise<void> {
  const answers = new Map(results.map((result) => [nameOf(result), result]));
  const rows = new Map<string, typeof variableAnswers.$inferInsert>();
  for (const item of items) {
    const answer = answers.get(nameOf(item));
    if (!answer || isSecretVariable(item.variable.name)) continue;
    rows.set(nameOf(item), {
      ...{ stationId, key: variableKey(item.component, item.variable), attributeType: item.attributeType ?? "Actual" },
      ...{ value: item.attributeValue, status: answer.attributeStatus, answeredAt: ctx.now },
      reason: answer.attributeStatusInfo ? reasonOf(answer.attributeStatusInfo) : null,
    });
  }
  if (rows.size === 0) return;
  await ctx.db
    .insert(variableAnswers)
    .values([...rows.values()])
    .onConflictDoUpdate({
      target: [variableAnswers.tenantId, variableAnswers.stationId, variableAnswers.key, variableAnswers.attributeType],
      set: {
        value: sql`excluded.value`,
        status: sql`excluded.status`,
        reason: sql`excluded.reason`,
        answeredAt: sql`excluded.answered_at`,
      },
    });
}

export const nameOf = ({
  component,
  variable,
  attributeType,
}: Pick<Item, "component" | "variable" | "attributeType">) =>
  `${variableKey(component, variable)}|${attributeType ?? "Actual"}`;
