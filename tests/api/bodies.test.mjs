// The bodies that an article had: read again, and taken back with every anchor where it was.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import { start } from './server.mjs';

const KEPT = 50; // former bodies of an article

let server, want;
before(async () => {
  server = await start();
  want = server.want;
});
after(() => server.stop());

const get = async (path) => (await want(200, 'GET', path)).body;
const post = async (path, body) => (await want(201, 'POST', path, { body })).body;
const patch = async (path, body) => (await want(200, 'PATCH', path, { body })).body;
const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const make = async (more) => {
  const article = await post('/v1/articles', { title: 'T', ...more });
  return { ...article, path: `/v1/articles/${article.id}` };
};

test('the body of each revision is read, and the history says where it is', async () => {
  const first = 'Title 😀\n\nAda said so.', second = 'Title 😀\n\nAda said no such thing.';
  const { id, path, blocks } = await make({ body: first, blocks: [{ kind: 'heading', start: 0, end: 7 }, { kind: 'paragraph', start: 9, end: 21 }] });
  await patch(path, { note: 'n' }); // 2: the same body
  await patch(path, { body: second }); // 3
  await patch(path, { blocks: [{ kind: 'quotation', start: 0, end: 7 }, { kind: 'paragraph', start: 9, end: 32 }] }); // 4: the same text
  await patch(path, { source: `<p>Another text.</p>`, source_type: 'text/html' }); // 5
  await patch(path, { title: 'U' }); // 6
  const expected = [
    [1, 1, first, 'heading'], [2, 1, first, 'heading'], [3, 3, second, 'heading'], [4, 4, second, 'quotation'], [5, 5, 'Another text.', 'paragraph'], [6, 5, 'Another text.', 'paragraph'],
  ];
  for (const [revision, came, body, kind] of expected) {
    const reply = await want(200, 'GET', `${path}/bodies/${revision}`);
    assert.deepEqual([reply.body.article, reply.body.revision, reply.body.body, reply.body.body_sha256, reply.body.blocks[0].kind], [id, came, body, sha256(body), kind], `${revision}`);
    assert.equal(reply.headers.etag, `"r${came}.2"`);
    assert.equal((await want(304, 'GET', `${path}/bodies/${revision}`, { headers: { 'If-None-Match': reply.headers.etag } })).text, '');
  }
  assert.deepEqual((await get(`${path}/bodies/1`)).blocks, blocks);
  const utf16 = await want(200, 'GET', `${path}/bodies/1?offsets=utf16`);
  assert.deepEqual(utf16.body.blocks.map((one) => [one.start, one.end]), [[0, 8], [10, 22]]);
  assert.match(utf16.headers.etag, /^W\//);
  const history = (await get(`${path}/history`)).data;
  assert.deepEqual(history.map((one) => one.body), [6, 5, 4, 3, 2, 1].map((revision) => `${path}/bodies/${expected[revision - 1][1]}`));
  for (const entry of history) assert.equal((await get(entry.body)).body_sha256, entry.record.body_sha256);

  for (const wrong of ['0', '7', '-1', '1.0', 'x', '9223372036854775808']) await want(404, 'GET', `${path}/bodies/${wrong}`);
  await want(404, 'GET', '/v1/articles/0savvxn3wj400/bodies/1');
  for (const wrong of ['offsets=x', 'offsets', 'fields=body', 'offsets=utf16&offsets=x']) await want(400, 'GET', `${path}/bodies/1?${wrong}`);
  await want(405, 'DELETE', `${path}/bodies/1`);
  const claim = await post('/v1/claims', { article: id, quote: 'Another text.', text: 't', kind: 'fact' });
  assert.deepEqual((await get(`/v1/claims/${claim.id}/history`)).data.map((one) => one.body), [null]);

  await want(204, 'DELETE', `${path}?cascade=true`);
  await want(404, 'GET', `${path}/bodies/1`);
  assert.deepEqual((await get(`${path}/history`)).data.map((one) => one.body), Array(7).fill(null));
});

test('what changes no text keeps no body, nor does what is not done', async () => {
  const { path, body } = await make({ body: 'One text.' });
  await patch(path, { source: '<p>One text.</p>', source_type: 'text/html' }); // 2: only the source is new
  await want(200, 'PATCH', `${path}?dry_run=true`, { body: { body: 'Other.' } });
  await want(422, 'PATCH', path, { body: { body: 'Other.', title: '' } });
  assert.deepEqual((await get(`${path}/bodies/2`)), { ...(await get(`${path}/bodies/1`)), revision: 1, body });
  assert.deepEqual((await get(`${path}/history`)).data.map((one) => one.body), [`${path}/bodies/1`, `${path}/bodies/1`]);
});

test(`${KEPT} are kept, and the one before them is gone`, async () => {
  const { path } = await make({ body: 'Text 1.' });
  for (let revision = 2; revision <= KEPT + 1; revision++) await patch(path, { body: `Text ${revision}.` });
  for (const revision of [1, 2, KEPT, KEPT + 1]) assert.equal((await get(`${path}/bodies/${revision}`)).body, `Text ${revision}.`);
  await patch(path, { note: 'another revision, and no other body' });
  await get(`${path}/bodies/1`);
  await patch(path, { body: 'The last.' });
  const { body: problem } = await want(410, 'GET', `${path}/bodies/1`);
  assert.equal(problem.errors[0].code, 'gone');
  assert.match(problem.detail, /revision 2$/);
  for (const revision of [2, 3, KEPT + 1]) assert.equal((await get(`${path}/bodies/${revision}`)).body, `Text ${revision}.`);
  const bodies = (await server.all(`${path}/history?limit=20`)).map((one) => one.body);
  assert.deepEqual([bodies.length, bodies[0], bodies.at(-2), bodies.at(-1)], [KEPT + 3, `${path}/bodies/${KEPT + 3}`, `${path}/bodies/2`, null]);
});

/* Words that stand twice, one word, a sentence that went elsewhere: what a map between two texts loses. */
const BODY =
  'Ha ha said the engine. Ada Grey will be finished by 2035, and critics doubt it.\n\n' +
  'If funding continues, the second engine will be built in the north. Nobody knows.\n\n' +
  'Nobody knows. According to The Times, oil prices may rise again before winter. Nobody knows.';
const quotes = (article) => [
  { article, anchor: { exact: 'ha', prefix: 'Ha ' }, text: 't', kind: 'fact' },
  { article, anchor: { exact: 'Nobody knows.', suffix: ' According' }, text: 't', kind: 'fact' },
  { article, anchor: { exact: 'Nobody knows.', prefix: 'winter. ' }, text: 't', kind: 'fact' },
  { article, quote: 'the second engine will be built in the north', text: 't', kind: 'forecast', condition: { text: 'If funding continues' }, horizon: { by: '2035', text: '2035' }, holder: { text: 'critics', cue: { text: 'doubt' } } },
  { article, quote: 'oil prices may rise again before winter', text: 't', kind: 'forecast', why: [{ rule: 'r', text: 'may' }, { rule: 's', text: 'before winter' }] },
  { article, anchor: { exact: 'it', prefix: 'doubt ' }, text: 't', kind: 'fact' },
];
const others = [
  ['words gone', 'Ada Grey was here. Nothing else is left.'],
  ['all in another order', BODY.split('\n\n').reverse().join('\n\n')],
  ['every second word gone', BODY.split(' ').filter((_, i) => i % 2 === 0).join(' ')],
  ['all of it twice', `${BODY}\n\n${BODY}`],
  ['small edits', BODY.replace('will be built', 'will not be built').replace('If funding continues', 'When funding stops').replace(' Nobody knows.', '').replace('Ha ha', 'Ha')],
];
const placed = ({ anchor, condition, horizon, holder, why }) => ({ anchor, condition, horizon, cue: holder?.cue ?? null, why });
const of = async (records) => Promise.all(records.map(async (one) => placed(await get(one))));

test('an edit taken back brings every anchor and part back, exact where it was', async () => {
  for (const [name, other] of others) {
    const { id, path } = await make({ body: BODY });
    const records = [];
    for (const claim of quotes(id)) records.push(`/v1/claims/${(await post('/v1/claims', claim)).id}`);
    for (const quote of ['Ada Grey', 'The Times']) records.push(`/v1/mentions/${(await post('/v1/mentions', { article: id, quote })).id}`);
    const stood = await of(records);
    await patch(path, { body: other });
    const there = await of(records);
    assert.notDeepEqual(there, stood, name);
    const tried = (await want(200, 'PATCH', `${path}?dry_run=true`, { body: { body: BODY } })).body.anchors;
    assert.deepEqual(await of(records), there, name);
    const { anchors } = await patch(path, { body: BODY });
    assert.deepEqual(await of(records), stood, name);
    assert.deepEqual(anchors, tried, name);
    assert.deepEqual([anchors.claims.exact, anchors.mentions.exact], [6, 2], name);
    // And forth: what stood there under the other body does so again, with what became of it then.
    const { anchors: forth } = await patch(path, { body: other });
    const again = await of(records);
    for (const [i, record] of there.entries())
      if (!['ambiguous', 'orphaned'].includes(record.anchor.state)) assert.deepEqual(again[i], record, `${name} ${i}`);
    assert.equal(Object.values(forth.claims).filter(Number.isInteger).reduce((a, b) => a + b), 6);
    await patch(path, { body: 'Nothing.' });
    await patch(path, { body: BODY });
    assert.deepEqual(await of(records), stood, `${name}, over another`);
  }
});

test('blocks have the kinds that they had', async () => {
  const blocks = [{ kind: 'heading', start: 0, end: 3 }, { kind: 'quotation', start: 5, end: 8 }, { kind: 'list_item', start: 10, end: 15 }];
  const { path } = await make({ body: 'One\n\nTwo\n\nThree', blocks });
  await patch(path, { body: 'Other words here' });
  assert.deepEqual((await patch(path, { body: 'One\n\nTwo\n\nThree' })).blocks, blocks);
  await patch(path, { body: 'Other words here' });
  const mine = blocks.map((one) => ({ ...one, kind: 'paragraph' }));
  assert.deepEqual((await patch(path, { body: 'One\n\nTwo\n\nThree', blocks: mine })).blocks, mine);
});

test('what a person placed since then is not taken back', async () => {
  const { id, path } = await make({ body: BODY });
  const claims = [];
  for (const claim of quotes(id)) claims.push(`/v1/claims/${(await post('/v1/claims', claim)).id}`);
  const stood = await of(claims);
  const other = BODY.replace('oil prices may rise again before winter', 'oil prices may rise again before the winter of next year').replace('If funding continues', 'If funding goes on');
  await patch(path, { body: other });
  // One is placed anew, of one a part is; of the others other things change, and one is decided on.
  await patch(claims[4], { quote: 'The Times, oil prices may rise again' });
  await patch(claims[3], { condition: { text: 'funding goes on' } });
  await patch(claims[2], { text: 'Another text', certainty: 'likely' });
  const { revision } = await get(claims[1]);
  await want(200, 'POST', '/v1/claims/decisions', { body: { decisions: [{ id: claims[1].split('/').pop(), revision, verdict: 'reject', reason: 'r' }] } });
  const late = `/v1/claims/${(await post('/v1/claims', { article: id, quote: 'the winter of next year', text: 't', kind: 'fact' })).id}`;
  const { anchors } = await patch(path, { body: BODY });
  assert.deepEqual(await of(claims.slice(0, 3)), stood.slice(0, 3));
  const placedAnew = await get(claims[4]);
  assert.deepEqual([placedAnew.anchor.state, placedAnew.anchor.exact], ['moved', 'The Times, oil prices may rise again']);
  const { condition } = await get(claims[3]);
  assert.deepEqual([condition.text, condition.start], ['funding goes on', null]);
  assert.equal((await get(claims[2])).text, 'Another text');
  assert.equal((await get(claims[1])).status, 'rejected');
  assert.equal((await get(late)).anchor.state, 'orphaned'); // it never stood in this body
  assert.equal(anchors.claims.orphaned, 1);
});
