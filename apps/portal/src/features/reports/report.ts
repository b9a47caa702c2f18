export type ReportStatus = "queued" | "running" | "done" | "failed" | "cancelled";

export type ReportRow = {
  id: string;
  kind: "transactions";
  status: ReportStatus;
  /** 0 to 1. */
  progress: number;
  rowCount: number | null;
  sizeBytes: number | null;
  from: Date;
  to: Date;
  siteName: string | null;
  requestedBy: string | null;
  createdAt: Date;
  finishedAt: Date | null;
  error: string | null;
};
