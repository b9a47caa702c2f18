import { z } from "zod";
import { variableKey } from "../../blocks/provisioning";
import { InvalidError, isSecretVariable } from "../../kernel";

export const mostVariables = 1_000;

export const templateKey = z
  .string()
  .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{0,63}$/, "letters, digits and . _ -, at most 64");

/** Text of OCPP's lengths, with nothing that a table would not hold. */
const name = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !text.includes("\0"), "no zero bytes");

/** Named as the device model names it; the attribute is Actual unless another is given. */
export const templateVariable = z
  .object({
    component: name(50),
    componentInstance: name(50).nullish(),
    evseId: z.int().min(0).max(2_147_483_647).nullish(),
    connectorId: z.int().min(0).max(2_147_483_647).nullish(),
    variable: name(50),
    instance: name(50).nullish(),
    attributeType: z.enum(["Actual", "Target", "MinSet", "MaxSet"]).default("Actual"),
    attributeValue: z
      .string()
      .max(1_000, "at most 1,000 characters: a station takes no more in one value")
      .refine((text) => !text.includes("\0"), "no zero bytes"),
  })
  .refine(({ evseId, connectorId }) => connectorId === undefined || connectorId === null || (evseId ?? null) !== null, {
    message: "a connector is one of an EVSE: say which",
    path: ["evseId"],
  });

export const templateInput = z.object({
  vendor: name(50),
  model: name(20).nullish(),
  variables: z.array(templateVariable).min(1).max(mostVariables),
  /** The version this was made from: refused where somebody else has changed it since. */
  version: z.int().min(0).optional(),
});
export type TemplateInput = z.output<typeof templateInput>;
export type TemplateVariable = z.output<typeof templateVariable>;
/** As it is kept: what was left out is null. */
export type KeptVariable = { [Name in keyof TemplateVariable]-?: Exclude<TemplateVariable[Name], undefined> };

/** In OCPP's words. */
export function ocppNames(names: Omit<TemplateVariable, "attributeType" | "attributeValue">) {
  const { component, componentInstance, evseId = null, connectorId = null, variable, instance } = names;
  const evse = evseId === null ? undefined : { id: evseId, ...(connectorId === null ? {} : { connectorId }) };
  return {
    component: {
      name: component,
      ...(componentInstance ? { instance: componentInstance } : {}),
      ...(evse && { evse }),
    },
    variable: { name: variable, ...(instance ? { instance } : {}) },
  };
}

export function keyOf(variable: TemplateVariable): string {
  const names = ocppNames(variable);
  return variableKey(names.component, names.variable);
}

/** As a person writes it: Component[instance] EVSE 1/2 · Variable[instance]. */
export function wordsFor(variable: TemplateVariable): string {
  const { component, componentInstance, evseId, connectorId, instance, attributeType } = variable;
  const evse =
    (evseId ?? null) === null ? "" : ` EVSE ${evseId}${(connectorId ?? null) === null ? "" : `/${connectorId}`}`;
  return `${component}${componentInstance ? `[${componentInstance}]` : ""}${evse}.${variable.variable}${instance ? `[${instance}]` : ""}${attributeType === "Actual" ? "" : ` (${attributeType})`}`;
}

/** What would be refused at every station, or must not lie about in a template, is refused here. */
export function checkVariables(variables: TemplateVariable[]): void {
  const seen = new Set<string>();
  for (const [index, variable] of variables.entries()) {
    const key = `${keyOf(variable)}|${variable.attributeType}`;
    if (seen.has(key))
      throw new InvalidError(`${wordsFor(variable)} stands in it twice.`, `variables.${index}.variable`);
    seen.add(key);
    if (isSecretVariable(variable.variable))
      throw new InvalidError(
        `${wordsFor(variable)} is a secret, each station's own: set it at the station, not by a template.`,
        `variables.${index}.variable`,
      );
  }
}
