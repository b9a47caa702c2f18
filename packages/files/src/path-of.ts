import { join } from "node:path";
import type { FileKey } from "./file-store";

export class BadFileKeyError extends Error {
  constructor(part: string) {
    super(`Not a name that a file may have: ${JSON.stringify(part.slice(0, 80))}`);
    this.name = "BadFileKeyError";
  }
}

// Begins with a letter or digit, so neither `..` nor a hidden file nor an option of some program; no separator of any system.
const plainWord = /^[A-Za-z0-9][A-Za-z0-9._-]{0,119}$/;

/** Where a file lies below `root`. Whatever the key says, it stays below the folder of its tenant. */
export function pathOf(root: string, { tenantId, name }: FileKey): string {
  if (!plainWord.test(tenantId)) throw new BadFileKeyError(tenantId);
  const words = name.split("/");
  if (words.length > 8) throw new BadFileKeyError(name);
  for (const word of words) if (!plainWord.test(word) || word.endsWith(".part")) throw new BadFileKeyError(name);
  return join(root, tenantId, ...words);
}
