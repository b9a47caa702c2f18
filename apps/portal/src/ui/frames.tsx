"use client";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, type ReactNode, useState } from "react";
import { copy } from "./copy-button";
import { Icon } from "./icon";
import { RawJson } from "./raw-json";

export type FrameRow = {
  id: string;
  time: string;
  /** in: from the station. */
  direction: "in" | "out";
  title: ReactNode;
  note?: ReactNode;
  /** How long the answer took, or a tag. */
  end?: ReactNode;
  json: () => string;
};
export type CutRow = { id: string; cut: ReactNode };
export type DayRow = { id: string; day: string };

/** Request and answer in one row. Enter opens the raw JSON, C copies it; ↑ ↓ walk. */
export function Frames({ rows, label }: { rows: (FrameRow | CutRow | DayRow)[]; label: string }) {
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const firstFrame = rows.find((row) => "time" in row)?.id;
  return (
    <ul className="frames" aria-label={label}>
      {rows.map((row) =>
        "cut" in row ? (
          <li key={row.id} className="cut">
            <span className="row row--top">{row.cut}</span>
          </li>
        ) : "day" in row ? (
          <li key={row.id} className="day">
            <span>{row.day}</span>
          </li>
        ) : (
          <Frame
            key={row.id}
            row={row}
            isOpen={open.has(row.id)}
            isFirst={row.id === firstFrame}
            toggle={() => toggle(row.id)}
          />
        ),
      )}
    </ul>
  );
}

function Frame({
  row,
  isOpen,
  isFirst,
  toggle,
}: {
  row: FrameRow;
  isOpen: boolean;
  isFirst: boolean;
  toggle: () => void;
}) {
  const t = useTranslations("frames");
  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.key === "c" && !event.metaKey && !event.ctrlKey) void copy(row.json());
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      neighbour(event.currentTarget, event.key === "ArrowDown")?.focus();
    }
  };
  return (
    <li className={isOpen ? "open" : undefined}>
      <button
        type="button"
        className="frame"
        aria-expanded={isOpen}
        tabIndex={isFirst ? 0 : -1}
        onKeyDown={onKeyDown}
        onClick={toggle}
      >
        <time>{row.time}</time>
        <Icon name={row.direction} />
        <span>
          <span className="vh">{t(row.direction)} </span>
          {row.title}
          {row.note ? <small>{row.note}</small> : null}
        </span>
        {row.end ?? <span className="ms" />}
      </button>
      {isOpen ? <RawJson text={row.json()} /> : null}
    </li>
  );
}

function neighbour(from: HTMLElement, down: boolean): HTMLElement | undefined {
  const all = [...(from.closest(".frames")?.querySelectorAll<HTMLElement>(".frame") ?? [])];
  return all[all.indexOf(from) + (down ? 1 : -1)];
}
