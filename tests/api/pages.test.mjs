// What people have is taken apart: plain text, Markdown, a saved page. The rules have their own tests (tests/text/page); here is
// what a client sees of them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { binary, measured, root, start } from './server.mjs';

let server, want;
before(async () => {
  server = await start();
  want = server.want;
});
after(() => server.stop());

const pages = join(root, 'tests', 'text', 'page');
const page = (name) => readFileSync(join(pages, name), 'utf8');
const wanted = (name) => JSON.parse(page(`${name}.json`));
const post = async (body, status = 201, query = '') => (await want(status, 'POST', `/v1/articles${query}`, { body })).body;
const codes = ({ errors }) => errors.map((one) => `${one.code} ${one.pointer}`).sort();
const types = { html: 'text/html', txt: 'text/plain', md: 'text/markdown' };

for (const name of ['news.html', 'blog.html', 'pasted.txt']) {
  test(`${name} comes out as its case says`, async () => {
    const source = page(name);
    const made = await post({ source, source_type: types[name.split('.')[1]] });
    const { blocks, authors, publisher, original_publisher, original_published_at, original_url, ...fields } = wanted(name);
    for (const [field, value] of Object.entries(fields)) assert.equal(made[field], value, field);
    assert.deepEqual(made.authors.map((one) => one.name), authors);
    assert.equal(made.publisher?.name, publisher);
    assert.equal(made.original?.publisher, original_publisher);
    assert.equal(made.original?.published_at ?? undefined, original_published_at);
    assert.equal(made.original?.url, original_url);
    const points = [...made.body];
    assert.deepEqual(made.blocks.map(({ kind, start, end }) => [kind, points.slice(start, end).join('')]), blocks);
    const found = Object.keys(made).filter((field) => ['title', 'subtitle', 'authors', 'publisher', 'published_at', 'language', 'url', 'canonical_url',
      'original', 'license', 'about_author', 'note'].includes(field) && made[field] !== null && made[field].length !== 0);
    assert.deepEqual(made.guessed, found);
    assert.equal((await want(200, 'GET', `/v1/articles/${made.id}/source`)).text, source);
  });
}

test('what was given wins over what was found', async () => {
  const made = await post({ source: page('news.html'), source_type: 'text/html', title: 'Mine', authors: [], subtitle: null, published_at: '2020' });
  assert.equal(made.title, 'Mine');
  assert.deepEqual([made.authors, made.subtitle, made.published_at], [[], null, '2020']);
  assert.deepEqual(made.guessed, ['publisher', 'language', 'canonical_url', 'note']);
  assert.equal(made.publisher.name, 'The Estuary Post');
});

test('a change or a word confirms a guess', async () => {
  const made = await post({ source: page('blog.html'), source_type: 'text/html' });
  const path = `/v1/articles/${made.id}`;
  const patch = async (body) => (await want(200, 'PATCH', path, { body })).body;
  assert.ok(made.guessed.includes('title') && made.guessed.includes('license'));
  const changed = await patch({ title: 'How to mend oars' });
  assert.deepEqual(changed.guessed, made.guessed.filter((one) => one !== 'title'));
  assert.deepEqual((await patch({ metadata: { a: 1 } })).guessed, changed.guessed, 'another field changes nothing');
  assert.deepEqual((await patch({ license: changed.license })).guessed, changed.guessed, 'the same value changes nothing');
  const whole = await patch({ ...(await want(200, 'GET', path)).body, note: 'n' });
  assert.deepEqual(whole.guessed, changed.guessed, 'a whole record sent back keeps its guesses');
  assert.deepEqual((await patch({ guessed: ['license'] })).guessed, ['license']);
  assert.deepEqual((await patch({ guessed: [] })).guessed, []);
  assert.deepEqual(codes((await want(422, 'PATCH', path, { body: { guessed: ['body'] } })).body), ['not_allowed /guessed/0']);
  assert.deepEqual(codes((await want(422, 'PATCH', path, { body: { title: null } })).body), ['required /title']);
});

test('an article that was given has no guesses', async () => {
  assert.deepEqual((await post({ title: 'T', body: 'By Jane Doe' })).guessed, []);
});

test('a patch of the source makes the text anew and leaves the fields', async () => {
  const made = await post({ source: page('news.html'), source_type: 'text/html' });
  const source = '<title>Another</title><p>Other words, which are new.</p><p>By Ann Poe</p>';
  const { body } = await want(200, 'PATCH', `/v1/articles/${made.id}`, { body: { source, source_type: 'text/html' } });
  assert.match(body.body, /^Other words, which are new\./);
  assert.deepEqual([body.title, body.authors, body.guessed], [made.title, made.authors, made.guessed]);
  assert.equal((await want(200, 'GET', `/v1/articles/${made.id}/source`)).text, source);
  assert.deepEqual(codes((await want(422, 'PATCH', `/v1/articles/${made.id}`, { body: { source } })).body), ['required /source_type']);
});

test('positions in other units fit the blocks of a source', async () => {
  const source = 'A title\n\n😀 It rained. It rained on and on.';
  const made = await post({ source, source_type: 'text/plain' }, 201, '?offsets=utf16');
  assert.equal(made.body.slice(made.blocks[0].start, made.blocks[0].end), '😀 It rained. It rained on and on.');
});

test('a list of pages goes in, or none of it', async () => {
  const one = { source: page('blog.html'), source_type: 'text/html' };
  assert.equal((await post([one, one])).data.length, 2);
  assert.deepEqual(codes(await post([one, { source: '<p>It rained, again and again.', source_type: 'text/html' }], 422)), ['required /1/title']);
});

test('what is wrong is named at once', async () => {
  const source = 'A title\n\nA text.';
  assert.deepEqual(codes(await post({ source }, 422)), ['required /source_type', 'required /title']);
  assert.deepEqual(codes(await post({ source: '', source_type: 'text/html', title: 'T' }, 422)), ['too_short /source']);
  assert.deepEqual(codes(await post({ source: '<script>x</script>', source_type: 'text/html', title: 'T' }, 422)), ['too_short /source']);
  assert.deepEqual(codes(await post({ source: 'Just one line', source_type: 'text/plain' }, 422)), ['required /title']);
  assert.deepEqual(codes(await post({ source: 5, source_type: 'text/plain', title: 'T' }, 422)), ['type /source']);
  assert.deepEqual(codes(await post({ source, source_type: 'text/rtf', title: 'T' }, 422)), ['not_allowed /source_type']);
  assert.deepEqual(codes(await post({ source, source_type: 'text/plain', body: 'a', blocks: [{ kind: 'heading', start: 0, end: 1 }], colour: 1 }, 422)),
    ['mismatch /blocks', 'mismatch /source', 'required /title', 'unknown_field /colour']);
});

test('a guess that does not fit its field is none', async () => {
  const long = 'n'.repeat(501);
  const made = await post({
    title: 'T', source_type: 'text/html',
    source: `<meta property="og:site_name" content="${long}"><link rel="canonical" href="https://a b"><html lang="x"><p>It rained, and it rained, and it rained again.</p>`,
  });
  assert.deepEqual([made.publisher, made.canonical_url], [null, null]);
  assert.ok(!made.guessed.includes('publisher'));
});

test('20,000 blocks are allowed, and one more is not', async () => {
  const source = (count) => 'T\n\n' + 'a.\n\n'.repeat(count);
  assert.equal((await post({ source: source(20000), source_type: 'text/plain', title: 'T' })).blocks.length, 20000);
  assert.deepEqual(codes(await post({ source: source(20001), source_type: 'text/plain', title: 'T' }, 422)), ['too_long /blocks']);
});

test('a large page stops no other request', (t) => measured(t, async () => {
  const source = '<title>A title of a page</title>' + '<div><p>It rained, and it rained, and it rained again.</div>'.repeat(16000);
  const started = performance.now();
  let isDone = false;
  const large = post({ source, source_type: 'text/html' }).then((made) => { isDone = true; return made; });
  const waits = [];
  while (!isDone) {
    const from = performance.now();
    await want(200, 'GET', '/healthz');
    waits.push(performance.now() - from);
  }
  assert.equal((await large).blocks.length, 16000);
  const whole = performance.now() - started;
  assert.ok(waits.length > 5, `${waits.length} other requests were answered`);
  assert.ok(Math.min(...waits) < whole / 5, `the quickest of them took ${Math.min(...waits)} ms of ${whole} ms`);
}));

test('claimd import takes files of text, Markdown and HTML', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'claimd-import-'));
  const from = join(folder, 'from');
  const data = join(folder, 'data');
  mkdirSync(from);
  const files = {
    'a.html': Buffer.concat([Buffer.from('<meta charset="windows-1252"><title>A caf'), Buffer.from([0xe9]), Buffer.from(' in the town</title><p>It rained, and the caf'),
      Buffer.from([0xe9]), Buffer.from(' was full.')]),
    'b.MD': '# A title\n\nSome words.',
    'c.txt': 'Pasted title\n\nSome words, and then some more of them.',
    'No title.txt': 'It rained. It rained on and on, and nobody said a word.',
    'e.json': '{"articles":[{"title":"T","body":"B."},{"source":"<title>In JSON, too</title><p>Words of it.","source_type":"text/html"}]}',
    'f.pdf': '%PDF',
  };
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(from, name), bytes);
  const run = (...words) => spawnSync(binary, ['import', '--data', data, ...words], { encoding: 'utf8' });
  const done = run(from);
  assert.match(done.stdout, /^6 records imported/, done.stderr);
  const other = await start({ dir: data });
  try {
    const { data: list } = (await other.want(200, 'GET', '/v1/articles?sort=title&fields=title,guessed')).body;
    assert.deepEqual(list.map((one) => one.title), ['A café in the town', 'A title', 'In JSON, too', 'No title', 'Pasted title', 'T']);
    assert.deepEqual(list.map((one) => one.guessed.includes('title')), [true, true, true, true, true, false]);
  } finally {
    await other.stop();
  }
  writeFileSync(join(from, 'empty.html'), '<script>x</script>');
  const failed = run(join(from, 'empty.html'));
  assert.equal(failed.status, 1);
  assert.match(failed.stderr, /empty\.html[^]*\/source[^]*holds no text/);
  rmSync(folder, { recursive: true });
});
