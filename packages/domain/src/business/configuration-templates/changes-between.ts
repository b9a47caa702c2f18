import type { ConfigurationTemplate } from "./find-template";
import { keyOf, type TemplateInput, type TemplateVariable, wordsFor } from "./template-input";

export type TemplateChange = { variable: string; from: string | null; to: string | null };

/** Of a change of everything, as many as a person would read. */
const mostTold = 200;

const nameOf = (variable: TemplateVariable) => `${keyOf(variable)}|${variable.attributeType}`;

/** What a change changes, variable by variable, for whoever asks later. */
export function changesBetween(before: ConfigurationTemplate | undefined, after: TemplateInput) {
  const had = new Map((before?.variables ?? []).map((variable) => [nameOf(variable), variable]));
  const has = new Map(after.variables.map((variable) => [nameOf(variable), variable]));
  const changes: TemplateChange[] = [];
  for (const [name, variable] of has) {
    const from = had.get(name)?.attributeValue ?? null;
    if (from !== variable.attributeValue)
      changes.push({ variable: wordsFor(variable), from, to: variable.attributeValue });
  }
  for (const [name, variable] of had)
    if (!has.has(name)) changes.push({ variable: wordsFor(variable), from: variable.attributeValue, to: null });
  const isNone =
    before !== undefined &&
    changes.length === 0 &&
    before.vendor === after.vendor &&
    before.model === (after.model ?? null);
  return { isNone, details: { changes: changes.slice(0, mostTold), changeCount: changes.length } };
}
