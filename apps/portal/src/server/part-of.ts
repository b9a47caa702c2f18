const parts: [RegExp, string][] = [
  [/^\/api\/v1\/openapi\.json$/, "docs"],
  [/^\/api\/v1(\/|$)/, "api"],
  [/^\/api\/docs$/, "docs"],
  [/^\/api\/trpc\//, "trpc"],
  [/^\/api\/auth\//, "login"],
  [/^\/login$/, "login"],
  [/^\/api\/reports\//, "files"],
  [/^\/(healthz|readyz|metrics)$/, "health"],
  [/^\/(_next|maplibre)\//, "assets"],
  [/\.(svg|ico|png)$/, "assets"],
];
const pages = new Set([
  "",
  "add-station",
  "bulk-commands",
  "cards",
  "import-cards",
  "map",
  "new-tariff",
  "new-template",
  "reports",
  "reservations",
  "sessions",
  "settings",
  "stations",
  "tariffs",
  "templates",
  "tenants",
]);

/** What a URL asks for, in one of few words: a list page and the page of one of its rows are two, and what is not ours is one. */
export function partOf(url: string): string {
  const path = url.split("?")[0] ?? "";
  const known = parts.find(([pattern]) => pattern.test(path));
  if (known) return known[1];
  const [section = "", ...rest] = path.split("/").slice(1);
  if (!pages.has(section)) return "other";
  return rest.filter(Boolean).length > 0 ? `/${section}/*` : `/${section}`;
}
