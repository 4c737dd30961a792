// What an edit of a body did to the anchors, in a real browser: the list to work through, and the reader beside it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { ADMIN, arrives, audit, launchOptions, library, visit } from './browser.mjs';

const BODY = `The report of May says that wheat will be dear before the next harvest is in. The mill at Aldbury has closed.

Barley was cheap in 2019. Oats were sold abroad, and nobody missed them at home.

Rye bread was what people ate in the north, as the parish books show.`;

const EDITED = `It is June. The report of May says that wheat will not be dear before the next harvest is in. The mill at Aldbury has closed.

Barley was cheap in 2021. Oats were sold abroad, and nobody missed them at home.`;

const CLAIMS = {
  negated: ['wheat will be dear before the next harvest', 'Wheat will be dear.'],
  number: ['Barley was cheap in 2019', 'Barley was cheap in 2019.'],
  moved: ['nobody missed them at home', 'Nobody missed the oats.'],
  gone: ['Rye bread was what people ate in the north', 'People in the north ate rye bread.'],
};

let browser, claimd;
before(async () => {
  claimd = await library();
  browser = await chromium.launch(launchOptions);
});
after(async () => {
  await browser?.close();
  await claimd?.stop();
});

/** An article with claims, before it is edited. */
async function makeArticle(body = BODY) {
  const article = (await claimd.want(201, 'POST', '/v1/articles', { body: { title: 'Grain', language: 'en', body } })).body.id;
  const claims = {};
  for (const [name, [quote, text]] of Object.entries(CLAIMS)) claims[name] = (await claimd.want(201, 'POST', '/v1/claims', { body: { article, quote, text, kind: 'fact' } })).body.id;
  const entity = (await claimd.want(201, 'POST', '/v1/entities', { body: { name: `Aldbury ${article}`, kind: 'place' } })).body.id;
  await claimd.want(201, 'POST', '/v1/mentions', { body: { article, entity, quote: 'Aldbury' } });
  return { article, claims };
}

async function makeEdited() {
  const made = await makeArticle();
  await claimd.want(200, 'PATCH', `/v1/articles/${made.article}`, { body: { body: EDITED } });
  return made;
}

const claim = async (id) => (await claimd.want(200, 'GET', `/v1/claims/${id}`)).body;
const open = async (path, options) => visit(browser, `${claimd.origin}${path}`, options);

test('the old words stand beside the new ones, and what may turn the meaning is said', async () => {
  const { article, claims } = await makeEdited();
  const { page, said } = await open(`/articles/${article}/anchors`);
  const item = page.locator(`[data-record="${claims.negated}"]`);
  assert.match(await item.locator('.anchor-why').textContent(), /“not” came or went/);
  const [old, now] = await item.locator('blockquote').allTextContents();
  assert.equal(old, 'wheat will be dear before the next harvest');
  assert.equal(now, 'It is June. The report of May says that wheat will not be dear before the next harvest is in. The mill at Aldbury has closed.');
  assert.deepEqual((await item.locator('ins').allTextContents()).map((one) => one.trim()), ['not']);
  assert.equal(await item.locator('del').count(), 0);
  const number = page.locator(`[data-record="${claims.number}"]`);
  assert.deepEqual([await number.locator('del').allTextContents(), await number.locator('ins').allTextContents()], [['2019'], ['2021']]);
  assert.match(await number.locator('.anchor-why').textContent(), /a number changed/);
  assert.equal(await page.locator('section', { has: page.getByRole('heading', { name: /Words gone/ }) }).locator(`[data-record="${claims.gone}"]`).count(), 1);
  assert.equal(await page.locator(`[data-record="${claims.moved}"]`).count(), 0);
  assert.match(await page.locator('details').textContent(), /moved along/);
  assert.match(await page.locator('.anchors').textContent(), /sign in/);
  assert.equal(await page.locator('[data-act]').count(), 0); // nobody is signed in
  assert.deepEqual(said, []);
  await page.context().close();
});

test('the list is worked through: confirmed, placed by selecting words, rejected and put back', async () => {
  const { article, claims } = await makeEdited();
  const { page, said } = await open(`/articles/${article}/anchors`, { key: ADMIN });
  const item = (name) => page.locator(`[data-record="${claims[name]}"]`);
  await item('number').getByRole('button', { name: 'Still right' }).click();
  await item('number').getByText('Confirmed').waitFor();
  assert.deepEqual(await claim(claims.number).then(({ anchor }) => [anchor.state, anchor.exact]), ['exact', 'Barley was cheap in 2021']);

  await item('gone').getByRole('button', { name: /Pick/ }).click();
  await page.locator('.pick-text').evaluate((box) => {
    const text = [...box.querySelectorAll('p')].at(-1).firstChild;
    const from = text.data.indexOf('Oats were sold abroad');
    getSelection().setBaseAndExtent(text, from, text, from + 'Oats were sold abroad'.length);
    box.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }));
  });
  await page.getByRole('button', { name: 'These are its words' }).click();
  await item('gone').getByText('Placed').waitFor();
  assert.deepEqual(await claim(claims.gone).then(({ anchor }) => [anchor.state, anchor.exact]), ['exact', 'Oats were sold abroad']);

  await item('negated').getByRole('button', { name: 'Reject' }).click();
  await item('negated').getByText('Rejected').waitFor();
  assert.equal((await claim(claims.negated)).status, 'rejected');
  assert.match(await page.locator('.anchors-progress').textContent(), /All looked at/);
  await item('negated').getByRole('button', { name: 'Undo' }).click();
  await item('negated').getByRole('button', { name: 'Still right' }).waitFor();
  assert.equal((await claim(claims.negated)).status, 'accepted');
  assert.deepEqual(said, []);
  await page.context().close();
});

test('the list is worked through by keys, and words are placed by typing them', async () => {
  const { article, claims } = await makeEdited();
  const { page } = await open(`/articles/${article}/anchors`, { key: ADMIN });
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  await page.getByText('1 of 3 looked at').waitFor();
  await page.waitForFunction(() => document.activeElement?.matches('.anchor-item'));
  await page.keyboard.press('a');
  await page.getByText('2 of 3 looked at').waitFor();
  await page.waitForFunction((id) => document.activeElement?.dataset.record === id, claims.gone);
  await page.keyboard.press('p');
  const words = page.getByRole('textbox', { name: 'The words' });
  await words.fill('the');
  await page.getByRole('radio').nth(1).waitFor();
  assert.ok(await page.getByRole('button', { name: 'These are its words' }).isDisabled());
  await words.fill('Oats were sold');
  await page.getByRole('button', { name: 'These are its words' }).press('Enter');
  await page.getByText('All looked at').waitFor();
  assert.equal((await claim(claims.gone)).anchor.exact, 'Oats were sold');
  assert.equal((await claim(claims.negated)).anchor.state, 'exact');
  await page.context().close();
});

test('who was second is told so', async () => {
  const { article, claims } = await makeEdited();
  const { page } = await open(`/articles/${article}/anchors`, { key: ADMIN });
  await claimd.want(200, 'PATCH', `/v1/claims/${claims.number}`, { body: { certainty: 'likely' } });
  await page.locator(`[data-record="${claims.number}"]`).getByRole('button', { name: 'Still right' }).click();
  await page.getByText(/Somebody else changed it/).waitFor();
  assert.equal((await claim(claims.number)).anchor.state, 'changed');
  await page.context().close();
});

test('in the reader a claim without its words is in a group of its own, and opens there', async () => {
  const { article, claims } = await makeEdited();
  const { page } = await open(`/articles/${article}`);
  await page.waitForSelector('.orphans');
  assert.match(await page.locator('.touched').textContent(), /3 claims/);
  assert.equal(await page.locator(`.orphans [data-claim="${claims.gone}"]`).count(), 1);
  assert.equal(await page.locator(`.margin [data-claim="${claims.gone}"]`).count(), 0);
  await page.locator('.orphans .note-text a').click();
  await arrives(page, new RegExp(`#claim-${claims.gone}$`));
  assert.match(await page.locator('.orphans .note-open').textContent(), /Words gone/);
  await page.context().close();
});

test('the list has no violation of accessibility, in either theme, and fits a narrow telephone', async () => {
  const { article, claims } = await makeEdited();
  for (const colorScheme of ['light', 'dark']) {
    const { page } = await open(`/articles/${article}/anchors`, { colorScheme, key: ADMIN });
    await page.locator(`[data-record="${claims.gone}"]`).getByRole('button', { name: /Pick/ }).click();
    assert.deepEqual(await audit(page), [], colorScheme);
    await page.setViewportSize({ width: 320, height: 640 });
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320);
    await page.context().close();
  }
});
