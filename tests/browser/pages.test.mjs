// What holds for every page, in every state that a reader meets: a row is a page in one of them.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { chromium } from 'playwright-core';
import { ADMIN, audit, becomesEqual, launchOptions, library, root, until, visit } from './browser.mjs';

let browser, full, empty;
const ids = {};
before(async () => {
  [full, empty] = await Promise.all([library(), library({ examples: false })]);
  const first = async (path) => (await full.want(200, 'GET', path)).body.data[0].id;
  ids.ARTICLE = await first('/v1/articles?q=chess&fields=id');
  ids.CLAIM = (await full.want(201, 'POST', '/v1/claims', {
    body: { article: ids.ARTICLE, quote: 'found Go', text: 'They found Go.', kind: 'fact', status: 'suggested', confidence: 0.6, why: [{ rule: 'sentence' }] },
  })).body.id;
  // An article whose edit left anchors to work through: one with other words, one without any.
  const edited = (await full.want(200, 'GET', '/v1/articles?q=manure')).body.data[0];
  ids.EDITED = edited.id;
  const { body } = (await full.want(200, 'GET', `/v1/articles/${edited.id}`)).body;
  const [opening, , ...rest] = body.split('\n\n');
  await full.want(200, 'PATCH', `/v1/articles/${edited.id}`, { body: { body: [opening.replace(/ (is|was|had|of|in) /, ' never '), ...rest].join('\n\n') } });
  browser = await chromium.launch(launchOptions);
});
after(async () => {
  await browser?.close();
  await full?.stop();
  await empty?.stop();
});

/** `page` is its path in web/src/app/pages.ts; `at` the address. `missing`: the API answers 404, which a browser tells its console. */
const rows = [
  { page: '/', at: '/' },
  { page: '/', at: '/', isEmpty: true },
  { page: '/articles', at: '/articles' },
  { page: '/articles', at: '/articles?q=nothing-of-the-kind' },
  { page: '/articles', at: '/articles', isEmpty: true },
  { page: '/articles/{id}', at: '/articles/ARTICLE' },
  { page: '/articles/{id}', at: '/articles/ARTICLE#claim-CLAIM', key: ADMIN },
  { page: '/articles/{id}', at: '/articles/0000000000000', missing: true },
  { page: '/articles/{id}/anchors', at: '/articles/ARTICLE/anchors' },
  { page: '/articles/{id}/anchors', at: '/articles/EDITED/anchors', key: ADMIN },
  { page: '/articles/{id}/edit', at: '/articles/ARTICLE/edit' },
  { page: '/articles/{id}/edit', at: '/articles/ARTICLE/edit', key: ADMIN },
  { page: '/articles/{id}/history', at: '/articles/EDITED/history' },
  { page: '/claims/{id}/history', at: '/claims/CLAIM/history' },
  { page: '/entities/{id}/history', at: '/entities/piet-hut/history' },
  { page: '/tags/{slug}/history', at: '/tags/computer-go/history' },
  { page: '/claims', at: '/claims?kind=forecast&holder=piet-hut&tags=computer-go' },
  { page: '/claims', at: '/claims', isEmpty: true },
  { page: '/entities', at: '/entities' },
  { page: '/entities', at: '/entities', isEmpty: true },
  { page: '/entities/{id}', at: '/entities/piet-hut' },
  { page: '/entities/{id}', at: '/entities/piet-hut', key: ADMIN },
  { page: '/entities/{id}', at: '/entities/nobody', missing: true },
  { page: '/tags', at: '/tags' },
  { page: '/tags', at: '/tags', key: ADMIN },
  { page: '/tags', at: '/tags', isEmpty: true },
  { page: '/search', at: '/search' },
  { page: '/search', at: '/search?q=chess' },
  { page: '/search', at: '/search?q=nothing-of-the-kind' },
  { page: '/add', at: '/add' },
  { page: '/add', at: '/add', key: ADMIN },
  { page: '/docs', at: '/docs' },
  { page: '/docs', at: '/docs#getV1Claims' },
  { page: '', at: '/claim', missing: true }, // nobody knows that address
];

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:document'],
  rules: { 'require-sri': ['error', { target: 'crossorigin' }] }, // ours come from the server that the page came from
});

/** What is wrong with a document, a line each. */
function faultsOf(html) {
  const { results } = validator.validateStringSync(html);
  return results.flatMap(({ messages }) => messages).map(({ line, ruleId, message, selector }) => `${line}: ${ruleId}: ${message} (${selector})`);
}

test('every page is among these rows', () => {
  const table = readFileSync(join(root, 'web/src/app/pages.ts'), 'utf8');
  const pages = [...table.matchAll(/^ *\{ path: '([^']+)'/gm)].map(([, path]) => path);
  assert.ok(pages.length >= 10);
  assert.deepEqual([...new Set(rows.map(({ page }) => page).filter(Boolean))].sort(), pages.sort());
});

test('what is served is valid HTML, and what is not valid would be found', async () => {
  assert.deepEqual(faultsOf(await (await fetch(`${full.origin}/`)).text()), []);
  assert.notDeepEqual(faultsOf('<!doctype html><html lang="en"><head><title>x</title></head><body><p><div></div></p></body></html>'), []);
});

for (const { page: pattern, at, isEmpty = false, key, missing = false } of rows) {
  const name = [at, isEmpty && 'empty', key && 'signed in'].filter(Boolean).join(', ');
  test(`${name}: accessible in both themes, valid, quiet, and fits a telephone`, async () => {
    const address = at.replace(/ARTICLE|CLAIM|EDITED/g, (name) => ids[name]);
    const { page, said } = await visit(browser, `${(isEmpty ? empty : full).origin}${address}`, { key });
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await becomesEqual(() => audit(page), [], colorScheme);
    }
    assert.deepEqual(faultsOf(await page.content()), []);
    await page.setViewportSize({ width: 320, height: 640 });
    const width = await until(() => page.evaluate(() => document.documentElement.scrollWidth), (now) => now <= 320);
    assert.ok(width <= 320, `is ${width} px wide`);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await becomesEqual(() => audit(page), [], `320 px, ${colorScheme}`);
    }
    const expected = missing ? /status of 404/ : /^$/;
    assert.deepEqual(said.filter((line) => !expected.test(line)), []);
    await page.context().close();
  });
}
