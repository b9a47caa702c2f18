"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormat } from "@/ui/format";
import type { CutRow, DayRow, FrameRow } from "@/ui/frames";
import { Status } from "@/ui/status";
import { Tag } from "@/ui/tag";
import type { Exchange } from "./exchange";
import { summarize } from "./summarize";

type Call = Extract<Exchange, { kind: "call" }>;

/** Exchanges as rows, newest first, with a line where the day changes. */
export function useFrameRows(exchanges: Exchange[], timeZone: string): (FrameRow | CutRow | DayRow)[] {
  const t = useTranslations("messages");
  const format = useFormat();
  return useMemo(() => {
    const rows: (FrameRow | CutRow | DayRow)[] = [];
    let day = exchanges[0] ? format.dayKey(exchanges[0].at, timeZone) : "";
    for (const exchange of exchanges) {
      const own = format.dayKey(exchange.at, timeZone);
      if (own !== day) rows.push({ id: `day-${own}`, day: format.longDate(exchange.at, timeZone) });
      day = own;
      rows.push(rowOf(exchange));
    }
    return rows;

    function rowOf(exchange: Exchange): FrameRow | CutRow {
      const time = format.clockMillis(exchange.at, timeZone);
      if (exchange.kind === "connected" || exchange.kind === "disconnected")
        return {
          id: exchange.id,
          cut: (
            <>
              <Status state={exchange.kind === "connected" ? "available" : "offline"} word={t(exchange.kind)} />
              <span>{[time, exchange.detail].filter(Boolean).join(" · ")}</span>
            </>
          ),
        };
      if (exchange.kind === "unreadable")
        return {
          id: exchange.id,
          time,
          direction: "in",
          title: <b>{t("unreadable")}</b>,
          note: exchange.problem,
          end: <Tag tone="bad">{t("unreadableTag")}</Tag>,
          json: () => exchange.raw,
        };
      return callRow(exchange, time);
    }

    function callRow(call: Call, time: string): FrameRow {
      const summary = summarize(
        call.action,
        call.request,
        call.answer?.kind === "result" ? call.answer.payload : undefined,
      );
      const took = call.answeredAt ? call.answeredAt.getTime() - call.at.getTime() : undefined;
      return {
        id: call.id,
        time,
        direction: call.direction,
        title: (
          <>
            <b>{call.action}</b> {summary.facts}
          </>
        ),
        note: call.silent
          ? t("silentNote")
          : call.answer?.kind === "error"
            ? [call.answer.code, call.answer.description].filter(Boolean).join(": ")
            : summary.answer,
        end: call.silent ? (
          <Tag tone="warn">{t("silent")}</Tag>
        ) : call.answer?.kind === "error" ? (
          <Tag tone="bad">{t("refused")}</Tag>
        ) : (
          <span className="ms">{took === undefined ? t("waiting") : t("took", { ms: took })}</span>
        ),
        json: () => framesOf(call),
      };
    }
  }, [exchanges, timeZone, format, t]);
}

/** The frames as they went over the wire: one a paragraph, the payload laid out. */
function framesOf(call: Call): string {
  const id = call.messageId ?? "";
  const frame = (...parts: unknown[]) => `[${parts.map((part) => JSON.stringify(part, null, 2)).join(", ")}]`;
  const lines = [frame(2, id, call.action, call.request)];
  if (call.answer?.kind === "result") lines.push(frame(3, id, call.answer.payload));
  if (call.answer?.kind === "error")
    lines.push(frame(4, id, call.answer.code, call.answer.description, call.answer.details));
  return lines.join("\n");
}
