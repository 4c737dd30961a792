// The history of records, and editing a text, in a real browser.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { ADMIN, arrives, audit, launchOptions, library, visit } from './browser.mjs';

const BODY = 'Wheat will be dear before the harvest. The mill has closed.\n\nBarley was cheap in 2019.';

let browser, claimd;
before(async () => {
  claimd = await library();
  browser = await chromium.launch(launchOptions);
});
after(async () => {
  await browser?.close();
  await claimd?.stop();
});

const open = (path, options) => visit(browser, `${claimd.origin}${path}`, options);
const want = async (...request) => (await claimd.want(...request)).body;

async function makeArticle() {
  const article = (await want(201, 'POST', '/v1/articles', { body: { title: 'Grain', language: 'en', body: BODY } })).id;
  const claim = (await want(201, 'POST', '/v1/claims', { body: { article, quote: 'Wheat will be dear before the harvest', text: 'Wheat will be dear.', kind: 'forecast' } })).id;
  return { article, claim };
}

/** The fields of an entry of the history: name, what went, what came. */
const fields = (page, revision) =>
  page.locator(`[data-revision="${revision}"] .changes > div`).evaluateAll((rows) =>
    rows.map((row) => [row.querySelector('dt').textContent, ...['del', 'ins'].map((name) => [...row.querySelectorAll(name)].map((one) => one.textContent.trim()).join('|'))]),
  );

test('the history of a claim says who changed what, word by word', async () => {
  const { claim } = await makeArticle();
  const entity = await want(201, 'POST', '/v1/entities', { body: { name: `The corn office ${claim}`, kind: 'organization' } });
  await want(200, 'PATCH', `/v1/claims/${claim}`, { body: { text: 'Wheat will be very dear.', certainty: 'likely' } });
  await want(200, 'PATCH', `/v1/claims/${claim}`, { body: { holder: { entity: entity.id, text: 'the office' }, tags: ['space'] } });
  const { page, said } = await open(`/claims/${claim}/history`);
  await page.getByText(entity.name).waitFor();
  assert.deepEqual(await page.locator('.history-entry').evaluateAll((all) => all.map((one) => one.dataset.revision)), ['3', '2', '1']);
  assert.deepEqual(await fields(page, 2), [['Claim', '', 'very'], ['Certainty', 'Not said', 'Likely']]);
  assert.deepEqual(await fields(page, 3), [['Holder, the entity', '', entity.name], ['Holder', '', 'the office'], ['Tags', '', 'space']]);
  assert.match(await page.locator('[data-revision="2"]').textContent(), /by admin.*through \/v1\/claims/);
  await page.getByText('As it was made').click();
  assert.match(await page.locator('[data-revision="1"]').textContent(), /Wheat will be dear\./);
  assert.deepEqual(said, []);
  await page.context().close();
});

test('what was moved, and what says the same to a reader, is told apart', async () => {
  const { article, claim } = await makeArticle();
  await want(200, 'PATCH', `/v1/articles/${article}`, { body: { body: `It is May. ${BODY}` } });
  await want(200, 'PATCH', `/v1/claims/${claim}`, { body: { metadata: { seen: true } } });
  const { page } = await open(`/claims/${claim}/history`);
  await page.waitForSelector('[data-revision="2"]');
  assert.deepEqual(await fields(page, 2), [['What became of its words', 'In place', 'Moved'], ['Place in the text', '0 to 37', '11 to 48']]);
  await page.goto(`${claimd.origin}/articles/${article}/history`);
  await page.waitForSelector('[data-revision="2"]');
  assert.deepEqual(await fields(page, 2), [['Words in the text', '16', '19']]);
  await page.context().close();
});

/** Of an edit of the text: what went and what came, once it is shown. */
async function textChange(page, revision) {
  const region = page.locator(`[data-revision="${revision}"]`).getByRole('region', { name: `What revision ${revision} changed in the text` });
  await region.waitFor();
  return region.evaluate((all) => ['del', 'ins'].map((name) => [...all.querySelectorAll(name)].map((one) => one.textContent.trim()).join('|')));
}

test('the history of an article shows its text word by word, the newest edit at once', async () => {
  const { article } = await makeArticle();
  const at = `/v1/articles/${article}`;
  await want(200, 'PATCH', at, { body: { body: BODY.replace('dear', 'cheap') } }); // 2: as many words as before
  await want(200, 'PATCH', at, { body: { note: 'A note' } }); // 3
  const { blocks, body } = await want(200, 'PATCH', at, { body: { body: `${BODY}\n\nOats were never mentioned.` } }); // 4
  await want(200, 'PATCH', at, { body: { blocks: blocks.map((one) => ({ ...one, kind: 'quotation' })) } }); // 5
  assert.match(body, /Oats/);
  const { page, said } = await open(`/articles/${article}/history`);
  await page.getByText('The words are the same').waitFor(); // 5, shown at once
  assert.equal(await page.locator('[data-revision="3"] details').count(), 0);
  assert.equal(await page.getByRole('region').count(), 0);
  await page.locator('[data-revision="4"] summary').click();
  assert.deepEqual(await textChange(page, 4), ['cheap', 'dear|Oats were never mentioned.']);
  await page.locator('[data-revision="2"] summary').focus();
  await page.keyboard.press('Enter');
  assert.deepEqual(await textChange(page, 2), ['dear', 'cheap']);
  assert.deepEqual(await fields(page, 2), []);
  assert.deepEqual(await audit(page), []);
  assert.deepEqual(said, []);
  for (let i = 0; i < 51; i++) await want(200, 'PATCH', at, { body: { body: `Text ${i}.` } }); // 6 to 56
  await page.goto(`${claimd.origin}/articles/${article}/history`);
  assert.deepEqual(await textChange(page, 56), ['49', '50']);
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.locator('[data-revision="4"]').getByText('What it was is not kept any more').waitFor();
  await page.context().close();
});

test('entities and tags have a history, linked from their pages, and a long one goes on', async () => {
  const entity = await want(201, 'POST', '/v1/entities', { body: { name: 'The mill', kind: 'place', slug: 'the-mill' } });
  for (let i = 0; i < 54; i++) await want(200, 'PATCH', `/v1/entities/${entity.id}`, { body: { description: `A mill with ${i} wheels` } });
  const { page } = await open('/entities/the-mill');
  await page.getByRole('link', { name: 'History' }).click();
  await page.waitForSelector('.history-entry');
  assert.equal(await page.locator('.history-entry').count(), 49); // the fiftieth waits for the one before it
  await page.getByRole('button', { name: 'Show more' }).click();
  await page.waitForFunction(() => document.querySelectorAll('.history-entry').length === 55);
  assert.deepEqual(await fields(page, 6), [['Description', '3', '4']]);

  await page.goto(`${claimd.origin}/tags`);
  await page.getByRole('link', { name: 'History of Computer Go' }).click();
  await page.waitForSelector('.history-entry');
  assert.match(await page.locator('.history').textContent(), /Computer Go/);
  await page.context().close();
});

test('a text is edited: what that touches is shown first, then stored, and leads to the list', async () => {
  const { article, claim } = await makeArticle();
  const { page, said } = await open(`/articles/${article}`, { key: ADMIN });
  await page.getByRole('link', { name: 'Edit the text' }).click();
  const text = page.getByRole('textbox', { name: 'Text' });
  assert.equal(await text.inputValue(), BODY);
  assert.ok(await page.getByRole('button', { name: 'Save', exact: true }).isDisabled());
  await text.fill(BODY.replace('will be dear', 'will not be dear'));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('The words of 1 claim change.').waitFor();
  assert.match(await dialog.textContent(), /“not” came or went/);
  assert.deepEqual((await dialog.locator('ins').allTextContents()).map((one) => one.trim()), ['not']);
  assert.equal((await want(200, 'GET', `/v1/articles/${article}`)).revision, 1); // nothing is stored yet
  await dialog.getByRole('button', { name: /^Save/ }).click();
  await arrives(page, new RegExp(`/articles/${article}/anchors$`));
  await page.locator(`[data-record="${claim}"]`).waitFor();
  assert.match((await want(200, 'GET', `/v1/articles/${article}`)).body, /will not be dear/);
  assert.deepEqual(said, []);
  await page.context().close();
});

test('an edit that touches no claim is stored at once, and one may change one’s mind', async () => {
  const { article } = await makeArticle();
  const { page } = await open(`/articles/${article}/edit`, { key: ADMIN });
  const asked = [];
  page.on('dialog', (dialog) => {
    asked.push(dialog.message());
    void dialog.dismiss();
  });
  await page.getByRole('textbox', { name: 'Text' }).fill(BODY.replace('The mill has closed.', 'The mill is open.'));
  await page.getByRole('link', { name: 'Cancel' }).click();
  assert.deepEqual(asked, ['Leave without saving the edit?']);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await arrives(page, new RegExp(`/articles/${article}$`));
  await page.getByText('The mill is open').first().waitFor();
  await page.context().close();
});

test('two who edit at once see each other’s words', async () => {
  const { article } = await makeArticle();
  const { page, said } = await open(`/articles/${article}/edit`, { key: ADMIN });
  await page.getByRole('textbox', { name: 'Text' }).fill(BODY.replace('2019', '2021'));
  await want(200, 'PATCH', `/v1/articles/${article}`, { body: { body: BODY.replace('closed', 'burned') } });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Somebody else edited it meanwhile').waitFor();
  assert.deepEqual(await dialog.locator('del, ins').allTextContents(), ['closed', 'burned']);
  await dialog.getByRole('button', { name: /Drop mine/ }).click();
  assert.match(await page.getByRole('textbox', { name: 'Text' }).inputValue(), /burned/);
  assert.deepEqual(said.filter((line) => !line.includes('412')), []);
  await page.context().close();
});

test('these pages have no violation of accessibility, in either theme, and fit a narrow telephone', async () => {
  const { article, claim } = await makeArticle();
  await want(200, 'PATCH', `/v1/claims/${claim}`, { body: { text: 'Wheat will be very dear.' } });
  for (const colorScheme of ['light', 'dark']) {
    for (const path of [`/claims/${claim}/history`, `/articles/${article}/edit`]) {
      const { page } = await open(path, { colorScheme, key: ADMIN });
      assert.deepEqual(await audit(page), [], `${path}, ${colorScheme}`);
      await page.setViewportSize({ width: 320, height: 640 });
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, path);
      await page.context().close();
    }
  }
});
