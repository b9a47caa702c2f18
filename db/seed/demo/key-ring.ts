import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Secrets of this installation, each in a file that only its owner reads, beside those that npm start makes. */
export type KeyRing = {
  path(name: string): string;
  read(name: string): string | undefined;
  write(name: string, secret: string): void;
  /** Made once. */
  secret(name: string): string;
};

export function keyRing(dataDir: string): KeyRing {
  const folder = join(dataDir, "keys");
  const path = (name: string) => join(folder, name);
  const read = (name: string) => {
    try {
      return readFileSync(path(name), "utf8").trim() || undefined;
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
      throw error;
    }
  };
  const write = (name: string, secret: string) => {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(path(name), `${secret}\n`, { mode: 0o600 });
  };
  return {
    path,
    read,
    write,
    secret(name) {
      const known = read(name);
      if (known) return known;
      const made = randomBytes(32).toString("base64url");
      write(name, made);
      return made;
    },
  };
}
