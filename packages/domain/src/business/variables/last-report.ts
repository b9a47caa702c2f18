import type { Req } from "@stationmaster/ocpp";
import { lastReportCommand, type ReportStanding, reportStanding } from "../../blocks/provisioning";
import { type Context, reportSilenceMs } from "../../kernel";
import { findStation } from "../stations";

type ReportBase = Req<"GetBaseReport">["reportBase"];

export type LastReport = ReportStanding & {
  commandId: string;
  /** Null: by component and variable (B08). */
  reportBase: ReportBase | null;
  askedAt: Date;
  askedBy: string;
  /** How long nothing must come for the report to count as broken off. */
  silenceSeconds: number;
};

/** The report that was asked for last, and how it stands. Null: none ever was. */
export async function lastReport(ctx: Context, identity: string): Promise<LastReport | null> {
  const station = await findStation(ctx, identity);
  const command = await lastReportCommand(ctx, station.id);
  if (!command) return null;
  return {
    ...(await reportStanding(ctx, command)),
    commandId: command.id,
    // The row was checked against the schema of its action when it was queued.
    reportBase: (command.request as Partial<Req<"GetBaseReport">>).reportBase ?? null,
    askedAt: command.createdAt,
    askedBy: command.requestedBy.name,
    silenceSeconds: reportSilenceMs / 1000,
  };
}
