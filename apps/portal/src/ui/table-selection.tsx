"use client";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useCallback, useEffect, useRef } from "react";
import { Icon } from "./icon";

/** Rows chosen to do something with: their keys, and how the choice changes. */
export type Selection<R> = {
  keys: ReadonlySet<string>;
  /** Whether all there is is chosen, also what is not loaded yet. */
  isAll: boolean;
  select: (rows: R[], isOn: boolean) => void;
  selectAll: (isOn: boolean) => void;
};

export type Pick = (key: string, isRange: boolean) => void;

/** Space takes a row or leaves it, Shift takes all from the last one to this, ⌘A or Ctrl A takes all. */
export function useSelecting<R>(
  selection: Selection<R> | undefined,
  pages: R[][] | undefined,
  rowKey: (row: R) => string,
) {
  const anchor = useRef<string>(undefined);
  const now = useRef({ selection, pages, rowKey });
  useEffect(() => {
    now.current = { selection, pages, rowKey };
  });

  const between = useCallback((from: string | undefined, to: string): R[] => {
    const { pages, rowKey } = now.current;
    const rows = pages?.flat() ?? [];
    const at = (key: string | undefined) => rows.findIndex((row) => rowKey(row) === key);
    const [first, last] = [at(from), at(to)].sort((a, b) => a - b) as [number, number];
    return first < 0 ? rows.filter((row) => rowKey(row) === to) : rows.slice(first, last + 1);
  }, []);

  const pick = useCallback<Pick>(
    (key, isRange) => {
      const { selection } = now.current;
      const isOn = isRange || !selection?.keys.has(key);
      selection?.select(between(isRange ? anchor.current : undefined, key), isOn);
      anchor.current = key;
    },
    [between],
  );

  const extend = useCallback(
    (from: string | undefined, to: string | undefined) => {
      if (from === undefined || to === undefined) return;
      now.current.selection?.select(between(from, to), true);
      anchor.current = to;
    },
    [between],
  );

  const onKey = (event: KeyboardEvent, key: string | undefined): boolean => {
    if (!selection || key === undefined) return false;
    if (event.key === " ") pick(key, event.shiftKey);
    else if (event.key === "a" && (event.metaKey || event.ctrlKey)) selection.selectAll(true);
    else return false;
    return true;
  };

  return { pick, extend, onKey };
}

export function SelectAll<R>({ selection, count }: { selection: Selection<R>; count: number }) {
  const t = useTranslations("table");
  const state = selection.isAll ? "checked" : selection.keys.size > 0 ? "indeterminate" : "unchecked";
  return (
    <th scope="col" className="tick-cell">
      <Tick
        label={t("selectAll")}
        state={state}
        disabled={count === 0}
        tabIndex={0}
        onClick={() => selection.selectAll(state !== "checked")}
      />
    </th>
  );
}

export function SelectRow({
  id,
  name,
  selected,
  onPick,
}: {
  id: string;
  name: string;
  selected: boolean;
  onPick: Pick;
}) {
  const t = useTranslations("table");
  return (
    <td className="tick-cell">
      <Tick
        label={t("select", { name })}
        state={selected ? "checked" : "unchecked"}
        onClick={(event) => onPick(id, event.shiftKey)}
      />
    </td>
  );
}

// Plain buttons: a thousand rows must stay light.
function Tick({
  label,
  state,
  disabled = false,
  // Rows are reached by the arrows, and taken with Space.
  tabIndex = -1,
  onClick,
}: {
  label: string;
  state: "checked" | "unchecked" | "indeterminate";
  disabled?: boolean;
  tabIndex?: number;
  onClick: (event: { shiftKey: boolean }) => void;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: an input knows no Shift, and cannot be styled to the mark
    <button
      type="button"
      role="checkbox"
      className="check"
      aria-label={label}
      aria-checked={state === "indeterminate" ? "mixed" : state === "checked"}
      data-state={state === "unchecked" ? state : "checked"}
      disabled={disabled}
      tabIndex={tabIndex}
      onClick={onClick}
    >
      {state === "unchecked" ? null : <Icon name={state === "checked" ? "check" : "minus"} />}
    </button>
  );
}
