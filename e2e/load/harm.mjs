import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

/** What a product is told so that its clock can be set from a file, and that a dead line is noticed within seconds. */
export const harmingEnv = (clockFile) => ({
  NODE_OPTIONS: `--import=${new URL("shift-clock.mjs", import.meta.url)}`,
  LOAD_CLOCK_FILE: clockFile,
  OCPP_PING_SECONDS: "2",
});

/** File systems in memory under the data of a product and its reports; undefined where we may not mount any. */
export function mountDisks(dataDir) {
  const disks = { data: dataDir, files: join(dataDir, "files") };
  const mounted = [];
  const unmount = () => {
    for (const folder of mounted.reverse()) spawnSync("umount", ["-l", folder]);
  };
  for (const folder of [disks.data, disks.files]) {
    mkdirSync(folder, { recursive: true });
    // Postgres, which does not run as root, must get through.
    const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=4g,mode=0711", "tmpfs", folder]);
    if (status !== 0) {
      unmount();
      return undefined;
    }
    mounted.push(folder);
  }
  return { disks, unmount };
}
