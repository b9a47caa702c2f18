import { configurationTemplates, configurationTemplateVariables, eq, sql } from "@stationmaster/db";
import { templatesLock } from "../../blocks/provisioning";
import { ConflictError, type Context, InvalidError } from "../../kernel";
import { note } from "../audit";
import { rowsOf } from "../page";
import { changesBetween } from "./changes-between";
import { countAgain } from "./count-stale";
import { type ConfigurationTemplate, findTemplate, getTemplate } from "./find-template";
import { writeOnlyKeys } from "./reported-variables";
import { checkVariables, keyOf, type TemplateInput, templateKey, wordsFor } from "./template-input";

export const templateChanged = "configuration template changed";
export const templateRemoved = "configuration template removed";

/** Creates or replaces a template. Stations are only compared to it: what differs there is changed by a repair. */
export async function putTemplate(ctx: Context, key: string, given: TemplateInput): Promise<ConfigurationTemplate> {
  const parsed = templateKey.safeParse(key);
  if (!parsed.success) throw new InvalidError(parsed.error.issues[0]!.message, "key");
  checkVariables(given.variables);
  await oneAtATime(ctx);
  const before = await findTemplate(ctx, key);
  if (given.version !== undefined && given.version !== (before?.version ?? 0)) throw changedMeanwhile(key, before);
  const { vendor, model = null } = given;
  await refuseSecond(ctx, key, vendor, model);
  await refuseWriteOnly(ctx, given);
  const changes = changesBetween(before, given);
  if (before && changes.isNone) return before;
  const values = { vendor, model, version: (before?.version ?? 0) + 1, updatedAt: ctx.now, updatedBy: ctx.actor };
  await ctx.db
    .insert(configurationTemplates)
    .values({ key, createdAt: ctx.now, ...values })
    .onConflictDoUpdate({ target: [configurationTemplates.tenantId, configurationTemplates.key], set: values });
  await writeVariables(ctx, key, given);
  await countAgain(ctx, key);
  await note(ctx, templateChanged, key, { version: values.version, vendor, model, ...changes.details });
  ctx.changed({ kind: "room", id: "configuration-templates" });
  return getTemplate(ctx, key);
}

/** The stations keep what they have; nothing is wanted of them any more, or what the vendor's template wants. */
export async function removeTemplate(ctx: Context, key: string): Promise<void> {
  await oneAtATime(ctx);
  const template = await getTemplate(ctx, key);
  await ctx.db.delete(configurationTemplates).where(eq(configurationTemplates.key, key));
  await countAgain(ctx, key);
  await note(ctx, templateRemoved, key, { vendor: template.vendor, model: template.model });
  ctx.changed({ kind: "room", id: "configuration-templates" });
}

const oneAtATime = (ctx: Context) => ctx.db.execute(sql`select pg_advisory_xact_lock(${templatesLock})`);

const changedMeanwhile = (key: string, now: ConfigurationTemplate | undefined) =>
  new ConflictError(
    now
      ? `${now.updatedBy} has changed ${key} meanwhile. Look at it as it is now, then change it again.`
      : `${key} was removed meanwhile.`,
    "version",
  );

/** Which of two would hold nobody could say. */
async function refuseSecond(ctx: Context, key: string, vendor: string, model: string | null): Promise<void> {
  const [other] = await rowsOf<{ key: string }>(
    ctx,
    sql`select key from configuration_templates
        where vendor_key = lower(${vendor}) and model_key = lower(${model ?? ""}) and key <> ${key}`,
  );
  if (!other) return;
  const whose = model ? `${vendor} ${model}` : `all models of ${vendor}`;
  throw new ConflictError(`There is a template for ${whose} already: ${other.key}.`, model ? "model" : "vendor");
}

/** What no station tells can never be compared: it would drift for ever. */
async function refuseWriteOnly(ctx: Context, { vendor, model, variables }: TemplateInput): Promise<void> {
  const keys = await writeOnlyKeys(ctx, vendor, model ?? null);
  const place = variables.findIndex((variable) => keys.has(keyOf(variable)));
  if (place >= 0)
    throw new InvalidError(
      `${wordsFor(variables[place]!)} is write-only: stations never tell its value, so it cannot be compared.`,
      `variables.${place}.variable`,
    );
}

async function writeVariables(ctx: Context, templateKey: string, { variables }: TemplateInput): Promise<void> {
  await ctx.db
    .delete(configurationTemplateVariables)
    .where(eq(configurationTemplateVariables.templateKey, templateKey));
  await ctx.db.insert(configurationTemplateVariables).values(
    variables.map((variable) => ({
      ...{ templateKey, variableKey: keyOf(variable), attributeType: variable.attributeType },
      ...{ component: variable.component, componentInstance: variable.componentInstance ?? null },
      ...{ evseId: variable.evseId ?? null, connectorId: variable.connectorId ?? null },
      ...{ variable: variable.variable, variableInstance: variable.instance ?? null, value: variable.attributeValue },
    })),
  );
}
