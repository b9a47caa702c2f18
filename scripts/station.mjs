// npm run station -- --url ws://localhost:9220/ocpp/northwind/SIM-0001 --password …
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const path = (relative) => fileURLToPath(new URL(`../${relative}`, import.meta.url));

if (!existsSync(path("node_modules/esbuild"))) {
  console.error("Nothing is installed yet: run npm install first.");
  process.exit(1);
}
if (!existsSync(path("schemas/dist/index.js"))) {
  const { status } = spawnSync(process.execPath, ["build.mjs"], { cwd: path("schemas"), stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

const { build } = await import("esbuild");
const outfile = path("node_modules/.cache/stationmaster/station.mjs");
await build({
  entryPoints: [path("packages/simulator/src/cli.ts")],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  logLevel: "error",
  // ws and pino are CommonJS and ask for Node's own modules by require.
  banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' },
});
await import(outfile);
