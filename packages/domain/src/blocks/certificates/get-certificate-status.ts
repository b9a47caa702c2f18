import { defineMessage, reasonOf } from "../../kernel";
import { keepInquiry } from "./keep-inquiry";

const noResponder = { reasonCode: "NotEnabled", additionalInfo: "no OCSP responder is configured" };

/** M06: a responder is only asked where an operator has allowed it, and none has been yet (FR.04). */
export const getCertificateStatus = defineMessage("GetCertificateStatus", async (ctx, { ocspRequestData }) => {
  await keepInquiry(ctx, {
    ...{ kind: "status", request: ocspRequestData, status: "Failed", reason: reasonOf(noResponder) },
  });
  return { status: "Failed", statusInfo: noResponder };
});
