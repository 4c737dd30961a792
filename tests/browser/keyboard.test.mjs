// From an empty library to a file of claims that were decided on, by the keyboard alone. The text is pasted; the mouse is not
// touched; every stop of the Tab key shows where it is.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { ADMIN, arrives, launchOptions, library, root, until, visit } from './browser.mjs';
import { picture, SIZE } from './pictures.mjs';

/** An article of the example library, as somebody may have it: a Markdown text. */
function aText() {
  const [article] = JSON.parse(readFileSync(join(root, 'examples/library/18-cramming-more.json'), 'utf8')).articles;
  const headings = new Set(article.blocks.filter(({ kind }) => kind === 'heading').map(({ start, end }) => [...article.body].slice(start, end).join('')));
  const body = article.body.split('\n\n').map((block) => (headings.has(block) ? `## ${block}` : block));
  return [`# ${article.title}`, `By ${article.authors[0].name}`, '3 May 2024', ...body, ''].join('\n\n');
}

let browser, claimd;
before(async () => {
  claimd = await library({ examples: false });
  browser = await chromium.launch(launchOptions);
});
after(async () => {
  await browser?.close();
  await claimd?.stop();
});

/** What has the focus: its name for people, and whether one sees that it has it. */
const focused = (page) =>
  page.evaluate(() => {
    const { activeElement: one } = document;
    const label = one.getAttribute('aria-label') ?? (one.labels?.[0] ?? one).textContent;
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    return { name: label.replace(/\s+/g, ' ').trim(), isSeen: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1, isPage: one === document.body || one.id === 'main' };
  });

/** Presses Tab until something of this name has the focus. */
async function tabTo(page, name, most = 40) {
  const passed = [];
  for (let presses = 0; presses < most; presses++) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    assert.ok(now.isSeen || now.isPage, `nobody sees that "${now.name}" has the focus`);
    if (name.test(now.name)) return presses + 1;
    passed.push(now.name.slice(0, 30));
  }
  return assert.fail(`${most} stops, and none is ${name}: ${passed.join(' | ')}`);
}

/** Waits for the focus to stand on something of this name by itself. */
async function standsOn(page, name) {
  assert.match((await until(() => focused(page), (now) => name.test(now.name))).name, name);
}

const decided = async () => (await claimd.all('/v1/claims?decided_by=-null&status=accepted,rejected&limit=200'));

test('from an empty library through a paste, ten decisions and a search to a file, by keys alone', async () => {
  const { page, said } = await visit(browser, `${claimd.origin}/`, { viewport: SIZE, permissions: ['clipboard-read', 'clipboard-write'], acceptDownloads: true });
  const press = (key) => page.keyboard.press(key);
  await page.evaluate((text) => navigator.clipboard.writeText(text), aText());
  await page.getByText('Nothing here yet').waitFor();
  await picture(page, 'keyboard-1-empty');

  await tabTo(page, /^Add the first one$/);
  await press('Enter');
  await arrives(page, `${claimd.origin}/add`);
  await tabTo(page, /^Sign in$/, 12);
  await press('Enter');
  await standsOn(page, /^Key$/);
  await page.keyboard.type(ADMIN);
  await picture(page, 'keyboard-2-key');
  await press('Enter');

  await standsOn(page, /^Its text, or a saved page$/);
  await press('Control+V');
  await page.waitForFunction(() => document.querySelector('textarea')?.value.includes('Electronics'));
  await tabTo(page, /^It is/, 3);
  await page.keyboard.type('Markdown');
  await picture(page, 'keyboard-3-pasted');
  await tabTo(page, /^See what it is taken for$/, 4);
  await press('Enter');

  await standsOn(page, /^Title/);
  assert.equal(await page.getByLabel('Title').first().inputValue(), 'Cramming more');
  assert.equal(await page.getByLabel('Authors').inputValue(), aText().match(/^By (.*)$/m)[1]);
  assert.equal(await page.getByLabel('Published').inputValue(), '2024-05-03');
  await picture(page, 'keyboard-4-taken');
  await tabTo(page, /^Store and read it$/, 12);
  await press('Enter');

  await page.waitForSelector('.note-suggested');
  const suggested = await claimd.all('/v1/claims?status=suggested&limit=200');
  assert.ok(suggested.length >= 12, `${suggested.length} suggestions`);
  await picture(page, 'keyboard-5-suggestions');

  const open = () => page.locator('.note-open').getAttribute('data-claim');
  /** Does something to the open suggestion, and waits until another is open. */
  const decide = async (keys) => {
    const before = await open();
    await page.locator('.note-open').getByRole('button', { name: /^Accept/ }).waitFor();
    await keys();
    await page.waitForFunction((id) => document.querySelector('.note-open')?.dataset.claim !== id, before);
    return before;
  };
  await press('j');
  await page.locator('.note-open').waitFor();
  const accepted = [await decide(() => press('a'))];
  const doubted = await decide(async () => {
    await press('r');
    await standsOn(page, /^Why not/);
    await page.keyboard.type('not what it says');
    await picture(page, 'keyboard-6-reason');
    await press('Enter');
  });
  accepted.push(await decide(() => press('a')));
  await page.getByText('Accepted').first().waitFor();
  for (let i = 0; i < 4; i++) await press('ArrowDown'); // the note as a whole
  await page.waitForTimeout(400);
  await picture(page, 'keyboard-7-deciding');
  for (let i = 0; i < 4; i++) accepted.push(await decide(() => press('a')));
  const dropped = await decide(() => press('Shift+R'));
  accepted.push(await decide(() => press('a')));
  // One too many, taken back, and made again: still ten.
  const last = await decide(() => press('a'));
  await press('u');
  await page.waitForFunction((id) => document.querySelector('.note-open')?.dataset.claim === id, last);
  assert.equal(await decide(() => press('a')), last);
  accepted.push(last);
  await page.getByText('Accepted').first().waitFor();
  await picture(page, 'keyboard-8-decided');
  const records = await until(decided, ({ length }) => length >= 10);
  assert.equal(records.length, 10);
  const verdicts = new Map(records.map(({ id, status }) => [id, status]));
  assert.deepEqual(accepted.map((id) => verdicts.get(id)), accepted.map(() => 'accepted'));
  assert.deepEqual([doubted, dropped].map((id) => verdicts.get(id)), ['rejected', 'rejected']);
  assert.equal(records.find(({ id }) => id === doubted).reason, 'not what it says');

  await press('/');
  await standsOn(page, /^Search/);
  await page.keyboard.type('Moore');
  assert.equal(await page.getByLabel(/^Search/).inputValue(), 'Moore');
  await press('Enter');
  await arrives(page, `${claimd.origin}/search?q=Moore`);
  await page.waitForSelector('.section .row');
  await tabTo(page, /claims as a list to filter$/);
  await press('Enter');
  await arrives(page, `${claimd.origin}/claims?q=Moore`);
  await page.waitForSelector('.rows .row');
  await tabTo(page, /^Status/);
  await page.keyboard.type('Accepted');
  await arrives(page, `${claimd.origin}/claims?q=Moore&status=accepted`);
  const wanted = await claimd.all('/v1/claims?q=Moore&status=accepted');
  await page.waitForFunction((count) => document.querySelectorAll('.rows > li').length === count, wanted.length);
  assert.ok(wanted.length >= 1 && wanted.length < accepted.length, `${wanted.length} found`);
  await picture(page, 'keyboard-9-list');
  await tabTo(page, /^CSV$/);
  const [download] = await Promise.all([page.waitForEvent('download'), press('Enter')]);
  assert.equal(download.suggestedFilename(), 'claims.csv');
  const csv = readFileSync(await download.path(), 'utf8');
  const [header, ...lines] = csv.trimEnd().split('\r\n');
  assert.match(header, /^id,/);
  const shown = await page.locator('.rows .row-main').evaluateAll((all) => all.map((one) => one.hash.slice('#claim-'.length)));
  assert.deepEqual(lines.map((line) => line.slice(0, 13)), shown);
  assert.deepEqual(said, []);
  await page.context().close();
});

test('a file holds all that a list shows, past the pages of the API', async () => {
  const { body: article } = await claimd.want(201, 'POST', '/v1/articles', { body: { title: 'Many', body: 'One sentence serves for all of them.' } });
  for (let made = 0; made < 450; made += 150) {
    const claims = Array.from({ length: 150 }, (_, i) => ({ article: article.id, quote: 'One sentence', text: `Number, ${made + i}\nof many.`, kind: 'question' }));
    await claimd.want(201, 'POST', '/v1/claims', { body: claims });
  }
  const { page } = await visit(browser, `${claimd.origin}/claims?article=${article.id}`, { acceptDownloads: true });
  const fetched = async (name) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()]);
    return readFileSync(await download.path(), 'utf8');
  };
  const csv = await fetched('CSV');
  assert.equal(csv.match(/(^|\n)id,/g).length, 1);
  assert.equal(csv.match(/of many\./g).length, 450);
  const ndjson = await fetched('NDJSON');
  assert.equal(new Set(ndjson.trimEnd().split('\n').map((line) => JSON.parse(line).id)).size, 450);
  assert.deepEqual(JSON.parse(await fetched('JSON')).map(({ id }) => id), ndjson.trimEnd().split('\n').map((line) => JSON.parse(line).id));
  await page.context().close();
});
