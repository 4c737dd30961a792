// The forms that records go out in: JSON, CSV, NDJSON, Web Annotations.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contract, start } from './server.mjs';

let server, want, articles, claims;
const TEXT = '“Oil” rose, and 😀 said: “it will rise again by 2030”.\n\n=1+1 is what Bernd calls a formula, she said.';
const bulk = async (plural, list) => (await want(201, 'POST', `/v1/${plural}`, { body: list })).body.data;

before(async () => {
  server = await start();
  want = server.want;
  const [bernd] = await bulk('entities', [{ name: 'Bernd', kind: 'person' }]);
  await bulk('tags', [{ label: 'oil' }, { label: 'gas, too' }]);
  articles = await bulk('articles', [
    { title: 'With an "address", and a comma', body: TEXT, url: 'https://example.org/a', canonical_url: 'https://example.org/b' },
    { title: '=cmd()', body: TEXT },
  ]);
  await bulk('mentions', articles.map((one) => ({ article: one.id, quote: 'Bernd', entity: one === articles[0] ? bernd.id : null })));
  claims = await bulk('claims', Array.from({ length: 7 }, (_, i) => ({
    article: articles[i % 2].id, quote: i % 3 ? 'it will rise again by 2030' : '=1+1 is what', text: ['Oil rises.', '=1+1', 'two\nlines', '"quoted", with commas', '@here', '-5', '+5'][i], kind: 'forecast', certainty: 'likely',
    holder: i % 2 ? { entity: bernd.id, cue: { text: 'said:' } } : null, tags: i % 2 ? ['oil', 'gas-too'] : [], horizon: i % 3 ? { by: '2030', text: 'by 2030' } : null, metadata: { i, 'a,b': ['"'] },
  })));
});
after(() => server.stop());

/** Rows of RFC 4180, read without mercy. */
function parse(text) {
  const rows = [];
  let at = 0;
  while (at < text.length) {
    const row = [];
    for (;;) {
      const quoted = /^"((?:[^"]|"")*)"/.exec(text.slice(at));
      const bare = /^[^",\r\n]*/.exec(text.slice(at));
      const cell = quoted ?? bare;
      row.push(quoted ? quoted[1].replaceAll('""', '"') : bare[0]);
      at += cell[0].length;
      if (text[at] === ',') at++;
      else break;
    }
    assert.equal(text.slice(at, at + 2), '\r\n', `a row ends at ${at}`);
    at += 2;
    rows.push(row);
  }
  return rows;
}
/** What a cell stands for, by the JSON value that is there. */
function expected(value) {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return /^[=+\-@\x00-\x1f]/.test(value) ? `'${value}` : value;
  return JSON.stringify(value);
}
const at = (doc, path) => path.split('.').reduce((value, name) => value?.[name], doc);
const get = (path, Accept) => want(200, 'GET', path, { headers: { Accept } });

test('CSV has every value of JSON under its flat name', async () => {
  for (const plural of ['claims', 'articles', 'entities', 'mentions', 'tags', 'keys']) {
    const json = (await want(200, 'GET', `/v1/${plural}`)).body.data;
    const reply = await get(`/v1/${plural}`, 'text/csv');
    assert.equal(reply.headers['content-type'], 'text/csv; charset=utf-8; header=present');
    assert.equal(reply.headers['content-disposition'], `attachment; filename="${plural}.csv"`);
    assert.match(reply.headers.etag, /^W\//);
    const [names, ...rows] = parse(reply.text);
    assert.equal(rows.length, json.length);
    assert.equal(new Set(names).size, names.length);
    for (const name of Object.keys(json[0])) assert.ok(names.some((one) => one === name || one.startsWith(`${name}.`)), `${plural} ${name}`);
    rows.forEach((row, i) => assert.deepEqual(row, names.map((name) => expected(at(json[i], name))), `${plural} ${i}`));
  }
  assert.ok(parse((await get('/v1/claims', 'text/csv')).text)[0].includes('holder.cue.text'));
});

test('fields= chooses the columns of CSV, in its order', async () => {
  const { text } = await want(200, 'GET', `/v1/claims?format=csv&fields=text,id,anchor,text&sort=created_at&offsets=utf16`);
  const [names, ...rows] = parse(text);
  assert.deepEqual(names, ['text', 'id', ...Object.keys(claims[1].anchor).map((one) => `anchor.${one}`)]);
  const exact = 'it will rise again by 2030';
  assert.deepEqual(rows[1].slice(0, 5), ["'=1+1", claims[1].id, String(TEXT.indexOf(exact)), String(TEXT.indexOf(exact) + exact.length), exact]);
  const bodies = parse((await want(200, 'GET', '/v1/articles?format=csv&fields=body&sort=created_at')).text);
  assert.deepEqual(bodies, [['body'], [TEXT], [TEXT]]);
  await want(400, 'GET', '/v1/claims?format=csv&fields=txt');
  assert.equal((await want(200, 'GET', '/v1/claims?format=csv&kind=fact&fields=id')).text, 'id\r\n');
});

test('NDJSON has a record a line', async () => {
  const json = (await want(200, 'GET', '/v1/claims?fields=id,text')).body.data;
  const reply = await get('/v1/claims?fields=id,text', 'application/x-ndjson');
  assert.equal(reply.headers['content-type'], 'application/x-ndjson');
  assert.ok(reply.text.endsWith('\n'));
  assert.deepEqual(reply.text.trimEnd().split('\n').map((line) => JSON.parse(line)), json);
  const whole = (await want(200, 'GET', '/v1/claims')).body.data;
  assert.deepEqual((await want(200, 'GET', '/v1/claims?format=ndjson')).text.trimEnd().split('\n').map((line) => JSON.parse(line)), whole);
  assert.equal((await want(200, 'GET', '/v1/claims?format=ndjson&kind=fact')).text, '');
});

test('claims and mentions are Web Annotations', async () => {
  const type = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';
  const page = await get('/v1/claims?sort=created_at', type);
  assert.equal(page.headers['content-type'], type);
  const { items, ...about } = JSON.parse(page.text);
  assert.deepEqual(about, { '@context': 'http://www.w3.org/ns/anno.jsonld', id: '/v1/claims?sort=created_at', type: 'AnnotationPage' });
  items.forEach((item, i) => {
    const claim = claims[i];
    assert.equal(item.id, `/v1/claims/${claim.id}`);
    assert.equal(item.motivation, 'describing');
    const of = (purpose) => item.body.filter((one) => one.purpose === purpose).map((one) => one.value ?? one.source);
    assert.deepEqual(of('describing'), [claim.text]);
    assert.deepEqual(of('tagging'), claim.tags);
    assert.deepEqual(of('linking'), claim.holder ? [`/v1/entities/${claim.holder.entity}`] : []);
    const [here, there] = [item.target].flat();
    assert.equal(here.source, `/v1/articles/${claim.article}`);
    const [quote, position] = here.selector;
    assert.equal([...TEXT].slice(position.start, position.end).join(''), quote.exact);
    assert.ok(TEXT.includes(quote.prefix + quote.exact + quote.suffix));
    // The page that it was read on has other positions.
    assert.equal(there?.source, i % 2 ? undefined : 'https://example.org/b');
    if (there) assert.deepEqual(there.selector, quote);
  });
  const one = await get(`/v1/claims/${claims[1].id}`, 'application/ld+json');
  assert.deepEqual(JSON.parse(one.text), { '@context': about['@context'], ...items[1] });
  assert.match(one.headers.etag, /^W\//);
  const mentions = JSON.parse((await want(200, 'GET', '/v1/mentions?format=jsonld&sort=created_at')).text).items;
  assert.deepEqual(mentions.map((item) => item.motivation), ['identifying', 'highlighting']);
  assert.deepEqual(mentions.map((item) => item.body.length), [1, 0]);
});

test('pages go on in every form', async () => {
  const read = {
    csv: ({ text }) => parse(text).slice(1).map(([id]) => id),
    ndjson: ({ text }) => text.trimEnd().split('\n').map((line) => JSON.parse(line).id),
    jsonld: ({ text }) => JSON.parse(text).items.map((item) => item.id.split('/').pop()),
    json: ({ body }) => body.data.map((one) => one.id),
  };
  for (const [name, ids] of Object.entries(read)) {
    const seen = [];
    let path = `/v1/claims?limit=3&sort=-horizon&format=${name}`;
    for (let pages = 0; path; pages++) {
      assert.ok(pages < 10);
      const reply = await want(200, 'GET', path);
      seen.push(...ids(reply));
      path = /^<([^>]+)>; rel="next"$/.exec(reply.headers.link ?? '')?.[1];
      if (name === 'jsonld') assert.equal(JSON.parse(reply.text).next, path);
    }
    assert.deepEqual(seen, (await server.all('/v1/claims?sort=-horizon')).map((one) => one.id), name);
  }
  // A cursor belongs to the list, whatever its form.
  const { next } = (await want(200, 'GET', '/v1/claims?limit=3')).body;
  assert.equal(parse((await want(200, 'GET', `/v1/claims?limit=3&format=csv&cursor=${next}`)).text).length, 4);
});

test('Accept chooses, format= goes first, 406 lists what there is', async () => {
  const type = async (path, Accept) => (await get(path, Accept)).headers['content-type'].split(';')[0];
  const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  for (const [Accept, expectedType] of [
    ['*/*', 'application/json'], [browser, 'application/json'], ['application/*', 'application/json'], ['text/csv', 'text/csv'], ['text/*', 'text/csv'], ['text/csv, */*;q=0.1', 'text/csv'],
    ['text/csv;q=0.5, application/json', 'application/json'], ['text/csv, application/json', 'application/json'], ['application/x-ndjson', 'application/x-ndjson'], ['application/problem+json', 'application/json'],
    ['application/json;q=0, */*', 'text/csv'], ['TEXT/CSV', 'text/csv'], ['application/ld+json', 'application/ld+json'],
  ]) assert.equal(await type('/v1/claims', Accept), expectedType, Accept);
  assert.equal(await type('/v1/claims?format=csv', browser), 'text/csv');
  assert.equal(await type('/v1/claims?format=csv', 'application/json'), 'text/csv');
  assert.equal(await type('/v1/claims?format=json', 'text/csv'), 'application/json');
  const refused = await want(406, 'GET', '/v1/claims', { headers: { Accept: 'image/png, text/html' } });
  assert.deepEqual(refused.body.available.map((one) => one.split(';')[0]), ['application/json', 'text/csv', 'application/x-ndjson', 'application/ld+json']);
  const noAnchor = await want(406, 'GET', '/v1/entities', { headers: { Accept: 'application/ld+json' } });
  assert.equal(noAnchor.body.available.length, 3);
  assert.deepEqual((await want(406, 'GET', `/v1/entities/bernd`, { headers: { Accept: 'text/csv' } })).body.available, ['application/json']);
  assert.deepEqual((await want(406, 'GET', '/v1', { headers: { Accept: 'text/csv' } })).body.available, ['application/json']);
  assert.deepEqual((await want(406, 'POST', '/v1/tags', { body: { label: 'x' }, headers: { Accept: 'text/csv' } })).body.available, ['application/json']);
});

test('what has no place in a form is refused', async () => {
  for (const [format, parameter] of [['csv', 'include=tags'], ['csv', 'count=true'], ['ndjson', 'include=tags'], ['ndjson', 'count=true'], ['jsonld', 'include=tags'], ['jsonld', 'count=true'], ['jsonld', 'fields=id'], ['jsonld', 'offsets=utf16']]) {
    const { body } = await want(400, 'GET', `/v1/claims?format=${format}&${parameter}`);
    assert.equal(body.errors[0].parameter, parameter.split('=')[0], `${format} ${parameter}`);
  }
  for (const path of ['/v1/claims?format=xml', '/v1/claims?format=', '/v1/entities?format=jsonld', `/v1/claims/${claims[0].id}?format=csv`, '/v1/claims?format=csv&format=csv', '/v1?format=json'])
    await want(400, 'GET', path);
  for (const [method, path, body] of [['POST', '/v1/tags?format=csv', { label: 'y' }], ['PATCH', `/v1/claims/${claims[0].id}?format=json`, {}]]) await want(400, method, path, { body });
  // Each list says what it has.
  const { schema } = contract.components.parameters['claims.format'];
  assert.deepEqual(schema.enum, ['json', 'csv', 'ndjson', 'jsonld']);
});
