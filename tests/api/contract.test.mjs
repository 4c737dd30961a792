// Every operation of the contract is called and answers as it says; server.mjs holds each reply against its schema.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { anArticle, called, contract, meant, start, valid } from './server.mjs';

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
      if (plural === 'changes') return (await want(200, 'GET', `/v1/entities/${entity.id}/history`)).body.data[0].id;
      if (plural === 'articles' && path !== '/v1/articles/{id}') return article.id;
      const made = await make(plural, bodies[plural]());
      return plural === 'tags' ? made.slug : made.id;
    };
    let at = path;
    if (path.includes('{')) at = path.replace(/\{(id|slug)\}/, await name()).replace('{block}', '0').replace('{revision}', '1');
    const at_once = path.endsWith('/analysis') ? undefined : path.endsWith('/analyze') ? { body: 'Oil prices may rise.' } : path.endsWith('/decisions') ? { decisions: [{ id: await name(), revision: 1, verdict: 'accept' }] } : path.endsWith('/merge') ? { into: await name() } : method === 'post' ? bodies[plural]?.() : method === 'patch' ? patches[plural] : undefined;
    const reply = await server.api(method.toUpperCase(), at, { body: at_once });
    assert.ok(reply.status >= 200 && reply.status < 300, `${method} ${at}: ${reply.text}`);
    // And one that goes wrong: an unknown name, or an unknown parameter.
    if (path.includes('{')) await want(404, method.toUpperCase(), path.replace(/\{(id|slug)\}/, 'no-such-one').replace('{block}', '0').replace('{revision}', '1'), { body: at_once });
    if (method === 'post') await want(422, 'POST', at, { body: { no_such_field: 1 } });
  }
  for (const { path, method, operation } of operations) {
    const done = Object.keys(operation.responses).filter((status) => status.startsWith('2'));
    assert.ok(done.some((status) => called.has(`${method} ${path} ${status}`)), `${method} ${path} was called`);
    assert.ok(operation.operationId && operation.summary, `${method} ${path} is described`);
  }
  assert.equal(new Set(operations.map((one) => one.operation.operationId)).size, operations.length);
  assert.ok(operations.length >= 45, `${operations.length} operations`);
});

test('an operation takes the parameters that the contract has for it, and no others', async () => {
  const make = async (plural, body) => (await want(201, 'POST', `/v1/${plural}`, { body })).body;
  const article = await make('articles', { title: 'Parameters', source: 'Critics said so.', source_type: 'text/plain' });
  const entity = await make('entities', { name: 'Critics', kind: 'group' });
  const records = {
    articles: article, entities: entity, tags: await make('tags', { label: 'Parameters' }), keys: await make('keys', { name: 'parameters', scope: 'read' }),
    mentions: await make('mentions', { article: article.id, entity: entity.id, quote: 'Critics' }), claims: await make('claims', { article: article.id, quote: 'Critics said so', text: 't', kind: 'fact' }),
    changes: (await want(200, 'GET', `/v1/entities/${entity.id}/history`)).body.data[0],
  };
  const bodies = { analyze: { body: 'Oil prices may rise.' }, decisions: { decisions: [{ id: entity.id, revision: 1, verdict: 'accept' }] }, merge: { into: 'nobody' }, tags: { label: 'Never' }, keys: { name: 'never', scope: 'read' } };
  const operations = Object.entries(contract.paths).flatMap(([path, all]) => Object.entries(all).map(([method, operation]) => ({ path, method, names: operation.parameters.map(meant).filter((one) => one.in === 'query').map((one) => one.name) })));
  const every = [...new Set(operations.flatMap((one) => one.names))];
  assert.ok(every.length > 60, `${every.length} parameters`);
  const unlike = [];
  // What lies outside /v1 leaves parameters alone, which monitors add. No value is one that lets a write happen.
  for (const { path, method, names } of operations.filter((one) => one.path.startsWith('/v1'))) {
    const parts = path.split('/');
    const record = records[parts[2]];
    const at = path.replace('{id}', record?.id).replace('{slug}', record?.slug).replace('{block}', '0').replace('{revision}', '1');
    const body = method === 'patch' ? {} : method === 'post' ? bodies[parts.at(-1)] ?? (parts.length === 3 && parts[2] !== 'session' ? {} : undefined) : undefined;
    for (const name of every) {
      const { status, body: reply } = await server.api(method.toUpperCase(), `${at}?${name}=x`, { body });
      const error = status >= 400 && reply.errors.find((one) => one.parameter === name);
      if (names.includes(name) ? error?.code === 'unknown_parameter' : status !== 400 || !error) unlike.push(`${method} ${path}?${name} ${status}`);
    }
  }
  assert.deepEqual(unlike, []);
  for (const { at, name } of [{ at: '/v1/keys', name: 'never' }, { at: '/v1/tags', name: 'Never' }]) assert.ok((await want(200, 'GET', `${at}?limit=200`)).body.data.every((one) => (one.name ?? one.label) !== name));
});

const escaped = (name) => name.replaceAll('~', '~0').replaceAll('/', '~1');
/** The examples of a media type, a parameter or a header, with where their schema is. */
function* examplesOf(thing, pointer) {
  if ('example' in thing) yield { value: thing.example, pointer };
  for (const one of Object.values(thing.examples ?? {})) yield { value: meant(one).value, pointer };
}
const ofBody = (operation) => Object.entries(operation.requestBody?.content ?? {});

test('every example is what its schema says, and every operation has some', () => {
  let count = 0;
  const all = (thing, pointer, schema = `${pointer}/schema`) => {
    const list = [...examplesOf(meant(thing), schema)];
    for (const { value, pointer: at } of list) valid(at, value, `an example at ${pointer}`);
    count += list.length;
    return list.length;
  };
  for (const [path, operations] of Object.entries(contract.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const at = `/paths/${escaped(path)}/${method}`;
      for (const [type, media] of ofBody(operation)) assert.ok(all(media, `${at}/requestBody/content/${escaped(type)}`) > 0, `${method} ${path} takes ${type}`);
      for (const [status, response] of Object.entries(operation.responses)) {
        const where = response.$ref?.slice(1) ?? `${at}/responses/${status}`;
        for (const [type, media] of Object.entries(meant(response).content ?? {}))
          assert.ok(all(media, `${where}/content/${escaped(type)}`) > 0, `${method} ${path} gives ${status} ${type}`);
      }
      for (const parameter of operation.parameters) {
        const where = parameter.$ref.slice(1);
        const found = all(parameter, where);
        assert.ok(found > 0 || meant(parameter).in !== 'path', where);
      }
    }
  }
  for (const [name, header] of Object.entries(contract.components.headers)) assert.ok(all(header, `/components/headers/${escaped(name)}`) > 0, name);
  assert.ok(count > 500, `${count} examples`);
});

// The examples are one story. Sent as they stand, with the ids that came back, they give the replies of the contract.
test('the examples are real', async () => {
  const known = new Map();
  const real = (value) => JSON.parse([...known].reduce((text, [theirs, ours]) => text.replaceAll(theirs, ours), JSON.stringify(value)));
  const told = (value) => JSON.parse([...known].reduce((text, [theirs, ours]) => text.replaceAll(ours, theirs), JSON.stringify(value)));
  const { value: once } = contract.components.examples.Article;
  const timeless = ({ created_at, updated_at, secret, ...rest }) => rest;
  for (const name of ['Article', 'Entity', 'Tag', 'Mention', 'Claim', 'Key']) {
    const plural = { Entity: 'entities' }[name] ?? `${name.toLowerCase()}s`;
    const [sent, expected, patch] = ['New', '', 'Patch'].map((ending) => contract.components.examples[name + ending].value);
    const { body } = await want(201, 'POST', `/v1/${plural}`, { body: real(sent) });
    known.set(expected.id, body.id);
    assert.deepEqual(timeless(told(body)), timeless({ ...expected }), `${name}, as it was created`);
    assert.equal(typeof body.secret, name === 'Key' ? 'string' : 'undefined');
    const at = `/v1/${plural}/${body.slug ?? body.id}`;
    assert.deepEqual(timeless(told((await want(200, 'GET', at)).body)), timeless(expected), `${name}, as it is read`);
    const changed = (await want(200, 'PATCH', at, { body: real(patch), headers: { 'Content-Type': 'application/merge-patch+json' } })).body;
    for (const [member, value] of Object.entries(patch)) assert.deepEqual(told(changed)[member], value, `${name}.${member}`);
  }
  assert.ok(once.body.includes(contract.components.examples.ClaimNew.value.quote));
  await want(201, 'POST', '/v1/entities', { body: { name: 'A. Grey', kind: 'person', slug: 'a-grey' } });
  const merge = contract.paths['/v1/entities/{id}/merge'].post.requestBody.content['application/json'].example;
  await want(200, 'POST', '/v1/entities/a-grey/merge', { body: merge });
});

test('the contract is served as it is printed', async () => {
  assert.deepEqual((await want(200, 'GET', '/openapi.json')).body, contract);
});
