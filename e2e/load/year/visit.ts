import { median } from "../latencies";
import type { Address } from "./addresses";

export type Visited = { name: string; median: number; worst: number; kilobytes: number };

/** Asks one address again and again, to the last byte; the first visits, which fill caches and make plans, do not count. */
export async function visit(
  portalUrl: string,
  { name, path, isApi }: Address,
  headers: { cookie: string; apiKey: string },
  { visits, warmUps }: { visits: number; warmUps: number },
): Promise<Visited> {
  const taken: number[] = [];
  let bytes = 0;
  for (let n = -warmUps; n < visits; n++) {
    const askedAt = performance.now();
    const response = await fetch(portalUrl + path, {
      headers: isApi ? { authorization: `Bearer ${headers.apiKey}` } : { cookie: headers.cookie },
      redirect: "manual",
    });
    bytes = (await response.arrayBuffer()).byteLength;
    if (response.status !== 200) throw new Error(`${path} answers ${response.status}`);
    if (n >= 0) taken.push(performance.now() - askedAt);
  }
  return { name, median: median(taken), worst: Math.max(...taken), kilobytes: bytes / 1024 };
}

/** The cookies of somebody who has signed in. */
export async function signIn(
  portalUrl: string,
  { email, password }: { email: string; password: string },
): Promise<string> {
  const csrf = await fetch(`${portalUrl}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const response = await fetch(`${portalUrl}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { cookie: cookiesOf(csrf), origin: portalUrl },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
    redirect: "manual",
  });
  const cookie = cookiesOf(response);
  if (!cookie.includes("session-token")) throw new Error(`the login is refused: ${response.status}`);
  return cookie;
}

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
