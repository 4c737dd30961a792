// Commands beside a server that runs: they speak to it, since a folder is opened by one claimd at a time.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ADMIN, binary, root, start } from './server.mjs';

let server, want, folder;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'claimd-test-'));
  server = await start();
  want = server.want;
});
after(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs a command while the server goes on answering. env: CLAIMD_ADMIN_KEY unless it says otherwise. */
function run(args, { env = { CLAIMD_ADMIN_KEY: ADMIN } } = {}) {
  return new Promise((resolve) => {
    const child = spawn(binary, args, { env: { ...process.env, CLAIMD_ADMIN_KEY: '', CLAIMD_DATA: '', ...env } });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (piece) => (said.out += piece));
    child.stderr.setEncoding('utf8').on('data', (piece) => (said.err += piece));
    child.on('close', (status) => {
      assert.doesNotMatch(said.err, /Sanitizer|runtime error/);
      resolve({ status, ...said });
    });
  });
}
const file = (name, value) => {
  const path = join(folder, name);
  writeFileSync(path, typeof value === 'string' || Buffer.isBuffer(value) ? value : JSON.stringify(value));
  return path;
};

test('key makes, lists and revokes keys of the server that runs', async () => {
  const data = ['--data', server.dir];
  const made = await run(['key', 'create', 'night shift', 'suggest', ...data, '--expires', '2099-01-01T00:00:00Z']);
  assert.equal(made.status, 0, made.err);
  assert.match(made.out, /^cl_[\w-]{43}\n$/, 'the secret alone');
  const secret = made.out.trim();
  await want(403, 'POST', '/v1/tags', { key: secret, body: { label: 'x' } });
  const { data: [key] } = (await want(200, 'GET', '/v1/keys?name=night%20shift')).body;
  assert.equal(key.expires_at, '2099-01-01T00:00:00.000Z');
  const listed = await run(['key', 'list', ...data]);
  assert.match(listed.out, new RegExp(`^${key.id} +suggest +2099-01-01T00:00:00 +- +night shift$`, 'm'));
  assert.match(listed.out, /^\S+ +admin +never +- +admin$/m);
  assert.doesNotMatch(listed.out, /cl_/);
  assert.deepEqual(await run(['key', 'revoke', 'night shift', ...data]), { status: 0, out: '', err: '' });
  await want(401, 'GET', '/v1/tags', { key: secret });
  assert.doesNotMatch((await run(['key', 'list', ...data])).out, /night shift/);
  assert.match((await run(['key', 'list', '--all', ...data])).out, /night shift/);
  assert.equal((await want(200, 'GET', `/v1/keys/${key.id}/history`)).body.data[0].actor, 'admin');
  const other = await run(['key', 'create', 'by id', 'read', ...data]);
  const { id } = (await want(200, 'GET', '/v1/keys?name=by%20id')).body.data[0];
  assert.equal((await run(['key', 'revoke', id, ...data])).status, 0);
  await want(401, 'GET', '/v1/tags', { key: other.out.trim() });
});

test('key says what is wrong', async () => {
  const data = ['--data', server.dir];
  for (const args of [['key'], ['key', 'make'], ['key', 'create', 'a'], ['key', 'list', 'all'], ['key', 'revoke'], ['key', 'list', '--no-such']]) assert.equal((await run([...args, ...data])).status, 2, args.join(' '));
  const said = async (args, options) => {
    const { status, out, err } = await run(args, options);
    assert.equal(status, 1, `${args.join(' ')}: ${out}${err}`);
    return err;
  };
  assert.match(await said(['key', 'create', 'x', 'owner', ...data]), /\/scope must be one of read, suggest, edit, admin/);
  assert.match(await said(['key', 'create', 'x', 'read', '--expires', 'soon', ...data]), /\/expires_at/);
  assert.match(await said(['key', 'revoke', 'nobody', ...data]), /there is no key "nobody"/);
  assert.match(await said(['key', 'list', ...data], { env: { CLAIMD_ADMIN_KEY: 'not-the-key-not-the-key-not-the-key' } }), /the key is unknown/);
  assert.match(await said(['key', 'list', ...data], { env: {} }), /cannot read the admin key from .*admin\.key.*CLAIMD_ADMIN_KEY/);
  assert.match(await said(['key', 'list', '--data', folder]), /no server has/);
  assert.match(await said(['key', 'list', '--data', join(folder, 'not-there')]), /no server has/);
});

test('the key is found in the folder, or in the file named', async () => {
  const other = await start({ env: { CLAIMD_ADMIN_KEY: '' } });
  try {
    const secret = readFileSync(join(other.dir, 'admin.key'), 'utf8').trim();
    assert.equal((await run(['key', 'list', '--data', other.dir], { env: {} })).status, 0);
    assert.equal((await run(['key', 'list'], { env: { CLAIMD_DATA: other.dir } })).status, 0);
    const path = file('key', `${secret}\n`);
    chmodSync(path, 0o600);
    assert.equal((await run(['key', 'list', '--data', other.dir, '--admin-key-file', path], { env: {} })).status, 0);
  } finally {
    await other.stop();
  }
});

test('import goes through the server that has the folder', async () => {
  const library = join(root, 'examples', 'library');
  const alone = mkdtempSync(join(tmpdir(), 'claimd-test-'));
  const there = await run(['import', '--data', alone, library]);
  assert.equal(there.status, 0, there.err);
  const here = await run(['import', '--data', server.dir, library]);
  assert.equal(here.status, 0, here.err);
  assert.equal(here.out.replace(server.dir, '').replace(', by its server', ''), there.out.replace(alone, ''));
  const other = await start({ dir: alone });
  try {
    for (const plural of ['articles', 'entities', 'mentions', 'claims', 'tags']) {
      const count = async (one) => (await one.want(200, 'GET', `/v1/${plural}?limit=1&count=true`)).body.count;
      assert.equal(await count(server), await count(other), plural);
    }
    const claim = async (one) => (await one.want(200, 'GET', '/v1/claims?q=%22world%E2%80%99s%20chess%20champion%22&fields=text,anchor,tags,certainty,horizon')).body.data;
    assert.deepEqual(await claim(server), await claim(other));
  } finally {
    await other.stop();
    rmSync(alone, { recursive: true, force: true });
  }
});

test('import through a server says where a mistake stands', async () => {
  const entities = Array.from({ length: 450 }, (_, i) => ({ name: `Imported ${i}`, kind: i === 321 ? 'persn' : 'person' }));
  const said = async (value) => {
    const { status, err } = await run(['import', '--data', server.dir, file('wrong.json', value)]);
    assert.equal(status, 1, err);
    return err;
  };
  assert.match(await said({ entities }), /^claimd: .*wrong\.json:\nclaimd: \/entities\/321\/kind must be one of/);
  // What went in before it stays: whole requests.
  assert.equal((await want(200, 'GET', '/v1/entities?q=imported&count=true')).body.count, 200);
  assert.match(await said({ articles: [{ title: 'T', body: 'Some words.', claims: [{ quote: 'Some words', text: 't', kind: 'fact' }, { quote: 'none such', text: 't', kind: 'fact' }] }] }), /\/articles\/0\/claims\/1\/quote/);
  assert.match(await said({ articles: [{ title: 'T' }] }), /\/articles\/0\/body/);
  assert.match(await said({ artikel: [] }), /artikel/);
  assert.match(await said({ tags: [{ label: 'x'.repeat(17_000_000) }] }), /larger than/);
  // Large ones go in parts.
  const tags = Array.from({ length: 30 }, (_, i) => ({ label: `large ${i}`, metadata: { text: 'x'.repeat(60_000) } }));
  const { status, out, err } = await run(['import', '--data', server.dir, file('large.json', { tags })]);
  assert.equal(status, 0, err);
  assert.match(out, /^30 records/);
});

test('what is answered 503 is sent again, as the same request', async () => {
  const place = mkdtempSync(join(tmpdir(), 'claimd-test-'));
  const seen = [];
  const busy = http.createServer((request, response) => {
    request.resume().on('end', () => {
      seen.push([request.method, request.url, request.headers['idempotency-key'], request.headers.authorization]);
      const [status, reply] = seen.length < 3 ? [503, { errors: [{ code: 'busy', detail: 'too much is waiting already' }] }] : [201, { data: [] }];
      const text = JSON.stringify(reply);
      response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': text.length }).end(text);
    });
  });
  await new Promise((resolve) => busy.listen(0, '127.0.0.1', resolve));
  writeFileSync(join(place, 'lock'), `127.0.0.1:${busy.address().port}`);
  const lock = spawn('flock', [join(place, 'lock'), 'cat'], { stdio: ['pipe', 'ignore', 'ignore'] });
  try {
    while (spawnSync('flock', ['--nonblock', join(place, 'lock'), 'true']).status === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const { status, out, err } = await run(['import', '--data', place, file('one.json', { tags: [{ label: 'one' }] })]);
    assert.equal(status, 0, err);
    assert.match(out, /^1 records/);
    assert.equal(seen.length, 3);
    assert.match(seen[0][2], /^[0-9a-f]{16}-1$/);
    assert.deepEqual(seen, Array(3).fill(['POST', '/v1/tags', seen[0][2], `Bearer ${ADMIN}`]));
  } finally {
    lock.stdin.end();
    busy.close();
    rmSync(place, { recursive: true, force: true });
  }
});

test('what a command does not understand is refused, and nothing done instead', async () => {
  for (const args of [['ping', '127.0.0.1:1'], ['check', 'var'], ['openapi', 'x'], ['openapi', '--x'], ['serve', 'var'], ['serve', '--allow-origin', 'https://a.example/']]) {
    const { status, out, err } = await run(args, { env: { CLAIMD_DATA: '/nowhere/at/all' } });
    assert.deepEqual([status, out], [2, ''], args.join(' '));
    assert.match(err, /^claimd: (there is no option --x|"\S+" is no (option; usage: claimd \S+|origin, such as))/, args.join(' '));
  }
  assert.match((await run(['openapi', '--help'])).out, /^usage: claimd openapi\n/);
});

test('a folder that nobody has is opened, one that a server has is not checked beside it', async () => {
  assert.equal((await run(['check', '--data', server.dir])).status, 1);
  const alone = mkdtempSync(join(tmpdir(), 'claimd-test-'));
  assert.match((await run(['import', '--data', alone, file('one.json', { tags: [{ label: 'one' }] })])).out, /^1 records imported into \S+\n$/);
  assert.equal(spawnSync(binary, ['check', '--data', alone]).status, 0);
  rmSync(alone, { recursive: true, force: true });
});

test('analyze takes a file as it lies, whatever its encoding', async () => {
  const page = (charset, words) => Buffer.from(`<meta charset=${charset}><title>Café</title><p>${words} The café will close by 2030, said Ann Lee.</p>`, 'latin1');
  for (const [name, bytes] of [['latin.html', page('iso-8859-1', 'Déjà vu.')], ['LATIN.HTM', page('windows-1252', 'Déjà vu.')], ['wide.txt', Buffer.from('\ufeffDéjà vu. The café will close by 2030, said Ann Lee.', 'utf16le')]]) {
    const { status, out, err } = await run(['analyze', '--json', file(name, bytes)]);
    assert.equal(status, 0, err);
    assert.equal(JSON.parse(out).claims.at(-1).text, 'The café will close by 2030.', name);
  }
  const large = file('large.txt', '');
  truncateSync(large, 32 * 1024 * 1024 + 1);
  const refused = await run(['analyze', large]);
  assert.deepEqual([refused.status, refused.out, refused.err], [1, '', `claimd: ${large} is larger than 33554432 bytes\n`]);
});

test('analyze says the sentences alone, a line each', async () => {
  const path = file('news.txt', 'Mr. Smith\ncame to Zürich. He left at 5 p.m. on Monday.\n\nIs “it” so? Yes…\n');
  assert.deepEqual(await run(['analyze', '--sentences', path]), { status: 0, out: 'Mr. Smith came to Zürich.\nHe left at 5 p.m. on Monday.\n\nIs “it” so?\nYes…\n', err: '' });
  const [all, alone] = [JSON.parse((await run(['analyze', '--json', path])).out), JSON.parse((await run(['analyze', '--json', '--sentences', path])).out)];
  assert.ok(all.mentions.length > 0);
  assert.deepEqual(alone, { blocks: all.blocks, sentences: all.sentences, entities: [], mentions: [], claims: [] });
});
