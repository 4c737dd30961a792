// The example front ends, each on an origin of its own, against the real server with the example library.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { launchOptions, library, root } from './browser.mjs';

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

let browser, claimd, pages;
before(async () => {
  for (const folder of [join(root, 'api/client'), join(examples, 'react')])
    for (const [command, ...words] of [[join(root, 'tools/node-packages'), folder], ['npm', 'run', '--silent', 'build']]) {
      const done = spawnSync(command, words, { cwd: folder, encoding: 'utf8' });
      assert.equal(done.status, 0, done.stdout + done.stderr);
    }
  pages = { oneFile: await serve(join(examples, 'one-file')), react: await serve(join(examples, 'react/www')) };
  claimd = await library({ args: Object.values(pages).flatMap(({ origin }) => ['--allow-origin', origin]) });
  browser = await chromium.launch(launchOptions);
});
after(async () => {
  await browser?.close();
  await claimd?.stop();
  for (const { server } of Object.values(pages ?? {})) server.close();
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
