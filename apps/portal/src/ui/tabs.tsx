"use client";
import { type ReactNode, useEffect, useRef } from "react";
import { onPlainClick, useAddress } from "./address";

export type Tab = { id: string; label: ReactNode; note?: ReactNode };

/** Tabs that live in the address: the first is the address without the parameter. */
export function AddressTabs({ name, tabs, label }: { name: string; tabs: Tab[]; label: string }) {
  const address = useAddress();
  const row = useRef<HTMLElement>(null);
  const first = tabs[0]?.id;
  const current = address.read(name) ?? first;
  // On phones the row scrolls: the chosen tab is brought into sight.
  useEffect(() => {
    const chosen = row.current?.querySelector<HTMLElement>("[aria-current]");
    if (chosen && row.current && current) row.current.scrollLeft = chosen.offsetLeft - row.current.offsetLeft - 24;
  }, [current]);
  return (
    <nav className="tabs" aria-label={label} ref={row}>
      {tabs.map((tab) => {
        const value = tab.id === first ? null : tab.id;
        return (
          <a
            key={tab.id}
            href={address.hrefWith({ [name]: value })}
            aria-current={tab.id === current ? "page" : undefined}
            onClick={onPlainClick(() => address.write({ [name]: value }))}
          >
            {tab.label}
            {tab.note !== undefined && tab.note !== null ? (
              <> {typeof tab.note === "object" ? tab.note : <span className="dim">{tab.note}</span>}</>
            ) : null}
          </a>
        );
      })}
    </nav>
  );
}

export function Segments<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: T;
  options: { value: T; label: ReactNode }[];
  onChange: (value: T) => void;
}) {
  return (
    <fieldset className="seg" aria-label={label}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          aria-pressed={option.value === value}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </fieldset>
  );
}
