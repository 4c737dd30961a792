// Deciding on suggestions in the reader, in a real browser against the real server: by keys, as people who decide much do.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { ADMIN, audit, launchOptions, library, visit } from './browser.mjs';

let browser, claimd;
before(async () => {
  claimd = await library();
  browser = await chromium.launch(launchOptions);
});
after(async () => {
  await browser?.close();
  await claimd?.stop();
});

const BODY = [
  'Ada Grey said that the bridge will probably open in May. It cost nine million, and the toll is too high.',
  'The ferry stops when the bridge opens. Nobody knows what becomes of the crew.',
  'Ben Marsh runs the ferry. He thinks that the town should keep it.',
].join('\n\n');

/** What each claim's words are, and what it is suggested as. */
const SUGGESTED = [
  ['the bridge will probably open in May', 'forecast', 'certainty'],
  ['It cost nine million, and the toll is too high', 'fact', 'clause'],
  ['The ferry stops when the bridge opens', 'fact', 'condition'],
  ['the town should keep it', 'recommendation', 'recommendation'],
];

/** An article of its own, with four suggestions. */
async function suggested() {
  const article = (await claimd.want(201, 'POST', '/v1/articles', { body: { title: 'The bridge', body: BODY, published_at: '2025-03-01', language: 'en' } })).body;
  const claims = [];
  for (const [quote, kind, rule] of SUGGESTED)
    claims.push((await claimd.want(201, 'POST', '/v1/claims', { body: { article: article.id, quote, text: `${quote}.`, kind, status: 'suggested', confidence: 0.8, why: [{ rule, text: quote.split(' ')[0] }] } })).body);
  return { article, claims };
}

async function open(article, { hash = '', ...options } = {}) {
  const { page, said } = await visit(browser, `${claimd.origin}/articles/${article.id}${hash}`, { key: ADMIN, ...options });
  await page.waitForSelector('.note');
  return { page, said, end: () => page.context().close() };
}

const stored = async ({ id }) => (await claimd.want(200, 'GET', `/v1/claims/${id}`)).body;

/** Waits until the server has it so. */
async function becomes(claim, wanted) {
  let now;
  for (let tries = 0; tries < 100; tries++) {
    now = await stored(claim);
    if (Object.entries(wanted).every(([name, value]) => JSON.stringify(now[name]) === JSON.stringify(value))) return now;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  assert.fail(`${JSON.stringify(wanted)} is wanted, and it is ${JSON.stringify(now)}`);
}

/** The claim whose note is open has the focus. */
const hasFocus = (page, { id }) => page.waitForFunction((one) => document.querySelector('.note-open')?.dataset.claim === one && document.activeElement?.closest('[data-claim]')?.dataset.claim === one, id);

test('suggestions say why they were made, in words', async () => {
  const { article, claims } = await suggested();
  const { page, end } = await open(article, { hash: `#claim-${claims[0].id}` });
  const note = page.locator('.note-open');
  await note.getByText('8 of 10 like it were right').waitFor();
  await note.getByText('Found by a word for how sure, “the”.').waitFor();
  assert.equal(await page.locator('.note-suggested').count(), 4);
  await end();
});

test('accept and reject by keys: the next suggestion has the focus, and undo takes back', async () => {
  const { article, claims } = await suggested();
  const [one, two, three, four] = claims;
  const { page, said, end } = await open(article);
  const press = (key) => page.keyboard.press(key);
  await press('j');
  await hasFocus(page, one);
  await press('a');
  await hasFocus(page, two);
  await becomes(one, { status: 'accepted', decided_by: 'admin' });
  // A reason by keyboard; Escape leaves without one.
  await press('r');
  await page.keyboard.type('r a reason');
  await press('Escape');
  await hasFocus(page, two);
  assert.equal((await stored(two)).status, 'suggested');
  await press('r');
  await page.keyboard.type('two claims in one');
  await press('Enter');
  await hasFocus(page, three);
  await becomes(two, { status: 'rejected', reason: 'two claims in one' });
  await press('R');
  await hasFocus(page, four);
  await becomes(three, { status: 'rejected', reason: null });
  // The last one: nothing is left to go to, and the focus stays.
  await press('a');
  await becomes(four, { status: 'accepted' });
  await hasFocus(page, four);
  for (const [key, claim] of [['u', four], ['Control+z', three], ['u', two], ['u', one]]) {
    await press(key);
    await becomes(claim, { status: 'suggested', decided_by: null, reason: null });
    await hasFocus(page, claim);
  }
  await press('u');
  await page.getByText('Nothing to undo').waitFor();
  assert.deepEqual(said, []);
  await end();
});

test('what is decided fast is decided in order, and undone in order', async () => {
  const { article, claims } = await suggested();
  const { page, end } = await open(article);
  await page.keyboard.press('j');
  for (const key of ['a', 'R', 'a', 'R', 'u']) await page.keyboard.press(key);
  const wanted = ['accepted', 'rejected', 'accepted', 'suggested'];
  for (const [i, claim] of claims.entries()) await becomes(claim, { status: wanted[i] });
  await hasFocus(page, claims[3]);
  await end();
});

test('a claim is corrected in its note, by keys', async () => {
  const { article, claims } = await suggested();
  const [one, two] = claims;
  const { page, said, end } = await open(article);
  await page.keyboard.press('j');
  await page.keyboard.press('e');
  const note = page.locator('.note-open');
  const text = note.getByRole('textbox', { name: 'Claim' });
  await text.waitFor();
  assert.equal(await text.evaluate((one) => one === document.activeElement), true);
  assert.deepEqual(await audit(page), []);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('The bridge will perhaps not open in May.');
  await note.getByRole('combobox', { name: 'Kind' }).selectOption('question');
  await note.getByRole('combobox', { name: 'How sure' }).selectOption('very_likely');
  await note.getByRole('checkbox', { name: 'says that it is not so' }).press('Space');
  await note.getByRole('combobox', { name: 'Held by' }).fill('Piet');
  await note.getByRole('option', { name: 'Piet Hut' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await note.getByRole('combobox', { name: 'Tags' }).fill('wager');
  await note.getByRole('option', { name: 'Wagers' }).waitFor();
  assert.deepEqual(await audit(page), []);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await note.getByRole('button', { name: 'Take the tag Wagers away' }).waitFor();
  await text.press('Enter');
  await hasFocus(page, two);
  const corrected = await becomes(one, { status: 'accepted' });
  const piet = (await claimd.want(200, 'GET', '/v1/entities/piet-hut')).body.id;
  assert.deepEqual([corrected.text, corrected.kind, corrected.certainty, corrected.polarity, corrected.tags, corrected.holder.entity], ['The bridge will perhaps not open in May.', 'question', 'very_likely', 'negated', ['wagers'], piet]);
  await page.keyboard.press('u');
  const { revision, updated_at, ...back } = await becomes(one, { status: 'suggested' });
  for (const [name, value] of Object.entries(back)) assert.deepEqual(value, one[name], name);
  // What the server does not take stands in the form.
  await hasFocus(page, one);
  await page.keyboard.press('e');
  await text.fill(' ');
  await text.press('Enter');
  await note.getByRole('alert').getByText('text: ').waitFor();
  await text.press('Escape');
  await hasFocus(page, one);
  assert.deepEqual(said.filter((line) => !line.includes('422')), []);
  await end();
});

test('another one’s change is shown beside one’s own, and either may hold', async () => {
  for (const key of ['a', 'e']) {
    for (const keeps of ['Keep yours', 'Take theirs']) {
      const { article, claims } = await suggested();
      const [one, two] = claims;
      const { page, end } = await open(article);
      await page.keyboard.press('j');
      const ben = await claimd.makeKey('edit', `Ben ${key} ${keeps}`);
      await claimd.want(200, 'PATCH', `/v1/claims/${one.id}`, { key: ben.secret, body: { kind: 'evaluation', text: 'Another text.' } });
      await page.keyboard.press(key);
      if (key === 'e') await page.keyboard.type('My text.');
      if (key === 'e') await page.keyboard.press('Enter');
      const both = page.getByRole('group', { name: 'Changed by somebody else' });
      await both.getByText(`Ben ${key} ${keeps} changed this meanwhile.`).waitFor();
      await both.getByRole('row', { name: `Kind Forecast Evaluation` }).waitFor();
      assert.deepEqual(await audit(page), []);
      assert.equal((await stored(one)).revision, 2);
      await both.getByRole('button', { name: keeps }).press('Enter');
      if (keeps === 'Keep yours') await hasFocus(page, two);
      else await hasFocus(page, one);
      const mine = { kind: 'forecast', text: key === 'e' ? `${one.text}My text.` : one.text, status: 'accepted' };
      await becomes(one, keeps === 'Keep yours' ? mine : { kind: 'evaluation', text: 'Another text.', status: 'suggested' });
      await end();
    }
  }
});

test('progress is shown, and a paragraph in which nothing more is can be marked', async () => {
  const { article, claims } = await suggested();
  const { page, said, end } = await open(article);
  const meters = page.getByRole('list', { name: 'Progress' });
  const reads = (count) => meters.getByRole('button', { name: new RegExp(count) }).waitFor();
  const stored = async () => (await claimd.want(200, 'GET', `/v1/articles/${article.id}/read`)).body.data.map(({ block, reader }) => `${block} ${reader}`);
  await reads('Claims 0 of 4 done');
  await reads('Paragraphs 0 of 3 done');
  for (const key of ['j', 'a', 'R']) await page.keyboard.press(key);
  await reads('Claims 2 of 4 done');
  await page.keyboard.press('p');
  await hasFocus(page, claims[3]);
  await page.keyboard.press('p');
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Paragraph 1 done');
  await page.keyboard.press('p');
  await hasFocus(page, claims[2]);
  // Done with the second: the next one that is open is the third.
  await page.keyboard.press('d');
  await hasFocus(page, claims[3]);
  await reads('Paragraphs 1 of 3 done');
  await page.keyboard.press('d');
  // Nothing is suggested in the first any more: its strip has the focus.
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label') === 'Paragraph 1 done');
  await reads('Paragraphs 2 of 3 done');
  assert.deepEqual(await audit(page), []);
  await page.keyboard.press('Enter');
  await reads('Paragraphs 3 of 3 done');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await reads('Paragraphs 2 of 3 done');
  assert.deepEqual(await stored(), ['0 admin', '2 admin']);
  await page.keyboard.press('u');
  await reads('Paragraphs 3 of 3 done');
  await page.reload();
  await reads('Paragraphs 3 of 3 done');
  await reads('Claims 2 of 4 done'); // the rejected one counts, though no list shows it
  assert.deepEqual(said, []);
  await end();
});

test('a help names all keys', async () => {
  const { article } = await suggested();
  const { page, end } = await open(article);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await dialog.getByText('accept the open suggestion').waitFor();
  assert.deepEqual(await audit(page), []);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await end();
});
