import type { Outcome } from "@stationmaster/domain";
import { type CommandAction, OcppError, readErrorCode, validateResponse } from "@stationmaster/ocpp";
import type { CallAnswer } from "./calls";

/** What a station's answer means for the command; undefined when the connection was gone before one came. */
export function outcomeOf(action: CommandAction, answer: CallAnswer): Outcome | undefined {
  if (answer.kind === "gone") return undefined;
  if (answer.kind === "silent") return { kind: "silent" };
  if (answer.kind === "broken") return brokenAnswer(answer.description);
  if (answer.kind === "error") return { kind: "refused", error: errorOf(answer) };
  try {
    return {
      kind: "answered",
      response: validateResponse(action, answer.payload, { unknownProperties: "ignore" }).payload,
    };
  } catch (error) {
    if (error instanceof OcppError) return brokenAnswer(error.description);
    throw error;
  }
}

const brokenAnswer = (why: string): Outcome => ({
  kind: "refused",
  error: { code: "FormatViolation", description: `The station's answer breaks its schema: ${why}` },
});

const longestCode = 64;
const longestDetails = 4_000;

/** Codes nobody defined stay as the station wrote them: they are all there is to go by. */
function errorOf({ code, description, details }: Extract<CallAnswer, { kind: "error" }>) {
  const known = readErrorCode(code);
  const isKnown = known !== "GenericError" || code.toLowerCase() === "genericerror";
  return {
    code: isKnown ? known : code.slice(0, longestCode),
    description: description.slice(0, 1_000),
    ...detailsOf(details),
  };
}

function detailsOf(details: unknown) {
  if (details === null || details === undefined || details === "") return {};
  if (typeof details === "object" && Object.keys(details).length === 0) return {};
  const text = JSON.stringify(details);
  return { details: text.length > longestDetails ? `${text.slice(0, longestDetails)}…` : details };
}
