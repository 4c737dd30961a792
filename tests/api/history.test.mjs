// What a record was, and who changed it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { anArticle, start } from './server.mjs';

let server, want, article, reader, suggester;
const history = async (path, options) => (await want(200, 'GET', `${path}/history`, options)).body;

before(async () => {
  server = await start();
  want = server.want;
  article = (await want(201, 'POST', '/v1/articles', { body: anArticle() })).body;
  reader = (await server.makeKey('read')).secret;
  suggester = await server.makeKey('suggest', 'annotator');
});
after(() => server.stop());

test('each change of a record has who, how, when and what it was then', async () => {
  const made = await want(201, 'POST', '/v1/claims', { key: suggester.secret, headers: { 'X-Request-Id': 'first' }, body: { article: article.id, quote: 'the engine might compose music', text: 'It composes.', kind: 'forecast' } });
  const at = `/v1/claims/${made.body.id}`;
  const changed = await want(200, 'PATCH', at, { headers: { 'X-Request-Id': 'second' }, body: { text: 'It composes music.', status: 'accepted' } });
  const { data, next } = await history(at);
  assert.equal(next, null);
  assert.deepEqual(data.map((one) => [one.action, one.revision, one.actor, one.route, one.request_id]), [
    ['changed', 2, 'admin', '/v1/claims/{id}', 'second'],
    ['created', 1, 'annotator', '/v1/claims', 'first'],
  ]);
  assert.deepEqual(data.map((one) => one.record), [changed.body, made.body]);
  assert.deepEqual(data.map((one) => one.record.text), ['It composes music.', 'It composes.']);
  for (const one of data) assert.ok(Math.abs(Date.parse(one.at) - Date.now()) < 60_000);
  assert.ok(data[0].id > data[1].id);
  // A change that is refused leaves none.
  await want(412, 'PATCH', at, { headers: { 'If-Match': '"r1"' }, body: { text: 'x' } });
  assert.equal((await history(at)).data.length, 2);
  // Who deletes takes it out of sight, but for those who may write.
  await want(204, 'DELETE', at);
  await want(404, 'GET', at);
  const rest = await history(at);
  assert.deepEqual(rest.data.map((one) => [one.action, one.revision, one.record === null]), [['deleted', 3, true], ['changed', 2, false], ['created', 1, false]]);
  await want(404, 'GET', `${at}/history`, { key: reader });
  await want(404, 'GET', `${at}/history`, { key: null });
  await want(404, 'GET', `${at}/history`, { key: suggester.secret });
});

test('pages go back to the first change', async () => {
  const { slug } = (await want(201, 'POST', '/v1/tags', { body: { label: 'versions' } })).body;
  for (let i = 1; i < 12; i++) await want(200, 'PATCH', `/v1/tags/${slug}`, { body: { description: `version ${i}` } });
  const all = await server.all(`/v1/tags/${slug}/history`);
  assert.deepEqual(all.map((one) => one.revision), Array.from({ length: 12 }, (_, i) => 12 - i));
  assert.equal(all[0].record.description, 'version 11');
  for (const limit of [1, 5, 11, 12]) assert.deepEqual(await server.all(`/v1/tags/${slug}/history?limit=${limit}`), all, `by ${limit}`);
  const { next } = await history(`/v1/tags/${slug}`, {}).then(() => want(200, 'GET', `/v1/tags/${slug}/history?limit=2`)).then((reply) => reply.body);
  await want(400, 'GET', `/v1/articles/${article.id}/history?cursor=${next}`);
  for (const wrong of ['limit=0', 'limit=201', 'limit=1&limit=1', 'cursor=x', 'sort=id', 'fields=id']) await want(400, 'GET', `/v1/tags/${slug}/history?${wrong}`);
});

test('what was merged says into what', async () => {
  const [one, two] = (await want(201, 'POST', '/v1/entities', { body: [{ name: 'One', kind: 'person' }, { name: 'Two', kind: 'person' }] })).body.data;
  await want(201, 'POST', '/v1/mentions', { body: { article: article.id, entity: one.id, quote: 'Ada Lovelace' } });
  await want(200, 'POST', `/v1/entities/${one.id}/merge`, { body: { into: 'two' }, headers: { 'X-Request-Id': 'joined' } });
  const gone = (await history(`/v1/entities/${one.id}`)).data;
  assert.deepEqual(gone.map((change) => change.action), ['merged', 'created']);
  assert.equal(gone[0].record.merged_into, two.id);
  assert.equal(gone[0].record.revision, gone[0].revision);
  // Others are led on to the one that stays, as from the record itself.
  assert.equal((await want(308, 'GET', `/v1/entities/${one.id}/history`, { key: reader })).headers.location, `/v1/entities/${two.id}/history`);
  assert.equal((await want(308, 'GET', '/v1/entities/one/history')).headers.location, `/v1/entities/${two.id}/history`);
  const mention = (await want(200, 'GET', `/v1/entities/${two.id}/mentions`)).body.data[0];
  assert.equal((await history(`/v1/mentions/${mention.id}`)).data[0].request_id, 'joined');
  await want(201, 'POST', '/v1/tags', { body: [{ label: 'old' }, { label: 'new' }] });
  const { id } = (await want(200, 'GET', '/v1/tags/old')).body;
  await want(200, 'POST', '/v1/tags/old/merge', { body: { into: 'new' } });
  assert.equal((await history(`/v1/tags/${id}`)).data[0].record.merged_into, 'new');
  await want(308, 'GET', '/v1/tags/old/history');
});

test('a merge lists what it touched, enough to undo it; so does a delete that cascades', async () => {
  const [gone, stays] = (await want(201, 'POST', '/v1/entities', { body: [{ name: 'Gone', kind: 'person' }, { name: 'Stays', kind: 'person' }] })).body.data;
  const base = { article: article.id, quote: 'Critics said', text: 't', kind: 'fact' };
  const mention = (await want(201, 'POST', '/v1/mentions', { body: { article: article.id, entity: gone.id, quote: 'Critics' } })).body;
  const claims = (await want(201, 'POST', '/v1/claims', { body: [0, 1, 2].map(() => ({ ...base, holder: { entity: gone.id, text: 'Critics' } })) })).body.data;
  const other = (await want(201, 'POST', '/v1/claims', { body: base })).body;
  await want(200, 'POST', `/v1/entities/${gone.id}/merge`, { body: { into: stays.id } });

  const [merged, created] = await history(`/v1/entities/${gone.id}`).then((page) => page.data);
  assert.deepEqual([created.cause, created.brought, merged.cause], [null, null, null]);
  assert.equal(merged.brought, `/v1/changes/${merged.id}/brought`);
  const brought = await server.all(merged.brought);
  assert.deepEqual(brought.map((one) => [one.resource, one.id, one.revision]).sort(), [...claims.map((one) => ['claims', one.id, 2]), ['mentions', mention.id, 2]].sort());
  for (const limit of [1, 3, 4]) assert.deepEqual(await server.all(`${merged.brought}?limit=${limit}`), brought, `by ${limit}`);
  for (const one of brought) {
    const [after, before] = (await history(`/v1/${one.resource}/${one.id}`)).data;
    assert.deepEqual([after.id, after.cause, after.revision, after.brought], [one.change, merged.id, one.revision, null]);
    const { updated_at: at, ...record } = before.record;
    assert.ok(at);
    const undone = JSON.parse(JSON.stringify(after.record).replaceAll(stays.id, gone.id));
    assert.deepEqual({ ...undone, updated_at: undefined, revision: 1 }, { ...record, updated_at: undefined });
  }
  assert.equal((await history(`/v1/claims/${other.id}`)).data.length, 1);

  await want(204, 'DELETE', `/v1/entities/${stays.id}?cascade=true`);
  const [deleted] = (await history(`/v1/entities/${stays.id}`)).data;
  const rest = await server.all(deleted.brought);
  assert.deepEqual(rest.map((one) => [one.resource, one.id, one.revision]).sort(), [...claims.map((one) => ['claims', one.id, 3]), ['mentions', mention.id, 3]].sort());
  assert.equal((await history(`/v1/mentions/${mention.id}`)).data[0].action, 'deleted');

  // What brought nothing has an empty list; what is no change has none; and it is for those who may write.
  assert.deepEqual((await want(200, 'GET', `/v1/changes/${created.id}/brought`)).body, { data: [], next: null });
  for (const path of ['/v1/changes/0000000000001/brought', '/v1/changes/x/brought', `/v1/changes/${claims[0].id}/brought`]) await want(404, 'GET', path);
  await want(400, 'GET', `${merged.brought}?cursor=x`);
  for (const wrong of ['sort=id', 'limit=1&limit=1', 'cursor=x&cursor=x', 'limit=0', 'limit=201']) await want(400, 'GET', `${merged.brought}?${wrong}`);
  await want(200, 'GET', `${merged.brought}?pretty`);
  await want(403, 'GET', merged.brought, { key: suggester.secret });
  await want(401, 'GET', merged.brought, { key: null });
});

test('of every resource, and of nothing else', async () => {
  const { id } = (await want(201, 'POST', '/v1/keys', { body: { name: 'short', scope: 'read' } })).body;
  await want(204, 'DELETE', `/v1/keys/${id}`);
  const { text, body } = await want(200, 'GET', `/v1/keys/${id}/history`);
  assert.deepEqual(body.data.map((one) => one.action), ['changed', 'created']);
  assert.doesNotMatch(text, /cl_/);
  await want(403, 'GET', `/v1/keys/${id}/history`, { key: reader });
  assert.equal((await history(`/v1/articles/${article.id}`)).data[0].action, 'created');
  assert.equal((await history(`/v1/articles/${article.id}`)).data[0].record.body, undefined);
  for (const path of [`/v1/claims/${article.id}`, '/v1/articles/0000000000001', '/v1/articles/nothing', '/v1/tags/nothing', '/v1/entities/nothing']) await want(404, 'GET', `${path}/history`);
});
