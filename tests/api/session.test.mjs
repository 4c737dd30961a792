// Signing in: a key is exchanged for a cookie that no script can read and that another port of this host cannot use.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ADMIN, start } from './server.mjs';

let server, want;
before(async () => {
  server = await start();
  want = server.want;
});
after(() => server.stop());

const cookieOf = (reply) => reply.headers['set-cookie'][0].split(';')[0];
async function signIn(key = ADMIN) {
  const reply = await want(201, 'POST', '/v1/session', { key });
  return { reply, cookie: cookieOf(reply) };
}
/** As our own page asks: with the cookie and its Origin, without a key. */
const page = (cookie, more = {}) => ({ key: null, headers: { Cookie: cookie, Host: `127.0.0.1:${server.port}`, Origin: `http://127.0.0.1:${server.port}`, ...more } });

test('a session has the name and scope of its key, for twelve hours', async () => {
  const { reply, cookie } = await signIn();
  assert.match(reply.headers['set-cookie'][0], /^claimd_[0-9a-f]{8}=cl_[\w-]{43}; Path=\/; Max-Age=43200; HttpOnly; SameSite=Strict$/);
  assert.doesNotMatch(reply.text, /cl_/);
  assert.equal(reply.body.name, 'admin');
  const left = Date.parse(reply.body.expires_at) - Date.now();
  assert.ok(left > 11.9 * 3600e3 && left <= 12 * 3600e3);
  assert.deepEqual((await want(200, 'GET', '/v1/session', page(cookie))).body, reply.body);
  assert.deepEqual((await want(200, 'GET', '/v1/session', { key: null })).body, { name: null, scope: 'read', expires_at: null });
  assert.equal((await want(200, 'GET', '/v1/session')).body.scope, 'admin');
  const made = await want(201, 'POST', '/v1/tags', { ...page(cookie), body: { label: 'by session' } });
  assert.equal(made.body.created_by, 'admin');
});

test('a session writes only from our own pages', async () => {
  const { cookie } = await signIn();
  const body = { label: 'stolen' };
  for (const Origin of [`http://127.0.0.1:${server.port + 1}`, `http://localhost:${server.port}`, 'https://evil.example', 'null']) {
    const reply = await want(403, 'POST', '/v1/tags', { ...page(cookie, { Origin }), body });
    assert.match(reply.body.detail, /Origin/);
  }
  await want(403, 'POST', '/v1/tags', { key: null, headers: { Cookie: cookie }, body });
  await want(415, 'POST', '/v1/tags', { ...page(cookie, { 'Content-Type': 'text/plain' }), body: JSON.stringify(body) });
  await want(403, 'DELETE', '/v1/session', { key: null, headers: { Cookie: cookie } });
  await want(404, 'GET', '/v1/tags/stolen');
});

test('behind TLS the cookie says so', async () => {
  const reply = await want(201, 'POST', '/v1/session', { headers: { 'X-Forwarded-Proto': 'https' } });
  assert.match(reply.headers['set-cookie'][0], /; Secure$/);
});

test('signing out ends it on the server', async () => {
  const { cookie } = await signIn();
  const other = (await signIn()).cookie;
  const gone = await want(204, 'DELETE', '/v1/session', page(cookie));
  assert.match(gone.headers['set-cookie'][0], /^claimd_[0-9a-f]{8}=; Path=\/; Max-Age=0; /);
  assert.match((await want(401, 'POST', '/v1/tags', { ...page(cookie), body: { label: 'x' } })).body.detail, /sign in again/);
  assert.equal((await want(200, 'GET', '/v1/session', page(cookie))).body.name, null);
  assert.equal((await want(200, 'GET', '/v1/session', page(other))).body.name, 'admin');
});

test('a session ends with its key', async () => {
  const revoked = await server.makeKey('edit');
  const { cookie } = await signIn(revoked.secret);
  await want(201, 'POST', '/v1/tags', { ...page(cookie), body: { label: 'before' } });
  await want(403, 'GET', '/v1/keys', page(cookie));
  await want(204, 'DELETE', `/v1/keys/${revoked.id}`);
  await want(401, 'POST', '/v1/tags', { ...page(cookie), body: { label: 'after' } });

  // Where the machine is so slow that the key has ended before somebody signs in, the next one lives longer.
  let expires, entered;
  for (let life = 700; entered?.status !== 201; life *= 4) {
    expires = Date.now() + life;
    const expiring = (await want(201, 'POST', '/v1/keys', { body: { name: `for ${life} ms`, scope: 'edit', expires_at: new Date(expires).toISOString() } })).body;
    entered = await server.api('POST', '/v1/session', { key: expiring.secret });
    assert.ok(entered.status === 201 || life < 60_000, entered.text);
  }
  const short = cookieOf(entered);
  await new Promise((resolve) => setTimeout(resolve, expires + 100 - Date.now()));
  await want(401, 'POST', '/v1/tags', { ...page(short), body: { label: 'late' } });
});

test('a session is made with a key, and not with a session', async () => {
  const { cookie } = await signIn();
  await want(401, 'POST', '/v1/session', page(cookie));
  await want(401, 'POST', '/v1/session', { key: null });
  await want(422, 'POST', '/v1/session', { body: { key: ADMIN } });
});

test('a key has at most 100 sessions; the oldest goes', async () => {
  const key = await server.makeKey('read');
  const cookies = [];
  for (let i = 0; i < 101; i++) cookies.push((await signIn(key.secret)).cookie);
  assert.equal((await want(200, 'GET', '/v1/session', page(cookies[0]))).body.name, null);
  assert.equal((await want(200, 'GET', '/v1/session', page(cookies[1]))).body.name, key.name);
  assert.equal((await want(200, 'GET', '/v1/session', page(cookies[100]))).body.name, key.name);
});

test('what is shown once is not kept for a repeat', async () => {
  const request = { body: { name: 'once', scope: 'read' }, headers: { 'Idempotency-Key': 'a-key' } };
  const first = await want(201, 'POST', '/v1/keys', request);
  assert.match(first.body.secret, /^cl_/);
  const again = await want(201, 'POST', '/v1/keys', request);
  assert.equal(again.headers['idempotency-replayed'], 'true');
  assert.equal(again.text, '');
  assert.equal(again.headers.location, first.headers.location);
});
