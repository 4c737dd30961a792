// Every operation of the contract is called and answers as it says; server.mjs holds each reply against its schema.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { anArticle, called, contract, start } from './server.mjs';

let server, want;
before(async () => {
  server = await start();
  want = server.want;
});
after(() => server.stop());

test('every operation is called, with its success and with an error', async () => {
  const operations = Object.entries(contract.paths).flatMap(([path, all]) => Object.entries(all).map(([method, operation]) => ({ path, method, operation })));
  const make = async (plural, body) => (await want(201, 'POST', `/v1/${plural}`, { body })).body;
  const bodies = {
    articles: () => anArticle({ source: undefined }),
    entities: () => ({ name: 'Somebody', kind: 'person', aliases: [{ text: 'S' }], same_as: ['https://example.org/'] }),
    tags: () => ({ label: `tag ${Math.random()}` }),
    keys: () => ({ name: `key ${Math.random()}`, scope: 'read', expires_at: '2099-01-01T00:00:00Z' }),
  };
  const article = await make('articles', { title: 'Source', source: 'Critics said so. Nobody else did.', source_type: 'text/plain' });
  const entity = await make('entities', bodies.entities());
  bodies.mentions = () => ({ article: article.id, entity: entity.id, quote: 'Critics', confidence: 0.5, why: [{ rule: 'r', text: 'Critics' }] });
  bodies.claims = () => ({
    article: article.id, quote: 'Critics said so', text: 't', kind: 'fact', certainty: 'likely', holder: { entity: entity.id, text: 'c', cue: { text: 'said' }, via: [{ text: 'v' }] },
    horizon: { by: '2030' }, condition: { text: 'so' }, subjects: [{ entity: entity.id }],
  });
  const patches = { articles: { note: 'n' }, entities: { description: 'd' }, mentions: { metonym: true }, claims: { text: 'u' }, tags: { description: 'd' }, keys: { expires_at: null } };
  const order = ['get', 'post', 'patch', 'put', 'delete'];
  for (const { path, method } of operations.sort((a, b) => order.indexOf(a.method) - order.indexOf(b.method))) {
    const plural = path.split('/')[2];
    const name = async () => {
      if (plural === 'articles' && path !== '/v1/articles/{id}') return article.id;
      const made = await make(plural, bodies[plural]());
      return plural === 'tags' ? made.slug : made.id;
    };
    let at = path;
    if (path.includes('{')) at = path.replace(/\{(id|slug)\}/, await name()).replace('{block}', '0');
    const at_once = path.endsWith('/merge') ? { into: await name() } : method === 'post' ? bodies[plural]() : method === 'patch' ? patches[plural] : undefined;
    const reply = await server.api(method.toUpperCase(), at, { body: at_once });
    assert.ok(reply.status >= 200 && reply.status < 300, `${method} ${at}: ${reply.text}`);
    // And one that goes wrong: an unknown name, or an unknown parameter.
    if (path.includes('{')) await want(404, method.toUpperCase(), path.replace(/\{(id|slug)\}/, 'no-such-one').replace('{block}', '0'), { body: at_once });
    if (method === 'post') await want(422, 'POST', at, { body: { no_such_field: 1 } });
  }
  for (const { path, method, operation } of operations) {
    const done = Object.keys(operation.responses).filter((status) => status.startsWith('2'));
    assert.ok(done.some((status) => called.has(`${method} ${path} ${status}`)), `${method} ${path} was called`);
    assert.ok(operation.operationId && operation.summary, `${method} ${path} is described`);
  }
  assert.equal(new Set(operations.map((one) => one.operation.operationId)).size, operations.length);
  assert.ok(operations.length >= 46, `${operations.length} operations`);
});

test('the contract is served as it is printed', async () => {
  assert.deepEqual((await want(200, 'GET', '/openapi.json')).body, contract);
});
