"use client";
import { memo, useEffect, useRef, useState } from "react";
import type { Column } from "./table-columns";
import { type Pick, SelectRow } from "./table-selection";

type Props<R> = {
  rows: R[];
  columns: Column<R>[];
  rowKey: (row: R) => string;
  rowName: (row: R) => string;
  href: ((row: R) => string) | undefined;
  marked: string | undefined;
  tabStop: string | undefined;
  windowed: boolean;
  /** Undefined where rows cannot be selected. */
  selected: ReadonlySet<string> | undefined;
  onPick: Pick;
};

/** One page of rows. Far from the screen only its height remains, so that thousands of rows stay light. */
export function TableChunk<R>(props: Props<R>) {
  const { rows, columns, rowKey, rowName, href, marked, tabStop, windowed, selected, onPick } = props;
  const place = useRef<HTMLTableSectionElement>(null);
  const [gap, setGap] = useState<number>();

  useEffect(() => {
    const element = place.current;
    if (!element || !windowed) return;
    const watch = new IntersectionObserver(
      ([entry]) => {
        const keepsFocus = element.contains(document.activeElement);
        setGap(entry?.isIntersecting || keepsFocus ? undefined : element.getBoundingClientRect().height);
      },
      { rootMargin: "1200px" },
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [windowed]);

  if (gap !== undefined && windowed)
    return (
      <tbody ref={place}>
        <tr className="gap">
          <td colSpan={columns.length + (selected ? 1 : 0)} style={{ height: gap }} />
        </tr>
      </tbody>
    );
  return (
    <tbody ref={place}>
      {rows.map((row) => {
        const key = rowKey(row);
        return (
          <Row
            key={key}
            id={key}
            row={row}
            columns={columns as Column<unknown>[]}
            name={rowName(row)}
            opens={href?.(row)}
            marked={key === marked}
            tabStop={key === tabStop}
            selected={selected?.has(key)}
            onPick={onPick}
          />
        );
      })}
    </tbody>
  );
}

type RowProps = {
  id: string;
  row: unknown;
  columns: Column<unknown>[];
  name: string;
  opens: string | undefined;
  marked: boolean;
  tabStop: boolean;
  selected: boolean | undefined;
  onPick: Pick;
};

const Row = memo(function Row({ id, row, columns, name, opens, marked, tabStop, selected, onPick }: RowProps) {
  return (
    <tr
      data-row={id}
      data-opens={opens}
      data-marked={marked || undefined}
      data-selected={selected || undefined}
      tabIndex={tabStop ? 0 : -1}
      aria-label={name}
    >
      {selected === undefined ? null : <SelectRow id={id} name={name} selected={selected} onPick={onPick} />}
      {columns.map((column) => (
        <td
          key={column.id}
          className={[column.numeric ? "n" : "", column.phone ?? ""].filter(Boolean).join(" ") || undefined}
          data-l={column.phoneLabel}
        >
          {column.cell(row)}
        </td>
      ))}
    </tr>
  );
});
