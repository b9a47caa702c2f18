import { defineMessage, reasonOf } from "../../kernel";
import { keepInquiry } from "./keep-inquiry";

const noProvider = { reasonCode: "NotEnabled", additionalInfo: "no contract certificate provider is configured" };
const kinds = { Install: "contract-install", Update: "contract-update" } as const;

/** M01, M02: there is nobody to ask for an EV's contract yet, and an EV waits for seconds only: told at once, never a pretended success. */
export const get15118EvCertificate = defineMessage("Get15118EVCertificate", async (ctx, request) => {
  await keepInquiry(ctx, { kind: kinds[request.action], request, status: "Failed", reason: reasonOf(noProvider) });
  return { status: "Failed", exiResponse: "", statusInfo: noProvider };
});
