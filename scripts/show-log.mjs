import { createInterface } from "node:readline";

const colours = [36, 32, 35, 33, 34];
const useColour = process.stdout.isTTY && !process.env.NO_COLOR;
let used = 0;

/** Shows what a service says, a line at a time, with its name before it. */
export function showLog(name, streams) {
  const colour = colours[used++ % colours.length];
  const label = name.padEnd(11);
  const head = useColour ? `\x1b[${colour}m${label}\x1b[0m` : label;
  for (const stream of streams) {
    createInterface({ input: stream }).on("line", (line) => {
      if (line.trim()) process.stdout.write(`${head} | ${readable(line)}\n`);
    });
  }
}

/** A JSON line of a logger as people read it; any other line as it is. */
export function readable(line) {
  if (!line.startsWith("{")) return line;
  try {
    const { time, level, msg, pid: _pid, service: _service, err, ...facts } = JSON.parse(line);
    if (typeof msg !== "string") return line;
    const clock = typeof time === "string" ? `${time.slice(11, 19)} ` : "";
    const rest = Object.entries(facts).map(([fact, value]) => `${fact}=${JSON.stringify(value)}`);
    const cause = err ? [`(${err.message ?? err.code ?? JSON.stringify(err)})`] : [];
    return `${clock}${[level === "info" ? "" : level, msg, ...cause, ...rest].filter(Boolean).join(" ")}`;
  } catch {
    return line;
  }
}
