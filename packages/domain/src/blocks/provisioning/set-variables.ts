import type { Req, Res } from "@stationmaster/ocpp";
import { ConflictError, defineCommand } from "../../kernel";
import { changePassword, isPasswordVariable } from "./change-password";
import { lookAgain } from "./checklist";
import { saveValues } from "./device-model";
import { splitItems } from "./limits";
import { nameOf, noteAnswers } from "./note-answers";

/** B05: one result a variable, found by its name and not its place. */
export const setVariables = defineCommand<"SetVariables", Req<"SetVariables">>("SetVariables", {
  async build(_ctx, _stationId, request) {
    const names = request.setVariableData.map(nameOf);
    // B05.FR.13
    if (new Set(names).size < names.length)
      throw new ConflictError("A variable may be set only once in one request.", "setVariableData");
    return request;
  },

  split: ({ setVariableData }, limits) =>
    splitItems(
      setVariableData,
      (items) => ({ setVariableData: items as typeof setVariableData }),
      limits.items.SetVariables,
      limits.bytes.SetVariables,
    ),

  join: (responses) => ({
    setVariableResult: responses.flatMap(
      ({ setVariableResult }) => setVariableResult,
    ) as Res<"SetVariables">["setVariableResult"],
  }),

  async settle(ctx, { stationId, request }, outcome) {
    const results = outcome.kind === "answered" ? outcome.response.setVariableResult : [];
    const answers = new Map(results.map((result) => [nameOf(result), result.attributeStatus]));
    const taken: Parameters<typeof saveValues>[2] = [];
    for (const item of request.setVariableData) {
      const status = answers.get(nameOf(item));
      if (isPasswordVariable(item)) await changePassword(ctx, stationId, item.attributeValue, status ?? outcome.kind);
      else if (status === "Accepted" || status === "RebootRequired")
        taken.push({ ...item, value: item.attributeValue, rebootRequired: status === "RebootRequired" });
    }
    await noteAnswers(ctx, stationId, request.setVariableData, results);
    await saveValues(ctx, stationId, taken);
    await lookAgain(ctx, stationId);
    ctx.changed({ kind: "variables", id: stationId, stationId });
  },
});
