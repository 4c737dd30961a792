// Facets: each count is what the list finds with that value, whatever other filters there are.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start } from './server.mjs';

let server, want;
const make = async (plural, body) => (await want(201, 'POST', `/v1/${plural}`, { body })).body;
const facets = async (plural, query) => (await want(200, 'GET', `/v1/facets/${plural}?${query}`)).body;
const pick = (list, i) => list[i % list.length];
let articles;

before(async () => {
  server = await start();
  want = server.want;
  await make('entities', [{ name: 'Ada', kind: 'person' }, { name: 'Bern', kind: 'place' }, { name: 'Cern', kind: 'organization' }]);
  await make('tags', [{ label: 'top' }]);
  await make('tags', [{ label: 'low', broader: 'top' }, { label: 'Aside' }]);
  articles = (await make('articles', [
    { title: 'One', body: Array.from({ length: 30 }, (_, i) => `Sentence number ${i} of oil.`).join('\n\n'), language: 'en', publisher: { name: 'C', entity: 'cern' } },
    { title: 'Two', body: 'Gas is here.', language: 'de', authors: [{ name: 'A', entity: 'ada' }, { name: 'B', entity: 'bern' }] },
    { title: 'Three', body: 'Oil again.' },
  ])).data;
  await make('claims', Array.from({ length: 30 }, (_, i) => ({
    article: articles[0].id, quote: `Sentence number ${i} of oil.`, text: i % 3 === 0 ? `Claim ${i} on wind` : `Claim ${i}`, kind: pick(['fact', 'fact', 'forecast', 'cause'], i),
    certainty: pick(['likely', 'unstated', 'possible'], i), tags: pick([['low'], ['aside', 'low'], []], i), status: i % 10 === 9 ? 'rejected' : 'accepted',
    holder: i % 2 === 0 ? { entity: pick(['ada', 'bern', 'cern'], i), text: 'x', commitment: pick(['denies', 'reports', null], i) } : i % 5 === 0 ? { text: 'somebody' } : null,
    why: i % 7 === 0 ? [{ rule: 'cue' }, { rule: 'title' }] : [], subjects: i % 4 === 0 ? [{ entity: 'bern' }, { entity: 'ada' }] : [],
  })));
  await make('claims', [{ article: articles[1].id, quote: 'Gas is here.', text: 'Gas', kind: 'fact' }]);
  await make('mentions', [{ article: articles[1].id, quote: 'Gas', entity: 'bern', metonym: true }, { article: articles[2].id, quote: 'Oil' }]);
});
after(() => server.stop());

/** Of every value that a facet names, the list with that value (instead of the filters on itself, where a record has one) finds as many. */
async function agrees(plural, filters, names, many = []) {
  const got = await facets(plural, new URLSearchParams([...filters, ['facets', names.join(',')], ['limit', '200']]));
  const list = async (query) => (await want(200, 'GET', `/v1/${plural}?limit=1&count=true&${new URLSearchParams(query)}`)).body.count;
  assert.equal(got.count, await list(filters), `${plural} ${filters}`);
  assert.equal(got.capped, false);
  assert.deepEqual(got.facets.map(({ name }) => name), names);
  for (const { name, values, more, capped } of got.facets) {
    assert.deepEqual({ more, capped }, { more: false, capped: false });
    const others = many.includes(name) ? filters : filters.filter(([one]) => one !== name);
    let last = Infinity;
    for (const { value, count } of values) {
      assert.ok(count > 0 && count <= last, `${name}: most first`);
      last = count;
      assert.equal(count, await list([...others, [name, value === null ? 'null' : value]]), `${plural} ${name}=${value} beside ${others}`);
    }
  }
  return Object.fromEntries(got.facets.map(({ name, values }) => [name, values]));
}

const claimNames = ['kind', 'certainty', 'polarity', 'commitment', 'anchor', 'status', 'article', 'created_by', 'decided_by', 'holder', 'via', 'subject', 'entity', 'tags', 'tags_exact', 'why'];

test('every count is what the list finds', async () => {
  const many = ['via', 'subject', 'object', 'entity', 'tags', 'tags_exact', 'why'];
  const all = await agrees('claims', [], claimNames, many);
  assert.deepEqual(all.kind.map(({ value }) => value), ['fact', 'forecast', 'cause']);
  assert.ok(all.kind.reduce((sum, { count }) => sum + count, 0) === 28);
  assert.equal(all.status.find(({ value }) => value === 'rejected').count, 3, 'what choosing it would find');
  assert.equal(all.holder.find(({ value }) => value === 'author').label, null);
  assert.ok(all.commitment.some(({ value }) => value === null));
  for (const filters of [
    [['kind', 'fact']], [['kind', 'fact,cause']], [['kind', '-fact']], [['kind', 'fact'], ['certainty', 'likely']], [['tags', 'top']], [['tags', 'low'], ['tags', 'aside']], [['tags', 'low,aside']], [['tags_exact', 'aside']],
    [['q', 'wind']], [['q', '-wind']], [['q', '-wind'], ['kind', 'fact'], ['tags', 'low']], [['q', 'wind'], ['kind', 'fact']], [['q', 'wind'], ['holder', 'author']], [['holder', 'ada']], [['holder', '-author']], [['subject', 'bern'], ['subject', 'ada']], [['why', 'cue']], [['article', articles[1].id]],
    [['status', 'rejected']], [['commitment', 'null']], [['commitment', '-null']], [['created_at_from', '2020']], [['q', 'nowhere']], [['created_at_to', '2020'], ['kind', 'fact']],
  ]) await agrees('claims', filters, claimNames, many);
});

test('the other resources', async () => {
  const of = (await agrees('articles', [], ['language', 'license', 'created_by', 'author', 'publisher'], ['author']));
  assert.deepEqual(of.language.map(({ value }) => value), [null, 'de', 'en']);
  assert.deepEqual(of.author.map(({ label }) => label).sort(), ['Ada', 'Bern']);
  await agrees('articles', [['q', 'oil']], ['language', 'author'], ['author']);
  await agrees('entities', [['kind', 'person']], ['kind', 'status', 'created_by']);
  const mentions = await agrees('mentions', [], ['metonym', 'entity', 'article', 'status', 'anchor', 'candidate'], ['candidate']);
  assert.deepEqual(mentions.metonym.map(({ value }) => value).sort(), ['false', 'true']);
});

test('labels, and what is counted unasked', async () => {
  const { facets: list } = await facets('claims', '');
  assert.deepEqual(list.map(({ name }) => name), ['anchor', 'kind', 'certainty', 'polarity', 'commitment', 'status', 'tags']);
  assert.deepEqual(list.at(-1).values.find(({ value }) => value === 'aside'), { value: 'aside', label: 'Aside', count: 9 });
  assert.deepEqual((await facets('claims', 'facets=article')).facets[0].values.map(({ label }) => label), ['One', 'Two']);
  const cut = (await facets('claims', 'facets=kind&limit=2')).facets[0];
  assert.deepEqual([cut.values.length, cut.more], [2, true]);
  assert.equal((await facets('claims', 'facets=kind&limit=3')).facets[0].more, false);
  assert.equal((await facets('claims', 'facets=kind,kind')).facets.length, 1);
});

test('what is wrong is named', async () => {
  const errors = async (query) => (await want(400, 'GET', `/v1/facets/claims?${query}`)).body.errors.map(({ parameter, detail }) => `${parameter} ${detail}`).join('\n');
  assert.match(await errors('facets=kinds'), /^facets claims are not counted by "kinds"; did you mean "kind"\?$/);
  assert.match(await errors('facets=horizon'), /^facets /);
  assert.match(await errors('facets=text,certainity'), /text[^]*did you mean "certainty"/);
  assert.match(await errors('limit=0'), /^limit must be from 1 to 200/);
  assert.match(await errors('limit=201'), /^limit /);
  assert.match(await errors('kind=facts'), /^kind must be one of/);
  assert.match(await errors('sort=horizon&cursor=x&fields=id&include=tags&count=true'), /sort[^]*cursor[^]*fields[^]*include[^]*count/);
  await want(200, 'GET', '/v1/facets/claims?limit=200');
  const names = 'article,anchor,kind,certainty,polarity,commitment,status,decided_by,created_by,holder,via,subject,object,entity,tags,tags_exact';
  assert.equal((await facets('claims', `facets=${names}`)).facets.length, 16);
  assert.match(await errors(`facets=${names},why`), /^facets at most 16 at once$/);
  await want(404, 'GET', '/v1/facets/tags');
});
