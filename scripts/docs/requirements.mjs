import { textOf } from "./files.mjs";

/**
 * What docs/requirements.txt holds: use case → its title, all its numbers ("F01.FR.04"), and those of them that bind us with
 * our words for them and, where no test shows one, the reason.
 */
export function requirements() {
  const useCases = new Map();
  const later = new Map();
  let useCase;
  for (const line of textOf("docs/requirements.txt").split("\n")) {
    const [, title] = /^[A-P]\d\d (.+)$/.exec(line) ?? [];
    const [, reason] = /^[A-P] later (.+)$/.exec(line) ?? [];
    const [, ranges] = /^ {2}of (.+)$/.exec(line) ?? [];
    const [, number, words, why] = /^ {2}(\d+) ([^|]+?)(?: \| (.+))?$/.exec(line) ?? [];
    if (title) {
      useCase = { id: line.slice(0, 3), title, numbers: [], ours: new Map() };
      useCases.set(useCase.id, useCase);
    } else if (reason) later.set(line[0], reason);
    else if (ranges) useCase.numbers = ranges.split(" ").flatMap(numbersOf).map(idIn(useCase));
    else if (number) useCase.ours.set(idIn(useCase)(number), { words, reason: why });
    else if (line !== "" && !line.startsWith("#")) throw new Error(`docs/requirements.txt: what is "${line}"?`);
  }
  for (const { id, ours } of useCases.values())
    for (const [number, requirement] of ours)
      ours.set(number, { ...requirement, reason: requirement.reason ?? later.get(id[0]) });
  return useCases;
}

const idIn = (useCase) => (number) => `${useCase.id}.FR.${number}`;

/** "01-03" → 01, 02, 03. */
function numbersOf(range) {
  const [first, last = first] = range.split("-");
  return Array.from({ length: last - first + 1 }, (_, n) => String(Number(first) + n).padStart(first.length, "0"));
}
