// MapLibre loads its worker by URL and bundlers leave it out: the two worker files and the land of the offline map
// are served from public/maplibre.
import { copyFileSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const require = createRequire(import.meta.url);
const maplibre = join(dirname(require.resolve("maplibre-gl/package.json")), "dist");
const target = fileURLToPath(new URL("../public/maplibre", import.meta.url));

mkdirSync(target, { recursive: true });
for (const file of ["maplibre-gl-worker.mjs", "maplibre-gl-shared.mjs"])
  copyFileSync(join(maplibre, file), join(target, file));
copyFileSync(require.resolve("world-atlas/countries-50m.json"), join(target, "countries.json"));
