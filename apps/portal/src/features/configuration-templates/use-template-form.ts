"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { failureOf } from "@/client/failure";
import { useTRPC } from "@/client/trpc";
import { type ConfigurationTemplate, keyOf, templateHref } from "./template";

export type DraftVariable = ConfigurationTemplate["variables"][number];
export type Draft = {
  key: string;
  vendor: string;
  model: string;
  variables: DraftVariable[];
  /** The version that it changes; 0: it is new. */
  version: number;
};

export const draftKey = (variable: DraftVariable) => `${keyOf(variable)}|${variable.attributeType}`;

const draftOf = ({ key, vendor, model, variables, version }: ConfigurationTemplate): Draft => ({
  ...{ key, vendor, model: model ?? "", version, variables },
});

/** A key out of what it is for, until somebody writes one. */
const keyFor = ({ vendor, model }: Draft) =>
  [vendor, model]
    .join("-")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 64);

/** What was typed stays when somebody else saves meanwhile, and when saving fails. */
export function useTemplateForm(template: ConfigurationTemplate | undefined, first: Draft) {
  const trpc = useTRPC();
  const client = useQueryClient();
  const router = useRouter();
  const saved = template ? draftOf(template) : first;
  const [changed, setChanged] = useState<Draft>();
  const [isTold, setTold] = useState(false);
  const [hasOwnKey, setOwnKey] = useState(false);
  const draft = changed ?? saved;
  const key = template || hasOwnKey ? draft.key : keyFor(draft);
  const put = useMutation(
    trpc.configurationTemplates.put.mutationOptions({
      onSuccess: async (made) => {
        await client.invalidateQueries({ queryKey: trpc.configurationTemplates.pathKey() });
        setChanged(undefined);
        setTold(false);
        if (!template) router.push(templateHref(made.key));
      },
    }),
  );
  const missing = {
    key: key === "",
    vendor: draft.vendor.trim() === "",
    variables: draft.variables.length === 0,
  };
  const isFaulty = Object.values(missing).some(Boolean);
  const issues =
    (put.error ? (failureOf(put.error) as { issues?: { path: string; message: string }[] }).issues : undefined) ?? [];
  const set = (change: Partial<Draft>) => {
    put.reset();
    if (change.key !== undefined) setOwnKey(true);
    setChanged({ ...draft, ...change });
  };
  return {
    draft: { ...draft, key },
    isNew: !template,
    isChanged: changed !== undefined,
    isSaving: put.isPending,
    isSaved: put.isSuccess && changed === undefined,
    /** Somebody has saved it since this was begun. */
    isBehind: template !== undefined && changed !== undefined && template.version !== changed.version,
    error: put.error,
    needs: (field: keyof typeof missing) => isTold && missing[field],
    faultAt: (path: string) => issues.find((issue) => issue.path === path)?.message,
    set,
    setVariable: (at: DraftVariable, attributeValue: string) =>
      set({ variables: draft.variables.map((one) => (one === at ? { ...one, attributeValue } : one)) }),
    removeVariable: (at: DraftVariable) => set({ variables: draft.variables.filter((one) => one !== at) }),
    addVariables: (some: DraftVariable[]) => {
      const has = new Set(draft.variables.map(draftKey));
      set({ variables: [...draft.variables, ...some.filter((one) => !has.has(draftKey(one)))] });
    },
    undo: () => {
      put.reset();
      setChanged(undefined);
    },
    save: () => {
      setTold(true);
      if (isFaulty) return;
      const { vendor, model, variables, version } = draft;
      put.mutate({ key, vendor: vendor.trim(), model: model.trim() || null, variables, version });
    },
  };
}

export type TemplateForm = ReturnType<typeof useTemplateForm>;
