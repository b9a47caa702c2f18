import { rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { build } from "esbuild";

// Run in a package's folder: bundles the entries that its package.json names into dist/.
// Packages of this repository are bundled in, since they are TypeScript; all others stay in node_modules.
const { name, stationmaster } = JSON.parse(await readFile("package.json", "utf8"));
const entries = stationmaster?.entries;
if (!entries) throw new Error(`${name} names no entries: "stationmaster": {"entries": {"main": "src/main.ts"}}`);

const othersStayOutside = {
  name: "others-stay-outside",
  setup(bundler) {
    bundler.onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" || path.startsWith("@stationmaster/") ? undefined : { path, external: true },
    );
  },
};

rmSync("dist", { recursive: true, force: true });
await build({
  entryPoints: entries,
  outdir: "dist",
  bundle: true,
  splitting: true,
  chunkNames: "chunks/[name]-[hash]",
  platform: "node",
  format: "esm",
  target: "node20.19",
  sourcemap: true,
  plugins: [othersStayOutside],
  logLevel: "warning",
});
