import { z } from "zod";
import { defineCommand } from "../../kernel";
import { certificateTypes, replaceInstalled } from "./installed";

/** M03: the list as the station tells it; NotFound is an empty one. */
export const getInstalledCertificateIds = defineCommand("GetInstalledCertificateIds", {
  input: z.object({ certificateTypes: z.array(z.enum(certificateTypes)).max(5).optional() }),
  mayRepeat: true,

  async build(_ctx, _stationId, { certificateTypes: types = [] }) {
    return types.length > 0 ? { certificateType: [...new Set(types)] } : {};
  },

  async settle(ctx, { stationId, request }, outcome) {
    if (outcome.kind !== "answered") return;
    // M03.FR.02
    const told = outcome.response.status === "Accepted" ? (outcome.response.certificateHashDataChain ?? []) : [];
    await replaceInstalled(ctx, stationId, request.certificateType ?? certificateTypes, told);
    ctx.changed({ kind: "room", id: "certificates", stationId });
  },
});
