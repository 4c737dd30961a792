// The page: what the program serves to browsers, without a key and with its policy.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { after, before, test } from 'node:test';
import { contract, root, send, start } from './server.mjs';

let server;
before(async () => {
  server = await start({ args: ['--allow-host', 'claims.example'] }); // so that reading needs a key
});
after(() => server.stop());

const get = (path, headers = {}) => send(server.port, 'GET', path, { headers: { Host: `127.0.0.1:${server.port}`, ...headers } });

const POLICY = {
  'default-src': ["'none'"], 'script-src': ["'self'"], 'style-src': ["'self'"], 'connect-src': ["'self'"], 'img-src': ["'self'", 'data:'], 'font-src': ["'self'"],
  'form-action': ["'none'"], 'base-uri': ["'none'"], 'frame-ancestors': ["'none'"], 'require-trusted-types-for': ["'script'"], 'trusted-types': ["'none'"],
};
const policyOf = (reply) => Object.fromEntries(reply.headers['content-security-policy'].split('; ').map((one) => one.split(' ')).map(([name, ...values]) => [name, values]));

test('every address of the page answers the same document, without a key', async () => {
  assert.equal((await get('/v1/articles')).status, 401);
  const shell = readFileSync(join(root, 'web', 'dist', 'index.html'), 'utf8');
  for (const path of ['/', '/articles', '/articles/0savw3z1cdg0e', '/claims?kind=fact', '/entities', '/entities/piet-hut', '/tags', '/search?q=x', '/add', '/docs']) {
    const reply = await get(path, { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    assert.equal(reply.status, 200, path);
    assert.equal(reply.headers['content-type'], 'text/html; charset=utf-8');
    assert.equal(reply.headers['cache-control'], 'no-cache');
    assert.equal(reply.headers['x-content-type-options'], 'nosniff');
    assert.deepEqual(policyOf(reply), POLICY);
    assert.equal(reply.text, shell, path);
    assert.equal((await get(path, { 'If-None-Match': reply.headers.etag })).status, 304);
    assert.equal(contract.paths[path], undefined, 'the contract is the API');
  }
});

test('an address that nobody knows answers browsers with the page, others with a problem', async () => {
  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';
  const shell = readFileSync(join(root, 'web', 'dist', 'index.html'), 'utf8');
  const asks = [
    // path          Accept             a page?
    ['/article', browser, true],
    ['/articles/a/b/c/d', browser, true],
    ['/v1x', browser, true],
    ['/article', 'text/html', true],
    ['/article', '*/*', false],
    ['/article', undefined, false],
    ['/article', 'application/json', false],
    ['/article', 'application/json, text/html;q=0.5', false],
    ['/v1/artikels', browser, false],
  ];
  for (const [path, accept, isPage] of asks) {
    const reply = await get(path, accept ? { Accept: accept } : {});
    const what = `${path} ${accept}`;
    assert.equal(reply.status, 404, what);
    assert.equal(reply.headers['content-type'], isPage ? 'text/html; charset=utf-8' : 'application/problem+json', what);
    assert.equal(reply.headers.etag, undefined, what);
    if (!isPage) continue;
    assert.equal(reply.text, shell, what);
    assert.deepEqual(policyOf(reply), POLICY);
    assert.equal(reply.headers['cache-control'], 'no-cache');
  }
  const head = await send(server.port, 'HEAD', '/article', { headers: { Host: `127.0.0.1:${server.port}`, Accept: browser } });
  assert.deepEqual([head.status, head.headers['content-type'], head.text], [404, 'text/html; charset=utf-8', '']);
  const post = await send(server.port, 'POST', '/article', { headers: { Host: `127.0.0.1:${server.port}`, Accept: browser } });
  assert.deepEqual([post.status, post.headers['content-type']], [404, 'application/problem+json']);
});

test('what the page loads is there, whole, and kept for good', async () => {
  const list = readFileSync(join(root, 'web', 'dist', 'assets.def'), 'utf8');
  const files = [...list.matchAll(/^ASSET(?:_GZIP)?\(\d+, "([^"]+)", "([^"]+)", "\\"([0-9a-f]{16})\\""\)$/gm)];
  assert.ok(files.length > 10);
  for (const [, name, type, hash] of files) {
    const reply = await get(`/assets/${name}`);
    assert.equal(reply.status, 200, name);
    assert.equal(reply.headers['content-type'], type);
    assert.equal(reply.headers.etag, `"${hash}"`);
    assert.equal(reply.text, readFileSync(join(root, 'web', 'dist', name), 'utf8'), name);
    assert.equal(reply.headers['cache-control'], 'public, max-age=31536000, immutable');
    const isDocument = /^(text\/html|image\/svg)/.test(type);
    assert.deepEqual(isDocument ? policyOf(reply) : reply.headers['content-security-policy'], isDocument ? POLICY : undefined, name);
    const small = await get(`/assets/${name}`, { 'Accept-Encoding': 'gzip' });
    assert.equal(small.text, reply.text);
    if (type === 'font/woff2') {
      assert.equal(small.headers['content-encoding'], undefined, name);
      continue;
    }
    // Compressed when it was built, as well as gzip can, small files too.
    assert.equal(small.headers['content-encoding'], 'gzip', name);
    assert.equal(small.headers.etag, `W/"${hash}"`);
    const best = gzipSync(readFileSync(join(root, 'web', 'dist', name)), { level: 9 }).length;
    assert.ok(Number(small.headers['content-length']) <= best * 1.01 + 8, `${name}: ${small.headers['content-length']}, ${best}`);
  }
});

test('a form that nobody has is refused in words, not in the bytes of the file', async () => {
  const reply = await get('/', { Accept: 'image/png', 'Accept-Encoding': 'gzip' });
  assert.equal(reply.status, 406);
  assert.equal(JSON.parse(reply.text).status, 406);
});

test('a file that is not there, and paths that are no page, are problems as everywhere', async () => {
  for (const path of ['/assets/main.js', '/assets/..%2findex.html', '/assets/', '/assets', '/articles/1/2', '/nothing']) {
    const reply = await get(path);
    assert.equal(reply.status, 404, path);
    assert.equal(reply.headers['content-type'], 'application/problem+json');
  }
  assert.equal((await send(server.port, 'POST', '/', { headers: { Host: `127.0.0.1:${server.port}` } })).status, 405);
});
