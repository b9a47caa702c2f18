"use client";
import type { JsonSchema } from "@stationmaster/schemas/json";
import { useTranslations } from "next-intl";
import { Button } from "@/ui/button";
import { Icon } from "@/ui/icon";
import { type Draft, emptyDraft, fieldsOf, type Path, plain, pointer, put, resolve } from "./schema-draft";
import { ValueField } from "./value-field";

type Props = {
  schema: JsonSchema;
  root: JsonSchema;
  draft: unknown;
  path: Path;
  value: unknown;
  wrong: ReadonlyMap<string, string>;
  onDraft: (draft: unknown) => void;
};

/** The properties of an object: what is required stands there, what is optional is one click away. */
export function SchemaFields({ schema, root, draft, path, value, wrong, onDraft }: Props) {
  const t = useTranslations("commands");
  const object = (value ?? {}) as Draft;
  const fields = fieldsOf(resolve(schema, root));
  const shown = fields.filter((field) => field.required || field.name in object);
  const absent = fields.filter((field) => !field.required && !(field.name in object));
  return (
    <>
      {shown.map((field) => (
        <SchemaField
          key={field.name}
          name={field.name}
          required={field.required}
          schema={field.schema}
          root={root}
          draft={draft}
          path={[...path, field.name]}
          value={object[field.name]}
          wrong={wrong}
          onDraft={onDraft}
        />
      ))}
      {absent.length > 0 ? (
        <ul className="row row--wrap" aria-label={t("optional")}>
          {absent.map((field) => (
            <li key={field.name}>
              <button
                type="button"
                className="chip chip--add mono"
                title={plain(resolve(field.schema, root).description)}
                onClick={() => onDraft(put(draft, [...path, field.name], emptyDraft(field.schema, root) ?? ""))}
              >
                <Icon name="plus" />
                {field.name}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </>
  );
}

type FieldProps = Props & { name: string; required: boolean };

function SchemaField({ name, required, schema, root, draft, path, value, wrong, onDraft }: FieldProps) {
  const t = useTranslations("commands");
  const target = resolve(schema, root);
  const remove = required ? undefined : (
    <Button
      look="bare"
      size="s"
      icon="x"
      iconOnly
      aria-label={t("removeField", { name })}
      onClick={() => onDraft(put(draft, path, undefined))}
    />
  );
  if (target.type === "object")
    return (
      <fieldset className="part">
        <legend className="mono">{name}</legend>
        {remove}
        <SchemaFields
          schema={target}
          root={root}
          draft={draft}
          path={path}
          value={value}
          wrong={wrong}
          onDraft={onDraft}
        />
      </fieldset>
    );
  if (target.type === "array" && target.items)
    return (
      <SchemaList
        {...{ name, root, draft, path, value, wrong, onDraft }}
        schema={target}
        items={target.items}
        remove={remove}
      />
    );
  return (
    <ValueField
      name={name}
      schema={target}
      value={value}
      error={wrong.get(pointer(path))}
      remove={remove}
      onChange={(next) => onDraft(put(draft, path, required || next !== undefined ? (next ?? "") : ""))}
    />
  );
}

function SchemaList({
  name,
  schema,
  items,
  root,
  draft,
  path,
  value,
  wrong,
  onDraft,
  remove,
}: Props & { name: string; items: JsonSchema; remove: React.ReactNode }) {
  const t = useTranslations("commands");
  const list = Array.isArray(value) ? value : [];
  const isObject = resolve(items, root).type === "object";
  return (
    <fieldset className="part">
      <legend className="mono">{name}</legend>
      {remove}
      {list.map((item, at) => {
        const here = [...path, at];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: an item of a list is known by its place
          <div key={at} className={isObject ? "part__item" : undefined}>
            {isObject ? (
              <>
                <div className="row between">
                  <span className="label">
                    {name} {at + 1}
                  </span>
                  <Button
                    look="bare"
                    size="s"
                    icon="x"
                    iconOnly
                    aria-label={t("removeItem", { name, n: at + 1 })}
                    onClick={() => onDraft(put(draft, here, undefined))}
                  />
                </div>
                <SchemaFields
                  schema={items}
                  root={root}
                  draft={draft}
                  path={here}
                  value={item}
                  wrong={wrong}
                  onDraft={onDraft}
                />
              </>
            ) : (
              <ValueField
                name={`${name} ${at + 1}`}
                schema={resolve(items, root)}
                value={item}
                error={wrong.get(pointer(here))}
                remove={
                  <Button
                    look="bare"
                    size="s"
                    icon="x"
                    iconOnly
                    aria-label={t("removeItem", { name, n: at + 1 })}
                    onClick={() => onDraft(put(draft, here, undefined))}
                  />
                }
                onChange={(next) => onDraft(put(draft, here, next ?? ""))}
              />
            )}
          </div>
        );
      })}
      {wrong.get(pointer(path)) ? <span className="wrong">{wrong.get(pointer(path))}</span> : null}
      {list.length < (schema.maxItems ?? Number.POSITIVE_INFINITY) ? (
        <div>
          <Button
            size="s"
            icon="plus"
            onClick={() => onDraft(put(draft, [...path, list.length], emptyDraft(items, root) ?? ""))}
          >
            {t("addItem", { name })}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
