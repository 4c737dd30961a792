// What a careless or hostile client sends: a 4xx that says what and where, nothing stored, and the server goes on.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { ADMIN, anArticle, contract, exchange, start } from './server.mjs';

const LIMIT = 100_000; // --body-limit of this server
let server, want, article, claim;
const counts = async () => {
  const all = {};
  for (const plural of ['articles', 'entities', 'mentions', 'claims', 'tags', 'keys'])
    all[plural] = (await want(200, 'GET', `/v1/${plural}?limit=1&count=true`)).body.count;
  return JSON.stringify(all);
};
let stored;
before(async () => {
  server = await start({ args: ['--body-limit', String(LIMIT)] });
  want = server.want;
  article = (await want(201, 'POST', '/v1/articles', { body: anArticle() })).body;
  claim = (await want(201, 'POST', '/v1/claims', { body: { article: article.id, quote: 'Critics said', text: 't', kind: 'fact' } })).body;
  stored = await counts();
});
afterEach(async () => assert.equal(await counts(), stored, 'nothing was stored'));
after(() => server.stop());

const refused = async (body, { status = 400, path = '/v1/tags', method = 'POST', headers, key } = {}) => {
  const reply = await server.api(method, path, { body, headers, key });
  assert.equal(reply.status, status, `${method} ${path} ${String(body).slice(0, 80)}: ${reply.text}`);
  return reply;
};

test('JSON that is none', async () => {
  for (const body of ['{', '{"label":"x"', '{"label":"x"}}', '{"label":"x"} x', '{label:"x"}', "{'label':'x'}", '{"label":x}', '{"label":"x",}', '[{"label":"x"},]', '{"label":1e400}',
    '{"a":99999999999999999999}', '{"label":"\\u12"}', '{"label":"\\x"}', '{"label":"a\nb"}', '{"label":"x","label":"y"}', '{"metadata":{"a":1,"a":2},"label":"x"}', '{"label":"\\u0000"}', '{"\\u0000":1}',
    '{"label":"\\ud800"}', '{"label":"\\udc00"}', '{"label":"\\ud800\\ud800"}', ' ', 'nul', 'NaN', '-', '+1', '01', '\ufeff{"label":"x"}', '/**/{"label":"x"}', '"', '\\']) {
    const reply = await refused(body);
    assert.match(reply.body.errors[0].code, /^invalid_/);
    assert.match(reply.body.detail, /line \d+/, body);
  }
  for (const body of ['null', '1', '"x"', 'true', '[[]]', '[1]', '[null]']) await refused(body, { status: 422 });
});

test('what is wrong with JSON is said in words of JSON', async () => {
  assert.match((await refused('{"label":"a\\u0000b"}')).body.detail, /^line 1, column \d+: \\u0000 is no character of a text$/);
});

test('an item of a list is told what it should be, and not what the list is', async () => {
  for (const [field, item, wanted] of [['authors', 'a', 'an object'], ['authors', [], 'an object'], ['guessed', 1, 'a string of one line']]) {
    const { errors } = (await refused(JSON.stringify({ title: 't', body: 'b', [field]: [item] }), { status: 422, path: '/v1/articles' })).body;
    assert.equal(errors[0].pointer, `/${field}/0`);
    assert.ok(errors[0].detail.endsWith(`; expected ${wanted}`), errors[0].detail);
  }
});

test('a member by whatever name is pointed at by RFC 6901', async () => {
  const pointer = async (path, body, status = 422) => (await refused(JSON.stringify(body), { status, path })).body.errors.map((one) => one.pointer);
  assert.deepEqual(await pointer('/v1/tags', { label: 'x', 'a/b~c': 1, '': 2, '~1': 3 }), ['/a~1b~0c', '/', '/~01']);
  assert.deepEqual(await pointer('/v1/entities', { name: 'x', kind: 'person', aliases: [{ text: 'y', 'a/b': 1 }] }), ['/aliases/0/a~1b']);
  for (const letter of ['x', 'é', '€', '😀', '/']) {
    const [cut] = await pointer('/v1/tags', { label: 'x', [letter.repeat(300)]: 1 });
    assert.ok(cut.length > 60 && cut.startsWith(`/${letter === '/' ? '~1' : letter}`), cut);
  }
});

test('bytes that are no UTF-8', async () => {
  for (const hex of ['c3', 'e282', 'f09f98', 'ff', 'fe', 'c0af', 'c1bf', 'e080af', 'eda080', 'edbfbf', 'f4908080', 'f8888080', '80', 'c328', '00']) {
    const bytes = Buffer.concat([Buffer.from('{"label":"a'), Buffer.from(hex, 'hex'), Buffer.from('"}')]);
    await refused(bytes);
    await refused(Buffer.concat([Buffer.from('{"label":"a'), Buffer.from(hex, 'hex')]));
  }
  const latin = Buffer.from('{"label":"caf\xe9"}', 'latin1');
  await refused(latin);
});

const resources = { articles: 'Article', entities: 'Entity', mentions: 'Mention', claims: 'Claim', tags: 'Tag', keys: 'Key' };
const good = () => ({
  articles: anArticle(), entities: { name: 'n', kind: 'person' }, tags: { label: 'l' }, keys: { name: 'k', scope: 'read' },
  mentions: { article: article.id, quote: 'Critics' }, claims: { article: article.id, quote: 'Critics said', text: 't', kind: 'fact' },
});
const samples = { string: 'text', number: 7.5, integer: 7, boolean: true, array: [[]], object: { no_such: 1 } };
function types(schema) {
  if (schema.$ref) schema = contract.components.schemas[schema.$ref.split('/').pop()];
  const options = schema.anyOf ?? schema.oneOf ?? [schema];
  if (schema.anyOf || schema.oneOf) return options.flatMap(types);
  const list = [schema.type ?? (schema.enum ? 'string' : [])].flat();
  return list.includes('number') ? [...list, 'integer'] : list;
}
/** Every member of a schema with its JSON pointer, members of objects and of lists' items too. */
function* members(schema, at = []) {
  for (const one of schema.anyOf ?? [schema]) {
    const whole = one.$ref ? contract.components.schemas[one.$ref.split('/').pop()] : one;
    if (whole.type === 'array' && whole.items && at.length > 0) yield* inside(whole.items, [...at, 0]);
    for (const [name, member] of Object.entries(whole.properties ?? {})) {
      if (member.readOnly) continue; // may come back with a record, and is not looked at
      yield { path: [...at, name], schema: member };
      yield* members(member, [...at, name]);
    }
  }
}
function* inside(items, at) {
  yield { path: at, schema: items };
  yield* members(items, at);
}
function put(target, path, value) {
  const [name, ...rest] = path;
  if (rest.length === 0) target[name] = value;
  else put((target[name] ??= typeof rest[0] === 'number' ? [] : {}), rest, value);
  return target;
}

test('a value of the wrong type at every field', async () => {
  let tried = 0;
  for (const [plural, name] of Object.entries(resources)) {
    for (const { path, schema } of members(contract.components.schemas[`${name}New`])) {
      const allowed = types(schema);
      if (path[0] === 'metadata' && path.length > 1) continue;
      for (const [type, value] of Object.entries(samples)) {
        if (allowed.includes(type) || allowed.length === 0) continue;
        const body = put(structuredClone(good()[plural]), path, value);
        const reply = await refused(JSON.stringify(body), { status: 422, path: `/v1/${plural}` });
        const pointer = `/${path.join('/')}`;
        assert.ok(reply.body.errors.some((one) => one.pointer.startsWith(pointer)), `${plural} ${pointer} ${type}: ${reply.text}`);
        tried++;
      }
    }
  }
  assert.ok(tried > 500, `${tried} tried`);
});

test('fields that nobody knows, at every level', async () => {
  for (const [plural, name] of Object.entries(resources)) {
    const levels = [[], ...[...members(contract.components.schemas[`${name}New`])].filter(({ schema, path }) => path[0] !== 'metadata' && types(schema).includes('object')).map((one) => one.path)];
    for (const path of levels) {
      const reply = await refused(JSON.stringify(put(structuredClone(good()[plural]), [...path, 'no_such_field'], 1)), { status: 422, path: `/v1/${plural}` });
      assert.ok(reply.body.errors.some((one) => one.code === 'unknown_field' && one.pointer === `/${[...path, 'no_such_field'].join('/')}`), reply.text);
    }
    const many = await refused(JSON.stringify(Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`f${i}`, i]))), { status: 422, path: `/v1/${plural}` });
    assert.ok(many.body.errors.length <= 50);
  }
  assert.match((await refused('{"lable":"x"}', { status: 422 })).text, /\\"label\\"/);
  for (const field of ['id', 'revision', 'created_at', 'created_by']) await refused(JSON.stringify({ label: 'x', [field]: 'x' }), { status: 422 });
  await refused(JSON.stringify({ ...good().claims, proposition: 'x' }), { status: 422, path: '/v1/claims' });
  await refused(JSON.stringify({ ...good().claims, resolution: {} }), { status: 422, path: '/v1/claims' });
});

test('every wrong field is named', async () => {
  const reply = await refused('{"kind":"persn","slug":"Not a slug","aliases":[{"text":""},{"lang":"!"}],"same_as":["ftp://x"],"nmae":"x"}', { status: 422, path: '/v1/entities' });
  const pointers = reply.body.errors.map((one) => one.pointer);
  for (const pointer of ['/kind', '/slug', '/aliases/0/text', '/aliases/1/text', '/aliases/1/lang', '/same_as/0', '/nmae', '/name']) assert.ok(pointers.includes(pointer), pointer);
});

test('bodies up to the limit, and one byte past it', async () => {
  const sized = (size) => `{"lable":"${'x'.repeat(size - 12)}"}`;
  assert.equal(sized(LIMIT).length, LIMIT);
  await refused(sized(LIMIT), { status: 422 });
  assert.equal((await refused(sized(LIMIT + 1), { status: 413 })).headers.connection, 'close');
  // Without a length only what came in tells.
  const chunked = (body) =>
    `POST /v1/tags HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${ADMIN}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`;
  assert.equal((await exchange(server.port, chunked(sized(LIMIT)))).status, 422);
  assert.equal((await exchange(server.port, chunked(sized(LIMIT + 1)))).status, 413);
});

test('limits of depth and of values, at them and one past', async () => {
  const roomy = await start();
  try {
    const deep = (levels) => `{"label":"d${levels}","metadata":{"a":${'['.repeat(levels - 2)}${']'.repeat(levels - 2)}}}`;
    await roomy.want(201, 'POST', '/v1/tags', { body: deep(32) });
    assert.match((await roomy.want(400, 'POST', '/v1/tags', { body: deep(33) })).body.detail, /33/);
    await roomy.want(400, 'POST', '/v1/tags', { body: '['.repeat(500000) });
    const wide = (values) => `[${',0'.repeat(values - 1).slice(1)}]`;
    const at = await roomy.want(422, 'POST', '/v1/tags', { body: wide(100_000) });
    assert.match(at.body.detail, /records|list/);
    assert.match((await roomy.want(400, 'POST', '/v1/tags', { body: wide(100_001) })).body.detail, /100001 values/);
    const bomb = `[${'{},'.repeat(349_000)}{}]`;
    assert.ok(bomb.length > 1_000_000);
    await roomy.want(400, 'POST', '/v1/tags', { body: bomb });
    assert.equal((await roomy.want(200, 'GET', '/v1/tags?count=true')).body.count, 1);
  } finally {
    await roomy.stop();
  }
  const narrow = await start({ args: ['--json-depth', '6', '--json-values=100', '--page-limit', '20', '--target-limit', '300', '--header-limit', '2000'] });
  try {
    const deep = (levels) => `{"label":"d${levels}","metadata":{"a":${'['.repeat(levels - 2)}${']'.repeat(levels - 2)}}}`;
    await narrow.want(201, 'POST', '/v1/tags', { body: deep(6) });
    assert.match((await narrow.want(400, 'POST', '/v1/tags', { body: deep(7) })).body.detail, /7 levels deep; 6 are/);
    await narrow.want(422, 'POST', '/v1/tags', { body: `[${'0,'.repeat(98)}0]` });
    assert.match((await narrow.want(400, 'POST', '/v1/tags', { body: `[${'0,'.repeat(99)}0]` })).body.detail, /101 values; 100 are/);
    await narrow.want(200, 'GET', '/v1/tags?limit=20');
    assert.match((await narrow.want(400, 'GET', '/v1/tags?limit=21')).body.detail, /from 1 to 20/);
    const made = await narrow.want(201, 'POST', '/v1/tags', { body: Array.from({ length: 20 }, (_, i) => ({ label: `t${i}` })) });
    assert.equal(made.body.data.length, 20);
    assert.equal((await narrow.want(200, 'GET', '/v1/tags')).body.data.length, 20, 'the page of who asks for none is not longer');
    await narrow.want(200, 'GET', `/v1/tags?q=${'x'.repeat(300 - '/v1/tags?q='.length)}`);
    await narrow.want(414, 'GET', `/v1/tags?q=${'x'.repeat(301 - '/v1/tags?q='.length)}`);
    await narrow.want(200, 'GET', '/v1/tags', { headers: { X: 'x'.repeat(1500) } });
    await narrow.want(431, 'GET', '/v1/tags', { headers: { X: 'x'.repeat(2000) } });
  } finally {
    await narrow.stop();
  }
});

test('addresses: what is one, how long it may be, in characters', async () => {
  const ask = (url) => server.api('POST', '/v1/entities?dry_run=true', { body: { name: 'n', kind: 'person', same_as: [url] } });
  const long = (size) => `https://example.org/${'é'.repeat(size - 20)}`;
  for (const url of ['http://a', 'https://[::1]:80/x?y#z', 'http://example.org/é', long(2048)]) assert.equal((await ask(url)).status, 200, url);
  for (const url of [long(2049), '', 'https://', 'http:///x', 'http://?x', 'ftp://x', '//x', 'http:x', 'x', 'http://a b', 'http://a\n', 'http://a<', 'http://a\\', 'http://a"', 'javascript:alert(1)'])
    assert.equal((await ask(url)).body.errors?.[0].pointer, '/same_as/0', url);
});

test('what is asked for and cannot come: the error says what can', async () => {
  const detail = async (path) => (await server.api('GET', path)).body.errors[0].detail;
  assert.equal(await detail('/v1/articles?fields=source'), 'articles have no field "source"');
  assert.equal(await detail('/v1/articles?fields=tilte'), 'articles have no field "tilte"; did you mean "title"?');
  assert.equal(await detail('/v1/claims?include=claims'), 'claims cannot include "claims"; they can include articles, entities, tags');
  assert.equal(await detail('/v1/tags?include=claims'), 'tags cannot include "claims"');
});

test('ids that are nearly right', async () => {
  const { id } = article;
  for (const wrong of [id.slice(1), id.slice(0, -1), `${id}0`, id.replace(/.$/, 'u'), '0', '8'.repeat(13), '7'.repeat(13), 'z'.repeat(13), '-1', '%20', `${id}%20`, '😀'.repeat(3)]) {
    const path = `/v1/articles/${encodeURI(decodeURI(wrong))}`;
    for (const [method, body] of [['GET'], ['PATCH', { title: 'x' }], ['DELETE']]) {
      const reply = await server.api(method, path, { body });
      assert.equal(reply.status, 404, `${method} ${path}: ${reply.text}`);
    }
    await refused(JSON.stringify({ ...good().claims, article: wrong }), { status: 422, path: '/v1/claims' });
  }
  const upper = id.toUpperCase();
  assert.notEqual(upper, id);
  assert.match((await want(404, 'GET', `/v1/articles/${upper}`)).body.detail, new RegExp(id));
  assert.equal((await want(404, 'GET', `/v1/articles/${claim.id}`)).status, 404);
});

test('targets that are none', async () => {
  for (const target of ['/v1/tags/%00', '/v1/tags/a%00b', '/v1/tags?q=%00', '/v1/tags/%0a', '/v1/tags/%1f', '/v1/tags/%', '/v1/tags/%2', '/v1/tags/%zz', '/v1/tags/%ff', '/v1/tags/%c3', '/v1/tags/%ed%a0%80',
    '/v1/tags?q=%ff', '/v1/tags?%ff=1', '/v1/tags?q=%', '/v1/tags?limit=%31%', '/v1/claims#x']) {
    const reply = await exchange(server.port, `GET ${target} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
    assert.equal(reply.status, 400, `${target}: ${reply.raw}`);
    assert.match(reply.raw, /application\/problem\+json/);
  }
  // %2F stays inside its segment.
  assert.equal((await exchange(server.port, `GET /v1%2Ftags HTTP/1.1\r\nHost: localhost\r\n\r\n`)).status, 404);
  assert.equal((await exchange(server.port, `GET /v1/articles/${article.id}%2Fclaims HTTP/1.1\r\nHost: localhost\r\n\r\n`)).status, 404);
  assert.equal((await exchange(server.port, `GET /v1/%61rticles HTTP/1.1\r\nHost: localhost\r\n\r\n`)).status, 200);
  assert.equal((await exchange(server.port, `GET /v1/tags?q=${'a'.repeat(9000)} HTTP/1.1\r\nHost: localhost\r\n\r\n`)).status, 414);
});

const post = (headers, body = '{"label":"smuggled"}') =>
  `POST /v1/tags HTTP/1.1\r\nAuthorization: Bearer ${ADMIN}\r\nContent-Type: application/json\r\n${headers}\r\n\r\n${body}`;
const after_it = 'GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n';

test('every route takes whatever query, Accept or body comes, and answers', async () => {
  const queries = ['limit=1&limit=1', 'cursor=x&cursor=x', 'x=1', '=', '&&', '=x', 'limit=', 'limit=-1', 'cursor=x', 'sort=x', 'fields=x', 'include=x', 'q=', 'q=%22', 'q=*', 'count=x', 'offsets=x', 'format=x', 'pretty=x', 'kind=,', 'kind=-', 'tags=x', 'tags=a&tags=b', 'holder=x', 'created_at_from=x', 'large=x', 'cascade=x', 'dry_run=x', 'analyze=x', '%C3%A9=1', 'a=%F0%9F%98%80'];
  const bodies = ['null', '[]', '{}', '[null]', '{"":1}', '"x"', '{"into":1}', '{"decisions":[null]}', '{"decisions":{}}', '{"body":1}', `[${'{},'.repeat(200)}{}]`];
  const named = { articles: article.id, claims: claim.id };
  let tried = 0;
  for (const [path, operations] of Object.entries(contract.paths)) {
    const at = path.replace(/\{(id|slug)\}/, named[path.split('/')[2]] ?? '0savvxn3wj400').replace('{block}', '0');
    const check = async (method, target, options) => {
      const reply = await server.api(method, target, options);
      assert.ok(reply.status >= 200 && reply.status < 500, `${method} ${target} ${options?.body}: ${reply.text}`);
      tried++;
    };
    if (operations.get) for (const query of queries) await check('GET', `${at}?${query}`);
    if (operations.get) for (const accept of ['text/csv', 'application/ld+json', 'application/x-ndjson', 'text/html', '*/*;q=0', 'x']) await check('GET', at, { headers: { Accept: accept } });
    for (const method of ['post', 'patch']) {
      // If-Match names a revision that no record has, so that a body which could be taken is not.
      if (!operations[method]?.requestBody) continue;
      for (const body of bodies) await check(method.toUpperCase(), method === 'post' && path.split('/').length === 3 && resources[path.split('/')[2]] ? `${at}?dry_run=true` : at, { body, headers: method === 'patch' ? { 'If-Match': '"r99"' } : {} });
      for (const query of queries) await check(method.toUpperCase(), `${at}?${query}`, { body: '{"no_such":1}' });
    }
  }
  assert.ok(tried > 1500, `${tried} tried`);
});

test('as many filters and values as there may be', async () => {
  const tags = (await want(201, 'POST', '/v1/tags', { body: Array.from({ length: 50 }, (_, i) => ({ label: `t${i}` })) })).body.data;
  const slugs = (count) => tags.slice(0, count).map((one) => one.slug);
  const filters = (count, of) => Array(count).fill(`tags=${of}`).join('&');
  for (const more of ['', '&sort=confidence', '&sort=-created_at', '&q=oil', '&q=oil&sort=horizon', '&count=true', `&created_by=${slugs(50)}`]) {
    await want(200, 'GET', `/v1/claims?${filters(22, slugs(50))}${more}`); // and the status, which stands there by itself
    await want(200, 'GET', `/v1/claims?${filters(22, slugs(49).map((one) => `-${one}`))}${more}`);
    await want(200, 'GET', `/v1/claims?${filters(22, ['null', ...slugs(49)])}${more}`);
  }
  await want(400, 'GET', `/v1/claims?${filters(25, 't0')}`);
  await want(400, 'GET', `/v1/claims?created_by=${slugs(50)},x`);
  await want(200, 'GET', `/v1/claims?created_by=${Array(50).fill('a')}`);
  await want(400, 'GET', `/v1/claims?created_by=${Array(51).fill('a')}`);
  for (const { slug } of tags) await want(204, 'DELETE', `/v1/tags/${slug}`);
});

test('shapes that two servers would read differently', async () => {
  const shapes = [
    ['two Hosts', post('Host: localhost\r\nHost: localhost\r\nContent-Length: 20'), [400]],
    ['no Host', post('Content-Length: 20'), [400]],
    ['two Content-Lengths', post('Host: localhost\r\nContent-Length: 20\r\nContent-Length: 5'), [400]],
    ['the same twice', post('Host: localhost\r\nContent-Length: 20\r\nContent-Length: 20'), [400]],
    ['a list of lengths', post('Host: localhost\r\nContent-Length: 20, 20'), [400]],
    ['length and chunks', post('Host: localhost\r\nContent-Length: 20\r\nTransfer-Encoding: chunked', '0\r\n\r\n'), [400]],
    ['chunks and length', post('Host: localhost\r\nTransfer-Encoding: chunked\r\nContent-Length: 5', '0\r\n\r\n'), [400]],
    ['chunks twice', post('Host: localhost\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked', '0\r\n\r\n'), [400]],
    ['a blank before the colon', post('Host: localhost\r\nContent-Length : 20'), [400]],
    ['a folded line', post('Host: localhost\r\nX: a\r\n b\r\nContent-Length: 20'), [400]],
    ['a header without a name', post('Host: localhost\r\n: x\r\nContent-Length: 20'), [400]],
    ['a body on a GET', `GET /v1/tags HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${after_it.length}\r\n\r\n`, [400]],
    ['a bad size of a chunk', post('Host: localhost\r\nTransfer-Encoding: chunked', 'zz\r\n{}\r\n0\r\n\r\n'), [400]],
    ['identity', post('Host: localhost\r\nTransfer-Encoding: identity', '0\r\n\r\n'), [501, 400]],
    ['gzip, chunked', post('Host: localhost\r\nTransfer-Encoding: gzip, chunked', '0\r\n\r\n'), [501, 400]],
    ['xchunked', post('Host: localhost\r\nTransfer-Encoding: xchunked', '0\r\n\r\n'), [501, 400]],
    ['a negative length', post('Host: localhost\r\nContent-Length: -1'), [400, 413]],
    ['a length with a sign', post('Host: localhost\r\nContent-Length: +20'), [400, 413]],
    ['a length in hex', post('Host: localhost\r\nContent-Length: 0x14'), [400, 413]],
    ['a length past 64 bits', post('Host: localhost\r\nContent-Length: 99999999999999999999999'), [400, 413]],
  ];
  for (const [name, bytes, statuses] of shapes) {
    const reply = await exchange(server.port, bytes + after_it, { closes: true });
    assert.ok(statuses.includes(reply.status), `${name}: ${reply.raw}`);
    assert.doesNotMatch(reply.raw, /HTTP\/1\.1 2/, `${name}: what follows is no request`);
    assert.ok(reply.closed, `${name}: closes`);
  }
});

test('a connection goes on after what was read and refused, and ends after what was refused unread', async () => {
  const roomy = await start({ args: ['--body-limit', '1048576'] });
  try {
    const send = (method, path, body = '', headers = `Authorization: Bearer ${ADMIN}\r\nContent-Type: application/json\r\n`) =>
      [Buffer.from(`${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${headers}${body.length > 0 ? `Content-Length: ${body.length}\r\n` : ''}\r\n`), Buffer.from(body)];
    const bytes = (...parts) => Buffer.concat(parts.map((part) => Buffer.from(part)));
    const bomb = `[${'{},'.repeat(349_524)}{}]`; // 1 MB that Jansson would make 78 MB of
    assert.ok(bomb.length <= 1_048_576 && bomb.length > 1_048_000);
    const cursor = 'A'.repeat(40);
    const cases = [
      ['malformed', 400, send('POST', '/v1/tags', '{"label":')],
      ['cut UTF-8', 400, send('POST', '/v1/tags', bytes('{"label":"', [0xe2, 0x82], '"}'))],
      ['a lone surrogate', 400, send('POST', '/v1/tags', '{"label":"\\ud800"}')],
      ['NUL', 400, send('POST', '/v1/tags', '{"label":"\\u0000"}')],
      ['a key twice', 400, send('POST', '/v1/tags', '{"label":"a","label":"b"}')],
      ['a number out of range', 400, send('POST', '/v1/tags', '{"label":"a","metadata":{"n":1e999}}')],
      ['a wrong type', 422, send('POST', '/v1/tags', '{"label":1}')],
      ['an unknown field', 422, send('POST', '/v1/tags', '{"label":"a","lable":"b"}')],
      ['a bomb', 400, send('POST', '/v1/tags', bomb)],
      ['a cursor that is none', 400, send('GET', `/v1/tags?cursor=${cursor}`)],
      ['an id one digit short', 404, send('GET', '/v1/tags/0savvxn3wj40')],
      ['no such path', 404, send('GET', '/v1/tigs')],
      ['a method that is not there', 405, send('DELETE', '/v1/tags')],
      ['no key, and no body', 401, send('DELETE', '/v1/tags/x', '', '')],
      ['one byte past the limit', 413, send('POST', '/v1/tags', `{"lable":"${'x'.repeat(1_048_577 - 12)}"}`), 'closes'],
      ['sixteen times the limit', 413, send('POST', '/v1/tags', 'x'.repeat(1 << 24)), 'closes'],
      ['no key', 401, send('POST', '/v1/tags', '{"label":"a"}', 'Content-Type: application/json\r\n'), 'closes'],
      ['no such path, with a body', 404, send('POST', '/v1/tigs', '{"label":"a"}'), 'closes'],
      ['no JSON', 415, send('POST', '/v1/tags', 'a', `Authorization: Bearer ${ADMIN}\r\nContent-Type: text/plain\r\n`), 'closes'],
    ];
    for (const [name, status, request, closes] of cases) {
      const reply = await exchange(roomy.port, [...request, after_it], closes ? { closes: true } : { replies: 2 });
      assert.equal(reply.status, status, `${name}: ${reply.raw.slice(0, 300)}`);
      assert.match(reply.raw, /Content-Type: application\/problem\+json/, name);
      assert.equal(reply.replies, closes ? 1 : 2, `${name}: ${reply.raw.slice(0, 900)}`);
      assert.equal(reply.closed, closes === 'closes', name);
    }
    assert.equal((await roomy.want(200, 'GET', '/v1/tags?count=true')).body.count, 0);
  } finally {
    await roomy.stop();
  }
});

test('an upload without a key is refused unread', async () => {
  const head = `POST /v1/articles HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 90000\r\n\r\n`;
  const reply = await exchange(server.port, head, { closes: true });
  assert.equal(reply.status, 401, reply.raw);
  assert.ok(reply.closed);
  assert.match(reply.raw, /Connection: close/i);
});

test('what is no HTTP, or stops in the middle', async () => {
  for (const bytes of ['\0\0\0\0', '\x16\x03\x01\x02\x00\x01\x00', 'GET\r\n\r\n', 'GET / HTTP/9.9\r\n\r\n', 'x'.repeat(50_000), `GET / HTTP/1.1\r\nHost: localhost\r\nX: ${'y'.repeat(60_000)}\r\n\r\n`]) {
    const reply = await exchange(server.port, bytes, { closes: true, patience: 1500, end: true });
    assert.ok(reply.status === 0 || (reply.status >= 400 && reply.status < 600), `${bytes.slice(0, 40)}: ${reply.raw.slice(0, 300)}`);
  }
  for (const cut of [10, 60, 120, 170]) await exchange(server.port, post('Host: localhost\r\nContent-Length: 20').slice(0, cut), { closes: true, patience: 200, end: true });
  await exchange(server.port, post('Host: localhost\r\nContent-Length: 20', '{"label":"sm'), { closes: true, patience: 200, end: true });
  await exchange(server.port, post('Host: localhost\r\nTransfer-Encoding: chunked', '14\r\n{"label":"sm'), { closes: true, patience: 200, end: true });
  await want(200, 'GET', '/v1');
});
