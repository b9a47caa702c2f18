import type { IconName } from "@/ui/icon-shapes";
import type { NavCounts, Role } from "./me";

export type Place = {
  id:
    | "overview"
    | "map"
    | "stations"
    | "sessions"
    | "tariffs"
    | "templates"
    | "reports"
    | "settings"
    | "tenants"
    | "reservations"
    | "cards";
  href: string;
  icon: IconName;
  count?: keyof NavCounts;
  /** Pages that belong to it though their address does not begin with its own. */
  also?: string[];
};

/** The side, by job. What a role may not see is not there. */
export const places: Record<Role, Place[][]> = {
  operator: [
    [
      { id: "overview", href: "/", icon: "grid" },
      { id: "map", href: "/map", icon: "map" },
      { id: "stations", href: "/stations", icon: "station", count: "stations", also: ["/bulk-commands"] },
      { id: "sessions", href: "/sessions", icon: "pulse", count: "activeSessions" },
      { id: "reservations", href: "/reservations", icon: "clock" },
    ],
    [
      { id: "tariffs", href: "/tariffs", icon: "tag" },
      { id: "templates", href: "/templates", icon: "colset", also: ["/new-template"] },
      { id: "cards", href: "/cards", icon: "users", also: ["/import-cards"] },
    ],
    [{ id: "reports", href: "/reports", icon: "doc" }],
    [{ id: "settings", href: "/settings", icon: "gear" }],
  ],
  platform: [[{ id: "tenants", href: "/tenants", icon: "building", count: "tenants" }]],
};

export const isAt = ({ href, also = [] }: Place, path: string) =>
  href === "/" ? path === "/" : [href, ...also].some((at) => path === at || path.startsWith(`${at}/`));
