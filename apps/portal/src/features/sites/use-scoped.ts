"use client";
import { useSearchParams } from "next/navigation";

/** Keeps the chosen site in a link to another page. */
export function useScoped(): (href: string) => string {
  const site = useSearchParams().get("site");
  return (href) => (site ? `${href}${href.includes("?") ? "&" : "?"}site=${site}` : href);
}
