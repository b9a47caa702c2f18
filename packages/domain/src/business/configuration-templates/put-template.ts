import { configurationTemplates, configurationTemplateVariables, eq, sql } from "@stationmaster/db";
import { countDrift } from "../../blocks/provisioning";
import { ConflictError, type Context, InvalidError } from "../../kernel";
import { note } from "../audit";
import { rowsOf } from "../page";
import { changesBetween } from "./changes-between";
import { type ConfigurationTemplate, findTemplate, getTemplate } from "./find-template";
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
  for (const each of new Set([before?.vendor ?? vendor, vendor].map((name) => name.toLowerCase())))
    await countDrift(ctx, { vendor: each });
  await note(ctx, templateChanged, key, { version: values.version, vendor, model, ...changes.details });
  ctx.changed({ kind: "room", id: "configuration-templates" });
  return getTemplate(ctx, key);
}

/** The stations keep what they have; nothing is wanted of them any more, or what the vendor's template wants. */
export async function removeTemplate(ctx: Context, key: string): Promise<void> {
  await oneAtATime(ctx);
  const template = await getTemplate(ctx, key);
  await ctx.db.delete(configurationTemplates).where(eq(configurationTemplates.key, key));
  await countDrift(ctx, { vendor: template.vendor });
  await note(ctx, templateRemoved, key, { vendor: template.vendor, model: template.model });
  ctx.changed({ kind: "room", id: "configuration-templates" });
}

const oneAtATime = (ctx: Context) =>
  ctx.db.execute(sql`select pg_advisory_xact_lock(hashtextextended('drift ' || current_tenant(), 0))`);

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
  const keys = JSON.stringify(variables.map((variable, place) => ({ place, key: keyOf(variable) })));
  const [found] = await rowsOf<{ place: number }>(
    ctx,
    sql`select w.place from jsonb_to_recordset(${keys}::text::jsonb) as w(place int, key text)
        where exists (
          select from stations s join device_variables d on d.tenant_id = s.tenant_id and d.station_id = s.id and d.key = w.key
          where s.removed_at is null and lower(btrim(s.vendor)) = lower(${vendor})
            and ${model ? sql`lower(btrim(s.model)) = lower(${model})` : sql`true`} and d.mutability = 'WriteOnly')
        order by w.place limit 1`,
  );
  if (found)
    throw new InvalidError(
      `${wordsFor(variables[found.place]!)} is write-only: stations never tell its value, so it cannot be compared.`,
      `variables.${found.place}.variable`,
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
