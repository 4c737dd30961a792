// The client as its users have it: packed, installed into an empty folder, spoken to the real server and to rude ones.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { ADMIN, anArticle, binary, root, start } from '../api/server.mjs';

const source = join(root, 'api/client');
let folder, server, base, lib;

const run = (command, args, options = {}) => {
  const done = spawnSync(command, args, { encoding: 'utf8', timeout: 300_000, ...options });
  assert.equal(done.status, 0, `${command} ${args.join(' ')}: ${done.error ?? ''}${done.stdout}${done.stderr}`);
  return done.stdout;
};

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'claimd-client-'));
  run(join(root, 'tools/node-packages'), [source]);
  run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: source });
  writeFileSync(join(folder, 'package.json'), '{"private": true, "type": "module"}');
  run('npm', ['install', '--silent', '--no-audit', '--no-fund', join(folder, 'claimd-client-0.1.0.tgz')], { cwd: folder });
  lib = await import(pathToFileURL(join(folder, 'node_modules/claimd-client/dist/index.js')));
  const data = mkdtempSync(join(tmpdir(), 'claimd-client-data-'));
  execFileSync(binary, ['import', '--data', data, join(root, 'examples/library')], { stdio: 'ignore' });
  server = await start({ dir: data });
  base = `http://127.0.0.1:${server.port}`;
});
after(async () => {
  await server?.stop();
  for (const one of [folder, server?.dir]) if (one) rmSync(one, { recursive: true, force: true });
});

const client = (options = {}) => lib.createClient({ baseUrl: base, key: ADMIN, ...options });

test('the package holds what it needs and nothing else', () => {
  const packed = run('tar', ['tzf', join(folder, 'claimd-client-0.1.0.tgz')]).trim().split('\n').sort();
  for (const name of ['package/README.md', 'package/dist/index.d.ts', 'package/dist/index.js', 'package/dist/schema.d.ts']) assert.ok(packed.includes(name), name);
  assert.deepEqual(packed.filter((name) => !/^package\/(dist\/[a-z]+(\.d\.ts|\.js)|README\.md|package\.json)$/.test(name)), []);
});

test('the examples of its README run', () => {
  const blocks = [...readFileSync(join(source, 'README.md'), 'utf8').matchAll(/```js\n(.*?)```/gs)].map(([, text]) => text);
  assert.ok(blocks.length >= 4);
  for (const [i, text] of blocks.entries()) {
    writeFileSync(join(folder, `example${i}.js`), text.replaceAll('http://localhost:8080', base));
    const said = run('node', [`example${i}.js`], { cwd: folder, env: { ...process.env, CLAIMD_KEY: ADMIN } });
    if (text.includes('ProblemError')) assert.match(said, /^422 must be one of fact/);
  }
});

const TYPED = `
import { createClient, type Claim, ProblemError } from 'claimd-client';
const claimd = createClient();
const article = await claimd.get('/v1/articles/{id}', { params: { path: { id: 'x' }, query: { offsets: 'utf16', include: ['claims'] } } });
const title: string = article.title;
for await (const claim of claimd.list('/v1/claims', { params: { query: { kind: ['fact', '-cause'] } } })) { const one: Claim = claim; void one; }
const nothing: undefined | unknown = await claimd.put('/v1/articles/{id}/read/{block}', { params: { path: { id: 'x', block: 0 } } });
try { await claimd.get('/v1/tags'); } catch (error) { if (error instanceof ProblemError) { const code: string = error.code; void code; } }
// @ts-expect-error the id is missing
await claimd.get('/v1/articles/{id}');
// @ts-expect-error no such path
await claimd.get('/v1/nothing');
// @ts-expect-error no such value
await claimd.get('/v1/claims', { params: { query: { kind: ['fakt'] } } });
// @ts-expect-error the text is missing
await claimd.post('/v1/claims', { body: { article: 'x', quote: 'q', kind: 'fact' } });
// @ts-expect-error one record is no list
claimd.list('/v1/articles/{id}', { params: { path: { id: 'x' } } });
export { title, nothing };
`;

test('its types know the contract', () => {
  writeFileSync(join(folder, 'typed.ts'), TYPED);
  run(join(source, 'node_modules/.bin/tsc'), ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2023,dom,dom.iterable', '--module', 'nodenext', 'typed.ts'], { cwd: folder });
});

test('lists go through all their pages', async () => {
  const total = (await client().get('/v1/claims', { params: { query: { count: true, limit: 1 } } })).count;
  const ids = [];
  for await (const claim of client().list('/v1/claims', { params: { query: { limit: 50, fields: 'id' } } })) ids.push(claim.id);
  assert.equal(ids.length, total);
  assert.equal(new Set(ids).size, total);
  const sizes = [];
  for await (const page of client().pages('/v1/claims', { params: { query: { limit: 200 } } })) sizes.push(page.data.length);
  assert.deepEqual(sizes, [200, total - 200]);
});

test('an array in a query is values with commas', async () => {
  for await (const claim of client().list('/v1/claims', { params: { query: { kind: ['cause', 'definition'], limit: 200 } } })) assert.ok(['cause', 'definition'].includes(claim.kind));
});

test('records are made, changed against their revision, and deleted', async () => {
  const claimd = client();
  const article = await claimd.post('/v1/articles', { body: anArticle() });
  const patch = (revision, note) => claimd.patch('/v1/articles/{id}', { params: { path: { id: article.id }, header: { 'If-Match': lib.ifMatch({ revision }) } }, body: { note } });
  assert.equal((await patch(1, 'one')).revision, 2);
  await assert.rejects(patch(1, 'two'), (error) => error instanceof lib.ProblemError && error.status === 412 && error.code === 'stale' && error.revision === 2);
  assert.equal(await claimd.delete('/v1/articles/{id}', { params: { path: { id: article.id } } }), undefined);
  await assert.rejects(claimd.get('/v1/articles/{id}', { params: { path: { id: article.id } } }), { status: 404, code: 'not_found' });
});

test('a refusal names every wrong field', async () => {
  await assert.rejects(client().post('/v1/claims', { body: { article: 'x', kind: 'fakt', colour: 1 } }), (error) => {
    assert.ok(error instanceof lib.ProblemError && error instanceof Error);
    assert.equal(error.name, 'ProblemError');
    assert.ok(error.errors.length >= 3);
    assert.match(error.at('/kind').detail, /did you mean "fact"/);
    assert.equal(error.at('/no-such'), undefined);
    return true;
  });
});

/** A server that answers what `answers` say (or make, when they are functions), one after the other; the last one for ever. */
async function rude(t, answers) {
  const asked = [];
  const rudeServer = createServer((request, response) => {
    asked.push({ at: Date.now(), method: request.method, headers: request.headers });
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    if (answer === 'hangs up') return request.socket.destroy();
    const { status = 200, headers = {}, body = '{"data":[],"next":null}' } = typeof answer === 'function' ? answer() : answer;
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(body);
  });
  await new Promise((done) => rudeServer.listen(0, '127.0.0.1', done));
  t.after(() => {
    rudeServer.close();
    rudeServer.closeAllConnections();
  });
  return { asked, baseUrl: `http://127.0.0.1:${rudeServer.address().port}` };
}
const busy = (code, headers = {}, status = 503) => ({ status, headers: { 'Content-Type': 'application/problem+json', ...headers }, body: JSON.stringify({ type: `/problems/${code}`, title: 'T', status, detail: 'busy', instance: '/', request_id: 'r', errors: [{ code, detail: 'busy' }] }) });
const now = { 'Retry-After': '0' };

const retries = [
  { name: '503 is tried again', answers: [busy('busy', now), {}], asked: 2 },
  { name: '429 is tried again, a PATCH too', method: 'patch', answers: [busy('too_many_requests', now, 429), {}], asked: 2 },
  { name: 'a connection that broke is tried again', answers: ['hangs up', {}], asked: 2 },
  { name: 'a POST has a key and is tried again', method: 'post', answers: ['hangs up', busy('unknown_outcome', now), {}], asked: 3 },
  { name: 'a PATCH whose connection broke is not', method: 'patch', answers: ['hangs up', {}], asked: 1, error: 'ConnectionError' },
  { name: 'a PATCH of which nobody knows is not', method: 'patch', answers: [busy('unknown_outcome', now), {}], asked: 1, error: 'ProblemError' },
  { name: 'a mistake is not', answers: [busy('bad_parameter', {}, 400), {}], asked: 1, error: 'ProblemError' },
  { name: 'five times at most', answers: [busy('busy', now)], asked: 5, error: 'ProblemError' },
  { name: 'as often as is said', options: { retries: 1 }, answers: [busy('busy', now)], asked: 2, error: 'ProblemError' },
  { name: 'never, if so said', options: { retries: 0 }, answers: ['hangs up', {}], asked: 1, error: 'ConnectionError' },
  { name: 'a pause that is too long is not waited for', answers: [busy('busy', { 'Retry-After': '31' }), {}], asked: 1, error: 'ProblemError' },
  { name: 'what is no JSON is an error with a code all the same', answers: [{ status: 400, headers: { 'Content-Type': 'text/html' }, body: '<h1>no' }], asked: 1, error: 'ProblemError', code: 'http_400' },
];
for (const { name, method = 'get', options, answers, asked, error, code } of retries) {
  test(name, async (t) => {
    const there = await rude(t, answers);
    const claimd = lib.createClient({ baseUrl: there.baseUrl, ...options });
    const call = method === 'get' ? claimd.get('/v1/tags') : method === 'post' ? claimd.post('/v1/tags', { body: { label: 'x' } }) : claimd.patch('/v1/tags/{slug}', { params: { path: { slug: 'x' } }, body: { label: 'x' } });
    if (error) await assert.rejects(call, { name: error, ...(code ? { code } : {}) });
    else assert.deepEqual(await call, { data: [], next: null });
    assert.equal(there.asked.length, asked);
    const keys = new Set(there.asked.map(({ headers }) => headers['idempotency-key']));
    assert.equal(keys.size, 1, 'each try has the same key');
    assert.equal([...keys][0] === undefined, method !== 'post');
  });
}

test('Retry-After is waited for, in seconds and as a date', async (t) => {
  const date = () => new Date(Date.now() + 2000).toUTCString(); // in whole seconds: from 1 to 2 from now
  for (const header of [() => '1', date]) {
    const there = await rude(t, [() => busy('busy', { 'Retry-After': header() }), {}]);
    await lib.createClient({ baseUrl: there.baseUrl }).get('/v1/tags');
    const waited = there.asked[1].at - there.asked[0].at;
    assert.ok(waited >= 900 && waited < 25_000, `${header()}: ${waited} ms`);
  }
});

test('a call can be given up, while it waits too', async (t) => {
  const there = await rude(t, [busy('busy', { 'Retry-After': '20' })]);
  const started = Date.now();
  await assert.rejects(lib.createClient({ baseUrl: there.baseUrl }).get('/v1/tags', { signal: AbortSignal.timeout(200) }), { name: 'TimeoutError' });
  assert.ok(Date.now() - started < 19_000);
});

test('nobody there is a ConnectionError', async () => {
  await assert.rejects(lib.createClient({ baseUrl: 'http://127.0.0.1:9', retries: 0 }).get('/v1/tags'), { name: 'ConnectionError' });
});

test('a POST that is repeated with its key is done once', async () => {
  const headers = { 'Idempotency-Key': lib.idempotencyKey() };
  const [one, two] = [await client().post('/v1/tags', { body: { label: 'Once only' }, headers }), await client().post('/v1/tags', { body: { label: 'Once only' }, headers })];
  assert.deepEqual(one, two);
  assert.match(headers['Idempotency-Key'], /^[0-9a-f]{32}$/);
});
