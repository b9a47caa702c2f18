import { asc, configurationTemplates, configurationTemplateVariables, eq, sql } from "@stationmaster/db";
import { templateKeyFor } from "../../blocks/provisioning";
import { type Context, NotFoundError } from "../../kernel";
import { rowsOf } from "../page";
import { type KeptVariable, templateKey } from "./template-input";

export type ConfigurationTemplate = {
  key: string;
  vendor: string;
  /** Null: all models of the vendor that have none of their own. */
  model: string | null;
  version: number;
  variables: KeptVariable[];
  createdAt: Date;
  updatedAt: Date;
  updatedBy: string;
};

/** The template that holds for stations of this vendor and model: the model's own before the vendor's. Two for the same there cannot be. */
export async function templateFor(
  ctx: Context,
  { vendor, model }: { vendor: string | null; model: string | null },
): Promise<ConfigurationTemplate | null> {
  const [found] = await rowsOf<{ key: string | null }>(
    ctx,
    sql`select ${templateKeyFor(sql`${vendor}::text`, sql`${model}::text`)} as key`,
  );
  return found?.key ? getTemplate(ctx, found.key) : null;
}

export async function getTemplate(ctx: Context, key: string): Promise<ConfigurationTemplate> {
  const template = await findTemplate(ctx, key);
  if (!template) throw new NotFoundError("configuration template", key);
  return template;
}

export async function findTemplate(ctx: Context, key: string): Promise<ConfigurationTemplate | undefined> {
  // What is no key is no template's.
  if (!templateKey.safeParse(key).success) return undefined;
  const [row] = await ctx.db.select().from(configurationTemplates).where(eq(configurationTemplates.key, key));
  if (!row) return undefined;
  const v = configurationTemplateVariables;
  const variables = await ctx.db
    .select({
      ...{ component: v.component, componentInstance: v.componentInstance, evseId: v.evseId },
      ...{ connectorId: v.connectorId, variable: v.variable, instance: v.variableInstance },
      ...{ attributeType: v.attributeType, attributeValue: v.value },
    })
    .from(v)
    .where(eq(v.templateKey, key))
    .orderBy(asc(v.variableKey), asc(v.attributeType));
  const { vendor, model, version, createdAt, updatedAt, updatedBy } = row;
  return { key, vendor, model, version, variables, createdAt, updatedAt, updatedBy: updatedBy.name };
}
