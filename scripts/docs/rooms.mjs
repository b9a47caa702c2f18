import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.mjs";
import { filesEnding, textOf } from "./files.mjs";
import { requirements } from "./requirements.mjs";

const letters = "ABCDEFGHIJKLMNOP";

/** The requirements map: for each room its use cases with the tests that show them, and every requirement with its test or the reason why not. */
export function roomPages() {
  const tests = testsByNumber();
  return [...letters].map((letter) => {
    const room = roomNames()[letter];
    const useCases = [...requirements().values()].filter(({ id }) => id.startsWith(letter));
    const shown = useCases.filter(({ id }) => tests.has(id)).length;
    const head = `# ${letter} ${room}\n\nMade by \`npm run docs:rooms\` from the names of the tests. ${shown} of ${useCases.length} use cases are shown by tests.\n`;
    const sections = useCases.map((useCase) => section(useCase, tests));
    return { path: `docs/rooms/${letter.toLowerCase()}-${room}.md`, text: [head, ...sections].join("\n") };
  });
}

/** Requirements that bind us and have neither a test that names them nor a reason. */
export function unshown() {
  const tests = testsByNumber();
  return [...requirements().values()].flatMap(({ ours }) =>
    [...ours]
      .filter(([number, { reason }]) => !reason && !tests.has(number))
      .map(([number]) => `${number} has no test that names it, and docs/requirements.txt no reason why`),
  );
}

/** One fault for each page that is not what the tests say now. */
export function staleRooms() {
  const pages = roomPages();
  const folder = join(root, "docs/rooms");
  const surplus = (existsSync(folder) ? readdirSync(folder) : []).filter(
    (name) => !pages.some(({ path }) => path.endsWith(`/${name}`)),
  );
  return [
    ...pages
      .filter(({ path, text }) => !existsSync(join(root, path)) || textOf(path) !== text)
      .map(({ path }) => `${path} is out of date: run npm run docs:rooms`),
    ...surplus.map((name) => `docs/rooms/${name} belongs to no room`),
  ];
}

function section({ id, title, numbers, ours }, tests) {
  const shown = (tests.get(id) ?? []).map(({ name, path }) => `- ${name} · \`${path}\``);
  const named = numbers.filter((number) => ours.has(number) || tests.has(number));
  const others = numbers.filter((number) => !named.includes(number));
  const parts = [
    `## ${id} ${title}`,
    shown.length > 0 ? shown.join("\n") : "Not shown by a test yet.",
    named.map((number) => requirement(number, ours.get(number), tests.get(number) ?? [])).join("\n"),
    others.length > 0 ? `Of the station: ${shortened(others)}.` : "",
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function requirement(number, { words = "of the station", reason } = {}, tests) {
  const names = [...new Set(tests.map(({ name }) => name))];
  return `- **${number}** ${words}: ${names.length > 0 ? names.map((name) => `“${name}”`).join(", ") : `no test names it; ${reason}`}`;
}

/** "F01.FR.01, .02, .05" */
const shortened = (numbers) =>
  numbers.map((number, place) => (place === 0 ? number : number.slice(number.lastIndexOf(".")))).join(", ");

// The names stand in the catalogue of the protocol, which is TypeScript and not built for this.
function roomNames() {
  const source = /export const rooms = \{([\s\S]*?)\}/.exec(textOf("packages/ocpp/src/catalogue.ts"))?.[1] ?? "";
  const names = Object.fromEntries([...source.matchAll(/([A-P]): "([a-z-]+)"/g)].map((match) => [match[1], match[2]]));
  if (Object.keys(names).length !== letters.length) throw new Error("catalogue.ts no longer names the sixteen rooms");
  return names;
}

/** A test names its use cases, or their requirements, first: "E11: …", "B02, B03: …", "F01.FR.21, .22: …". */
function testsByNumber() {
  const found = new Map();
  for (const path of filesEnding(".test.ts", ".test.tsx", ".test.mjs", ".spec.ts")) {
    const text = textOf(path);
    for (const match of text.matchAll(
      /\b(?:test|it|describe)(?:\.\w+(?:\([^)]*\))?)*\s*\(\s*(["'`])((?:\\.|(?!\1)[^\\])*)\1/g,
    )) {
      const named = /^((?:(?:[A-P]\d{2}(?:\.FR\.\d+)?|\.\d{2,3})(?:, | and |\/| )?)+): (.+)/s.exec(match[2]);
      if (!named) continue;
      const name = named[2].replace(/\\(.)/g, "$1").replace(/\s+/g, " ");
      for (const number of numbersIn(named[1])) found.set(number, [...(found.get(number) ?? []), { name, path }]);
    }
  }
  return found;
}

/** The use cases and the requirements that are named, each once. */
function numbersIn(text) {
  let useCase;
  const numbers = text.match(/[A-P]\d{2}(?:\.FR\.\d+)?|\.\d{2,3}/g).flatMap((word) => {
    if (word.startsWith(".")) return [`${useCase}.FR${word}`];
    useCase = word.slice(0, 3);
    return [useCase, word];
  });
  return new Set(numbers);
}
