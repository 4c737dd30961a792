// How far annotators agree: on places, on kinds, on certainties.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { anArticle, start } from './server.mjs';

let server, want;
before(async () => {
  server = await start();
  want = server.want;
});
after(() => server.stop());

const create = async (plural, body, key) => (await want(201, 'POST', `/v1/${plural}`, { body, key })).body;
const near = (value, expected) => assert.ok(Math.abs(value - expected) < 0.0005, `${value} is not ${expected}`);

/** An article of as many words as there are letters in a row, and a claim of each annotator at each letter. */
async function annotate(rows) {
  const length = rows[0].length;
  const article = await create('articles', anArticle({ body: Array.from({ length }, (_, i) => `word${String(i).padStart(2, '0')}`).join(' ') }));
  const keys = [];
  for (const row of rows) {
    const key = await server.makeKey('suggest');
    keys.push(key);
    const claims = [...row].flatMap((letter, i) => (letter === '.' ? [] : [{
      article: article.id, anchor: { start: 7 * i, end: 7 * i + 6 }, text: 't',
      kind: ['fact', 'cause', 'forecast', 'evaluation', 'question'][letter.charCodeAt(0) - 97],
      certainty: ['likely', 'unlikely', 'possible', 'certain', 'unstated'][letter.charCodeAt(0) - 97],
    }]));
    if (claims.length > 0) await create('claims', claims, key.secret);
  }
  return { article, keys, get: async () => (await want(200, 'GET', `/v1/articles/${article.id}/agreement`)).body };
}

// Krippendorff's own data ("Computing Krippendorff's Alpha-Reliability", 2011, sections B and C).
test('two annotators who see the same places', async () => {
  const { keys, get } = await annotate(['aabbdcccedda', 'babbbccceddd']);
  const found = await get();
  near(found.kind.alpha, 0.692);
  near(found.certainty.alpha, 0.692);
  assert.deepEqual([found.kind.items, found.kind.ratings], [12, 24]);
  assert.deepEqual(found.exact, { matches: 12, f1: 1 });
  assert.deepEqual(found.pairs, [{ annotators: keys.map((one) => one.name).sort(), exact: { matches: 12, f1: 1 }, overlap: { matches: 12, f1: 1 } }]);
  assert.equal(found.capped, false);
});

test('four who do not all see all', async () => {
  const { keys, get } = await annotate(['abccbadab...', 'abccbbdabe.c', '.cccbcdbbea.', 'abccbddabea.']);
  const found = await get();
  near(found.kind.alpha, 0.743);
  assert.deepEqual([found.kind.items, found.kind.ratings], [11, 40]);
  assert.equal(found.pairs.length, 6);
  assert.deepEqual(found.annotators.map((one) => one.claims), [11, 11, 10, 9]);
  const names = [keys[0].name, keys[3].name];
  const pair = found.pairs.find((one) => names.every((name) => one.annotators.includes(name)));
  assert.equal(pair.exact.matches, 9);
  near(pair.exact.f1, 18 / 20);
});

test('places that overlap', async () => {
  const { article, keys, get } = await annotate(['......', '......']);
  const claim = (start, end, key) => create('claims', { article: article.id, anchor: { start, end }, text: 't', kind: 'fact' }, key.secret);
  await claim(0, 13, keys[0]); // two words
  await claim(0, 20, keys[1]); // three
  await claim(21, 27, keys[0]);
  await claim(21, 41, keys[1]); // less than half in common
  const found = await get();
  assert.deepEqual(found.exact, { matches: 0, f1: 0 });
  assert.deepEqual(found.overlap, { matches: 1, f1: 0.5 });
  assert.equal(found.kind.alpha, null); // one kind alone was ever given
  assert.deepEqual([found.kind.items, found.kind.ratings], [1, 2]);
});

test('what is decided or corrected does not change what somebody marked', async () => {
  const { article, get } = await annotate(['ab', 'aa']);
  const before = await get();
  const editor = await server.makeKey('edit');
  for (const { id, revision, kind } of await server.all(`/v1/articles/${article.id}/claims`)) {
    const decision = kind === 'cause' ? { verdict: 'correct', changes: { kind: 'fact', certainty: 'certain' } } : { verdict: 'reject' };
    await want(200, 'POST', '/v1/claims/decisions', { body: { decisions: [{ id, revision, ...decision }] }, key: editor.secret });
  }
  assert.deepEqual(await get(), before);
});

test('nobody, and one alone', async () => {
  const none = await (await annotate(['..'])).get();
  assert.deepEqual(none, {
    annotators: [], pairs: [], exact: { matches: 0, f1: 0 }, overlap: { matches: 0, f1: 0 },
    kind: { alpha: null, items: 0, ratings: 0 }, certainty: { alpha: null, items: 0, ratings: 0 }, capped: false,
  });
  const one = await (await annotate(['ab'])).get();
  assert.equal(one.annotators[0].claims, 2);
  assert.deepEqual([one.pairs, one.kind.items], [[], 0]);
  await want(404, 'GET', '/v1/articles/0000000000001/agreement');
});

test('the twenty with most are compared, and the oldest two thousand claims', async () => {
  const { article, get } = await annotate(Array(21).fill('a'));
  const crowded = await get();
  assert.deepEqual([crowded.annotators.length, crowded.pairs.length, crowded.capped], [20, 190, true]);
  const one = (await server.makeKey('suggest')).secret;
  const list = (count) => Array.from({ length: count }, () => ({ article: article.id, anchor: { start: 0, end: 6 }, text: 't', kind: 'fact' }));
  for (let i = 0; i < 9; i++) await create('claims', list(200), one);
  await create('claims', list(179), one);
  assert.equal((await get()).annotators[0].claims, 1979); // with 21 others 2,000
  await create('claims', list(1), one);
  assert.equal((await get()).annotators[0].claims, 1979);
});
