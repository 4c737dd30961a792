// What touches thousands of records at once: its cost grows with their number and not with its square, and it is whole or not there.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { anArticle, measured, start } from './server.mjs';

let server, want;
before(async () => {
  server = await start();
  want = server.want;
});
after(() => server.stop());

const POSTED_AT_ONCE = 200;

async function subjectOf(count, name) {
  const { body: entity } = await want(201, 'POST', '/v1/entities', { body: { name, kind: 'person' } });
  const { body: article } = await want(201, 'POST', '/v1/articles', { body: anArticle() });
  const claim = { article: article.id, quote: 'Ada Lovelace wrote in 1843', text: `${name} built an engine`, kind: 'fact', subjects: [{ entity: entity.id }], status: 'accepted' };
  for (let i = 0; i < count; i += POSTED_AT_ONCE)
    await want(201, 'POST', '/v1/claims?fields=id', { body: Array.from({ length: Math.min(count - i, POSTED_AT_ONCE) }, () => claim) });
  return { entity, article };
}

async function took(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

test('a merge of 16 times the claims takes about 16 times as long', (t) => measured(t, async () => {
  const into = (await want(201, 'POST', '/v1/entities', { body: { name: 'Stays', kind: 'person' } })).body;
  const merge = ({ entity }) => want(200, 'POST', `/v1/entities/${entity.id}/merge`, { body: { into: into.id } });
  const few = await subjectOf(400, 'Few'), many = await subjectOf(6400, 'Many');
  const short = await took(() => merge(few)), long = await took(() => merge(many));
  const list = await want(200, 'GET', `/v1/claims?subject=${into.id}&count=true&limit=1`);
  assert.equal(list.body.count, 6800);
  assert.equal(list.body.data[0].subjects[0].entity, into.id);
  assert.ok(long < 40 * short, `${long} ms beside ${short} ms`); // 83 times when each was a savepoint of a shared commit
}));
