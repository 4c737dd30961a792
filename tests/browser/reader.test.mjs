// Reading an article with its claims, and deciding on a suggestion, in a real browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { ADMIN, arrives, becomesEqual, launchOptions, library, until, visit } from './browser.mjs';

let browser, claimd, article;
before(async () => {
  claimd = await library();
  browser = await chromium.launch(launchOptions);
  article = (await (await fetch(`${claimd.origin}/v1/articles?q=chess&fields=id`)).json()).data[0].id;
});
after(async () => {
  await browser?.close();
  await claimd?.stop();
});

const open = async (path, options) => {
  const { page, said } = await visit(browser, `${claimd.origin}${path}`, options);
  await page.waitForSelector('.body');
  return { page, said };
};

test('no note covers another, and an open one is in the address', async () => {
  const { page } = await open(`/articles/${article}`);
  await page.waitForSelector('.note');
  const boxesOf = () => page.locator('.notes > li').evaluateAll((all) => all.map((one) => one.getBoundingClientRect()).map(({ top, bottom }) => ({ top, bottom })));
  const covered = (boxes) => boxes.flatMap(({ top }, i) => (i > 0 && top < boxes[i - 1].bottom - 1 ? [i] : []));
  const boxes = await until(boxesOf, (now) => now.length > 1 && covered(now).length === 0);
  assert.ok(boxes.length > 1);
  assert.deepEqual(covered(boxes), []);
  await page.locator('.note-text a').nth(2).click();
  await arrives(page, /#claim-[0-9a-z]{13}$/);
  assert.equal(await page.locator('.note-open').count(), 1);
  await page.context().close();
});

test('a press anywhere on a closed note opens it, and an open one has words to select', async () => {
  const { page } = await open(`/articles/${article}`);
  await page.waitForSelector('.note');
  const id = await page.locator('.notes .note').nth(2).getAttribute('data-claim');
  /** What a press on the line below the words would reach. */
  const reached = () => page.evaluate((claim) => {
    const box = document.querySelector(`[data-claim="${claim}"] .note-kind`).getBoundingClientRect();
    return document.elementFromPoint(box.x + 4, box.y + 4)?.closest('a, [data-claim]')?.getAttribute('href') ?? 'words';
  }, id);
  await becomesEqual(reached, `#claim-${id}`);
  await page.locator(`[data-claim="${id}"] .note-text a`).focus();
  await page.keyboard.press('Enter');
  await becomesEqual(() => page.evaluate(() => document.querySelector('.note-open')?.dataset.claim), id);
  await becomesEqual(reached, 'words');
  await page.context().close();
});

test('what is opened while the page is busy stays open', async () => {
  const { page } = await open(`/articles/${article}`);
  await page.waitForSelector('.note');
  const opened = () => page.evaluate(() => document.querySelector('.note-open')?.dataset.claim);
  await page.keyboard.press('j');
  const first = await until(opened, (id) => id !== undefined);
  // The address of the first is due when the second is opened, and the next frame is late.
  await page.evaluate(() => {
    const { requestAnimationFrame } = globalThis;
    globalThis.requestAnimationFrame = (draw) => setTimeout(() => requestAnimationFrame(draw), 300);
    const end = performance.now() + 400;
    while (performance.now() < end);
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'j', bubbles: true, cancelable: true }));
  });
  const second = await until(opened, (id) => id !== first);
  assert.notEqual(second, first);
  await page.waitForTimeout(1000);
  assert.equal(await opened(), second);
  await until(() => page.evaluate(() => location.hash), (hash) => hash === `#claim-${second}`);
  await page.context().close();
});

test('words of a claim that is opened are not left behind the bar, however high it is', async () => {
  const { page } = await open(`/articles/${article}`, { viewport: { width: 1200, height: 700 } });
  await page.waitForSelector('.note');
  /** How far the first words of the open claim are below the bar. */
  const below = () => page.evaluate(() => {
    const [words] = CSS.highlights.get('active') ?? [];
    if (!words) return undefined;
    const range = document.createRange();
    range.setStart(words.startContainer, words.startOffset);
    range.setEnd(words.startContainer, words.startOffset + 1);
    return range.getBoundingClientRect().top - document.querySelector('.reader-bar').getBoundingClientRect().bottom;
  });
  const press = (at) => page.evaluate((index) => document.querySelectorAll('.notes .note-text a')[index].click(), at);
  await page.evaluate(() => (document.querySelector('.reader-bar').style.paddingBlock = '70px'));
  await press(6);
  const first = await until(below, (now) => now > 0);
  assert.ok(first > 0, `${first}`);
  await press(6); // it closes; then the page is moved so that the words are half behind the bar
  await page.waitForFunction(() => !document.querySelector('.note-open'));
  await page.evaluate((by) => scrollBy({ top: by, behavior: 'instant' }), first + 10);
  await press(6);
  const second = await until(below, (now) => now > 0, { most: 10_000 });
  assert.ok(second > 0, `the words are ${second} px below the bar`);
  await page.context().close();
});

test('an article without claims says how it gets some, and has them suggested', async () => {
  const body = { title: 'Grain', language: 'en', body: 'The ministry says that wheat will probably be dear before the next harvest.' };
  const { id } = (await claimd.want(201, 'POST', '/v1/articles', { body })).body;
  const narrow = { viewport: { width: 320, height: 640 } };
  const { page: reader } = await open(`/articles/${id}`, narrow);
  await reader.getByRole('heading', { name: 'No claims yet' }).waitFor();
  await reader.locator('aside').getByRole('button', { name: 'Sign in' }).click();
  await reader.getByRole('dialog', { name: 'Sign in' }).waitFor();
  await reader.context().close();
  const { page, said } = await open(`/articles/${id}`, { ...narrow, key: ADMIN });
  await page.getByRole('button', { name: 'Have claims suggested' }).click();
  await page.waitForSelector('.sheet');
  await becomesEqual(() => page.locator('.sheet-bar').textContent(), '1 claim');
  assert.deepEqual(said, []);
  await page.context().close();

  const none = (await claimd.want(201, 'POST', '/v1/articles', { body: { ...body, body: 'Good morning to all.' } })).body.id;
  const { page: empty } = await open(`/articles/${none}`, { key: ADMIN });
  await empty.getByRole('button', { name: 'Have claims suggested' }).click();
  await empty.getByText('Nothing new was found').waitFor();
  await empty.context().close();
});

test('a suggestion is accepted by a key', async () => {
  const made = await claimd.want(201, 'POST', '/v1/claims', { body: { article, quote: 'found Go', text: 'They found Go.', kind: 'fact', status: 'suggested', confidence: 0.6, why: [{ rule: 'sentence' }] } });
  const { page } = await open(`/articles/${article}#claim-${made.body.id}`, { key: ADMIN });
  await page.getByRole('button', { name: 'Accept' }).waitFor();
  await page.keyboard.press('a');
  await page.getByText('Accepted').first().waitFor();
  await becomesEqual(async () => (await claimd.want(200, 'GET', `/v1/claims/${made.body.id}`)).body.status, 'accepted');
  await page.context().close();
});
