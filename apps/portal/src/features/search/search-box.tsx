"use client";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useDeferredValue, useEffect, useState } from "react";
import { useTRPC } from "@/client/trpc";
import { CommandPalette, type PaletteGroup } from "@/ui/command-palette";
import { Icon, StateIcon } from "@/ui/icon";
import { shortId } from "@/ui/short-id";
import { cardHref, lookOf as lookOfCard } from "../authorization/card";
import type { Role } from "../frame/me";
import { places } from "../frame/navigation";
import { lookOf, reservationHref } from "../reservation/reservation";

/** ⌘K: stations, sessions and pages by a few letters. */
export function SearchBox({ role }: { role: Role }) {
  const t = useTranslations("search");
  const nav = useTranslations("nav");
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text.trim());
  const found = useQuery(
    trpc.search.all.queryOptions(
      { text: wanted, limit: 8 },
      { enabled: open && wanted.length > 0, placeholderData: keepPreviousData },
    ),
  );

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey)) {
        event.preventDefault();
        setOpen(true);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  const lower = text.trim().toLowerCase();
  const pages = [
    ...places[role]
      .flat()
      .map((place) => ({ id: place.id, href: place.href, icon: place.icon, label: nav(`place.${place.id}`) })),
    { id: "add-station", href: "/add-station", icon: "plus" as const, label: nav("addStation") },
  ].filter((page) => page.label.toLowerCase().includes(lower));
  // What was found for an earlier text stays while it still fits; anything else would be opened by mistake.
  const isStale = wanted !== text.trim() || found.isPlaceholderData;
  const fits = (...words: (string | null)[]) => !isStale || words.some((word) => word?.toLowerCase().includes(lower));
  const hits = wanted && lower ? found.data : undefined;
  const groups: PaletteGroup[] = [
    {
      id: "stations",
      title: t("stations"),
      items: (hits?.stations ?? [])
        .filter(({ identity, model, siteName }) => fits(identity, model, siteName))
        .map((station) => ({
          id: station.id,
          href: `/stations/${encodeURIComponent(station.identity)}`,
          icon: (
            <span className={`st st-${station.state}`}>
              <StateIcon name={station.state} />
            </span>
          ),
          label: station.identity,
          note: [station.model, station.siteName].filter(Boolean).join(" · "),
        })),
    },
    {
      id: "sessions",
      title: t("sessions"),
      items: (hits?.sessions ?? [])
        .filter(({ transactionId, idToken }) => fits(transactionId, idToken))
        .map((session) => ({
          id: session.id,
          href: `/sessions/${session.id}`,
          icon: (
            <span className={`st st-${session.active ? "charging" : "ended"}`}>
              <StateIcon name={session.active ? "charging" : "ended"} />
            </span>
          ),
          label: shortId(session.transactionId),
          note: [session.stationIdentity, session.idToken].filter(Boolean).join(" · "),
        })),
    },
    {
      id: "reservations",
      title: t("reservations"),
      items: (hits?.reservations ?? [])
        .filter(({ idToken }) => fits(idToken))
        .map(({ id, idToken, status, stationIdentity }) => ({
          id,
          href: reservationHref(id),
          icon: (
            <span className={`st st-${lookOf[status]}`}>
              <StateIcon name={lookOf[status]} />
            </span>
          ),
          label: idToken,
          note: stationIdentity,
        })),
    },
    {
      id: "cards",
      title: t("cards"),
      items: (hits?.cards ?? [])
        .filter(({ idToken, driverName, groupIdToken }) => fits(idToken, driverName, groupIdToken))
        .map(({ id, idToken, driverName, state }) => ({
          id,
          href: cardHref(id),
          icon: (
            <span className={`st st-${lookOfCard(state)}`}>
              <StateIcon name={lookOfCard(state)} />
            </span>
          ),
          label: idToken ?? driverName ?? "?",
          note: idToken === null ? undefined : (driverName ?? undefined),
        })),
    },
    {
      id: "refused",
      title: t("refused"),
      items: (hits?.refusals ?? [])
        .filter(({ idToken }) => fits(idToken))
        .map(({ id, idToken, stationIdentity }) => ({
          id,
          href: `/cards?view=decisions&search=${encodeURIComponent(idToken)}`,
          icon: (
            <span className="st st-paused-evse">
              <StateIcon name="paused-evse" />
            </span>
          ),
          label: idToken,
          note: stationIdentity,
        })),
    },
    {
      id: "pages",
      title: t("pages"),
      items: pages.map((page) => ({
        id: `page-${page.id}`,
        href: page.href,
        icon: <Icon name={page.icon} />,
        label: page.label,
      })),
    },
  ];

  return (
    <>
      <button type="button" className="search" onClick={() => setOpen(true)} aria-keyshortcuts="Meta+K Control+K">
        <Icon name="search" />
        <span className="only-desk">{t("placeholder")}</span>
        <span className="only-phone">{t("short")}</span>
        <kbd className="only-desk">⌘K</kbd>
      </button>
      <CommandPalette
        open={open}
        onOpenChange={(next) => {
          setOpen(next);
          if (!next) setText("");
        }}
        text={text}
        onText={setText}
        groups={groups}
        searching={wanted !== text.trim() || (found.isFetching && wanted.length > 0)}
        placeholder={t("placeholder")}
      />
    </>
  );
}
