import { join } from "node:path";
import { dress, everyPage, looks, visit } from "./every-page";
import { test } from "./product";

/** Run with SCREENS=1 only: renews the pictures of docs/screens. */
const folder = join(import.meta.dirname, "..", "docs", "screens");
const kept = new Set(["1440-light", "1440-dark", "390-light"]);

test.describe.configure({ mode: "parallel" });

for (const one of everyPage)
  test(`a picture of ${one.name}`, async ({ page }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await visit(page, one);
    for (const look of looks.filter(({ name }) => kept.has(name))) {
      await dress(page, look);
      const path = join(folder, `${one.name}-${look.name}.png`);
      await page.screenshot({ path, animations: "disabled", scale: "css" });
    }
  });
