"use client";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { Button } from "./button";

/** Not modal: the page beside it stays in use. Focus moves in, Esc closes, focus returns. */
export function Drawer({
  title,
  note,
  onClose,
  children,
}: {
  title: string;
  note?: ReactNode;
  onClose: () => void;
  children: ReactNode;
}) {
  const ui = useTranslations("ui");
  const place = useRef<HTMLElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    place.current?.focus({ preventScroll: window.innerWidth > 1180 });
    return () => before?.focus({ preventScroll: true });
  }, []);
  return (
    <aside
      className="drawer"
      aria-label={title}
      tabIndex={-1}
      ref={place}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
    >
      <div>
        <div className="row between">
          <h2 className="drawer__title">{title}</h2>
          <Button look="bare" icon="x" iconOnly aria-label={ui("close")} onClick={onClose} />
        </div>
        {note ? <p className="small dim">{note}</p> : null}
      </div>
      {children}
    </aside>
  );
}
