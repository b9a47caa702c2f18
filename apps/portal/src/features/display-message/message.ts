import type { inferRouterOutputs } from "@trpc/server";
import type { AppRouter } from "@/server/root";
import type { Tone } from "@/ui/tag";

export type ListedMessage = inferRouterOutputs<AppRouter>["displayMessage"]["list"]["items"][number];
export type Standing = ListedMessage["standing"];
export type MessageContent = NonNullable<ListedMessage["wanted"]>;

export const priorities = ["AlwaysFront", "InFront", "NormalCycle"] as const;
export const states = ["Idle", "Charging", "Faulted", "Unavailable"] as const;
export const formats = ["UTF8", "ASCII", "HTML", "URI"] as const;

export const tones: Record<Standing | "over", Tone> = {
  shown: "good",
  setting: "info",
  clearing: "info",
  missing: "warn",
  differs: "warn",
  unwanted: "warn",
  foreign: "plain",
  gone: "plain",
  over: "plain",
};

/** A message whose end has come need not be there any more. */
export const standingOf = ({ standing, isOver }: ListedMessage): Standing | "over" =>
  isOver && (standing === "shown" || standing === "missing") ? "over" : standing;

const parts = {
  text: ({ message }) => message.content,
  priority: ({ priority }) => priority,
  state: ({ state }) => state,
  format: ({ message }) => message.format,
  language: ({ message }) => message.language?.toLowerCase(),
  starts: ({ startDateTime }) => startDateTime && Date.parse(startDateTime),
  ends: ({ endDateTime }) => endDateTime && Date.parse(endDateTime),
  session: ({ transactionId }) => transactionId,
} satisfies Record<string, (content: MessageContent) => unknown>;
export type Part = keyof typeof parts;

/** In what the two differ. */
export const differences = (wanted: MessageContent, actual: MessageContent): Part[] =>
  (Object.keys(parts) as Part[]).filter((part) => parts[part](wanted) !== parts[part](actual));
