/** What a reader chose for this browser: kept in cookies, so that the server draws the first page right. */
export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];
export type Density = "comfortable" | "compact";

export const isTheme = (text: string | undefined): text is Theme => themes.includes(text as Theme);

export function setTheme(theme: Theme) {
  keep("theme", theme);
  if (theme === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}

export function setDensity(density: Density) {
  keep("density", density);
  if (density === "comfortable") delete document.documentElement.dataset.density;
  else document.documentElement.dataset.density = density;
}

export function setLocale(locale: string) {
  keep("locale", locale);
}

function keep(name: string, value: string) {
  // biome-ignore lint/suspicious/noDocumentCookie: the cookie store interface is not there in every browser we serve
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}
