// What holds on every route, whatever stands there.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import http from 'node:http';
import { gunzipSync } from 'node:zlib';
import { after, before, test } from 'node:test';
import { ADMIN, anArticle, binary, exchange, send, start } from './server.mjs';

let server, want, tag, article;
before(async () => {
  server = await start({ args: ['--allow-origin', 'https://page.example'] });
  want = server.want;
  tag = (await want(201, 'POST', '/v1/tags', { body: { label: 'here' } })).body;
  article = (await want(201, 'POST', '/v1/articles', { body: anArticle({ body: 'Word after word. '.repeat(1000) }) })).body;
});
after(() => server.stop());

test('HEAD is GET without the body', async () => {
  for (const path of ['/', '/healthz', '/v1', '/v1/tags', '/v1/tags/here', '/v1/tags/nothing', '/nowhere', `/v1/articles/${article.id}`]) {
    const get = await server.api('GET', path);
    const head = await send(server.port, 'HEAD', path, { headers: { Authorization: `Bearer ${ADMIN}` } });
    assert.equal(head.status, get.status, path);
    assert.equal(head.text, '');
    for (const name of ['content-type', 'etag', 'content-length', 'vary', 'cache-control', 'link']) {
      if (name === 'content-length' && get.status >= 400) continue; // it holds a request id
      assert.equal(head.headers[name], get.headers[name], `${path} ${name}`);
    }
  }
});

test('headers that every reply has', async () => {
  for (const [path, key] of [['/v1/tags', ADMIN], ['/v1/tags', null], ['/nowhere', null], ['/v1/tags/here', ADMIN], ['/v1/tags?limit=0', ADMIN]]) {
    const { headers } = await server.api('GET', path, { key });
    assert.equal(headers.vary, 'Accept, Accept-Encoding, Authorization, Origin');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.match(headers['cache-control'], /no-cache/);
    assert.ok(headers['x-request-id']);
  }
  assert.match((await want(200, 'GET', '/v1/tags')).headers['cache-control'], /private/);
});

test('request ids are taken, or made', async () => {
  const given = await want(404, 'GET', '/v1/tags/nothing', { headers: { 'X-Request-Id': 'abc.DEF_1-2' } });
  assert.equal(given.headers['x-request-id'], 'abc.DEF_1-2');
  assert.equal(given.body.request_id, 'abc.DEF_1-2');
  const seen = new Set();
  for (const id of ['x'.repeat(65), 'a b', 'a"b', 'é', undefined, undefined]) {
    const made = await want(200, 'GET', '/v1/tags', { headers: id === undefined ? {} : { 'X-Request-Id': id } });
    assert.notEqual(made.headers['x-request-id'], id);
    seen.add(made.headers['x-request-id']);
  }
  assert.equal(seen.size, 6);
});

test('OPTIONS and CORS', async () => {
  const plain = await send(server.port, 'OPTIONS', '/v1/tags/here', {});
  assert.equal(plain.status, 204);
  for (const method of ['GET', 'HEAD', 'PATCH', 'DELETE', 'OPTIONS']) assert.match(plain.headers.allow, new RegExp(`\\b${method}\\b`));
  assert.equal(plain.headers['access-control-allow-origin'], undefined);
  assert.equal((await send(server.port, 'OPTIONS', '*', {})).status, 204);

  const Origin = 'https://page.example';
  const ahead = await send(server.port, 'OPTIONS', '/v1/claims', { headers: { Origin, 'Access-Control-Request-Method': 'POST' } });
  assert.equal(ahead.headers['access-control-allow-origin'], Origin);
  assert.match(ahead.headers['access-control-allow-methods'], /POST/);
  assert.match(ahead.headers['access-control-allow-headers'], /Idempotency-Key/);
  const read = await want(200, 'GET', '/v1/tags', { headers: { Origin } });
  assert.equal(read.headers['access-control-allow-origin'], Origin);
  for (const name of ['Link', 'ETag', 'RateLimit']) assert.match(read.headers['access-control-expose-headers'], new RegExp(name));
  const refused = await want(404, 'GET', '/v1/tags/nothing', { headers: { Origin } });
  assert.equal(refused.headers['access-control-allow-origin'], Origin);
  for (const other of ['https://other.example', 'https://page.example.evil.example', 'null', 'http://page.example']) {
    const reply = await want(200, 'GET', '/v1/tags', { headers: { Origin: other } });
    assert.equal(reply.headers['access-control-allow-origin'], undefined, other);
    const preflight = await send(server.port, 'OPTIONS', '/v1/claims', { headers: { Origin: other, 'Access-Control-Request-Method': 'POST' } });
    assert.equal(preflight.headers['access-control-allow-methods'], undefined, other);
  }
});

test('names and pages may be given again', async () => {
  const other = await start({ args: ['--allow-host', 'claims.example', '--allow-host=desk.example', '--allow-origin', 'https://a.example', '--allow-origin', 'https://b.example'] });
  try {
    for (const Host of ['claims.example', 'desk.example:8080', 'localhost']) await other.want(200, 'GET', '/v1/tags', { headers: { Host } });
    await other.want(403, 'GET', '/v1/tags', { headers: { Host: 'evil.example' } });
    for (const Origin of ['https://a.example', 'https://b.example'])
      assert.equal((await other.want(200, 'GET', '/v1/tags', { headers: { Origin } })).headers['access-control-allow-origin'], Origin);
    // There may be a proxy before us now, so reading needs a key.
    await other.want(401, 'GET', '/v1/tags', { key: null });
  } finally {
    await other.stop();
  }
});

test('options that make no sense are refused before anything is opened', () => {
  for (const args of [['--json-depth', '0'], ['--json-depth', '257'], ['--json-values=x'], ['--page-limit', '201'], ['--page-limit', '0'], ['--loops', '65'], ['--instance', '1024'], ['--body-limit', '2000000', '--body-memory', '1000000'], ['--rate'], ['--no-such'], ['--listen', 'nowhere'], [].concat(...Array(65).fill(['--allow-host', 'a']))]) {
    const { status, stderr } = spawnSync(binary, ['serve', '--data', '/nowhere/at/all', ...args], { encoding: 'utf8' });
    assert.equal(status, 2, `${args.join(' ')}: ${stderr}`);
    assert.match(stderr, /^claimd: .+\n$/, args.join(' '));
  }
});

test('404 names the nearest path, 405 what is allowed', async () => {
  for (const [path, near] of [['/v1/clams', '/v1/claims'], ['/v1/article', '/v1/articles'], ['/v1/tags/here/merg', 'merge'], ['/redyz', '/readyz']])
    assert.match((await want(404, 'GET', path)).body.detail, new RegExp(near), path);
  const reply = await want(405, 'PUT', '/v1/tags', { body: {} });
  assert.equal(reply.headers.allow.split(', ').sort().join(), 'GET,HEAD,OPTIONS,POST');
  for (const [method, path] of [['DELETE', '/v1/claims'], ['POST', '/v1/tags/here'], ['PATCH', '/healthz'], ['DELETE', '/'], ['GET', '/v1/tags/here/merge']])
    assert.ok((await want(405, method, path)).headers.allow, `${method} ${path}`);
  const strange = await send(server.port, 'PURGE', '/v1/tags', {});
  assert.ok([405, 501].includes(strange.status));
});

test('a slash at the end is a 308', async () => {
  assert.equal((await want(308, 'GET', '/v1/tags/?limit=2')).headers.location, '/v1/tags?limit=2');
  assert.equal((await want(308, 'GET', '/v1/tags/here/')).headers.location, '/v1/tags/here');
  const away = await send(server.port, 'GET', '//evil.example/', {});
  assert.notEqual(away.status, 308);
});

test('406 and 415', async () => {
  for (const Accept of ['text/plain', 'image/*', 'application/json;q=0', 'text/html, application/xml']) await want(406, 'GET', '/v1/tags', { headers: { Accept } });
  for (const Accept of ['*/*', 'application/*', 'application/json', 'text/csv, */*;q=0.1', 'text/html;q=0.9, application/json;q=0.1']) await want(200, 'GET', '/v1/tags', { headers: { Accept } });
  await want(406, 'POST', '/v1/tags', { body: { label: 'never' }, headers: { Accept: 'text/csv' } });
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonx', 'application/merge-patch+json', ''])
    await want(415, 'POST', '/v1/tags', { body: '{"label":"never"}', headers: { 'Content-Type': type } });
  await want(415, 'POST', '/v1/tags', { body: '{"label":"never"}', headers: { 'Content-Encoding': 'gzip' } });
  await want(415, 'PATCH', '/v1/tags/here', { body: '{"label":"never"}', headers: { 'Content-Type': 'application/json-patch+json' } });
  await want(201, 'POST', '/v1/tags', { body: { label: 'typed' }, headers: { 'Content-Type': 'Application/JSON; charset=utf-8' } });
  await want(404, 'GET', '/v1/tags/never');
  await want(422, 'POST', '/v1/tags', { body: undefined });
});

test('ETags: a record has a strong one, its other forms weak ones', async () => {
  const path = '/v1/tags/here';
  const plain = await want(200, 'GET', path);
  assert.match(plain.headers.etag, /^"r\d+\.\d+"$/);
  const weak = [];
  for (const form of [`${path}?fields=label`, `${path}?pretty`, '/v1/tags', '/v1', '/openapi.json']) {
    const { headers } = await want(200, 'GET', form);
    assert.match(headers.etag, /^W\/"[0-9a-f]{32}"$/, form);
    weak.push([form, headers.etag]);
  }
  // XXH3-128 of an empty list: the same bytes have the same tag on every machine and in every version.
  assert.equal((await want(200, 'GET', '/v1/claims?kind=question')).headers.etag, 'W/"703a768af62919b88d79dd3e455e403e"');
  for (const [form, etag] of [[path, plain.headers.etag], ...weak]) {
    for (const value of [etag, `"x", ${etag}`, '*', etag.replace(/^W\//, '')]) {
      const reply = await want(304, 'GET', form, { headers: { 'If-None-Match': value } });
      assert.equal(reply.text, '');
      assert.equal(reply.headers.etag, etag);
      assert.ok(reply.headers.vary && reply.headers['cache-control']);
    }
    await want(200, 'GET', form, { headers: { 'If-None-Match': '"x"' } });
  }
  const list = (await want(200, 'GET', '/v1/tags')).headers.etag;
  const patched = await want(200, 'PATCH', path, { body: { description: 'changed' }, headers: { 'If-Match': plain.headers.etag } });
  assert.notEqual(patched.headers.etag, plain.headers.etag);
  await want(200, 'GET', path, { headers: { 'If-None-Match': plain.headers.etag } });
  await want(200, 'GET', '/v1/tags', { headers: { 'If-None-Match': list } });
  await want(412, 'DELETE', path, { headers: { 'If-Match': plain.headers.etag } });
  await want(400, 'DELETE', path, { headers: { 'If-Match': 'nonsense' } });
  await want(200, 'PATCH', path, { body: { description: null }, headers: { 'If-Match': '*' } });
});

test('a member that is none names the nearest, or all there are', async () => {
  const said = async (status, method, path, body) => (await want(status, method, path, { body })).body.errors.filter((one) => one.code === 'unknown_field').map((one) => `${one.pointer} ${one.detail}`);
  const none = 'is no field here;';
  assert.deepEqual(await said(422, 'POST', '/v1/analyze', { text: 'x' }), [`/text ${none} expected one of body, blocks, source, source_type, published_at, language`]);
  assert.deepEqual(await said(422, 'POST', '/v1/analyze', { sourse: 'x' }), [`/sourse ${none} did you mean "source"?`]);
  assert.deepEqual(await said(422, 'POST', '/v1/tags/here/merge', { target: 'x' }), [`/target ${none} expected one of into`]);
  assert.deepEqual(await said(422, 'POST', '/v1/claims', { article: article.id, quote: 'x', text: 't', kind: 'fact', condition: { when: 1, txt: 'x' } }), [`/condition/when ${none} expected one of text, start, end, negated`, `/condition/txt ${none} did you mean "text"?`]);
});

test('If-Match is a list of strong ETags, one of which must be the present one', async () => {
  const path = '/v1/tags/listed';
  await want(201, 'POST', '/v1/tags', { body: { label: 'Listed' } });
  let { etag } = (await want(200, 'GET', path)).headers;
  const of = (status, value, method = 'PATCH') => want(status, method, path, { body: method === 'PATCH' ? { description: value.slice(0, 200) } : undefined, headers: { 'If-Match': value } });
  const rows = [
    [200, () => `"x", ${etag}`], [200, () => `${etag},"r9"`], [200, () => `"r9.2" , , ${etag} ,`], [200, () => `W/${etag}, ${etag}`], [200, () => `"a,b", ${etag}`], [200, () => `"", ${etag}`],
    [200, () => `${'"x", '.repeat(500)}${etag}`],
    [412, () => '"r99", "r98.2"'], [412, () => '"x", "y"'], [412, () => `W/${etag}, "x"`], [412, () => '"r0"'], [412, () => '"r"'], [412, () => '"*"'], [412, () => '"r9223372036854775808"'],
    [400, () => ''], [400, () => ','], [400, () => etag.slice(1)], [400, () => etag.slice(0, -1)], [400, () => `${etag}, *`], [400, () => `*, ${etag}`], [400, () => `"x" ${etag}`], [400, () => `${etag}; "x"`], [400, () => 'W/'],
    [400, () => `w/${etag}`], [400, () => `${etag}, x`],
  ];
  for (const [status, value] of rows) {
    const before = etag;
    const reply = await of(status, value());
    ({ etag } = (await want(200, 'GET', path)).headers);
    assert.equal(etag === before, status !== 200, `${status} ${value()}`);
    if (status === 400) assert.equal(reply.body.errors[0].code, 'invalid_request');
  }
  assert.equal((await of(412, '"r1", "r2"', 'DELETE')).body.revision, 8);
  await of(204, `"r1", ${etag}`, 'DELETE');
});

const raw = (path, headers) =>
  new Promise((resolve, reject) => {
    http.get({ port: server.port, host: '127.0.0.1', path, headers }, (response) => {
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('end', () => resolve({ headers: response.headers, bytes: Buffer.concat(pieces) }));
    }).on('error', reject);
  });

test('gzip for what is large', async () => {
  const path = `/v1/articles/${article.id}`;
  const plain = await raw(path, {});
  assert.equal(plain.headers['content-encoding'], undefined);
  const small = await raw(path, { 'Accept-Encoding': 'gzip' });
  assert.equal(small.headers['content-encoding'], 'gzip');
  assert.ok(small.bytes.length < plain.bytes.length / 4);
  assert.deepEqual(gunzipSync(small.bytes), plain.bytes);
  assert.equal(small.headers.etag, `W/${plain.headers.etag}`);
  assert.equal(Number(small.headers['content-length']), small.bytes.length);
  await want(304, 'GET', path, { headers: { 'If-None-Match': small.headers.etag, 'Accept-Encoding': 'gzip' } });
  await want(412, 'PATCH', path, { body: { note: 'x' }, headers: { 'If-Match': small.headers.etag } });
  for (const encoding of ['identity', 'br', 'gzip;q=0', '*;q=0']) assert.equal((await raw(path, { 'Accept-Encoding': encoding })).headers['content-encoding'], undefined, encoding);
  assert.equal((await raw('/v1/tags/here', { 'Accept-Encoding': 'gzip' })).headers['content-encoding'], undefined);
});

test('pretty is the same JSON', async () => {
  for (const path of ['/v1/tags', '/v1/tags/here', '/v1', `/v1/articles/${article.id}`]) {
    const plain = await want(200, 'GET', path);
    for (const more of ['pretty', 'pretty=true']) {
      const reply = await want(200, 'GET', `${path}?${more}`);
      assert.deepEqual(reply.body, plain.body);
      assert.ok(reply.text.split('\n').length > 3);
    }
  }
  assert.ok((await want(404, 'GET', '/v1/tags/nothing?pretty')).text.includes('\n  "'));
});

test('a repeat with the same Idempotency-Key is answered alike', async () => {
  const body = { label: 'once only' };
  const headers = { 'Idempotency-Key': 'a-key' };
  const first = await want(201, 'POST', '/v1/tags', { body, headers });
  assert.equal(first.headers['idempotency-replayed'], undefined);
  const again = await want(201, 'POST', '/v1/tags', { body, headers });
  assert.equal(again.headers['idempotency-replayed'], 'true');
  assert.equal(again.text, first.text);
  for (const name of ['location', 'etag']) assert.equal(again.headers[name], first.headers[name]);
  assert.equal((await want(422, 'POST', '/v1/tags', { body: { label: 'another' }, headers })).body.errors[0].code, 'key_reused');
  await want(422, 'POST', '/v1/entities', { body: { name: 'another', kind: 'other' }, headers });
  // Another actor's key of the same name is another one, and what failed may be tried again.
  const other = await server.makeKey('edit');
  await want(409, 'POST', '/v1/tags', { body, headers, key: other.secret });
  await want(201, 'POST', '/v1/tags', { body: { label: 'by another' }, headers, key: other.secret });
  await want(400, 'POST', '/v1/tags', { body: { label: 'never' }, headers: { 'Idempotency-Key': 'x'.repeat(201) } });
  // Sent at once, it is done once.
  const all = await Promise.all(Array.from({ length: 10 }, () => server.api('POST', '/v1/entities', { body: { name: 'Raced', kind: 'other' }, headers: { 'Idempotency-Key': 'raced' } })));
  assert.deepEqual([...new Set(all.map((one) => `${one.status} ${one.body.id}`))].length, 1);
  assert.equal((await want(200, 'GET', '/v1/entities?q=raced&count=true')).body.count, 1);
  const many = Array.from({ length: 200 }, (_, i) => ({ label: `large ${i}`, description: 'x'.repeat(400) }));
  const large = await want(201, 'POST', '/v1/tags', { body: many, headers: { 'Idempotency-Key': 'large' } });
  assert.ok(large.text.length > 64 * 1024);
  const replayed = await server.api('POST', '/v1/tags', { body: many, headers: { 'Idempotency-Key': 'large' } });
  assert.equal(replayed.status, 201);
  assert.equal(replayed.headers['idempotency-replayed'], 'true');
  assert.ok(replayed.text === large.text);
  assert.equal((await want(200, 'GET', '/v1/tags?q=large&count=true')).body.count, 200);
});

test('an answer too long to keep is made again from its records', async () => {
  const twice = async (status, path, body, key) => {
    const headers = { 'Idempotency-Key': key };
    const first = await want(status, 'POST', path, { body, headers }), again = await want(status, 'POST', path, { body, headers });
    assert.deepEqual([first.headers['idempotency-replayed'], again.headers['idempotency-replayed']], [undefined, 'true'], path);
    assert.ok(again.text === first.text, path);
    for (const name of ['location', 'etag']) assert.equal(again.headers[name], first.headers[name], path);
    return { first, again: () => want(status, 'POST', path, { body, headers }) };
  };
  const sentence = 'Mary Quill of the Example Times said in May that oil prices could rise. ';
  const long = { title: 'Long', body: sentence.repeat(1000) };
  const article = await twice(201, '/v1/articles', long, 'long article');
  assert.ok(article.first.text.length > 64 * 1024);
  const analysed = await twice(201, '/v1/articles?analyze=true', { ...long, title: 'Analysed', language: 'en' }, 'long and analysed');
  assert.ok(analysed.first.body.analysis.mentions.new > 0);
  const claim = { article: article.first.body.id, anchor: { start: 0, end: 10 }, text: 'x'.repeat(500), kind: 'fact', status: 'suggested' };
  const claims = (await twice(201, '/v1/claims', Array.from({ length: 100 }, () => claim), 'claims')).first.body.data;
  const decisions = claims.map((one, i) => ({ id: one.id, revision: i === 50 ? 9 : 1, verdict: 'accept' }));
  const decided = await twice(200, '/v1/claims/decisions', { mode: 'each', decisions }, 'long decisions');
  assert.deepEqual([decided.first.body.decided, decided.first.body.failed, decided.first.body.data[50].errors[0].code], [99, 1, 'stale']);
  const wide = { a: 'x'.repeat(65000) };
  const [gone, into] = (await want(201, 'POST', '/v1/entities', { body: ['gone', 'into'].map((name) => ({ name: `${name} again`, kind: 'other', description: 'd'.repeat(2000), metadata: wide })) })).body.data;
  await twice(200, `/v1/entities/${gone.id}/merge`, { into: into.id }, 'long merge');
  // Whatever became of the records since then, a text apart.
  await want(200, 'PATCH', `/v1/claims/${claims[0].id}`, { body: { text: 'changed since' } });
  await want(204, 'DELETE', `/v1/claims/${claims[1].id}`);
  assert.ok((await decided.again()).text === decided.first.text);
  await want(204, 'DELETE', `/v1/articles/${article.first.body.id}?cascade=true`);
  const lost = await article.again();
  assert.deepEqual([lost.body, lost.headers.location], [{ ...article.first.body, body: '', blocks: [] }, article.first.headers.location]);
});

test('one slug created twice at once is there once', async () => {
  const all = await Promise.all(Array.from({ length: 20 }, () => server.api('POST', '/v1/tags', { body: { label: 'contested' } })));
  assert.deepEqual(all.map((one) => one.status).sort(), [201, ...Array(19).fill(409)]);
  assert.equal(new Set(all.filter((one) => one.status === 409).map((one) => one.body.errors[0].id)).size, 1);
});

test('a Host that is not ours is refused', async () => {
  for (const host of ['localhost', '127.0.0.1', '[::1]', `localhost:${server.port}`, 'LOCALHOST:1'])
    assert.equal((await send(server.port, 'GET', '/v1/tags', { headers: { Host: host } })).status, 200, host);
  for (const host of ['evil.example', 'localhost.evil.example', '127.0.0.1.evil.example', 'evil.example:8080', '10.0.0.1']) {
    const reply = await send(server.port, 'GET', '/v1/tags', { headers: { Host: host } });
    assert.equal(reply.status, 403, host);
    assert.match(reply.text, /allow-host/);
  }
  const absolute = await exchange(server.port, 'GET http://evil.example/v1/tags HTTP/1.1\r\nHost: localhost\r\n\r\n');
  assert.equal(absolute.status, 403);
});

test('what comes through a proxy is not local', async () => {
  for (const name of ['Forwarded', 'X-Forwarded-For']) await want(401, 'GET', '/v1/tags', { key: null, headers: { [name]: 'for=10.0.0.1' } });
  await want(200, 'GET', '/v1/tags', { headers: { 'X-Forwarded-For': '10.0.0.1' } });
  await want(200, 'GET', '/healthz', { key: null, headers: { 'X-Forwarded-For': '10.0.0.1' } });
  const named = await start({ args: ['--allow-host', 'claims.example'] });
  try {
    await named.want(401, 'GET', '/v1/tags', { key: null });
    await named.want(200, 'GET', '/v1/tags', { headers: { Host: 'claims.example' } });
    await named.want(200, 'GET', '/readyz', { key: null });
  } finally {
    await named.stop();
  }
});

test('requests of one connection are answered in their order', async () => {
  const reply = await exchange(server.port, 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'.repeat(20), { replies: 20 });
  assert.equal(reply.replies, 20);
});
