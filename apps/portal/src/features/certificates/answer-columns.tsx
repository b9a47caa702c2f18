"use client";
import { Age } from "@/ui/age";
import type { Column } from "@/ui/table-columns";
import { AnswerCell } from "./answer-cell";

type Answered = { status: string; reason: string | null };

/** What was answered, and why. */
export const answerColumn = <Row extends Answered>(head: string, width = "auto"): Column<Row> => ({
  ...{ id: "answer", head, phone: "full", width },
  csv: (row) => [row.status, row.reason].filter(Boolean).join(": "),
  cell: (row) => <AnswerCell status={row.status} reason={row.reason} />,
});

export const whenColumn = <Row extends { createdAt: Date }>(head: string, timeZone: string): Column<Row> => ({
  ...{ id: "at", head, numeric: true, width: "128px", phoneLabel: head },
  csv: (row) => row.createdAt,
  cell: (row) => <Age className="dim" at={row.createdAt} timeZone={timeZone} />,
});

/** When it was asked last, and how often again. */
export const lastAskedColumn = <Row extends { lastReceivedAt: Date; repeats: number }>(
  head: string,
  repeated: (n: number) => string,
  timeZone: string,
): Column<Row> => ({
  ...{ id: "at", head, numeric: true, width: "150px", phoneLabel: head },
  csv: (row) => row.lastReceivedAt,
  cell: (row) => (
    <>
      <Age className="dim" at={row.lastReceivedAt} timeZone={timeZone} />
      {row.repeats > 0 ? <small>{repeated(row.repeats)}</small> : null}
    </>
  ),
});
