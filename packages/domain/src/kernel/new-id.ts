import { v7 as uuidv7 } from "uuid";

/** Drawn for many ids at once: asking the system for a few bytes costs more than all the rest of an id. */
const drawn = new Uint8Array(16 * 256);
let used = drawn.length;
let last = { at: 0, count: 0 };

function random(): Uint8Array {
  if (used === drawn.length) {
    crypto.getRandomValues(drawn);
    used = 0;
  }
  used += 16;
  return drawn.subarray(used - 16, used);
}

/** An id for what is made often: a UUIDv7 of that moment, or of now and then greater than all before it in this process. */
export function newId(at?: Date): string {
  if (at) return uuidv7({ msecs: at.getTime(), random: random() });
  const now = Date.now();
  last = now > last.at ? { at: now, count: 0 } : { at: last.at, count: last.count + 1 };
  return uuidv7({ msecs: last.at, seq: last.count, random: random() });
}
