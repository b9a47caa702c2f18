import { join } from "node:path";
import { dress, everyPage, looks, visit } from "./every-page";
import { test } from "./product";

/** With SCREENS=1 the pictures of docs/screens are renewed; else they are only taken, to see that they can be. */
const folder = process.env.SCREENS ? join(import.meta.dirname, "..", "docs", "screens") : undefined;
const kept = new Set(["1440-light", "1440-dark", "390-light"]);

test.describe.configure({ mode: "parallel" });

for (const one of everyPage)
  test(`a picture of ${one.name}`, async ({ page }, info) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await visit(page, one);
    for (const look of looks.filter(({ name }) => kept.has(name))) {
      await dress(page, look);
      const path = folder ? join(folder, `${one.name}-${look.name}.png`) : info.outputPath(`${look.name}.png`);
      await page.screenshot({ path, animations: "disabled", scale: "css" });
    }
  });
