import { chromium } from '@playwright/test';
import { chromiumLaunch } from '../../tests/e2e/chromium';

const [width, height] = [1600, 1200];

/** Pictures like photographs of a telephone that were shrunk when they were attached: shapes and grain, some 350 kB each. */
export async function makePhotos(count: number): Promise<Buffer[]> {
  const browser = await chromium.launch(chromiumLaunch());
  try {
    const page = await browser.newPage();
    const photos: Buffer[] = [];
    for (let seed = 1; seed <= count; seed += 1) {
      const address = await page.evaluate(draw, { width, height, seed });
      photos.push(Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'));
    }
    return photos;
  } finally {
    await browser.close();
  }
}

function draw(given: { readonly width: number; readonly height: number; readonly seed: number }): string {
  const canvas = document.createElement('canvas');
  canvas.width = given.width;
  canvas.height = given.height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('nothing to draw on');
  let state = given.seed;
  const random = (): number => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  for (let shape = 0; shape < 400; shape += 1) {
    context.fillStyle = `hsl(${String(random() * 360)} 50% ${String(20 + random() * 60)}%)`;
    context.fillRect(random() * given.width, random() * given.height, random() * 300, random() * 300);
  }
  const drawn = context.getImageData(0, 0, given.width, given.height);
  for (let at = 0; at < drawn.data.length; at += 4) {
    const grain = (random() - 0.5) * 16;
    for (let channel = 0; channel < 3; channel += 1)
      drawn.data[at + channel] = (drawn.data[at + channel] ?? 0) + grain;
  }
  context.putImageData(drawn, 0, 0);
  return canvas.toDataURL('image/jpeg', 0.8);
}
