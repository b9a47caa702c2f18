import type { CommandHandler } from "../station";

/** C11. */
export const clearCache: CommandHandler<"ClearCache"> = ({ state, model }) => {
  if (!model.isOn("AuthCacheCtrlr.Enabled"))
    return { response: { status: "Rejected", statusInfo: { reasonCode: "NotEnabled" } } };
  state.authCache.clear();
  return { response: { status: "Accepted" } };
};
