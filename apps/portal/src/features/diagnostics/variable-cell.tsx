"use client";
import { type Placed, technicalName, useDeviceWords } from "./device-words";

/** Which variable of what: in words, the station's own names on hover. */
export function VariableCell({ of }: { of: Placed }) {
  const words = useDeviceWords();
  return (
    <span title={technicalName(of)}>
      <b className="strong">{words.variable(of)}</b>
      <small>{words.place(of)}</small>
    </span>
  );
}
