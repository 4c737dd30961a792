// The largest bodies: what the limits of fields allow goes in by default, and what waits to be written is counted.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { start } from './server.mjs';

const LONGEST = 2_097_152; // characters of a body
const BODY_LIMIT = 16_777_216; // bytes of a request, by default

async function withServer(args, run) {
  const server = await start({ args });
  try {
    await run(server, server.want);
  } finally {
    await server.stop();
  }
}
/** Bytes that are held with the guard. */
const held = async (server) => Number(/^claimd_request_body_bytes (\d+)$/m.exec((await server.want(200, 'GET', '/metrics')).text)[1]);
async function isLetGo(server) {
  for (let tries = 0; (await held(server)) > 0; tries++) {
    assert.ok(tries < 200, 'what was held is given back');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
const words = (size, turn) => Array.from({ length: Math.ceil(size / 8) }, (_, i) => `w${((i * 7919 + turn) % 100_000).toString().padStart(6, '0')}`).join(' ').slice(0, size);

test('the longest body goes in by default, in any script, and one character more does not', { timeout: 120_000 }, () =>
  withServer([], async (server, want) => {
    const path = '/v1/articles?fields=id,word_count';
    for (const [name, unit] of [['one byte a character', 'Grain is dear. '], ['two', 'Зерно дорого. '], ['three', '谷物很贵。'], ['four', '𐤀𐤁𐤂 ']]) {
      const characters = [...unit];
      const long = unit.repeat(Math.ceil(LONGEST / characters.length));
      const body = [...long].slice(0, LONGEST - 1).join('') + 'x';
      await want(201, 'POST', path, { body: { title: name, body } });
      const { body: problem } = await want(422, 'POST', path, { body: { title: name, body: `${body}x` } });
      assert.deepEqual([problem.errors[0].code, problem.errors[0].pointer], ['too_long', '/body'], name);
    }
    await isLetGo(server);
  }));

test('a request of as many bytes as there may be is read, and one byte more is not', { timeout: 60_000 }, () =>
  withServer([], async (server, want) => {
    const body = JSON.stringify({ label: 'Padded' });
    await want(201, 'POST', '/v1/tags', { body: body + ' '.repeat(BODY_LIMIT - body.length) });
    await want(413, 'POST', '/v1/tags', { body: body + ' '.repeat(BODY_LIMIT + 1 - body.length) });
    await isLetGo(server);
  }));

test('a body that is edited has the memory of what is prepared for it, or 503', { timeout: 60_000 }, () =>
  withServer(['--body-memory', '3000000', '--body-limit', '1000000'], async (server, want) => {
    const { body: article } = await want(201, 'POST', '/v1/articles?fields=id', { body: { title: 't', body: words(200_000, 0) } });
    const path = `/v1/articles/${article.id}`;
    const refused = await want(503, 'PATCH', path, { body: { body: words(200_000, 1) } });
    assert.equal(refused.body.errors[0].code, 'busy');
    assert.equal(refused.headers['retry-after'], '1');
    assert.equal((await want(200, 'GET', `${path}?fields=revision`)).body.revision, 1);
    await isLetGo(server);
    // What is smaller has room, again and again.
    const { body: small } = await want(201, 'POST', '/v1/articles?fields=id', { body: { title: 't', body: words(20_000, 0) } });
    for (let turn = 1; turn < 6; turn++) await want(200, 'PATCH', `/v1/articles/${small.id}`, { body: { body: words(20_000, turn) } });
    await isLetGo(server);
  }));

test('many edits at once are made or refused, and nothing stays held', { timeout: 120_000 }, () =>
  withServer(['--body-memory', '8000000', '--body-limit', '1000000', '--slow-readers', '4'], async (server, want) => {
    const ids = [];
    for (let i = 0; i < 6; i++) ids.push((await want(201, 'POST', '/v1/articles?fields=id', { body: { title: 't', body: words(60_000, i) } })).body.id);
    const replies = await Promise.all(Array.from({ length: 36 }, (_, i) => server.api('PATCH', `/v1/articles/${ids[i % 6]}?fields=id`, { body: { body: words(60_000, 100 + i) } })));
    const made = replies.filter(({ status }) => status === 200);
    assert.ok(made.length > 0);
    for (const { status, headers, body } of replies) {
      if (status === 200) continue;
      assert.deepEqual([status, headers['retry-after'], body.errors[0].code], [503, '1', 'busy']);
    }
    let revisions = 0;
    for (const id of ids) revisions += (await want(200, 'GET', `/v1/articles/${id}?fields=revision`)).body.revision - 1;
    assert.equal(revisions, made.length, 'what was refused was not made');
    await isLetGo(server);
  }));
