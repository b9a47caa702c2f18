export type Role = "operator" | "platform";

export type Me = {
  user: { id: string; name: string; email: string };
  role: Role;
  /** Null for a platform admin. */
  tenant: { id: string; slug: string; name: string; currency: string; timeZone: string } | null;
  /** A street map style, or null for the built-in one that needs no internet. */
  mapStyleUrl: string | null;
};

/** Numbers beside the entries of the side navigation. */
export type NavCounts = { stations: number; activeSessions: number; tenants: number };
