"use client";
import { memo, useEffect, useRef, useState } from "react";
import type { Column } from "./table-columns";

type Props<R> = {
  rows: R[];
  columns: Column<R>[];
  rowKey: (row: R) => string;
  rowName: (row: R) => string;
  href: ((row: R) => string) | undefined;
  marked: string | undefined;
  tabStop: string | undefined;
  windowed: boolean;
};

/** One page of rows. Far from the screen only its height remains, so that thousands of rows stay light. */
export function TableChunk<R>({ rows, columns, rowKey, rowName, href, marked, tabStop, windowed }: Props<R>) {
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
          <td colSpan={columns.length} style={{ height: gap }} />
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
};

const Row = memo(function Row({ id, row, columns, name, opens, marked, tabStop }: RowProps) {
  return (
    <tr
      data-row={id}
      data-opens={opens}
      data-marked={marked || undefined}
      tabIndex={tabStop ? 0 : -1}
      aria-label={name}
    >
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
