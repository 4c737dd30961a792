// The library's pages in a real browser: lists and their filters, search, entities, tags, the contract.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { ADMIN, arrives, becomesEqual, launchOptions, library, visit } from './browser.mjs';

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
const count = async (path) => (await (await fetch(`${claimd.origin}${path}${path.includes('?') ? '&' : '?'}count=true&limit=1&fields=id`)).json()).count;

test('filters stand in the address, and the address is the filters', async () => {
  const { page } = await open('/claims');
  await page.getByRole('combobox', { name: 'Kind', exact: true }).selectOption('forecast');
  await arrives(page, ({ search }) => search === '?kind=forecast');
  await page.getByRole('searchbox', { name: 'Words', exact: true }).fill('chess');
  await arrives(page, ({ search }) => search === '?kind=forecast&q=chess');
  const wanted = String(await count('/v1/claims?kind=forecast&q=chess'));
  await page.waitForFunction((n) => document.querySelector('.list-count')?.textContent === n, wanted);
  assert.equal(await page.locator('.rows > li').count(), Number(wanted));
  await page.reload();
  await page.waitForFunction((n) => document.querySelectorAll('.rows > li').length === n, Number(wanted));
  assert.equal(await page.getByRole('combobox', { name: 'Kind', exact: true }).inputValue(), 'forecast');
  await page.context().close();
});

test('a list goes on to its end, without a record twice', async () => {
  const { page } = await open('/claims?kind=forecast');
  const total = await count('/v1/claims?kind=forecast');
  const more = page.getByRole('button', { name: 'Show more' });
  for (let shown = 0; await more.isVisible(); ) {
    const before = await page.locator('.rows > li').count();
    assert.ok(before > shown);
    shown = before;
    await more.click();
    await page.waitForFunction((n) => document.querySelectorAll('.rows > li').length > n, before);
  }
  const links = await page.locator('.rows .row-main').evaluateAll((all) => all.map((one) => one.href));
  assert.equal(links.length, total);
  assert.equal(new Set(links).size, total);
  await page.context().close();
});

test('a list is a call of the API, and files', async () => {
  const { page } = await open('/claims?kind=forecast&sort=horizon');
  await page.getByText('This as an API call').click();
  const line = await page.locator('.call-line code').first().textContent();
  const address = /'(http[^']+)'/.exec(line)[1];
  const reply = await (await fetch(address)).json();
  const shown = await page.locator('.rows .row-main').allTextContents();
  assert.deepEqual(reply.data.map(({ text }) => text), shown);
  const csv = await (await fetch(await page.getByRole('link', { name: 'CSV', exact: true }).evaluate((link) => link.href))).text();
  assert.match(csv, /^id,/);
  assert.ok(csv.includes(shown[0].slice(0, 30)));
  await page.context().close();
});

test('search is a key away and finds all kinds', async () => {
  const { page } = await open('/tags');
  await page.keyboard.press('/');
  await page.keyboard.type('chess');
  await page.keyboard.press('Enter');
  await arrives(page, ({ search }) => search === '?q=chess');
  await page.waitForSelector('.section .row');
  assert.deepEqual(await page.locator('.section h2').evaluateAll((all) => all.map((one) => one.firstChild.textContent.trim())), ['Claims', 'Articles', 'Entities', 'Tags']);
  await page.context().close();
});

test('an entity shows its claims, and merges with another', async () => {
  const api = (method, path, body) => fetch(`${claimd.origin}${path}`, { method, headers: { Authorization: `Bearer ${ADMIN}`, 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  await api('POST', '/v1/entities', { name: 'Piet Hutt', kind: 'person' });
  const { page } = await open('/entities/piet-hutt', { key: ADMIN });
  await page.getByRole('button', { name: /Merge/ }).click();
  await page.getByLabel('Look for the one that stays').fill('Hut');
  await page.getByRole('radio', { name: /^Piet Hut / }).check();
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await arrives(page, ({ pathname }) => pathname === '/entities/piet-hut');
  await page.waitForSelector('.section .row');
  assert.match(await page.locator('.section').first().textContent(), /hundred years/);
  assert.equal((await fetch(`${claimd.origin}/v1/entities/piet-hutt`, { redirect: 'manual' })).status, 308);
  await page.context().close();
});

test('counts stand beside what narrows a list, and are what it then finds', async () => {
  const { page, said } = await open('/claims');
  const facet = (label) => page.getByRole('complementary', { name: 'Narrow down' }).locator('section').filter({ hasText: label }).first();
  const shown = () => page.locator('.list-count').textContent();
  const settles = (n) => page.waitForFunction((wanted) => document.querySelector('.list-count')?.textContent === wanted, String(n));
  await facet('Tag').getByRole('link').first().waitFor();
  const option = await page.locator('select').filter({ hasText: 'Forecast' }).locator('option[value=forecast]').textContent();
  const forecasts = await count('/v1/claims?kind=forecast');
  assert.equal(option, `Forecast (${forecasts})`);
  await page.getByRole('combobox', { name: 'Kind', exact: true }).selectOption('forecast');
  await settles(forecasts);
  const deadlines = facet('Tag').getByRole('link', { name: 'Deadlines' });
  await page.waitForFunction(() => document.querySelector('.facet-count'));
  const wanted = await count('/v1/claims?kind=forecast&tags=deadlines');
  await deadlines.filter({ hasText: String(wanted) }).click();
  await settles(wanted);
  // A second tag narrows further.
  const space = facet('Tag').getByRole('link', { name: /^Space/ });
  const both = await count('/v1/claims?kind=forecast&tags=deadlines&tags=space');
  await space.filter({ hasText: String(both) }).click();
  await settles(both);
  assert.equal(new URL(page.url()).search, '?kind=forecast&tags=deadlines&tags=space');
  assert.equal(await page.locator('.rows > li').count(), both);
  assert.ok(both > 0 && both < wanted);
  // And goes again, here and by its chip.
  await space.click();
  await settles(wanted);
  await page.getByRole('button', { name: 'Remove this filter' }).click();
  await settles(forecasts);
  assert.equal(await shown(), String(forecasts));
  assert.deepEqual(said, []);
  await page.context().close();
});

test('each tag says how many claims it has with those below it', async () => {
  const { page } = await open('/tags');
  for (const tag of ['computer-go', 'computing']) {
    const line = page.locator('.tag-line').filter({ has: page.locator(`a[href="/claims?tags=${tag}"]`) });
    assert.equal(await line.locator('.list-count').textContent(), `${await count(`/v1/claims?tags=${tag}`)} claims`);
  }
  await page.context().close();
});

test('an address that nobody knows leads on', async () => {
  const { page } = await open('/claim');
  await page.getByRole('heading', { name: 'Nothing is at this address' }).waitFor();
  await page.getByRole('link', { name: '/claims', exact: true }).click();
  await arrives(page, ({ pathname }) => pathname === '/claims');
  await page.waitForSelector('.rows > li');
  await page.context().close();
});

test('a tag is moved by the keyboard, and back again', async () => {
  const { page } = await open('/tags', { key: ADMIN });
  const broader = async () => (await (await fetch(`${claimd.origin}/v1/tags/computer-go`)).json()).broader;
  const before = await broader();
  await page.getByRole('button', { name: 'Move Computer Go' }).press('Enter');
  await page.getByLabel('Below').selectOption('space');
  await page.getByRole('button', { name: 'Move', exact: true }).press('Enter');
  await page.getByText('Computer Go stands below').waitFor();
  await becomesEqual(broader, 'space');
  await page.getByRole('button', { name: 'Undo' }).click();
  await becomesEqual(broader, before);
  await page.context().close();
});

test('the contract can be tried', async () => {
  const { page } = await open('/docs');
  await page.locator('#getV1TagsSlug > summary').click();
  await page.locator('#getV1TagsSlug').getByLabel('slug').fill('space');
  await page.locator('#getV1TagsSlug').getByRole('button', { name: 'Send GET' }).click();
  await page.locator('#getV1TagsSlug').getByText('"slug": "space"').waitFor();
  await page.context().close();
});

test('pages ask nobody else, and the first one is small', async () => {
  const { page } = await visit(browser, 'about:blank');
  const asked = [];
  page.on('response', async (response) => asked.push({ url: response.url(), size: Number(response.headers()['content-length'] ?? 0) }));
  await page.goto(`${claimd.origin}/`);
  await page.waitForSelector('.rows li');
  assert.ok(asked.every(({ url }) => url.startsWith(claimd.origin)), JSON.stringify(asked));
  const files = asked.filter(({ url }) => url.includes('/assets/') || url === `${claimd.origin}/`);
  const total = files.reduce((sum, { size }) => sum + size, 0);
  assert.ok(total > 0 && total < 100_000, `${total} bytes`);
  await page.context().close();
});
