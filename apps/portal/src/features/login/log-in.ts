export type LoginOutcome = "in" | "wrong" | "tooMany" | "noAccess" | "unreachable" | "failed";

/** Asks next-auth for a session cookie. Its own client leaves the page when the portal cannot be reached; this one says so. */
export async function logIn(email: string, password: string): Promise<LoginOutcome> {
  try {
    const { csrfToken } = await json<{ csrfToken: string }>(await fetch("/api/auth/csrf", { cache: "no-store" }));
    const answer = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      body: new URLSearchParams({ email, password, csrfToken, callbackUrl: "/", json: "true" }),
    });
    const { url } = await json<{ url: string }>(answer);
    return outcomeOf(new URL(url, window.location.href).searchParams.get("error"));
  } catch (error) {
    // A fetch that finds nobody is a TypeError; what is no JSON is not our portal's answer.
    return error instanceof TypeError ? "unreachable" : "failed";
  }
}

/** The codes that a login ends with, ours and next-auth's. */
export const outcomeOf = (code: string | null): LoginOutcome =>
  code === null ? "in" : (outcomes[code as keyof typeof outcomes] ?? "failed");

const outcomes = { CredentialsSignin: "wrong", TooManyTries: "tooMany", NoAccess: "noAccess" } as const;

const json = async <T>(answer: Response): Promise<T> => (await answer.json()) as T;
