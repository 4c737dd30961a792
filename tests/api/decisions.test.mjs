// Deciding on suggestions: accept, reject, correct, reopen; all or each; who decided, when and why; the queue.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { anArticle, start } from './server.mjs';

let server, want, article, machine, editor;
before(async () => {
  server = await start();
  want = server.want;
  article = await create('articles', anArticle());
  machine = (await server.makeKey('suggest', 'the machine')).secret;
  editor = (await server.makeKey('edit', 'Ann')).secret;
});
after(() => server.stop());

const create = async (plural, body, key) => (await want(201, 'POST', `/v1/${plural}`, { body, key })).body;
const get = async (plural, { id }) => (await want(200, 'GET', `/v1/${plural}/${id}`)).body;
const codes = (errors) => errors.map((one) => `${one.code} ${one.pointer ?? ''}`.trim());
const claim = (more = {}) => ({ article: article.id, quote: 'Critics said', text: 'They said so.', kind: 'fact', confidence: 0.5, why: [{ rule: 'cue', text: 'said' }], ...more });
const suggest = (plural, more) => create(plural, plural === 'entities' ? { name: 'X', kind: 'other', ...more } : plural === 'claims' ? claim(more) : { article: article.id, quote: 'Charles Babbage', ...more }, machine);
const decide = (plural, decisions, { mode, status = 200, key = editor, query = '', headers } = {}) => want(status, 'POST', `/v1/${plural}/decisions${query}`, { body: { mode, decisions }, key, headers });
const verdict = (record, verdict, more = {}) => ({ id: record.id, revision: record.revision, verdict, ...more });
const decision = ({ status, decided_by, reason }) => [status, decided_by, reason];

for (const plural of ['claims', 'mentions', 'entities']) {
  test(`${plural}: accept, reject with a reason, correct, reopen`, async () => {
    const [one, two, three] = [await suggest(plural), await suggest(plural), await suggest(plural)];
    assert.deepEqual(decision(one), ['suggested', null, null]);
    assert.equal(one.decided_at, null);
    const changes = plural === 'entities' ? { name: 'Y' } : plural === 'claims' ? { kind: 'cause', quote: 'the engine would never think' } : { metonym: true };
    const { body } = await decide(plural, [verdict(one, 'accept'), verdict(two, 'reject', { reason: 'nobody said it' }), verdict(three, 'correct', { changes, reason: 'nearly' })]);
    assert.equal(body.decided, 3);
    assert.equal(body.failed, 0);
    assert.deepEqual(body.data.map((result) => decision(result.record)), [['accepted', 'Ann', null], ['rejected', 'Ann', 'nobody said it'], ['accepted', 'Ann', 'nearly']]);
    assert.deepEqual(body.data.map((result) => result.errors), [[], [], []]);
    for (const result of body.data) {
      assert.deepEqual(await get(plural, result.record), result.record);
      assert.equal(result.record.revision, 2);
      assert.equal(result.record.decided_at, result.record.updated_at);
      assert.equal(result.record.created_by, 'the machine');
    }
    const corrected = body.data[2].record;
    if (plural === 'claims') assert.equal(corrected.anchor.exact, 'the engine would never think');
    for (const [name, value] of Object.entries(changes)) if (name !== 'quote') assert.equal(corrected[name], value);
    // Taken back: a suggestion again, decided by nobody.
    const { record } = (await decide(plural, [verdict(body.data[1].record, 'reopen')])).body.data[0];
    assert.deepEqual(decision(record), ['suggested', null, null]);
    assert.equal(record.decided_at, null);
    // The maker may change it again then, and no longer once it is decided.
    const patched = (await want(200, 'PATCH', `/v1/${plural}/${record.id}`, { body: { confidence: 0.25 }, key: machine })).body;
    assert.equal(patched.confidence, 0.25);
    await want(403, 'PATCH', `/v1/${plural}/${one.id}`, { body: { confidence: 0.25 }, key: machine });
  });

  test(`${plural}: a decision judges one revision`, async () => {
    const one = await suggest(plural);
    await want(200, 'PATCH', `/v1/${plural}/${one.id}`, { body: { confidence: 0.75 }, key: machine });
    const stale = await decide(plural, [verdict(one, 'accept')], { status: 412 });
    assert.deepEqual(codes(stale.body.errors), ['stale /decisions/0/revision']);
    assert.equal(stale.body.errors[0].revision, 2);
    assert.equal((await get(plural, one)).status, 'suggested');
    // Twice in one request: the second has judged what is no longer there.
    const twice = await decide(plural, [{ ...verdict(one, 'accept'), revision: 2 }, { ...verdict(one, 'reject'), revision: 2 }], { mode: 'each' });
    assert.deepEqual(twice.body.data.map((result) => codes(result.errors)), [[], ['stale /decisions/1/revision']]);
    assert.equal((await get(plural, one)).status, 'accepted');
  });

  test(`${plural}: all or none, and each for itself`, async () => {
    const made = await Promise.all([1, 2, 3].map(() => suggest(plural)));
    const mixed = [verdict(made[0], 'accept'), { ...verdict(made[1], 'accept'), revision: 7 }, { id: '0000000000001', revision: 1, verdict: 'reject' }, verdict(made[2], 'correct', { changes: { status_: 1 } })];
    const none = await decide(plural, mixed, { status: 412 });
    assert.deepEqual(codes(none.body.errors), ['stale /decisions/1/revision', 'no_such_record /decisions/2/id', 'unknown_field /decisions/3/changes/status_']);
    for (const one of made) assert.deepEqual(await get(plural, one), one);
    const { body } = await decide(plural, mixed, { mode: 'each' });
    assert.deepEqual([body.decided, body.failed], [1, 3]);
    assert.deepEqual(body.data.map((result) => result.id), mixed.map((one) => one.id));
    assert.deepEqual(body.data.map((result) => result.record?.status ?? null), ['accepted', null, null, null]);
    assert.deepEqual(body.data.map((result) => codes(result.errors)), [[], ['stale /decisions/1/revision'], ['no_such_record /decisions/2/id'], ['unknown_field /decisions/3/changes/status_']]);
    assert.equal((await get(plural, made[0])).status, 'accepted');
    for (const one of made.slice(1)) assert.deepEqual(await get(plural, one), one);
  });
}

test('what a decision says by itself is checked first', async () => {
  const one = await suggest('claims');
  const rows = [
    [{}, ['required /decisions']],
    [{ decisions: [] }, ['too_short /decisions']],
    [{ decisions: {} }, ['type /decisions']],
    [{ decisions: [verdict(one, 'accept')], mode: 'some' }, ['not_allowed /mode']],
    [{ decisions: [verdict(one, 'accept')], modus: 'all' }, ['unknown_field /modus']],
    [{ decisions: [{}] }, ['required /decisions/0/id', 'required /decisions/0/revision', 'required /decisions/0/verdict']],
    [{ decisions: [{ id: one.id, revision: -1, verdict: 'acept', reason: 1, changes: [] }] }, ['out_of_range /decisions/0/revision', 'not_allowed /decisions/0/verdict', 'type /decisions/0/reason', 'type /decisions/0/changes']],
    [{ decisions: [verdict(one, 'correct')] }, ['required /decisions/0/changes']],
    [{ decisions: [verdict(one, 'correct', { changes: {} })] }, ['required /decisions/0/changes']],
    [{ decisions: [verdict(one, 'accept', { changes: { kind: 'cause' } })] }, ['mismatch /decisions/0/changes']],
    [{ decisions: [verdict(one, 'correct', { changes: { status: 'rejected' } })] }, ['mismatch /decisions/0/changes/status']],
    [{ decisions: [verdict(one, 'reopen', { reason: 'why not' })] }, ['mismatch /decisions/0/reason']],
    [{ decisions: [verdict(one, 'reject', { reason: 'x'.repeat(1001) })] }, ['too_long /decisions/0/reason']],
    [{ decisions: Array(201).fill(verdict(one, 'accept')) }, ['too_long /decisions']],
    [{ decisions: [verdict(one, 'correct', { changes: { kind: 'x', certainty: 'y', decided_by: 'me' } })] }, ['not_allowed /decisions/0/changes/kind', 'not_allowed /decisions/0/changes/certainty', 'read_only /decisions/0/changes/decided_by'].sort()],
  ];
  for (const [body, expected] of rows)
    assert.deepEqual(codes((await want(422, 'POST', '/v1/claims/decisions', { body, key: editor })).body.errors).sort(), [...expected].sort(), JSON.stringify(body).slice(0, 200));
  assert.deepEqual(codes((await want(422, 'POST', '/v1/claims/decisions', { key: editor })).body.errors), ['required']);
  await want(400, 'POST', '/v1/claims/decisions?include=articles', { body: { decisions: [verdict(one, 'accept')] }, key: editor });
  await want(400, 'POST', '/v1/claims/decisions?knd=x', { body: { decisions: [verdict(one, 'accept')] }, key: editor });
  await want(405, 'GET', '/v1/claims/decisions');
  assert.deepEqual(await get('claims', one), one);
  assert.equal((await decide('claims', [verdict(one, 'reject', { reason: 'x'.repeat(1000) })])).body.decided, 1);
});

test('two hundred at once', async () => {
  const made = (await want(201, 'POST', '/v1/claims', { body: Array.from({ length: 200 }, () => claim()), key: machine })).body.data;
  const { body } = await decide('claims', made.map((one, i) => verdict(one, i % 2 ? 'accept' : 'reject')), { query: '?fields=status,revision' });
  assert.equal(body.decided, 200);
  assert.deepEqual(body.data[0].record, { revision: 2, status: 'rejected' });
  assert.deepEqual(body.data[199].record, { revision: 2, status: 'accepted' });
});

test('deciding needs a key of scope edit', async () => {
  const one = await suggest('claims');
  await decide('claims', [verdict(one, 'accept')], { key: machine, status: 403 });
  await decide('claims', [verdict(one, 'accept')], { key: null, status: 401 });
});

test('a decision sent twice is made once', async () => {
  const one = await suggest('claims');
  const headers = { 'Idempotency-Key': `decide ${one.id}` };
  const first = await decide('claims', [verdict(one, 'accept')], { headers });
  const second = await decide('claims', [verdict(one, 'accept')], { headers });
  assert.equal(second.headers['idempotency-replayed'], 'true');
  assert.deepEqual(second.body, first.body);
  assert.equal((await get('claims', one)).revision, 2);
});

test('a patch of the status is a decision too', async () => {
  const one = await suggest('claims');
  const patch = async (body, key = editor) => (await want(200, 'PATCH', `/v1/claims/${one.id}`, { body, key })).body;
  assert.deepEqual(decision(await patch({ text: 'Other words.' })), ['suggested', null, null]);
  const accepted = await patch({ status: 'accepted' });
  assert.deepEqual(decision(accepted), ['accepted', 'Ann', null]);
  const later = await patch({ text: 'Better words.' }, undefined);
  assert.deepEqual([...decision(later), later.decided_at], ['accepted', 'Ann', null, accepted.decided_at]);
  const [{ record }] = (await decide('claims', [verdict(later, 'reject', { reason: 'said twice' })])).body.data;
  assert.deepEqual(decision(record), ['rejected', 'Ann', 'said twice']);
  assert.deepEqual(decision(await patch({ confidence: 1 })), ['rejected', 'Ann', 'said twice']);
  assert.deepEqual(decision(await patch({ status: 'accepted' })), ['accepted', 'Ann', null]);
  assert.deepEqual(decision(await patch({ status: 'suggested' })), ['suggested', null, null]);
  assert.deepEqual(codes((await want(422, 'PATCH', `/v1/claims/${one.id}`, { body: { reason: 'x', decided_by: 'me', decided_at: '2020-01-01T00:00:00Z' } })).body.errors).sort(), ['read_only /decided_at', 'read_only /decided_by', 'read_only /reason']);
  // What is sent back as it was read changes nothing of it.
  const { id, ...whole } = await get('claims', one);
  assert.deepEqual(decision(await patch({ id, ...whole })), ['suggested', null, null]);
  // What an editor writes was decided by nobody: there was no suggestion.
  assert.deepEqual(decision(await create('claims', claim(), editor)), ['accepted', null, null]);
});

test('with a rejected entity go its suggested mentions, and they come back with it', async () => {
  const entity = await suggest('entities', { name: 'The great engine' });
  const mention = (more) => suggest('mentions', { entity: entity.id, ...more });
  const [kept, before, open, other] = [await mention(), await mention(), await mention(), await suggest('mentions')];
  await decide('mentions', [verdict(kept, 'accept'), verdict(before, 'reject', { reason: 'a slip' })]);
  const rejected = (await decide('entities', [verdict({ id: entity.slug, revision: 1 }, 'reject', { reason: 'no entity' })])).body.data[0];
  assert.equal(rejected.id, 'the-great-engine');
  const status = async (one) => decision(await get('mentions', one));
  assert.deepEqual(await status(kept), ['accepted', 'Ann', null]);
  assert.deepEqual(await status(before), ['rejected', 'Ann', 'a slip']);
  assert.deepEqual(await status(open), ['rejected', 'Ann', 'no entity']);
  assert.deepEqual(await status(other), ['suggested', null, null]);
  assert.ok(!(await server.all('/v1/entities')).some((one) => one.id === entity.id));
  assert.deepEqual((await server.all('/v1/entities?status=rejected&decided_by=Ann')).map((one) => one.id), [entity.id]);
  await decide('entities', [verdict(rejected.record, 'reopen')]);
  assert.deepEqual(await status(kept), ['accepted', 'Ann', null]);
  assert.deepEqual(await status(before), ['rejected', 'Ann', 'a slip']);
  assert.deepEqual(await status(open), ['suggested', null, null]);
});

test('a rejected entity is in no list and no include', async () => {
  const other = await create('articles', anArticle({ title: 'Another' }));
  const entity = await suggest('entities', { name: 'Phantom' });
  const held = await create('claims', { ...claim({ holder: { entity: entity.id } }), article: other.id });
  const mention = await create('mentions', { article: other.id, quote: 'Charles Babbage', entity: entity.id }, machine);
  const included = async (path) => (await want(200, 'GET', path)).body.included.entities.map((one) => one.id);
  assert.deepEqual(await included(`/v1/claims/${held.id}?include=entities`), [entity.id]);
  await decide('entities', [verdict(entity, 'reject')]);
  assert.equal((await get('mentions', mention)).status, 'rejected');
  assert.deepEqual(await included(`/v1/claims/${held.id}?include=entities`), []);
  assert.deepEqual(await included(`/v1/claims?article=${other.id}&status=accepted&include=entities`), [entity.id]);
  assert.deepEqual(await server.all(`/v1/articles/${other.id}/entities`), []);
  assert.deepEqual((await want(200, 'GET', '/v1/entities?q=phantom')).body.data, []);
  assert.equal((await want(200, 'GET', `/v1/entities/${entity.id}`)).body.status, 'rejected');
});

test('a key of scope suggest keeps to its own suggestions', async () => {
  const own = await suggest('entities', { name: 'Own' });
  const foreign = await create('mentions', { article: article.id, quote: 'Charles Babbage', entity: own.id }, editor);
  await want(403, 'POST', '/v1/entities', { body: { name: 'Z', kind: 'other', status: 'accepted' }, key: machine });
  await want(403, 'PATCH', `/v1/entities/${own.id}`, { body: { status: 'accepted' }, key: machine });
  await want(403, 'POST', `/v1/entities/${own.id}/merge`, { body: { into: 'ada' }, key: machine });
  // A cascade would reach what is not its own.
  await want(403, 'DELETE', `/v1/entities/${own.id}?cascade=true`, { key: machine });
  assert.equal((await get('mentions', foreign)).entity, own.id);
  await want(204, 'DELETE', `/v1/mentions/${foreign.id}`, { key: editor });
  await suggest('mentions', { entity: own.id });
  await want(204, 'DELETE', `/v1/entities/${own.id}?cascade=true`, { key: machine });
});

test('a mention may be open between entities', async () => {
  const [one, two, three] = await Promise.all(['One', 'Two', 'Three'].map((name) => suggest('entities', { name })));
  const open = await suggest('mentions', { candidates: [{ entity: one.id }, { entity: two.slug }] });
  assert.deepEqual(open.candidates, [{ entity: one.id }, { entity: two.id }]);
  const found = async (name) => (await server.all(`/v1/mentions?candidate=${name}`)).map((mention) => mention.id);
  assert.deepEqual(await found(two.slug), [open.id]);
  // Candidates that become one with another, or go, do so here too.
  assert.equal((await want(409, 'DELETE', `/v1/entities/${two.id}`)).body.counts.candidates, 1);
  await want(200, 'POST', `/v1/entities/${two.id}/merge`, { body: { into: three.id } });
  assert.deepEqual((await get('mentions', open)).candidates, [{ entity: one.id }, { entity: three.id }]);
  await want(204, 'DELETE', `/v1/entities/${one.id}?cascade=true`);
  const left = await get('mentions', open);
  assert.deepEqual(left.candidates, [{ entity: three.id }]);
  // Whoever says which leaves none open.
  const [{ record }] = (await decide('mentions', [verdict(left, 'correct', { changes: { entity: three.id } })])).body.data;
  assert.deepEqual([record.entity, record.candidates], [three.id, []]);
  assert.deepEqual(await found(three.slug), []);
  assert.deepEqual(codes((await want(422, 'POST', '/v1/mentions', { body: { article: article.id, quote: 'Charles Babbage', candidates: [{ entity: 'nobody' }] } })).body.errors), ['no_such_record /candidates/0/entity']);
});

test('a slug that the API uses is not given', async () => {
  assert.deepEqual(codes((await want(422, 'POST', '/v1/entities', { body: { name: 'X', kind: 'other', slug: 'decisions' } })).body.errors), ['not_allowed /slug']);
  assert.equal((await create('entities', { name: 'Decisions', kind: 'work' })).slug, 'decisions-2');
});

test('a merged entity is decided on by its present name', async () => {
  const gone = await suggest('entities', { name: 'Gone' });
  const into = await suggest('entities', { name: 'Into' });
  await want(200, 'POST', `/v1/entities/${gone.id}/merge`, { body: { into: into.id }, key: editor });
  const reply = await decide('entities', [verdict(gone, 'accept')], { status: 409 });
  assert.deepEqual(codes(reply.body.errors), ['conflict /decisions/0/id']);
  assert.match(reply.body.detail, new RegExp(into.id));
});
