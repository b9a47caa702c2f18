"use client";
import { Icon } from "./icon";
import type { Column } from "./table-columns";

export type Sort = { key: string; direction: "asc" | "desc" };

/** The name of a column, and how the rows are sorted by it. */
export function Head<R>({
  column,
  sort,
  onSort,
}: {
  column: Column<R>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}) {
  const sorted = column.sort && sort?.key === column.sort ? sort.direction : undefined;
  return (
    <th
      scope="col"
      className={column.numeric ? "n" : undefined}
      aria-sort={sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : undefined}
    >
      {column.sort && onSort ? (
        <button
          type="button"
          onClick={() =>
            onSort({
              key: column.sort as string,
              direction: sorted === "asc" ? "desc" : sorted === "desc" ? "asc" : column.numeric ? "desc" : "asc",
            })
          }
        >
          {column.head}
          {sorted ? <Icon name={sorted === "asc" ? "up" : "down"} /> : null}
        </button>
      ) : column.hideHead ? (
        <span className="vh">{column.head}</span>
      ) : (
        column.head
      )}
    </th>
  );
}
