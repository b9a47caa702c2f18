import fc from "fast-check";
import { expect, test } from "vitest";
import { isSlug, slugOf } from "./slug";

test.each([
  ["Rhône Mobilité", "rhone-mobilite"],
  ["Stadtwerke Großstadt GmbH & Co. KG", "stadtwerke-grossstadt-gmbh-co-kg"],
  ["  Depot  Nord ", "depot-nord"],
  ["東京", ""],
])("%s becomes %s", (name, slug) => expect(slugOf(name)).toBe(slug));

test("whatever the name, what comes out is a slug or too short for one", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (name) => {
      const slug = slugOf(name);
      expect(slug.length < 2 || isSlug(slug)).toBe(true);
    }),
  );
});
