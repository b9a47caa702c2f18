"use client";
import { useAge, useFormat } from "./format";

/** How long ago, with the exact time on hover. */
export function Age({ at, timeZone, className }: { at: Date; timeZone: string; className?: string }) {
  const age = useAge();
  const format = useFormat();
  return (
    <time className={className} dateTime={at.toISOString()} title={format.exact(at, timeZone)}>
      {age(at, timeZone)}
    </time>
  );
}
