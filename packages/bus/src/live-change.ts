import { maxMessageBytes } from "./bus";

export interface LiveChange {
  /** `room`: what a room keeps besides; the id is the room's name. */
  kind: "station" | "connector" | "transaction" | "command" | "message" | "report" | "variables" | "room";
  id: string;
  stationId?: string;
  /** Of a command: it has its outcome, which somebody may wait for; such news goes out at once. */
  isSettled?: true;
}

const kinds = ["station", "connector", "transaction", "command", "message", "report", "variables", "room"] as const;

export const changesTopic = "live";
export const watchingTopic = "live-watching";

export const keyOf = ({ kind, id, stationId = "", isSettled }: LiveChange) =>
  `${kind} ${id} ${stationId}${isSettled ? " settled" : ""}`;

/** Changes of one tenant; `changes` undefined says that there were too many to tell: read anew what is shown. */
export interface News {
  tenantId: string;
  changes: LiveChange[] | undefined;
}

/** As few messages as the limit of the bus allows. */
export function encodeNews({ tenantId, changes }: News): string[] {
  const head = JSON.stringify(tenantId);
  if (!changes) return [`[${head}]`];
  const messages: string[] = [];
  let body = "";
  for (const change of changes) {
    const part = `,${JSON.stringify(partsOf(change))}`;
    if (body && Buffer.byteLength(head) + Buffer.byteLength(body) + Buffer.byteLength(part) + 2 > maxMessageBytes) {
      messages.push(`[${head}${body}]`);
      body = "";
    }
    body += part;
  }
  if (body) messages.push(`[${head}${body}]`);
  return messages;
}

const partsOf = ({ kind, id, stationId, isSettled }: LiveChange) =>
  isSettled
    ? [kinds.indexOf(kind), id, stationId ?? null, 1]
    : [kinds.indexOf(kind), id, ...(stationId === undefined ? [] : [stationId])];

/** Undefined for what is not news: another version of this program may share the bus. */
export function decodeNews(message: string): News | undefined {
  let parts: unknown;
  try {
    parts = JSON.parse(message);
  } catch {
    return undefined;
  }
  if (!Array.isArray(parts) || typeof parts[0] !== "string") return undefined;
  const [tenantId, ...rest] = parts as [string, ...unknown[]];
  return { tenantId, changes: rest.length === 0 ? undefined : rest.flatMap(readChange) };
}

function readChange(part: unknown): LiveChange[] {
  if (!Array.isArray(part)) return [];
  const [number, id, stationId, settled] = part as unknown[];
  const kind = typeof number === "number" ? kinds[number] : undefined;
  if (!kind || typeof id !== "string") return [];
  return [
    {
      ...{ kind, id },
      ...(typeof stationId === "string" ? { stationId } : {}),
      ...(settled === 1 ? { isSettled: true } : {}),
    },
  ];
}
