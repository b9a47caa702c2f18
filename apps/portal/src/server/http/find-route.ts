import type { Method, Route } from "./route";
import { routes } from "./routes";

type Found =
  | { kind: "route"; route: Route; params: Record<string, string> }
  | { kind: "other-method"; allowed: Method[] }
  | { kind: "nothing" };

/** `path` is what follows /api/v1, still percent-encoded: a slash inside an identity is no separator. */
export function findRoute(method: string, path: string): Found {
  const parts = decodedParts(path);
  if (!parts) return { kind: "nothing" };
  const matches = routes.flatMap((route) => {
    const params = paramsOf(route.path, parts);
    return params ? [{ route, params }] : [];
  });
  const match = matches.find(({ route }) => route.method === method);
  if (match) return { kind: "route", ...match };
  return matches.length > 0
    ? { kind: "other-method", allowed: matches.map(({ route }) => route.method) }
    : { kind: "nothing" };
}

function decodedParts(path: string): string[] | undefined {
  try {
    return path.split("/").filter(Boolean).map(decodeURIComponent);
  } catch {
    return undefined;
  }
}

function paramsOf(template: string, parts: string[]): Record<string, string> | undefined {
  const wanted = template.split("/").filter(Boolean);
  if (wanted.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, word] of wanted.entries()) {
    const name = /^\{(\w+)\}$/.exec(word)?.[1];
    if (name) params[name] = parts[index]!;
    else if (word !== parts[index]) return undefined;
  }
  return params;
}
