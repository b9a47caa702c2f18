/** The instructions of a Dockerfile, by stage: `[{from, name, steps: [{word, rest}]}]`. */
export function readDockerfile(text) {
  const lines = text
    .replace(/\\\n\s*/g, "")
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const stages = [];
  for (const line of lines) {
    const [, word, rest] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    if (!word) throw new Error(`not an instruction: ${line}`);
    if (word === "FROM") {
      const [from, , name] = rest.split(/\s+/);
      stages.push({ from, name, steps: [] });
    } else {
      const stage = stages.at(-1);
      if (!stage) throw new Error(`before any FROM: ${line}`);
      stage.steps.push({ word, rest });
    }
  }
  return stages;
}

/** The last word of a kind, as its arguments when it is written as a list. */
export function lastOf({ steps }, word) {
  const rest = steps.findLast((step) => step.word === word)?.rest;
  const list = rest === undefined ? undefined : /\[.*\]$/.exec(rest)?.[0];
  return list ? JSON.parse(list) : rest;
}

export const valuesOf = ({ steps }) =>
  Object.fromEntries(
    steps
      .filter(({ word }) => word === "ENV")
      .flatMap(({ rest }) => [...rest.matchAll(/(\w+)=(\S+)/g)].map((match) => [match[1], match[2]])),
  );
