import { meanings } from "@stationmaster/domain/remote-control";
import { expect, test } from "vitest";
import german from "../../messages/de";
import english from "../../messages/en";

/** Every sentence by its path, with what it wants to be told: `stations.counted` → `n, offline`. */
function sentences(part: object, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, value] of Object.entries(part)) {
    const at = path ? `${path}.${key}` : key;
    if (typeof value === "string") found.set(at, argumentsOf(value));
    else for (const [below, told] of sentences(value, at)) found.set(below, told);
  }
  return found;
}

/** The names of ICU arguments: braces alternate between an argument and the branches it chooses from. */
function argumentsOf(sentence: string): string {
  const names = new Set<string>();
  let depth = 0;
  for (const [at, letter] of [...sentence].entries()) {
    if (letter === "}") depth--;
    else if (letter === "{" && ++depth % 2 === 1) names.add(/^\w+/.exec(sentence.slice(at + 1).trim())?.[0] ?? "");
  }
  return [...names].sort().join(", ");
}

test("German says everything that English says, and wants to be told the same", () => {
  expect(Object.fromEntries(sentences(german))).toEqual(Object.fromEntries(sentences(english)));
});

test("no sentence is empty", () => {
  for (const language of [english, german]) {
    const empty: string[] = [];
    const look = (part: object, path: string) => {
      for (const [key, value] of Object.entries(part)) {
        if (typeof value === "string") value.trim() === "" && empty.push(`${path}${key}`);
        else look(value, `${path}${key}.`);
      }
    };
    look(language, "");
    expect(empty).toEqual([]);
  }
});

test("what an answer means is said in every language as the API says it", () => {
  const said = (at: 0 | 1) =>
    Object.fromEntries(
      Object.entries(meanings).flatMap(([kind, words]) =>
        words[at] === null ? [] : [[kind, words[at].replaceAll("'", "’")]],
      ),
    );
  expect(english.commands.means).toEqual(said(0));
  expect(english.commands.then).toEqual(said(1));
});
