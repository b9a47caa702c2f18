import type { SimulatedStation } from "../create-station";

const kinds: Record<number, string> = { 2: "", 3: "result", 4: "error" };

/** One line a frame, cut to what a terminal shows. */
export function printFrames(station: SimulatedStation, say: (line: string) => void): void {
  station.onFrame((direction, text) => {
    const arrow = direction === "sent" ? "->" : "<-";
    say(`${new Date().toISOString().slice(11, 23)} ${arrow} ${short(text)}`);
  });
}

function short(text: string): string {
  try {
    const [type, , ...rest] = JSON.parse(text) as [number, string, ...unknown[]];
    const words = rest.map((part) => (typeof part === "string" ? part : JSON.stringify(part)));
    return [kinds[type] ?? String(type), ...words].filter(Boolean).join(" ").slice(0, 240);
  } catch {
    return text.slice(0, 240); // not a frame: shown as it is
  }
}
