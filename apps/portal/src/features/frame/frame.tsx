"use client";
import { useTranslations } from "next-intl";
import { Dialog } from "radix-ui";
import { type ReactNode, useState } from "react";
import { Button } from "@/ui/button";
import { LiveIndicator, LiveProvider } from "../live/live";
import { SearchBox } from "../search/search-box";
import { SiteScope } from "../sites/site-scope";
import type { Me } from "./me";
import { SideNavigation } from "./side-navigation";
import { UserMenu } from "./user-menu";

/** Side by job, top bar with scope, search, liveness and the reader's own menu. */
export function Frame({ me, children }: { me: Me; children: ReactNode }) {
  const t = useTranslations("nav");
  const [menuOpen, setMenuOpen] = useState(false);
  const body = (
    <div className="app">
      <a className="btn skip" href="#main">
        {t("skip")}
      </a>
      <aside className="side">
        <SideNavigation me={me} />
      </aside>
      <div>
        <header className="top">
          <Dialog.Root open={menuOpen} onOpenChange={setMenuOpen}>
            <Dialog.Trigger asChild>
              <Button look="bare" icon="menu" iconOnly className="only-phone" aria-label={t("menu")} />
            </Dialog.Trigger>
            <Dialog.Portal>
              <Dialog.Overlay className="scrim" />
              <Dialog.Content className="sheet" aria-describedby={undefined}>
                <Dialog.Title className="vh">{t("menu")}</Dialog.Title>
                <SideNavigation me={me} onGo={() => setMenuOpen(false)} />
              </Dialog.Content>
            </Dialog.Portal>
          </Dialog.Root>
          {me.role === "operator" ? <SiteScope /> : null}
          {me.role === "operator" ? <SearchBox role={me.role} /> : null}
          <span className="push">{me.role === "operator" ? <LiveIndicator /> : null}</span>
          <UserMenu me={me} />
        </header>
        <main className="main" id="main" tabIndex={-1}>
          {children}
        </main>
      </div>
    </div>
  );
  return me.role === "operator" ? <LiveProvider>{body}</LiveProvider> : body;
}
