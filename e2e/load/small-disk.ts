import { execFile } from "node:child_process";
import { existsSync, writeFileSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const enough = "4g";
const pageBytes = 4096;

/** A file system in memory, whose end is where we say. */
export function smallDisk(folder: string) {
  const resize = (size: string) => run("mount", ["-o", `remount,size=${size}`, folder]);
  return {
    /** Not a page is left but the few that are named. */
    async fill(leftBytes = 0): Promise<void> {
      const ballast = join(folder, "ballast");
      // Without anything on it there is no end to set.
      if (!existsSync(ballast)) writeFileSync(ballast, "x");
      const { blocks, bfree, bsize } = await statfs(folder);
      const used = (blocks - bfree) * bsize;
      await resize(String(Math.max(pageBytes, used + leftBytes)));
    },
    free: (): Promise<unknown> => resize(enough),
  };
}
