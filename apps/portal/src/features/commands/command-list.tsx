"use client";
import "./commands.css";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { CommandEntry } from "./list-commands";

/** All forty, by room, found by a few letters. */
export function CommandList({
  commands,
  text,
  item,
}: {
  commands: CommandEntry[];
  text: string;
  item: (action: string, what: string) => ReactNode;
}) {
  const t = useTranslations("commands");
  const wanted = text.trim().toLowerCase();
  const what = (action: string) => t(`what.${action}` as "what.Reset");
  const shown = commands.filter(
    ({ action }) => action.toLowerCase().includes(wanted) || what(action).toLowerCase().includes(wanted),
  );
  const rooms = [...new Set(shown.map((command) => command.room))];
  return (
    <>
      {rooms.map((room) => (
        <section key={room}>
          <h3>{t(`room.${room}` as "room.provisioning")}</h3>
          <ul>
            {shown
              .filter((command) => command.room === room)
              .map(({ action }) => (
                <li key={action}>{item(action, what(action))}</li>
              ))}
          </ul>
        </section>
      ))}
      {shown.length === 0 ? <p className="sub">{t("noSuch", { text })}</p> : null}
    </>
  );
}

export function FindCommand({ text, onText }: { text: string; onText: (text: string) => void }) {
  const t = useTranslations("commands");
  return (
    <div className="input search-field">
      <input
        type="search"
        aria-label={t("find")}
        placeholder={t("find")}
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
    </div>
  );
}
