import { type ErrorCode, shortened } from "./errors";
import { isStorable, refuseUnstorableText } from "./unstorable-text";

export type JsonObject = Record<string, unknown>;

export interface CallFrame {
  kind: "call";
  id: string;
  action: string;
  payload: JsonObject;
}
export interface ResultFrame {
  kind: "result";
  id: string;
  payload: JsonObject;
}
/** `code` and `details` as received: stations send codes nobody defined, and strings as details. See readErrorCode. */
export interface ErrorFrame {
  kind: "error";
  id: string;
  code: string;
  description: string;
  details: unknown;
}
export type Frame = CallFrame | ResultFrame | ErrorFrame;

/** The id of a CALLERROR about a frame whose own id cannot be read, or may not be repeated. */
export const unreadableId = "-1";
const longestId = 36;
/** Real payloads are less than ten deep; a thousandfold nesting would overflow the stack of whoever writes it out. */
const deepest = 64;

/**
 * A text that is no frame. `kind` is set where the type could be read. With `ignore` nothing is answered: the type is
 * unknown (E4), or the text was itself an answer; then `id` is the call it meant to answer.
 */
export class FrameError extends Error {
  readonly id: string;
  readonly code: ErrorCode;
  readonly description: string;
  readonly kind: Frame["kind"] | undefined;
  readonly ignore: boolean;

  constructor(
    code: ErrorCode,
    description: string,
    about: { id?: string; kind?: Frame["kind"]; ignore?: boolean } = {},
  ) {
    super(`${code}: ${description}`);
    this.name = "FrameError";
    this.id = about.id ?? unreadableId;
    this.code = code;
    this.description = shortened(description);
    this.kind = about.kind;
    this.ignore = about.ignore ?? (about.kind === "result" || about.kind === "error");
  }
}

/** Reads one text of the socket. Throws nothing but FrameError. */
export function decodeFrame(text: string): Frame {
  const elements = parseArray(text);
  const kind = kindOf(elements);
  const id = idOf(elements, kind);
  const refuse = (code: ErrorCode, why: string) => new FrameError(code, why, { id, kind });
  refuseUnstorableText(text, elements, (why) => refuse("FormatViolation", why));
  if (kind === "error") return errorFrame(elements, id, refuse);
  return kind === "call" ? callFrame(elements, id, refuse) : resultFrame(elements, id, refuse);
}

export function encodeFrame(frame: Frame): string {
  const { kind, id } = frame;
  if (kind === "call") return JSON.stringify([2, id, frame.action, frame.payload]);
  if (kind === "result") return JSON.stringify([3, id, frame.payload]);
  return JSON.stringify([4, id, frame.code, shortened(frame.description), frame.details ?? {}]);
}

function parseArray(text: string): unknown[] {
  if (isTooDeep(text)) throw new FrameError("RpcFrameworkError", `the message is nested more than ${deepest} deep`);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new FrameError("RpcFrameworkError", "the message is not JSON");
  }
  if (!Array.isArray(parsed)) throw new FrameError("RpcFrameworkError", "the message is not a JSON array");
  return parsed;
}

const kinds: Record<number, Frame["kind"]> = { 2: "call", 3: "result", 4: "error" };

function kindOf(elements: unknown[]): Frame["kind"] {
  const type = elements[0];
  if (typeof type !== "number" || !Number.isInteger(type))
    throw new FrameError("RpcFrameworkError", "the message does not begin with a message type number");
  const kind = kinds[type];
  if (kind) return kind;
  const id = readableId(elements[1]) ?? unreadableId;
  throw new FrameError("MessageTypeNotSupported", "the message type number is unknown", { id, ignore: true });
}

function idOf(elements: unknown[], kind: Frame["kind"]): string {
  const id = readableId(elements[1]);
  if (id !== undefined) return id;
  const why = typeof elements[1] === "string" ? `must be text of 1 to ${longestId} characters` : "must be a string";
  throw new FrameError("RpcFrameworkError", `the message id ${why}`, { kind });
}

const readableId = (id: unknown) =>
  typeof id === "string" && id.length > 0 && id.length <= longestId && isStorable(id) ? id : undefined;

type Refuse = (code: ErrorCode, why: string) => FrameError;

function callFrame(elements: unknown[], id: string, refuse: Refuse): CallFrame {
  const [, , action, payload] = elements;
  if (elements.length !== 4) throw refuse("RpcFrameworkError", "a CALL must have 4 elements");
  if (typeof action !== "string") throw refuse("RpcFrameworkError", "the action must be a string");
  if (!isObject(payload)) throw refuse("ProtocolError", "the payload must be an object");
  return { kind: "call", id, action, payload };
}

function resultFrame(elements: unknown[], id: string, refuse: Refuse): ResultFrame {
  const [, , payload] = elements;
  if (elements.length !== 3) throw refuse("RpcFrameworkError", "a CALLRESULT must have 3 elements");
  if (!isObject(payload)) throw refuse("ProtocolError", "the payload must be an object");
  return { kind: "result", id, payload };
}

// Stations leave out the description or the details; what counts is that the call was refused.
function errorFrame(elements: unknown[], id: string, refuse: Refuse): ErrorFrame {
  const [, , code, description = "", details = {}] = elements;
  if (elements.length < 3 || elements.length > 5) throw refuse("RpcFrameworkError", "a CALLERROR must have 5 elements");
  if (typeof code !== "string") throw refuse("RpcFrameworkError", "the error code must be a string");
  return { kind: "error", id, code, description: typeof description === "string" ? description : "", details };
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Counts brackets outside strings, before JSON.parse builds anything. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 0x22) {
      at = endOfString(text, at);
    } else if (char === 0x5b || char === 0x7b) {
      if (++depth > deepest) return true;
    } else if (char === 0x5d || char === 0x7d) depth--;
  }
  return false;
}

function endOfString(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(at - 1 - backslashes) === 0x5c) backslashes++;
    if (backslashes % 2 === 0) return at;
  }
  return text.length;
}
