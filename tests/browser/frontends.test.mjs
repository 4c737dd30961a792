// What others build with: the example front ends, each on an origin of its own, and the code that /docs shows, against the real
// server with the example library.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { ADMIN, launchOptions, library, root, visit } from './browser.mjs';

const examples = join(root, 'examples/frontends');
const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css' };

/** A folder at a port of its own: what a user's own web server would do. */
function serve(folder) {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url, 'http://x').pathname);
    const file = join(folder, path === '/' ? 'index.html' : path);
    if (!file.startsWith(folder) || !existsSync(file)) return response.writeHead(404).end();
    response.setHeader('Content-Type', types[extname(file)] ?? 'application/octet-stream');
    createReadStream(file).pipe(response);
  });
  return new Promise((done) => server.listen(0, '127.0.0.1', () => done({ server, origin: `http://127.0.0.1:${server.address().port}` })));
}

let browser, claimd, pages, folder, docs;
before(async () => {
  for (const folder of [join(root, 'api/client'), join(examples, 'react')])
    for (const [command, ...words] of [[join(root, 'tools/node-packages'), folder], ['npm', 'run', '--silent', 'build']]) {
      const done = spawnSync(command, words, { cwd: folder, encoding: 'utf8' });
      assert.equal(done.status, 0, done.stdout + done.stderr);
    }
  pages = { oneFile: await serve(join(examples, 'one-file')), react: await serve(join(examples, 'react/www')) };
  claimd = await library({ args: Object.values(pages).flatMap(({ origin }) => ['--allow-origin', origin]) });
  browser = await chromium.launch(launchOptions);
  folder = mkdtempSync(join(tmpdir(), 'claimd-samples-'));
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(join(root, 'api/client'), join(folder, 'node_modules/claimd-client'));
  docs = await visit(browser, `${claimd.origin}/docs`);
});
after(async () => {
  await browser?.close();
  await claimd?.stop();
  for (const { server } of Object.values(pages ?? {})) server.close();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function open(url) {
  const page = await browser.newPage();
  const said = [];
  page.on('console', (message) => message.type() === 'error' && !/favicon/.test(message.location().url) && said.push(message.text()));
  page.on('pageerror', (error) => said.push(String(error)));
  await page.goto(url);
  return { page, said };
}

test('one file shows an article with its claims', async () => {
  const { page, said } = await open(`${pages.oneFile.origin}/?api=${claimd.origin}`);
  await page.waitForSelector('#claims li');
  const claims = await page.locator('#claims li').count();
  assert.ok(claims >= 5, `${claims} claims`);
  // The marked words of the first claim are the claim's own, to the last character.
  const id = await page.locator('#claims li').first().getAttribute('id');
  const claim = await (await fetch(`${claimd.origin}/v1/claims/${id}`)).json();
  assert.equal((await page.locator(`mark.c-${id}`).allTextContents()).join(''), claim.anchor.exact);
  await page.locator('#claims li').first().hover();
  assert.ok((await page.locator('mark.here').count()) > 0);
  assert.deepEqual(said, []);
  await page.close();
});

test('one file counts as JavaScript does, emoji and all', async () => {
  const found = await (await fetch(`${claimd.origin}/v1/articles?q=emoji&fields=id`)).json();
  const { page } = await open(`${pages.oneFile.origin}/?api=${claimd.origin}&article=${found.data[0].id}`);
  await page.waitForSelector('#claims li');
  for (const id of await page.locator('#claims li').evaluateAll((items) => items.map((item) => item.id))) {
    const claim = await (await fetch(`${claimd.origin}/v1/claims/${id}`)).json();
    assert.equal((await page.locator(`mark.c-${id}`).allTextContents()).join(''), claim.anchor.exact);
  }
  await page.close();
});

test('one file says what to do when nobody answers', async () => {
  const { page } = await open(`${pages.oneFile.origin}/?api=http://127.0.0.1:9`);
  await page.waitForSelector('[role=alert]');
  assert.match(await page.locator('[role=alert]').textContent(), /--allow-origin/);
  await page.close();
});

test('the React page filters, searches and pages', async () => {
  const { page, said } = await open(`${pages.react.origin}/?api=${claimd.origin}`);
  await page.waitForSelector('li');
  assert.equal(await page.locator('li').count(), 10);
  await page.getByRole('button', { name: 'More' }).click();
  await page.waitForFunction(() => document.querySelectorAll('li').length === 20);
  await page.getByLabel('Words').fill('chess');
  await page.waitForFunction(() => [...document.querySelectorAll('li')].length > 0 && document.querySelectorAll('li').length < 10);
  assert.match((await page.locator('li').allTextContents()).join(' '), /chess/i);
  await page.getByLabel('Kind').selectOption('definition');
  await page.waitForFunction(() => document.querySelectorAll('li').length < 10);
  assert.deepEqual(said, []);
  await page.close();
});

// The code that /docs shows beside each operation is taken from the page as it stands and run, in each of its languages.
/** How a text in each language is run: what it prints. Where it needs a key, that is a variable, as a reader would have it. */
const runs = {
  curl: (text) => spawnSync('bash', ['-c', text.replace(/^curl/, 'curl -sSf')], { encoding: 'utf8', env: { ...process.env, KEY: ADMIN } }),
  JavaScript: (text) => script('fetch.mjs', text),
  Python: (text) => {
    const file = join(folder, 'sample.py');
    writeFileSync(file, `key = ${JSON.stringify(ADMIN)}\n${text}\n`);
    return spawnSync('python3', [file], { encoding: 'utf8' });
  },
  'Our client': (text) => script('client.mjs', text),
};
function script(name, text) {
  const file = join(folder, name);
  writeFileSync(file, `const key = ${JSON.stringify(ADMIN)};\n${text}\n`);
  return spawnSync(process.execPath, [file], { encoding: 'utf8', cwd: folder });
}
const hasPython = spawnSync('python3', ['--version']).status === 0;

async function opened(id) {
  const operation = docs.page.locator(`#${id}`);
  if ((await operation.getAttribute('open')) === null) await operation.locator('> summary').click();
  return operation;
}

/** Opens an operation, fills what it is given, and answers its code in a language. */
async function codeOf(id, language, { fields = {}, body } = {}) {
  const operation = await opened(id);
  for (const [name, value] of Object.entries(fields)) await operation.locator('.attempt-fields label').filter({ hasText: new RegExp(`^${name}( \\(required\\))?$`) }).locator('input').fill(value);
  if (body) await operation.getByLabel('Body', { exact: true }).fill(body);
  await operation.getByRole('radio', { name: language, exact: true }).check();
  return operation.locator('.code-sample code').textContent();
}

const awkward = `{"label": "It’s “new”, 'quoted' \\\\ and \\"twice\\" 😀 LANGUAGE", "aliases": ["a", "b"], "description": null, "metadata": {"a-b": true, "n": 1.5, "none": {}, "list": []}}`;

const rows = [
  { id: 'getV1Tags', fields: { limit: '2', sort: '-label' }, prints: /Work and leisure|Working hours/ },
  { id: 'getV1Claims', fields: { q: 'chess', kind: 'forecast,cause', limit: '3' }, prints: /chess/i },
  { id: 'getV1TagsSlug', fields: { slug: 'computer-go' }, prints: /Computer Go/ },
  { id: 'getV1FacetsClaims', fields: { facets: 'kind', limit: '3' }, prints: /count.*318/ },
  { id: 'getMetrics', prints: /claimd_http_connections/ },
  { id: 'postV1Tags', body: awkward, prints: /“new”/, then: (language) => new RegExp(`^It’s “new”, 'quoted' \\\\\\\\ and "twice" 😀 ${language}$`.replaceAll('\\\\\\\\', '\\\\')) },
  { id: 'postV1Analyze', prints: /Ada Grey/ },
];

for (const language of Object.keys(runs)) {
  test(`what is shown for ${language} runs`, { skip: language === 'Python' && !hasPython && 'there is no python3' }, async () => {
    for (const { id, fields, body, prints, then } of rows) {
      const code = await codeOf(id, language, { fields, body: body?.replace('LANGUAGE', language) });
      const ran = runs[language](code);
      assert.equal(ran.status, 0, `${id}: ${code}\n${ran.stderr}`);
      assert.match(ran.stdout, prints, `${id}: ${code}`);
      if (!then) continue;
      const { body: list } = await claimd.want(200, 'GET', '/v1/tags?sort=-created_at&limit=1');
      assert.match(list.data[0].label, then(language), code);
      assert.deepEqual(list.data[0].metadata, { 'a-b': true, n: 1.5, none: {}, list: [] });
    }
    // One that answers nothing.
    const { body: tag } = await claimd.want(201, 'POST', '/v1/tags', { body: { label: `gone ${language}` } });
    const ran = runs[language](await codeOf('deleteV1TagsSlug', language, { fields: { slug: tag.slug } }));
    assert.equal(ran.status, 0, ran.stderr);
    await claimd.want(404, 'GET', `/v1/tags/${tag.slug}`);
  });
}

test('a language is chosen once, for all operations, and kept', async () => {
  const { page, said } = docs;
  await codeOf('getV1Tags', 'Python');
  assert.match(await (await opened('getV1Claims')).locator('.code-sample code').textContent(), /urlopen/);
  await page.reload();
  assert.match(await (await opened('getV1Entities')).locator('.code-sample code').textContent(), /urlopen/);
  // An address with an operation's name opens it, wherever one is.
  await page.evaluate(() => (location.hash = '#postV1Tags'));
  await page.locator('#postV1Tags .code-sample').waitFor();
  assert.deepEqual(said, []);
});
