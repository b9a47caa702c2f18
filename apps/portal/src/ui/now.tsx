"use client";
import { createContext, type ReactNode, useContext, useSyncExternalStore } from "react";

// One clock for the page: ages tick together, and the first render in the browser shows the server's time.
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

const FirstNow = createContext<number | null>(null);

export function NowProvider({ at, children }: { at: number; children: ReactNode }) {
  return <FirstNow value={at}>{children}</FirstNow>;
}

/** When the server drew the page. */
export const useFirstNow = (): number => useContext(FirstNow) ?? now;

/** The time in milliseconds, renewed every second while the page is looked at. */
export function useNow(): number {
  const first = useContext(FirstNow);
  return useSyncExternalStore(
    listen,
    () => now,
    () => first ?? now,
  );
}

function listen(onTick: () => void) {
  listeners.add(onTick);
  if (listeners.size === 1) {
    now = Date.now();
    timer = setInterval(tick, 1000);
  }
  return () => {
    listeners.delete(onTick);
    if (listeners.size === 0) clearInterval(timer);
  };
}

function tick() {
  if (document.hidden) return;
  now = Date.now();
  for (const onTick of listeners) onTick();
}
