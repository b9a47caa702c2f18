import { expect, type Page } from "@playwright/test";

/** The map has land, borders or stations on it: while it is empty it has the one colour of water. */
export async function expectMapDrawn(page: Page): Promise<void> {
  const canvas = page.locator("canvas.maplibregl-canvas");
  await expect(canvas).toBeVisible();
  await expect.poll(async () => coloursIn(page, await canvas.screenshot())).toBeGreaterThan(2);
}

/** How many colours a picture has, coarse and with holes; the browser itself decodes it. */
const coloursIn = (page: Page, png: Buffer): Promise<number> =>
  page.evaluate(async (data) => {
    const image = new Image();
    image.src = `data:image/png;base64,${data}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.width, image.height];
    const context = canvas.getContext("2d")!;
    context.drawImage(image, 0, 0);
    // The lower left corner holds the scale, the right edge the buttons.
    const { data: bytes } = context.getImageData(0, 0, image.width * 0.8, image.height * 0.8);
    const seen = new Set<number>();
    for (let at = 0; at < bytes.length; at += 4 * 7)
      seen.add(((bytes[at]! >> 3) << 10) | ((bytes[at + 1]! >> 3) << 5) | (bytes[at + 2]! >> 3));
    return seen.size;
  }, png.toString("base64"));
