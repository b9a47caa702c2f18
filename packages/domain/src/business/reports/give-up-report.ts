import { DomainError, type Outlets } from "../../kernel";
import type { ReportJob } from "./make-report";
import { failReport } from "./maker-steps";

/** After the last attempt: the person who asked reads what was wrong, and what to do. */
export const giveUpReport = (outlets: Outlets, job: ReportJob, error: Error): Promise<void> =>
  failReport(outlets, job, sentenceOf(error, job));

function sentenceOf(error: Error, { reportId }: ReportJob): string {
  if (error instanceof DomainError) return error.message;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return (
    sentences[code] ??
    `The report could not be made because of a fault on our side. Ask for it again; if it fails again, tell support the number ${reportId.slice(-8)}.`
  );
}

const sentences: Record<string, string> = {
  ENOSPC: "There is no room left where reports are kept. An administrator must make room; then ask for it again.",
  EDQUOT: "There is no room left where reports are kept. An administrator must make room; then ask for it again.",
  EACCES: "We may not write where reports are kept. An administrator must allow it; then ask for it again.",
  EROFS: "We may not write where reports are kept. An administrator must allow it; then ask for it again.",
};
