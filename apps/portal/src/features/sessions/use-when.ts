"use client";
import { useCallback } from "react";
import { useFormat } from "@/ui/format";
import { dayOf } from "@/ui/zoned-day";
import type { SessionDetail } from "./session";

type Span = Pick<SessionDetail, "startedAt" | "lastEventAt" | "timeZone">;

/** A time of a session by the site's clock; on another day than the session began, with that day. */
export function useWhen({ startedAt, lastEventAt, timeZone }: Span): (at: Date) => string {
  const format = useFormat();
  const firstDay = dayOf((startedAt ?? lastEventAt).getTime(), timeZone);
  return useCallback(
    (at) => {
      const clock = format.clockSeconds(at, timeZone);
      return dayOf(at.getTime(), timeZone) === firstDay ? clock : `${format.dayMonth(at, timeZone)}, ${clock}`;
    },
    [format, timeZone, firstDay],
  );
}
