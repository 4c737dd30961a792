// Somebody who has only typed `make run`: from the address that it says to an article with its claims, by what is on screen.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { arrives, launchOptions, root, until, visit } from './browser.mjs';
import { picture, SIZE } from './pictures.mjs';

/** `make run` with a data folder that does not exist yet; resolves to the address that it says. */
async function makeRun(data) {
  const { MAKEFLAGS: _, MAKELEVEL: __, ...env } = process.env;
  const child = spawn('make', ['-s', 'run', 'LISTEN=127.0.0.1:0', `DATA=${data}`], { cwd: root, env: { ...env, NO_INSTALL: '1' }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  const address = await new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (piece) => {
        said += piece;
        const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
        if (found) resolve(found[0]);
      });
    }
    child.on('close', (code) => reject(new Error(`make run ended: ${code}\n${said}`)));
  });
  const stop = () =>
    new Promise((done) => {
      child.on('close', done);
      process.kill(-child.pid, 'SIGTERM');
    });
  return { address, stop };
}

let browser, server, folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'claimd-newcomer-'));
  [server, browser] = await Promise.all([makeRun(join(folder, 'var')), chromium.launch(launchOptions)]);
});
after(async () => {
  await browser?.close();
  await server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

/** How many of these elements are on screen as a whole, without scrolling. */
const onScreen = (page, selector) =>
  page.locator(selector).evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).filter(({ top, bottom, height }) => height > 0 && top >= 0 && bottom <= innerHeight).length);

const topOf = (locator) => locator.evaluate((one) => one.getBoundingClientRect().top);

/** The words that a highlight is painted on, and where. */
async function words(page, name) {
  await page.waitForFunction((name) => CSS.highlights.has(name), name);
  return page.evaluate((name) => {
    const [{ startContainer, startOffset, endContainer, endOffset }] = CSS.highlights.get(name);
    const range = document.createRange();
    range.setStart(startContainer, startOffset);
    range.setEnd(endContainer, endOffset);
    return { text: range.toString(), top: range.getBoundingClientRect().top };
  }, name);
}

test('from make run to an article with its claims', async () => {
  const { page, said } = await visit(browser, server.address, { viewport: SIZE });
  await page.waitForSelector('.columns .row-main');
  await picture(page, 'newcomer-1-library');
  assert.ok((await onScreen(page, '.columns section:first-of-type .row-main')) >= 4, 'articles are in sight');
  assert.equal(await page.locator('.home a[href]').filter({ hasText: 'undecided' }).count(), 0, 'no way leads to an empty list');

  const first = page.locator('.columns section:first-of-type .row-main').first();
  const title = await first.textContent();
  await first.click();
  await page.waitForSelector('.note');
  assert.equal(await page.locator('h1').textContent(), title);
  await page.reload(); // our letters are here by now
  await page.waitForSelector('.note');
  await picture(page, 'newcomer-2-article');
  assert.ok((await onScreen(page, '.note')) >= 3, 'claims are in sight');

  // Pointing at a note marks its words, which are near.
  const note = page.locator('.note').nth(1);
  await note.hover();
  const near = async ({ top }) => Math.abs(top - (await topOf(note)));
  const hovered = await words(page, 'hovered');
  const claim = await (await fetch(`${server.address}v1/claims/${await note.getAttribute('data-claim')}`)).json();
  assert.equal(hovered.text, claim.anchor.exact);
  assert.ok((await until(() => near(hovered), (now) => now < 150)) < 150, `${hovered.top} and ${await topOf(note)}`);

  // What it says more is a press away, right beside the words.
  await note.getByRole('link').click();
  await note.getByText('Held by').waitFor();
  const apart = async () => Math.abs((await words(page, 'active')).top - (await topOf(note)));
  assert.ok((await until(apart, (now) => now < 30)) < 30);
  await page.mouse.move(500, 600);
  await page.mouse.wheel(0, -1000);
  await page.waitForTimeout(300);
  await picture(page, 'newcomer-3-claim');
  await arrives(page, /#claim-[0-9a-z]{13}$/);

  // And so is who is spoken of.
  await page.locator('.named .chip').first().click();
  await page.locator('.card h3').waitFor();
  await page.locator('.card').getByText(/Also in|No other article/).waitFor();
  await page.waitForTimeout(400);
  await picture(page, 'newcomer-4-name');
  assert.deepEqual(said, []);
  await page.context().close();
});

test('the same on a telephone', async () => {
  const { page, said } = await visit(browser, server.address, { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });
  await page.waitForSelector('.columns .row-main');
  await picture(page, 'newcomer-5-telephone');
  assert.ok((await onScreen(page, '.columns .row-main')) >= 1, 'an article is in sight');
  await page.locator('.columns .row-main').first().tap();
  await page.locator('.sheet').getByText(/\d+ claims/).waitFor();
  await picture(page, 'newcomer-6-telephone-article');
  await page.getByRole('button', { name: 'Next claim' }).tap();
  await page.locator('.sheet .note-open').waitFor();
  await page.waitForTimeout(300);
  await picture(page, 'newcomer-7-telephone-claim');
  const id = await page.locator('.sheet .note').getAttribute('data-claim');
  const claim = await (await fetch(`${server.address}v1/claims/${id}`)).json();
  assert.equal(await page.locator('.sheet .note-text').textContent(), claim.text);
  // The sheet leaves the claim's own words in sight.
  const sheet = await topOf(page.locator('.sheet'));
  const { top } = await until(() => words(page, 'active'), (now) => now.top > 0 && now.top < sheet);
  assert.ok(top > 0 && top < sheet, `${top}`);
  assert.deepEqual(said, []);
  await page.context().close();
});
