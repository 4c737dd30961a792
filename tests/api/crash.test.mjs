// Killed in the midst of writing, the program comes back with every record that it acknowledged, and no half of one.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { ADMIN, anArticle, binary, send, start } from './server.mjs';

const ROUNDS = 20;
const WRITERS = 8;
const headers = (body, more = {}) => ({ Authorization: `Bearer ${ADMIN}`, 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(body), ...more });

test('nothing acknowledged is lost in 20 kills', { timeout: 900_000 }, async () => {
  const dir = mkdtempSync(join(tmpdir(), 'claimd-crash-'));
  const acknowledged = new Map(); // id → the record as it was last acknowledged
  let answers = 0;
  const repeats = []; // requests that got no answer, to be sent again with their Idempotency-Key
  try {
    let server = await start({ dir });
    const article = (await server.want(201, 'POST', '/v1/articles', { body: anArticle() })).body;
    const edited = (await server.want(201, 'POST', '/v1/articles', { body: anArticle() })).body;
    const bodies = new Map([[1, edited.body]]); // of the edited article, by revision, as they were acknowledged
    await server.want(201, 'POST', '/v1/tags', { body: { label: 'crash' } });
    for (let round = 0; round < ROUNDS; round++) {
      const { port } = server;
      let running = true;
      const writer = async (who) => {
        for (let i = 0; running; i++) {
          const pair = i % 4 === 3;
          const one = (n) => ({ article: article.id, quote: 'Critics said', text: `round ${round} writer ${who} number ${i} ${n}`, kind: 'fact', tags: ['crash'] });
          const request = { body: JSON.stringify(pair ? [one(0), one(1)] : one(0)), key: `${round}-${who}-${i}` };
          const reply = await send(port, 'POST', '/v1/claims', { body: request.body, headers: headers(request.body, { 'Idempotency-Key': request.key }) }).catch(() => null);
          if (reply === null) {
            repeats.push(request);
            return;
          }
          assert.equal(reply.status, 201, reply.text);
          answers++;
          const made = JSON.parse(reply.text);
          for (const record of made.data ?? [made]) acknowledged.set(record.id, record);
          if (i % 5 !== 4 || pair) continue;
          const change = JSON.stringify({ text: `${made.text} changed` });
          const patched = await send(port, 'PATCH', `/v1/claims/${made.id}`, { body: change, headers: headers(change) }).catch(() => null);
          if (patched === null) acknowledged.delete(made.id); // either of two is right
          else acknowledged.set(made.id, JSON.parse(patched.text));
          if (patched === null) return;
        }
      };
      const editor = async () => {
        for (let i = 0; running; i++) {
          const body = JSON.stringify({ body: `Round ${round}, edit ${i} of it.` });
          const reply = await send(port, 'PATCH', `/v1/articles/${edited.id}`, { body, headers: headers(body) }).catch(() => null);
          if (reply === null) return;
          const made = JSON.parse(reply.text);
          bodies.set(made.revision, made.body);
        }
      };
      const enough = answers + 2 * WRITERS;
      const writers = Array.from({ length: WRITERS }, (_, who) => writer(who));
      const editing = editor();
      await new Promise((resolve) => setTimeout(resolve, 60 + ((round * 37) % 140)));
      for (let tries = 0; answers < enough && tries < 6000; tries++) await new Promise((resolve) => setTimeout(resolve, 5)); // where the machine is slow
      await server.kill();
      running = false;
      await Promise.all([...writers, editing]);
      if (round % 5 === 4) execFileSync(binary, ['check', '--data', dir], { stdio: 'pipe' });

      server = await start({ dir });
      for (const { body, key } of repeats.splice(0)) {
        const again = await server.want(201, 'POST', '/v1/claims', { body, headers: { 'Idempotency-Key': key } });
        for (const record of again.body.data ?? [again.body]) acknowledged.set(record.id, record);
      }
      const stored = new Map((await server.all('/v1/claims?tags=crash&limit=200')).map((one) => [one.id, one]));
      for (const [id, record] of acknowledged) assert.deepEqual(stored.get(id), record, `round ${round}`);
      for (const [revision, body] of [...bodies].slice(-20))
        assert.equal((await server.want(200, 'GET', `/v1/articles/${edited.id}/bodies/${revision}`)).body.body, body, `round ${round}`);
      const texts = [...stored.values()].map((one) => one.text.replace(/ changed$/, ''));
      assert.equal(new Set(texts).size, texts.length, 'nothing twice');
      for (const text of texts) if (text.endsWith(' 1')) assert.ok(texts.includes(text.replace(/1$/, '0')), 'no half of a list');
      assert.equal((await server.want(200, 'GET', `/v1/claims?q=writer&count=true&limit=1`)).body.count, texts.length, 'the index has them all');
    }
    assert.ok(acknowledged.size > ROUNDS * WRITERS, `${acknowledged.size} records were written`);
    await server.stop();
    assert.match(execFileSync(binary, ['check', '--data', dir], { encoding: 'utf8' }), /in order/);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
