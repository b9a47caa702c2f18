import type { Req, Res } from "@stationmaster/ocpp";
import { ConflictError, defineCommand, responseIn } from "../../kernel";
import { changePassword, isPasswordVariable } from "./change-password";
import { lookAgain } from "./checklist";
import { saveValues } from "./device-model";
import { splitItems } from "./limits";
import { nameOf, noteAnswers } from "./note-answers";

type Item = Req<"SetVariables">["setVariableData"][number];
type Result = Res<"SetVariables">["setVariableResult"][number];

/** B05: one result a variable, found by its name and not its place. */
export const setVariables = defineCommand<"SetVariables", Req<"SetVariables">>("SetVariables", {
  async build(_ctx, _stationId, request) {
    const names = request.setVariableData.map(nameOf);
    // B05.FR.13
    if (new Set(names).size < names.length)
      throw new ConflictError("A variable may be set only once in one request.", "setVariableData");
    return request;
  },

  // A raw payload that names a variable twice goes out as two requests (B05.FR.13). A password goes last and alone: what
  // becomes of the others says nothing of it, and after it the station may be gone.
  split: ({ setVariableData }, { items, bytes }) => {
    const cut = (some: Item[]) =>
      splitItems(
        some,
        (batch) => ({ setVariableData: batch as typeof setVariableData }),
        items.SetVariables,
        bytes.SetVariables,
        nameOf,
      );
    return [
      ...cut(setVariableData.filter((item) => !isPasswordVariable(item))),
      ...cut(setVariableData.filter(isPasswordVariable)),
    ];
  },

  join: (responses) => ({
    setVariableResult: responses.flatMap(
      ({ setVariableResult }) => setVariableResult,
    ) as Res<"SetVariables">["setVariableResult"],
  }),

  async settle(ctx, { stationId, request }, outcome) {
    const results: Result[] = responseIn(outcome)?.setVariableResult ?? [];
    const answers = new Map<string, Result[]>();
    for (const result of results) answers.set(nameOf(result), [...(answers.get(nameOf(result)) ?? []), result]);
    const taken = new Map<string, Parameters<typeof saveValues>[2][number]>();
    for (const item of request.setVariableData) {
      // The second of two of the same name finds its own.
      const status = answers.get(nameOf(item))?.shift()?.attributeStatus;
      if (isPasswordVariable(item)) await changePassword(ctx, stationId, item.attributeValue, status ?? outcome.kind);
      else if (status === "Accepted" || status === "RebootRequired")
        taken.set(nameOf(item), {
          ...item,
          value: item.attributeValue,
          rebootRequired: status === "RebootRequired",
        });
    }
    await noteAnswers(ctx, stationId, request.setVariableData, results);
    await saveValues(ctx, stationId, [...taken.values()]);
    await lookAgain(ctx, stationId);
    ctx.changed({ kind: "variables", id: stationId, stationId });
  },
});
