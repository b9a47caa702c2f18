import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/root";

export type Transfer = inferRouterOutputs<AppRouter>["dataTransfer"]["list"]["items"][number];

/** As a person reads it: JSON laid out, also where a vendor wraps it in a text; any other text as it is. */
export function layOut(value: unknown): string {
  if (typeof value !== "string") return JSON.stringify(value, null, 2);
  return /^\s*[[{]/.test(value) ? (reparsed(value) ?? value) : value;
}

function reparsed(text: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return undefined; // it only looked like JSON
  }
}

export const onOneLine = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

/** What the vendor put into the answer. */
export const answerData = ({ answer }: Pick<Transfer, "answer">): unknown =>
  (answer as { data?: unknown } | null)?.data ?? null;
