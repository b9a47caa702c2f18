"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Icon } from "./icon";

export type PaletteItem = { id: string; href: string; icon: ReactNode; label: ReactNode; note?: ReactNode };
export type PaletteGroup = { id: string; title: string; items: PaletteItem[] };

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  text: string;
  onText: (text: string) => void;
  groups: PaletteGroup[];
  searching: boolean;
  placeholder: string;
};

/** One box for everything: ↑ ↓ choose, Enter goes there. */
export function CommandPalette({ open, onOpenChange, text, onText, groups, searching, placeholder }: Props) {
  const t = useTranslations("search");
  const router = useRouter();
  const list = useId();
  const hits = useRef<HTMLDivElement>(null);
  const [chosen, setChosen] = useState(0);
  const items = groups.flatMap((group) => group.items);
  const at = Math.min(chosen, Math.max(0, items.length - 1));
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new text starts at the first hit
  useEffect(() => setChosen(0), [text]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the chosen line stays in sight
  useEffect(() => hits.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" }), [at]);

  const go = (item: PaletteItem | undefined) => {
    if (!item) return;
    onOpenChange(false);
    router.push(item.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const by = event.key === "ArrowDown" ? 1 : -1;
      if (items.length > 0) setChosen((at + by + items.length) % items.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(items[at]);
    }
  };

  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="scrim" />
        <Dialog.Content className="palette" aria-describedby={undefined}>
          <Dialog.Title className="vh">{t("title")}</Dialog.Title>
          <div className="ask">
            <Icon name="search" />
            <input
              role="combobox"
              aria-expanded="true"
              aria-controls={list}
              aria-activedescendant={items[at] ? `${list}-${items[at].id}` : undefined}
              aria-label={placeholder}
              placeholder={placeholder}
              value={text}
              onChange={(event) => onText(event.target.value)}
              onKeyDown={onKeyDown}
              autoComplete="off"
              spellCheck={false}
            />
            {searching ? <span className="spin" /> : <kbd>Esc</kbd>}
          </div>
          <div className="hits" ref={hits}>
            <div id={list} role="listbox" aria-label={t("title")}>
              {groups.map((group) =>
                group.items.length === 0 ? null : (
                  // biome-ignore lint/a11y/useSemanticElements: groups of a listbox
                  <div key={group.id} role="group" aria-label={group.title}>
                    <div className="group" aria-hidden="true">
                      {group.title}
                    </div>
                    {group.items.map((item) => (
                      <button
                        key={item.id}
                        id={`${list}-${item.id}`}
                        type="button"
                        role="option"
                        tabIndex={-1}
                        className="item"
                        aria-selected={items[at]?.id === item.id}
                        onPointerMove={() => setChosen(items.indexOf(item))}
                        onClick={() => go(item)}
                      >
                        {item.icon}
                        <b>{item.label}</b>
                        {item.note ? <small className="push">{item.note}</small> : null}
                      </button>
                    ))}
                  </div>
                ),
              )}
            </div>
            {items.length === 0 && !searching ? <p className="none">{t("nothing", { text })}</p> : null}
          </div>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
