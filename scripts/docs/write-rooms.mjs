import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../root.mjs";
import { roomPages, staleRooms } from "./rooms.mjs";

if (process.argv.includes("--check")) {
  const stale = staleRooms();
  for (const fault of stale) process.stderr.write(`${fault}\n`);
  process.exitCode = stale.length === 0 ? 0 : 1;
} else {
  mkdirSync(join(root, "docs/rooms"), { recursive: true });
  for (const { path, text } of roomPages()) writeFileSync(join(root, path), text);
}
