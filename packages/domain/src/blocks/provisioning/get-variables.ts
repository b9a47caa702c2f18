import { defineCommand, responseIn } from "../../kernel";
import { saveGotVariables } from "./device-model";
import { splitItems } from "./limits";

/** B06: what comes back becomes part of the device model, with the time it was told. */
export const getVariables = defineCommand("GetVariables", {
  mayRepeat: true,

  split: ({ getVariableData }, limits) =>
    splitItems(
      getVariableData,
      (items) => ({ getVariableData: items as typeof getVariableData }),
      limits.items.GetVariables,
      limits.bytes.GetVariables,
    ),

  join: (responses) => ({
    getVariableResult: responses.flatMap(
      ({ getVariableResult }) => getVariableResult,
    ) as (typeof responses)[number]["getVariableResult"],
  }),

  async settle(ctx, { stationId }, outcome) {
    const response = responseIn(outcome);
    if (!response) return;
    await saveGotVariables(ctx, stationId, response.getVariableResult);
    ctx.changed({ kind: "variables", id: stationId, stationId });
  },
});
