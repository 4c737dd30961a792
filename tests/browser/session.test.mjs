// Signing in, in a real browser: the key is nowhere that a script can read, and a page on another port writes nothing.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';
import { ADMIN, arrives, launchOptions, library, visit } from './browser.mjs';

let browser, claimd, stranger;
before(async () => {
  // Another program of this computer: the same host to a cookie, another origin to a browser.
  const server = createServer((request, response) => response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>a stranger</title><h1>A stranger</h1>'));
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  stranger = { server, origin: `http://127.0.0.1:${server.address().port}` };
  claimd = await library();
  browser = await chromium.launch(launchOptions);
});
after(async () => {
  await browser?.close();
  await claimd?.stop();
  stranger?.server.close();
});

async function signIn() {
  const { page, said } = await visit(browser, `${claimd.origin}/`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Key').fill(ADMIN);
  await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
  return { page, said };
}

const sessionOf = (page) => page.evaluate(async () => (await (await fetch('/v1/session')).json()).name);
const tags = async () => (await claimd.all('/v1/tags?limit=200')).map(({ slug }) => slug).sort();
const changes = async () => (await claimd.want(200, 'GET', '/v1/tags?sort=-updated_at&limit=1')).body.data[0].updated_at;

test('the key is in no place that a script can read', async () => {
  const { page, said } = await signIn();
  const found = await page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    cookie: document.cookie,
    databases: await indexedDB.databases(),
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
    history: JSON.stringify(history.state),
    address: location.href,
    fields: [...document.querySelectorAll('input, textarea')].map(({ value }) => value),
  }));
  assert.deepEqual(found.local, {});
  assert.deepEqual(found.session, {});
  assert.equal(found.cookie, '');
  assert.deepEqual([found.databases, found.caches, found.workers], [[], [], 0]);
  assert.doesNotMatch(JSON.stringify(found), new RegExp(`${ADMIN}|cl_`));
  const [cookie] = await page.context().cookies();
  assert.deepEqual([cookie.httpOnly, cookie.sameSite, cookie.domain], [true, 'Strict', '127.0.0.1']);
  assert.ok(!cookie.value.includes(ADMIN));
  assert.deepEqual(said, []);
  await page.context().close();
});

test('signing out ends the session on the server', async () => {
  const { page } = await signIn();
  const [cookie] = await page.context().cookies();
  assert.equal(await sessionOf(page), 'admin');
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  assert.deepEqual(await page.context().cookies(), []);
  // The cookie as it was, put back by somebody who kept it.
  await page.context().addCookies([cookie]);
  assert.equal(await sessionOf(page), null);
  const status = await page.evaluate(async () => (await fetch('/v1/tags', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"label":"too late"}' })).status);
  assert.equal(status, 401);
  await page.context().close();
});

/** Each tries to make a tag with the session that this browser holds. */
const ways = {
  'fetch with credentials': ({ api, body }) => fetch(api, { method: 'POST', credentials: 'include', headers: { 'Content-Type': 'application/json' }, body }),
  'fetch without CORS': ({ api, body }) => fetch(api, { method: 'POST', credentials: 'include', mode: 'no-cors', body }),
  'fetch without CORS, as a form would': ({ api, body }) => fetch(api, { method: 'POST', credentials: 'include', mode: 'no-cors', headers: { 'Content-Type': 'text/plain' }, body }),
  XMLHttpRequest: ({ api, body }) =>
    new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open('POST', api);
      request.withCredentials = true;
      request.onloadend = done;
      request.send(body);
    }),
  sendBeacon: ({ api, body }) => navigator.sendBeacon(api, new Blob([body], { type: 'text/plain' })),
  'sendBeacon of JSON': ({ api, body }) => navigator.sendBeacon(api, new Blob([body], { type: 'application/json' })),
  'fetch that deletes': ({ api }) => fetch(`${api}/space`, { method: 'DELETE', credentials: 'include' }),
  'fetch that signs out': ({ origin }) => fetch(`${origin}/v1/session`, { method: 'DELETE', credentials: 'include' }),
};

/** The body is JSON as text/plain: {"label":"stolen","metadata":{"=":""}}. */
function formWay({ api }) {
  const form = document.createElement('form');
  Object.assign(form, { method: 'POST', action: api, enctype: 'text/plain' });
  const field = document.createElement('input');
  field.name = '{"label":"stolen","metadata":{"';
  field.value = '":""}}';
  form.append(field);
  document.body.append(form);
  form.submit();
}

test('a page on another port writes nothing with the session, whatever it tries', async () => {
  const { page } = await signIn();
  const before = [await tags(), await changes()];
  const given = { origin: claimd.origin, api: `${claimd.origin}/v1/tags`, body: '{"label":"stolen"}' };
  const arrived = [];
  const other = await page.context().newPage();
  other.on('requestfinished', async (request) => {
    if (!request.url().startsWith(claimd.origin) || request.method() === 'OPTIONS') return;
    const { cookie } = await request.allHeaders();
    arrived.push({ cookie, method: request.method(), status: (await request.response())?.status() });
  });
  for (const [name, way] of Object.entries(ways)) {
    await other.goto(stranger.origin);
    await other.evaluate(([code, given]) => Promise.resolve(new Function(`return (${code})`)()(given)).catch(() => undefined), [String(way), given]);
    await other.waitForTimeout(150);
    assert.deepEqual([await tags(), await changes()], before, name);
    assert.equal(await sessionOf(page), 'admin', name);
  }
  await other.goto(stranger.origin);
  await other.evaluate(formWay, given);
  await arrives(other, given.api);
  assert.match(await other.content(), /Origin must be its address/);
  assert.deepEqual([await tags(), await changes()], before, 'form');

  // The cookie did travel: a cookie does not know ports. It is the server that refused, for the Origin.
  assert.ok(arrived.some(({ method, cookie }) => method === 'POST' && cookie?.startsWith('claimd_')), JSON.stringify(arrived));
  assert.deepEqual(arrived.filter(({ status }) => status !== 403), []);
  // And our own page does write, with the same cookie.
  const status = await page.evaluate(async ({ api, body }) => (await fetch(api, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })).status, { ...given, body: '{"label":"ours"}' });
  assert.equal(status, 201);
  await page.context().close();
});

test('a page on another port reads nothing with the session', async () => {
  const { page } = await signIn();
  const other = await page.context().newPage();
  await other.goto(stranger.origin);
  const read = await other.evaluate((api) => fetch(api, { credentials: 'include' }).then((reply) => reply.text(), (error) => error.name), `${claimd.origin}/v1/keys`);
  assert.equal(read, 'TypeError');
  await page.context().close();
});
