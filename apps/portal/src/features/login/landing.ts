/** Where a login leads: a place of ours, as a path. Anything that could lead elsewhere leads to the start. */
export function landing(asked: string | string[] | undefined, origin?: string): string {
  if (typeof asked !== "string" || hasControl(asked)) return "/";
  // next-auth writes the whole address of the page that asked.
  const path = origin !== undefined && asked.startsWith(`${origin}/`) ? asked.slice(origin.length) : asked;
  // Browsers read a backslash as a slash: "/\host" leaves, as "//host" does.
  if (!/^\/(?![/\\])/.test(path)) return "/";
  const { host, pathname, search, hash } = new URL(path, ours);
  // A dot segment may leave two slashes at the front.
  if (host !== new URL(ours).host || pathname.startsWith("//")) return "/";
  return /^\/(login|api)(\/|$)/.test(pathname) ? "/" : pathname + search + hash;
}

const ours = "http://portal.invalid";

// A browser drops tabs and line ends, and what is left may name another host.
const hasControl = (text: string) => [...text].some((letter) => letter <= " " || letter === "\u007f");
