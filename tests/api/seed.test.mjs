// The first real article goes in and comes out as it should. Its text stays outside this repository: where it is missing,
// these tests are skipped.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { root, start } from './server.mjs';

const folder = process.env.CLAIMD_TEST_DATA ?? join(root, '..', 'shared', 'data');
const gold = existsSync(join(folder, 'seed-gold.json')) ? JSON.parse(readFileSync(join(folder, 'seed-gold.json'), 'utf8')) : null;
const skip = gold === null ? 'the seed article is not here' : false;

let server, want, article, entities, mentions, claims;
const points = gold === null ? [] : [...gold.body];
const cut = (start, end) => points.slice(start, end).join('');
/** As somebody types it who has neither no-break spaces nor curly quotes. */
const typed = (text) => text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/[‘’]/g, "'").replaceAll(/[“”]/g, '"').replaceAll(/[–—]/g, '-');
const post = async (path, body) => (await want(201, 'POST', path, { body })).body;

before(async () => {
  if (skip) return;
  server = await start();
  want = server.want;
  entities = new Map();
  for (const { key, ...entity } of gold.entities) entities.set(key, await post('/v1/entities', { slug: key, ...entity }));
  for (const tag of new Set(gold.claims.flatMap((one) => one.tags))) await post('/v1/tags', { label: tag, slug: tag });
  const { word_count, ...metadata } = gold.metadata;
  if (!entities.has(metadata.publisher.entity)) delete metadata.publisher.entity;
  article = await post('/v1/articles', { ...metadata, body: gold.body, blocks: gold.blocks });
  mentions = [];
  for (const { start, end, exact, entity, metonym } of gold.mentions)
    mentions.push(await post('/v1/mentions', { article: article.id, anchor: { start, end, exact: typed(exact) }, entity, metonym }));
});
after(() => server?.stop());

test('the article comes back as it went in', { skip }, async () => {
  const { body } = await want(200, 'GET', `/v1/articles/${article.id}`);
  assert.equal(body.body, gold.body);
  assert.deepEqual(body.blocks, gold.blocks);
  assert.equal(body.body_sha256, gold.body_sha256);
  assert.equal(body.word_count, gold.metadata.word_count);
  for (const name of ['title', 'subtitle', 'published_at', 'language', 'url', 'canonical_url', 'license', 'about_author', 'note'])
    assert.equal(body[name], gold.metadata[name], name);
  assert.deepEqual(body.original, gold.metadata.original);
  assert.equal(body.authors[0].name, gold.metadata.authors[0].name);
  assert.equal(body.publisher.name, gold.metadata.publisher.name);
});

test('the raw text comes out as people took it apart', { skip }, async () => {
  const source = readFileSync(join(folder, 'seed-article.txt'), 'utf8');
  const made = await post('/v1/articles', { source, source_type: 'text/plain' });
  assert.equal(made.body, gold.body);
  assert.deepEqual(made.blocks, gold.blocks);
  assert.equal(made.body_sha256, gold.body_sha256);
  for (const name of ['title', 'subtitle', 'published_at', 'url', 'canonical_url', 'license', 'about_author', 'note', 'word_count'])
    assert.equal(made[name], gold.metadata[name], name);
  assert.deepEqual(made.original, gold.metadata.original);
  assert.deepEqual(made.authors.map((one) => one.name), gold.metadata.authors.map((one) => one.name));
  assert.equal(made.publisher.name, gold.metadata.publisher.name);
  assert.equal(made.language, gold.metadata.language.slice(0, 2), 'the region is told by spelling only');
  assert.deepEqual(made.guessed, ['title', 'authors', 'publisher', 'language', 'canonical_url', 'original', 'about_author', 'note']);
  assert.equal((await want(200, 'GET', `/v1/articles/${made.id}/source`)).text, source);
  await want(204, 'DELETE', `/v1/articles/${made.id}`);
});

test('every sentence, typed plainly, finds its place', { skip }, async () => {
  const made = await post('/v1/claims', gold.sentences.map(({ start, end }) => ({
    article: article.id, quote: typed(cut(start, end)), text: 'a sentence', kind: 'fact',
  })));
  made.data.forEach(({ anchor }, i) => {
    const { start, end } = gold.sentences[i];
    assert.deepEqual([anchor.start, anchor.end, anchor.exact, anchor.state], [start, end, cut(start, end), 'exact']);
    assert.ok(cut(0, start).endsWith(anchor.prefix) && cut(end).startsWith(anchor.suffix));
  });
  for (const { id } of made.data) await want(204, 'DELETE', `/v1/claims/${id}`);
});

test('claims are found by quotation and read back', { skip }, async () => {
  claims = [];
  for (const { start, end, exact, condition, ...claim } of gold.claims) {
    const words = typed(exact);
    const given = { article: article.id, ...claim };
    if (condition) given.condition = { text: typed(condition.exact ?? condition.text ?? cut(condition.start, condition.end)) };
    const made = await post('/v1/claims', { ...given, quote: words });
    claims.push(made);
    assert.deepEqual([made.anchor.start, made.anchor.end, made.anchor.exact], [start, end, exact]);
    if (condition) assert.deepEqual([made.condition.start, made.condition.end], [condition.start, condition.end]);
    for (const name of ['text', 'kind', 'certainty', 'polarity']) assert.equal(made[name], claim[name], name);
    assert.deepEqual([...made.tags].sort(), [...claim.tags].sort());
    if (claim.holder?.entity) assert.equal(made.holder.entity, entities.get(claim.holder.entity).id);
  }
  mentions.forEach((made, i) => {
    const { start, end, exact, entity, metonym } = gold.mentions[i];
    assert.deepEqual([made.anchor.start, made.anchor.end, made.anchor.exact], [start, end, exact]);
    assert.deepEqual([made.entity, made.metonym], [entities.get(entity).id, metonym]);
  });
});

test('filters, tags and paging give what the file says', { skip }, async () => {
  const count = async (query) => {
    const whole = (await server.all(`/v1/claims?article=${article.id}&limit=3${query}`)).map((one) => one.id);
    assert.equal(new Set(whole).size, whole.length);
    const first = await want(200, 'GET', `/v1/claims?article=${article.id}&limit=3&count=true${query}`);
    assert.equal(first.body.count, whole.length);
    return whole.length;
  };
  const expect = (keep) => gold.claims.filter(keep).length;
  assert.equal(await count(''), gold.claims.length);
  for (const name of ['kind', 'certainty', 'polarity'])
    for (const value of new Set(gold.claims.map((one) => one[name])))
      assert.equal(await count(`&${name}=${value}`), expect((one) => one[name] === value), `${name}=${value}`);
  for (const tag of new Set(gold.claims.flatMap((one) => one.tags)))
    assert.equal(await count(`&tags=${tag}`), expect((one) => one.tags.includes(tag)), tag);
  assert.equal(await count('&condition=-null'), expect((one) => one.condition !== null));
  assert.equal(await count('&holder=author'), expect((one) => !one.holder));
  assert.equal((await server.all(`/v1/articles/${article.id}/claims?limit=3`)).length, gold.claims.length);
  assert.equal((await server.all(`/v1/mentions?article=${article.id}&limit=3`)).length, gold.mentions.length);
  assert.equal((await server.all(`/v1/mentions?metonym=true&limit=3`)).length, gold.mentions.filter((one) => one.metonym).length);
  const named = new Set(gold.mentions.map((one) => one.entity));
  assert.equal((await server.all(`/v1/articles/${article.id}/entities?limit=3`)).length, named.size);
  for (const key of named)
    assert.equal((await server.all(`/v1/entities/${key}/mentions?limit=3`)).length, gold.mentions.filter((one) => one.entity === key).length);
  assert.equal((await server.all('/v1/entities?limit=3')).length, gold.entities.length);
});

test('include gives all of it at once, in any unit', { skip }, async () => {
  const utf16 = (at) => cut(0, at).length;
  const bytes = (at) => Buffer.byteLength(cut(0, at));
  for (const [unit, convert] of [['codepoints', (at) => at], ['utf16', utf16], ['bytes', bytes]]) {
    const { body } = await want(200, 'GET', `/v1/articles/${article.id}?include=claims,mentions,entities,tags&offsets=${unit}`);
    const spans = (list) => list.map((one) => `${one.start} ${one.end}`);
    const wanted = (list) => list.map((one) => `${convert(one.start)} ${convert(one.end)}`);
    assert.deepEqual(spans(body.included.claims.map((one) => one.anchor)).sort(), wanted(gold.claims).sort(), unit);
    assert.deepEqual(spans(body.included.mentions.map((one) => one.anchor)).sort(), wanted(gold.mentions).sort(), unit);
    assert.deepEqual(spans(body.blocks), wanted(gold.blocks), unit);
    const starts = body.included.claims.map((one) => one.anchor.start);
    assert.deepEqual(starts, [...starts].sort((a, b) => a - b), 'in order of position');
    const tags = [...new Set(gold.claims.flatMap((one) => one.tags))].sort();
    assert.deepEqual(body.included.tags.map((one) => one.slug).sort(), tags);
    const known = new Set(body.included.entities.map((one) => one.id));
    assert.ok(gold.mentions.every((one) => known.has(entities.get(one.entity).id)));
    assert.equal(known.size, body.included.entities.length);
    assert.equal(body.included.more, undefined);
  }
});
