import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.mjs";
import { filesEnding, textOf, useCases } from "./files.mjs";

const letters = "ABCDEFGHIJKLMNOP";

/** The requirements map: for each room its use cases, and the tests that show each of them. */
export function roomPages() {
  const titles = useCases();
  const tests = testsByUseCase();
  return [...letters].map((letter) => {
    const room = roomNames()[letter];
    const cases = [...titles].filter(([useCase]) => useCase.startsWith(letter));
    const shown = cases.filter(([useCase]) => tests.has(useCase)).length;
    const sections = cases.map(([useCase, title]) => section(useCase, title, tests.get(useCase) ?? []));
    const head = `# ${letter} ${room}\n\nMade by \`npm run docs:rooms\` from the names of the tests. ${shown} of ${cases.length} use cases are shown by tests.\n`;
    return { path: `docs/rooms/${letter.toLowerCase()}-${room}.md`, text: [head, ...sections].join("\n") };
  });
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

function section(useCase, title, tests) {
  const lines = tests.map(({ name, path }) => `- ${name} · \`${path}\``);
  return `## ${useCase} ${title}\n\n${lines.length > 0 ? lines.join("\n") : "Not shown by a test yet."}\n`;
}

// The names stand in the catalogue of the protocol, which is TypeScript and not built for this.
function roomNames() {
  const source = /export const rooms = \{([\s\S]*?)\}/.exec(textOf("packages/ocpp/src/catalogue.ts"))?.[1] ?? "";
  const names = Object.fromEntries([...source.matchAll(/([A-P]): "([a-z-]+)"/g)].map((match) => [match[1], match[2]]));
  if (Object.keys(names).length !== letters.length) throw new Error("catalogue.ts no longer names the sixteen rooms");
  return names;
}

/** A test names its use cases first: "E11: …", "B02, B03: …", "C01 C04: …". */
function testsByUseCase() {
  const found = new Map();
  for (const path of filesEnding(".test.ts", ".test.tsx", ".test.mjs", ".spec.ts")) {
    const text = textOf(path);
    for (const match of text.matchAll(
      /\b(?:test|it|describe)(?:\.\w+(?:\([^)]*\))?)*\s*\(\s*(["'`])((?:\\.|(?!\1)[^\\])*)\1/g,
    )) {
      const named = /^((?:[A-P]\d{2}(?:\.FR\.\d+)?(?:, | and |\/| )?)+): (.+)/s.exec(match[2]);
      if (!named) continue;
      const name = named[2].replace(/\\(.)/g, "$1").replace(/\s+/g, " ");
      for (const useCase of new Set(named[1].match(/[A-P]\d{2}/g))) {
        found.set(useCase, [...(found.get(useCase) ?? []), { name, path }]);
      }
    }
  }
  return found;
}
