import { expectAccessible } from "./accessibility";
import { dress, everyPage, looks, visit } from "./every-page";
import { expect, test } from "./product";

test.describe.configure({ mode: "parallel" });

for (const one of everyPage)
  test(`${one.name}: no violation in light and dark, wide and on a phone, and nothing scrolls sideways`, async ({
    page,
  }) => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await visit(page, one);
    for (const look of looks)
      await test.step(look.name, async () => {
        await dress(page, look);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(look.width);
        await expectAccessible(page);
      });
  });
