// Reports: asked for in the portal or by the API, made by the worker, kept as files.
export { cancelReport } from "./cancel-report";
export { forgetReports } from "./forget-reports";
export { giveUpReport } from "./give-up-report";
export { listReports } from "./list-reports";
export { makeReport, type ReportJob } from "./make-report";
export { getReport, type Report, type ReportStatus } from "./report";
export { type ReportFile, reportFile } from "./report-file";
export { newReport, requestReport } from "./request-report";
export { resumeReports } from "./resume-reports";
