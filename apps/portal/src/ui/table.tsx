"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { Bone } from "./bone";
import { Button } from "./button";
import { TableChunk } from "./table-chunk";
import type { Column } from "./table-columns";
import { Head, type Sort } from "./table-head";
import { SelectAll, type Selection, useSelecting } from "./table-selection";

type Props<R> = {
  label: string;
  columns: Column<R>[];
  /** Pages as they came from the server; undefined while the first is under way. */
  pages: R[][] | undefined;
  rowKey: (row: R) => string;
  rowName: (row: R) => string;
  href?: (row: R) => string;
  sort?: Sort | undefined;
  onSort?: (sort: Sort) => void;
  marked?: string | undefined;
  onMark?: (key: string | undefined) => void;
  selection?: Selection<R> | undefined;
  hasMore?: boolean;
  loadMore?: () => void;
  isLoadingMore?: boolean;
  empty: ReactNode;
  error?: ReactNode;
  foot?: ReactNode;
  sticky?: boolean;
  skeletonRows?: number;
};

/** ↑ ↓ move, Enter opens, Space selects or marks; the head stays, rows stack on phones. */
export function Table<R>(props: Props<R>) {
  const { columns, pages, rowKey, href, onMark, marked, hasMore = false, loadMore, isLoadingMore = false } = props;
  const t = useTranslations("table");
  const router = useRouter();
  const body = useRef<HTMLTableElement>(null);
  const [active, setActive] = useState<string>();
  const count = pages?.reduce((sum, page) => sum + page.length, 0) ?? 0;
  const first = pages?.[0]?.[0];
  const tabStop = active ?? (first ? rowKey(first) : undefined);
  const isFixed = columns.some((column) => column.width);
  const selecting = useSelecting(props.selection, pages, rowKey);

  const open = useCallback((to: string | undefined) => to && router.push(to), [router]);

  const onKeyDown = (event: KeyboardEvent<HTMLTableElement>) => {
    const row = (event.target as HTMLElement).closest<HTMLTableRowElement>("tr[data-row]");
    if (!row || event.target !== row) return;
    const rows = [...(body.current?.querySelectorAll<HTMLTableRowElement>("tr[data-row]") ?? [])];
    const at = rows.indexOf(row);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      if (event.shiftKey) selecting.extend(row.dataset.row, rows[to]?.dataset.row);
      rows[to]?.focus();
      if (to >= rows.length && hasMore) loadMore?.();
    } else if (event.key === "Enter") open(row.dataset.opens);
    else if (selecting.onKey(event, row.dataset.row)) event.preventDefault();
    else if (event.key === (props.selection ? "m" : " ") && onMark) {
      event.preventDefault();
      onMark(row.dataset.row === marked ? undefined : row.dataset.row);
    }
  };

  const onClick = (event: MouseEvent<HTMLTableElement>) => {
    const target = event.target as HTMLElement;
    if (target.closest("a, button, input, label") || window.getSelection()?.toString()) return;
    const row = target.closest<HTMLTableRowElement>("tr[data-opens]");
    if (!row) return;
    if (event.metaKey || event.ctrlKey) window.open(row.dataset.opens, "_blank");
    else open(row.dataset.opens);
  };

  return (
    <>
      <table
        className={`tbl tbl--stack${isFixed ? " tbl--fixed" : ""}${props.sticky ? " tbl--top" : ""}`}
        aria-label={props.label}
        aria-busy={pages === undefined && !props.error}
        ref={body}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={(event) => {
          const row = (event.target as HTMLElement).dataset.row;
          if (row) setActive(row);
        }}
      >
        {isFixed ? (
          <colgroup>
            {props.selection ? <col style={{ width: "40px" }} /> : null}
            {columns.map((column) => (
              <col key={column.id} style={column.width ? { width: column.width } : undefined} />
            ))}
          </colgroup>
        ) : null}
        <thead>
          <tr>
            {props.selection ? <SelectAll selection={props.selection} count={count} /> : null}
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={props.sort} onSort={props.onSort} />
            ))}
          </tr>
        </thead>
        {pages === undefined && !props.error ? (
          <SkeletonRows columns={columns} rows={props.skeletonRows ?? 8} selects={props.selection !== undefined} />
        ) : null}
        {pages?.map((page, index) => (
          <TableChunk
            // biome-ignore lint/suspicious/noArrayIndexKey: a page is known by its place
            key={index}
            rows={page}
            columns={columns}
            rowKey={rowKey}
            rowName={props.rowName}
            href={href}
            marked={marked}
            tabStop={tabStop}
            windowed={pages.length > 2}
            selected={props.selection?.keys}
            onPick={selecting.pick}
          />
        ))}
      </table>
      {props.error && !pages ? <div className="card__body">{props.error}</div> : null}
      {pages && count === 0 ? props.empty : null}
      {hasMore ? <More loadMore={loadMore} busy={isLoadingMore} /> : null}
      {count > 0 ? (
        <div className={props.foot ? "card__foot" : "card__foot only-desk"}>
          <span className="dim only-desk">{t(props.selection ? "keysSelect" : onMark ? "keysMark" : "keys")}</span>
          <span className="push dim num">{props.foot}</span>
        </div>
      ) : null}
    </>
  );
}

function SkeletonRows<R>({ columns, rows, selects }: { columns: Column<R>[]; rows: number; selects: boolean }) {
  const t = useTranslations("table");
  return (
    <tbody>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: skeletons have no identity
        <tr key={row} aria-busy="true">
          {selects ? <td className="tick-cell" /> : null}
          {columns.map((column, at) => (
            <td
              key={column.id}
              className={[column.numeric ? "n" : "", at > 2 ? "hide" : "", column.phone ?? ""].join(" ")}
            >
              {row === 0 && at === 0 ? <span className="vh">{t("loading")}</span> : null}
              <Bone width={column.numeric ? 44 : `${52 + ((row * 7 + at * 13) % 36)}%`} />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

function More({ loadMore, busy }: { loadMore: (() => void) | undefined; busy: boolean }) {
  const t = useTranslations("table");
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = place.current;
    if (!element || !loadMore || busy) return;
    const watch = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && loadMore(), {
      rootMargin: "600px",
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [loadMore, busy]);
  return (
    <div className="card__foot" ref={place}>
      <Button size="s" busy={busy} onClick={loadMore}>
        {t("more")}
      </Button>
    </div>
  );
}
