// A picture of each step of a test, to be looked at: build/pictures/. Those that the documentation shows go to docs/images/
// too, when IMAGES is set (`make images`).
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../api/server.mjs';

export const SIZE = { width: 1008, height: 620 };
export const MOST_BYTES = 200_000;

/** Steps that the documentation shows, each under the name of its file. */
export const inDocs = {
  'newcomer-3-claim': 'reader.png',
  'keyboard-7-deciding': 'deciding.png',
};

/** Letters of our own come late on a first visit, and `font-display: optional` leaves them out then: a second one has them. */
async function withLetters(page) {
  await page.evaluate(() => document.fonts.ready);
  if (await page.evaluate(() => [...document.fonts].some(({ status }) => status === 'loading' || status === 'error'))) await page.waitForTimeout(300);
}

export async function picture(page, step) {
  const folder = join(root, 'build/pictures');
  mkdirSync(folder, { recursive: true });
  await withLetters(page);
  const options = { animations: 'disabled', caret: 'hide' };
  await page.screenshot({ ...options, path: join(folder, `${step}.png`) });
  const name = inDocs[step];
  if (!name || !process.env.IMAGES) return;
  mkdirSync(join(root, 'docs/images'), { recursive: true });
  const png = await page.screenshot(options);
  if (png.length > MOST_BYTES) throw new Error(`${name} has ${png.length} bytes`);
  writeFileSync(join(root, 'docs/images', name), png);
}
