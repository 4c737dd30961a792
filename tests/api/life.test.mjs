// The full life of each resource: create, read, list, patch, merge, delete.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { anArticle, BODY, contract, start } from './server.mjs';

let server, want;
before(async () => {
  server = await start();
  want = server.want;
});
after(() => server.stop());

const ID = /^[0-7][0-9a-hjkmnp-tv-z]{12}$/;
const codes = (reply) => reply.body.errors.map((one) => `${one.code} ${one.pointer ?? one.parameter ?? ''}`.trim());
const create = async (plural, body, key) => (await want(201, 'POST', `/v1/${plural}`, { body, key })).body;

test('an article lives', async () => {
  const made = await want(201, 'POST', '/v1/articles', {
    body: anArticle({ subtitle: 'A tale', authors: [{ name: 'Ann' }], published_at: '2023-05', language: 'en-GB', metadata: { a: 1.1, b: [null] } }),
  });
  const { id } = made.body;
  assert.match(id, ID);
  assert.equal(made.headers.location, `/v1/articles/${id}`);
  assert.equal(made.headers.etag, '"r1.2"');
  assert.equal(made.body.revision, 1);
  assert.equal(made.body.body, BODY);
  assert.deepEqual(made.body.blocks.map((one) => one.kind), ['paragraph', 'paragraph', 'paragraph']);
  assert.equal(made.body.created_by, 'admin');
  assert.equal(made.body.published_at, '2023-05');
  assert.deepEqual(made.body.metadata, { a: 1.1, b: [null] });

  const read = await want(200, 'GET', `/v1/articles/${id}`);
  assert.deepEqual(read.body, made.body);
  assert.equal(read.headers.etag, '"r1.2"');

  const list = await want(200, 'GET', '/v1/articles');
  const row = list.body.data.find((one) => one.id === id);
  assert.ok(row && !('body' in row) && !('blocks' in row) && !('source' in row));

  const patched = await want(200, 'PATCH', `/v1/articles/${id}`, { body: { subtitle: null, note: 'n' }, headers: { 'If-Match': '"r1.2"' } });
  assert.equal(patched.body.revision, 2);
  assert.equal(patched.body.subtitle, null);
  assert.equal(patched.body.note, 'n');
  assert.equal(patched.body.title, 'The engine');
  assert.equal(patched.body.body, BODY);
  assert.equal(patched.headers.etag, '"r2.2"');

  const late = await want(412, 'PATCH', `/v1/articles/${id}`, { body: { note: 'x' }, headers: { 'If-Match': '"r1.2"' } });
  assert.equal(late.body.revision, 2);
  const weak = await want(412, 'PATCH', `/v1/articles/${id}`, { body: { note: 'x' }, headers: { 'If-Match': 'W/"r2.2"' } });
  assert.match(weak.body.detail, /"r/);
  await want(200, 'PATCH', `/v1/articles/${id}`, { body: { note: 'y' }, headers: { 'If-Match': '"r2"', 'Content-Type': 'application/merge-patch+json' } });
  await want(200, 'PATCH', `/v1/articles/${id}`, { body: { body: 'Other words.' } });
  assert.equal((await want(200, 'GET', `/v1/articles/${id}`)).body.word_count, 2);

  await want(204, 'DELETE', `/v1/articles/${id}`);
  await want(404, 'GET', `/v1/articles/${id}`);
  await want(404, 'DELETE', `/v1/articles/${id}`);
});

test('an article comes from a source', async () => {
  const source = 'One paragraph\nof two lines.\r\n\r\nAnother.\n';
  const made = await create('articles', { title: 'S', source, source_type: 'text/plain' });
  assert.equal(made.blocks.length, 2);
  const given = await want(200, 'GET', `/v1/articles/${made.id}/source`);
  assert.equal(given.text, source);
  assert.equal(given.headers['content-security-policy'], 'sandbox');
  assert.equal(given.headers['x-content-type-options'], 'nosniff');
  assert.match(given.headers['content-type'], /^text\/plain/);
  const bare = await create('articles', anArticle());
  await want(404, 'GET', `/v1/articles/${bare.id}/source`);
  assert.deepEqual(codes(await want(422, 'POST', '/v1/articles', { body: { title: 'S', source } })), ['required /source_type']);
  assert.deepEqual(codes(await want(422, 'POST', '/v1/articles', { body: { title: 'S', body: 'a', source, source_type: 'text/plain' } })), ['mismatch /source']);
  assert.deepEqual(codes(await want(422, 'POST', '/v1/articles', { body: { title: 'S' } })), ['required /body']);
});

test('blocks have kinds', async () => {
  const blocks = [
    { kind: 'heading', start: 0, end: 5 },
    { kind: 'list_item', start: 7, end: 13 },
  ];
  const made = await create('articles', { title: 'B', body: 'Title\n\nAn item', blocks: [blocks[0], { ...blocks[1], end: 14 }] });
  assert.deepEqual(made.blocks.map((one) => one.kind), ['heading', 'list_item']);
  const wrong = await want(422, 'POST', '/v1/articles', { body: { title: 'B', body: 'Title\n\nAn item', blocks } });
  assert.deepEqual(codes(wrong), ['mismatch /blocks/1']);
  const patched = await want(200, 'PATCH', `/v1/articles/${made.id}`, { body: { blocks: made.blocks.map((one) => ({ ...one, kind: 'quotation' })) } });
  assert.deepEqual(patched.body.blocks.map((one) => one.kind), ['quotation', 'quotation']);
  assert.equal(patched.body.body, 'Title\n\nAn item');
});

test('an entity lives, and its slug may change', async () => {
  const made = await want(201, 'POST', '/v1/entities', {
    body: { name: 'Ada Lovelace', kind: 'person', aliases: [{ text: 'Ada', lang: 'en' }], same_as: ['https://example.org/ada'] },
  });
  const { id } = made.body;
  assert.equal(made.body.slug, 'ada-lovelace');
  assert.equal(made.headers.location, `/v1/entities/${id}`);
  assert.deepEqual((await want(200, 'GET', '/v1/entities/ada-lovelace')).body, made.body);
  assert.equal((await create('entities', { name: 'Ada Lovelace', kind: 'work' })).slug, 'ada-lovelace-2');
  const chinese = await create('entities', { name: '袁隆平', kind: 'person' });
  assert.match(chinese.slug, /^[a-z0-9-]+$/);
  await want(200, 'GET', `/v1/entities/${chinese.id}`);

  const taken = await want(409, 'POST', '/v1/entities', { body: { name: 'x', kind: 'other', slug: 'ada-lovelace' } });
  assert.equal(taken.body.errors[0].id, id);
  const renamed = await want(200, 'PATCH', '/v1/entities/ada-lovelace', { body: { slug: 'countess-lovelace' } });
  assert.equal(renamed.body.slug, 'countess-lovelace');
  const old = await want(308, 'GET', '/v1/entities/ada-lovelace?fields=name');
  assert.equal(old.headers.location, `/v1/entities/${id}?fields=name`);
  assert.equal((await want(308, 'GET', '/v1/entities/ada-lovelace/claims')).headers.location, `/v1/entities/${id}/claims`);
  // One made from a name leaves an old slug to whom it leads; a new owner who asks for it takes it over.
  assert.equal((await create('entities', { name: 'Ada Lovelace', kind: 'other' })).slug, 'ada-lovelace-3');
  await want(308, 'GET', '/v1/entities/ada-lovelace');
  const heir = await create('entities', { name: 'Heir', kind: 'person', slug: 'ada-lovelace' });
  assert.equal((await want(200, 'GET', '/v1/entities/ada-lovelace')).body.id, heir.id);
  await want(204, 'DELETE', `/v1/entities/${heir.id}`);
});

test('words that mean something in a filter or a path are no slugs', async () => {
  for (const word of ['author', 'null', 'decisions']) {
    assert.deepEqual(codes(await want(422, 'POST', '/v1/entities', { body: { name: 'x', kind: 'other', slug: word } })), ['not_allowed /slug']);
    const made = await create('entities', { name: word, kind: 'other' });
    assert.equal(made.slug, `${word}-2`);
    assert.deepEqual(codes(await want(422, 'PATCH', `/v1/entities/${made.id}`, { body: { slug: word } })), ['not_allowed /slug']);
    await want(204, 'DELETE', `/v1/entities/${made.id}`);
  }
  assert.deepEqual(codes(await want(422, 'POST', '/v1/tags', { body: { label: 'Null' } })), ['not_allowed /slug']);
});

test('line ends are LF, however they were sent', async () => {
  const made = await create('articles', { title: 't', body: 'One\r\ntwo\rthree\r\n\r\nfour', note: 'a\r\nb' });
  assert.deepEqual([made.body, made.note, made.blocks.length], ['One\ntwo\nthree\n\nfour', 'a\nb', 2]);
  const claim = await create('claims', { article: made.id, quote: 'two\r\nthree', text: 'x\r\ny', kind: 'fact' });
  assert.deepEqual([claim.anchor.exact, claim.text], ['two\nthree', 'x\ny']);
  await want(204, 'DELETE', `/v1/articles/${made.id}?cascade=true`);
});

test('a claim says whose and which words it means', async () => {
  const article = await create('articles', anArticle());
  const claim = { article: article.id, quote: 'Critics said', text: 's', kind: 'fact' };
  for (const [given, pointers] of [
    [{ condition: {} }, ['/condition/text']],
    [{ condition: { negated: true } }, ['/condition/text']],
    [{ holder: {} }, ['/holder/text']],
    [{ holder: { text: 'x', cue: {} } }, ['/holder/cue/text']],
    [{ holder: { text: 'x', via: [{ text: 'y' }, {}, { commitment: 'reports' }] } }, ['/holder/via/1/text', '/holder/via/2/text']],
    [{ horizon: {} }, ['/horizon/by']],
  ])
    assert.deepEqual(codes(await want(422, 'POST', '/v1/claims', { body: { ...claim, ...given } })), pointers.map((one) => `required ${one}`), JSON.stringify(given));
  const made = await create('claims', { ...claim, condition: { text: 'Critics' } });
  assert.deepEqual(codes(await want(422, 'PATCH', `/v1/claims/${made.id}`, { body: { condition: { text: null } } })), ['required /condition/text']);
  await want(204, 'DELETE', `/v1/articles/${article.id}?cascade=true`);
});

test('mentions and claims are anchored, and hold on to their article', async () => {
  const article = await create('articles', anArticle());
  const ada = await create('entities', { name: 'Ada of tests', kind: 'person' });
  const mention = await want(201, 'POST', '/v1/mentions', { body: { article: article.id, entity: ada.slug, quote: 'Ada Lovelace' } });
  assert.equal(mention.body.entity, ada.id);
  assert.deepEqual([mention.body.anchor.start, mention.body.anchor.end, mention.body.anchor.exact], [0, 12, 'Ada Lovelace']);
  assert.equal(mention.body.status, 'accepted');
  await create('tags', { label: 'Engines of tests' });
  const claim = await want(201, 'POST', '/v1/claims', {
    body: {
      article: article.id, quote: 'The "great engine" was never built', text: 'The engine was never built.', kind: 'fact',
      certainty: 'very_likely', polarity: 'negated', tags: ['engines-of-tests'], subjects: [{ entity: ada.slug, text: 'she' }],
      holder: { entity: ada.slug, text: 'Ada', commitment: 'reports', via: [{ text: 'The Times', commitment: 'doubts' }] },
    },
  });
  const at = [...BODY].join('').indexOf('The “great');
  assert.equal(claim.body.anchor.start, at);
  assert.equal(claim.body.anchor.exact, 'The “great engine” was never built');
  assert.deepEqual(claim.body.probability, [0.8, 0.95]);
  assert.equal(claim.body.holder.entity, ada.id);
  assert.deepEqual(claim.body.subjects, [{ entity: ada.id, text: 'she' }]);
  assert.equal(claim.headers.location, `/v1/claims/${claim.body.id}`);

  const forecast = await create('claims', {
    article: article.id, anchor: { exact: 'the engine will be finished by 1850' }, text: 'f', kind: 'forecast',
    condition: { text: 'If funding continues' }, horizon: { by: '1850', text: 'by 1850' },
  });
  assert.equal(BODY.slice(forecast.condition.start, forecast.condition.end), 'If funding continues');
  assert.equal(forecast.condition.negated, false);
  const turned = await want(200, 'PATCH', `/v1/claims/${forecast.id}`, { body: { condition: { negated: true } } });
  assert.deepEqual(turned.body.condition, { ...forecast.condition, negated: true });
  const odd = await want(422, 'PATCH', `/v1/claims/${forecast.id}`, { body: { condition: { negated: 'yes' } } });
  assert.equal(odd.body.errors[0].pointer, '/condition/negated');
  assert.equal(BODY.slice(forecast.horizon.start, forecast.horizon.end), 'by 1850');
  assert.equal(forecast.probability, null);

  const twice = await want(422, 'POST', '/v1/claims', { body: { article: article.id, quote: 'the engine', text: 't', kind: 'fact' } });
  assert.equal(twice.body.errors[0].code, 'quote_ambiguous');
  assert.equal(twice.body.errors[0].candidates.length, 3);
  assert.ok(twice.body.errors[0].candidates.every((one) => one.exact.toLowerCase() === 'the engine' && typeof one.prefix === 'string'));
  const nowhere = await want(422, 'POST', '/v1/claims', { body: { article: article.id, quote: 'Critics said the motor would never think', text: 't', kind: 'fact' } });
  assert.equal(nowhere.body.errors[0].code, 'quote_not_found');
  assert.deepEqual([nowhere.body.errors[0].detail, nowhere.body.errors[0].candidates.length], ['does not stand in the article', 1]);
  for (const [quote, exact, detail] of [
    ['would Critics like it?', ['Critics'], 'does not stand in the article; single words of it do'],
    ['a quagga', [], 'does not stand in the article, nor does anything like it'],
  ]) {
    const [error] = (await want(422, 'POST', '/v1/claims', { body: { article: article.id, quote, text: 't', kind: 'fact' } })).body.errors;
    assert.equal(error.detail, detail);
    assert.deepEqual(error.candidates.map((one) => one.exact).filter((word) => exact.length === 0 || exact.includes(word)), exact);
  }
  const placed = await create('claims', { article: article.id, anchor: { exact: 'the engine', prefix: 'said ' }, text: 't', kind: 'fact' });
  assert.equal(placed.anchor.start, BODY.indexOf('the engine would'));

  // Positions in each unit say the same place.
  const word = 'at all';
  const utf16 = BODY.indexOf(word);
  const points = [...BODY.slice(0, utf16)].length;
  const bytes = Buffer.byteLength(BODY.slice(0, utf16));
  for (const [unit, start] of [['codepoints', points], ['utf16', utf16], ['bytes', bytes]]) {
    const made = await want(201, 'POST', `/v1/mentions?offsets=${unit}`, { body: { article: article.id, anchor: { start, end: start + 6 } } });
    assert.deepEqual([made.body.anchor.start, made.body.anchor.exact], [start, word], unit);
    assert.equal((await want(200, 'GET', `/v1/mentions/${made.body.id}`)).body.anchor.start, points);
  }
  const listed = (await want(201, 'POST', '/v1/mentions?offsets=bytes&fields=id,anchor', { body: [{ article: article.id, quote: word }] })).body.data;
  assert.deepEqual(Object.keys(listed[0]), ['id', 'anchor']);
  assert.equal(listed[0].anchor.start, bytes);
  await want(204, 'DELETE', `/v1/mentions/${listed[0].id}`);
  const smiley = BODY.indexOf('😀');
  const split = await want(422, 'POST', '/v1/mentions?offsets=utf16', { body: { article: article.id, anchor: { start: smiley + 1, end: smiley + 4 } } });
  assert.equal(split.body.errors[0].pointer, '/anchor/start');
  const wrong = await want(422, 'POST', '/v1/mentions', { body: { article: article.id, anchor: { start: 0, end: 3, exact: 'Adx' } } });
  assert.deepEqual(codes(wrong), ['mismatch /anchor/exact']);
  await want(422, 'POST', '/v1/mentions', { body: { article: article.id, anchor: { start: 5, end: 5 } } });
  await want(422, 'POST', '/v1/mentions', { body: { article: article.id, anchor: { start: 0, end: 100000 } } });

  // PATCH: an anchor is whole, a holder merges member by member, lists are replaced.
  const path = `/v1/claims/${claim.body.id}`;
  const moved = (await want(200, 'PATCH', path, { body: { quote: 'Oil prices may rise again' } })).body;
  assert.equal(moved.anchor.start, [...BODY.slice(0, BODY.indexOf('Oil'))].length);
  const held = (await want(200, 'PATCH', path, { body: { holder: { commitment: 'denies' }, tags: [], certainty: 'possible' } })).body;
  assert.equal(held.holder.commitment, 'denies');
  assert.equal(held.holder.text, 'Ada');
  assert.deepEqual(held.tags, []);
  assert.equal(held.probability, null);
  assert.equal((await want(200, 'PATCH', path, { body: { holder: null } })).body.holder, null);
  assert.equal((await want(200, 'PATCH', path, { body: { id: held.id, probability: null, included: 1 } })).body.id, held.id);
  // null is a value like another: what is read-only has its own, and what there is not cannot be removed.
  const nulls = Object.fromEntries([...Object.keys(held), 'no_such_field'].map((name) => [name, null]));
  const readOnly = Object.keys(held).filter((name) => held[name] !== null && contract.components.schemas.ClaimPatch.properties[name].readOnly);
  assert.ok(readOnly.length >= 5, `${readOnly}`);
  assert.deepEqual(codes(await want(422, 'PATCH', path, { body: nulls })).filter((one) => !one.startsWith('required')).sort(), [...readOnly.map((name) => `read_only /${name}`), 'unknown_field /no_such_field'].sort());
  // What comes beside a record may be sent back where it came from: not with a new one, nor with one that never has it.
  for (const beside of ['anchors', 'analysis']) assert.deepEqual(codes(await want(422, 'PATCH', path, { body: { [beside]: 1 } })), [`unknown_field /${beside}`]);
  assert.deepEqual(codes(await want(422, 'POST', '/v1/tags', { body: { label: 'Beside', included: {}, anchors: 1, analysis: 1 } })), ['unknown_field /included', 'unknown_field /anchors', 'unknown_field /analysis']);
  assert.deepEqual(codes(await want(422, 'PATCH', path, { body: { probability: [0, 1] } })), ['read_only /probability']);
  assert.deepEqual(codes(await want(422, 'PATCH', path, { body: { article: ada.id } })), ['read_only /article']);
  assert.equal((await want(200, 'GET', path)).body.revision, 4); // the last patch changed nothing

  // What hangs on it follows the text (moving.test.mjs), and stays where that does not change.
  await want(200, 'PATCH', `/v1/articles/${article.id}`, { body: { title: 'Still' } });
  const whole = (await want(200, 'GET', `/v1/articles/${article.id}`)).body; // read, and sent back as it is
  const same = (await want(200, 'PATCH', `/v1/articles/${article.id}`, { body: { ...whole, note: 'read' } })).body;
  assert.deepEqual([same.note, same.body, same.blocks], ['read', whole.body, whole.blocks]);
  const kinds = await want(200, 'PATCH', `/v1/articles/${article.id}`, { body: { blocks: whole.blocks.map((one) => ({ ...one, kind: 'heading' })) } });
  assert.ok(kinds.body.blocks.every((one) => one.kind === 'heading') && kinds.body.anchors === undefined);
  for (const path of [`/v1/articles/${article.id}`, `/v1/entities/${ada.id}`]) {
    const refused = await want(409, 'DELETE', path);
    assert.ok(Object.values(refused.body.counts).some((one) => one > 0), refused.text);
  }
  assert.equal((await want(200, 'GET', `/v1/articles/${article.id}/claims?count=true`)).body.count, 3);
  assert.equal((await want(200, 'GET', `/v1/articles/${article.id}/mentions?count=true`)).body.count, 4);
  assert.deepEqual((await want(200, 'GET', `/v1/articles/${article.id}/entities`)).body.data.map((one) => one.id), [ada.id]);
  assert.deepEqual((await want(200, 'GET', `/v1/entities/${ada.id}/mentions`)).body.data.map((one) => one.id), [mention.body.id]);

  // The entity's mentions go with it, a claim lets go of it and keeps the words.
  const spoken = await create('claims', { article: article.id, quote: 'Critics said', text: 's', kind: 'fact', holder: { entity: ada.id, text: 'Critics' } });
  const silent = await create('claims', { article: article.id, quote: 'Critics said', text: 's', kind: 'fact', holder: { entity: ada.id, via: [{ entity: ada.id }] } });
  await want(204, 'DELETE', `/v1/entities/${ada.id}?cascade=true`);
  await want(404, 'GET', `/v1/mentions/${mention.body.id}`);
  const { holder } = (await want(200, 'PATCH', `/v1/claims/${silent.id}`, { body: { text: 'still valid' } })).body;
  assert.deepEqual([holder.text, holder.via[0].text], ['Ada of tests', 'Ada of tests']); // where there were no words, the name
  assert.deepEqual((await want(200, 'GET', `/v1/claims/${spoken.id}`)).body.holder.entity, null);
  assert.equal((await want(200, 'GET', `/v1/claims/${spoken.id}`)).body.holder.text, 'Critics');
  await want(204, 'DELETE', `/v1/claims/${forecast.id}`);
  await want(404, 'GET', `/v1/claims/${forecast.id}`);
  await want(204, 'DELETE', `/v1/articles/${article.id}?cascade=true`);
  await want(404, 'GET', path);
});

test('entities are merged', async () => {
  const article = await create('articles', anArticle());
  const names = [];
  for (const name of ['Gone', 'Middle', 'Stays']) names.push(await create('entities', { name: `${name} of merge`, kind: 'group' }));
  const [gone, middle, stays] = names;
  const mention = await create('mentions', { article: article.id, entity: gone.id, quote: 'Critics' });
  const claim = await create('claims', { article: article.id, quote: 'Critics said', text: 's', kind: 'fact', holder: { entity: gone.id }, objects: [{ entity: middle.id }] });
  assert.equal((await want(200, 'POST', `/v1/entities/${gone.slug}/merge`, { body: { into: middle.slug } })).body.id, middle.id);
  await want(200, 'POST', `/v1/entities/${middle.id}/merge`, { body: { into: stays.id } });
  for (const name of [gone.id, gone.slug, middle.id, middle.slug])
    assert.equal((await want(308, 'GET', `/v1/entities/${name}`)).headers.location, `/v1/entities/${stays.id}`);
  assert.equal((await want(200, 'GET', `/v1/mentions/${mention.id}`)).body.entity, stays.id);
  const merged = (await want(200, 'GET', `/v1/claims/${claim.id}`)).body;
  assert.equal(merged.holder.entity, stays.id);
  assert.equal(merged.objects[0].entity, stays.id);
  assert.equal(merged.revision, 3);
  await want(409, 'POST', `/v1/entities/${stays.id}/merge`, { body: { into: stays.id } });
  await want(409, 'POST', `/v1/entities/${gone.id}/merge`, { body: { into: stays.id } });
  await want(422, 'POST', `/v1/entities/${stays.id}/merge`, { body: { into: 'no-such-thing' } });
  await want(422, 'POST', `/v1/entities/${stays.id}/merge`, { body: { into: stays.id, onto: 1 } });
  await want(404, 'POST', `/v1/entities/no-such-thing/merge`, { body: { into: stays.id } });
  assert.equal((await want(200, 'GET', `/v1/claims?holder=${gone.slug}`)).body.data.length, 1);
});

test('tags form a tree and are merged', async () => {
  const made = await want(201, 'POST', '/v1/tags', { body: { label: 'Energy policy' } });
  assert.equal(made.headers.location, '/v1/tags/energy-policy');
  await create('tags', { label: 'Oil', broader: 'energy-policy' });
  await create('tags', { label: 'Crude', slug: 'crude', broader: 'oil', aliases: ['petroleum'] });
  assert.deepEqual(codes(await want(422, 'PATCH', '/v1/tags/energy-policy', { body: { broader: 'crude' } })), ['cycle /broader']);
  assert.deepEqual(codes(await want(422, 'PATCH', '/v1/tags/oil', { body: { broader: 'oil' } })), ['cycle /broader']);
  assert.deepEqual(codes(await want(422, 'PATCH', '/v1/tags/oil', { body: { slug: 'oils' } })), ['read_only /slug']);
  assert.equal((await want(200, 'PATCH', '/v1/tags/oil', { body: { label: 'Oils' } })).body.slug, 'oil');
  const article = await create('articles', anArticle());
  const claim = await create('claims', { article: article.id, quote: 'Oil prices may rise', text: 'o', kind: 'forecast', tags: ['crude', 'oil'] });
  assert.equal((await want(200, 'GET', '/v1/claims?tags=energy-policy')).body.data.length, 1);
  await want(409, 'DELETE', '/v1/tags/crude');
  await want(409, 'POST', '/v1/tags', { body: { label: 'x', slug: 'crude' } });
  await want(200, 'POST', '/v1/tags/crude/merge', { body: { into: 'oil' } });
  assert.equal((await want(308, 'GET', '/v1/tags/crude')).headers.location, '/v1/tags/oil');
  assert.deepEqual((await want(200, 'GET', `/v1/claims/${claim.id}`)).body.tags, ['oil']);
  assert.equal((await want(200, 'GET', '/v1/claims?tags_exact=crude')).body.data.length, 1);
  await want(204, 'DELETE', '/v1/tags/oil?cascade=true');
  assert.deepEqual((await want(200, 'GET', `/v1/claims/${claim.id}`)).body.tags, []);
  await want(404, 'GET', '/v1/tags/oil');
  assert.deepEqual(codes(await want(422, 'POST', '/v1/tags', { body: { label: '袁隆平' } })), ['required /slug']);
});

test('what stands below a tag that goes keeps its claims', async () => {
  const article = await create('articles', anArticle());
  const tree = async (mark) => {
    await create('tags', { label: `${mark} top` });
    await create('tags', { label: `${mark} low`, broader: `${mark}-top` });
    await create('tags', { label: `${mark} lowest`, broader: `${mark}-low` });
    return (await create('claims', { article: article.id, quote: 'Oil prices may rise', text: 'o', kind: 'forecast', tags: [`${mark}-top`, `${mark}-lowest`] })).id;
  };
  const found = async (tag) => (await want(200, 'GET', `/v1/claims?tags=${tag}&fields=id`)).body.data.map((one) => one.id);
  const deleted = await tree('deleted');
  await want(204, 'DELETE', '/v1/tags/deleted-top?cascade=true');
  assert.equal((await want(200, 'GET', '/v1/tags/deleted-low')).body.broader, null);
  assert.deepEqual(await found('deleted-low'), [deleted]);
  const merged = await tree('merged');
  await create('tags', { label: 'merged above' });
  await create('tags', { label: 'merged into', broader: 'merged-above' });
  await want(200, 'POST', '/v1/tags/merged-top/merge', { body: { into: 'merged-into' } });
  assert.equal((await want(200, 'GET', '/v1/tags/merged-low')).body.broader, 'merged-into');
  for (const tag of ['merged-low', 'merged-into', 'merged-above']) assert.deepEqual(await found(tag), [merged], tag);
});

test('the tree of tags has 16 levels, whatever makes it deeper', async () => {
  const chain = async (mark, levels) => {
    for (let i = 1; i <= levels; i++) await create('tags', { label: `${mark} ${i}`, broader: i === 1 ? null : `${mark}-${i - 1}` });
  };
  await chain('deep', 15);
  await chain('tall', 3);
  assert.deepEqual(codes(await want(422, 'PATCH', '/v1/tags/tall-1', { body: { broader: 'deep-14' } })), ['out_of_range /broader']);
  assert.deepEqual(codes(await want(422, 'POST', '/v1/tags/tall-1/merge', { body: { into: 'deep-15' } })), ['out_of_range /into']);
  await want(200, 'POST', '/v1/tags/tall-1/merge', { body: { into: 'deep-14' } });
  assert.deepEqual(codes(await want(422, 'POST', '/v1/tags', { body: { label: 'one more', broader: 'tall-3' } })), ['out_of_range /broader']);
});

test('a list goes in whole or not at all', async () => {
  const many = (count, mark) => Array.from({ length: count }, (_, i) => ({ label: `${mark} ${i}` }));
  const made = (await want(201, 'POST', '/v1/tags', { body: many(200, 'bulk') })).body;
  assert.deepEqual(made.data.map((one) => one.slug), many(200, 'bulk').map((one) => one.label.replace(' ', '-')));
  assert.equal(made.next, null);
  await want(422, 'POST', '/v1/tags', { body: many(201, 'over') });
  await want(422, 'POST', '/v1/tags', { body: [] });
  const late = many(20, 'half');
  late[19].label = 'bulk 7'; // is there already, which only the writer knows
  const refused = await server.api('POST', '/v1/tags', { body: late });
  assert.equal(refused.status, 409);
  assert.equal(refused.body.errors[0].pointer, '/19/slug');
  late[19] = { label: '' };
  late[3] = { lable: 'x' };
  assert.deepEqual(codes(await want(422, 'POST', '/v1/tags', { body: late })), ['unknown_field /3/lable', 'required /3/label', 'too_short /19/label']);
  assert.equal((await want(200, 'GET', '/v1/tags?q=half&count=true')).body.count, 0);
  assert.equal((await want(200, 'GET', '/v1/tags?q=over&count=true')).body.count, 0);
  assert.equal((await want(200, 'GET', '/v1/tags?q=bulk&count=true')).body.count, 200);
});

test('keys have scopes', async () => {
  const keys = {};
  for (const scope of ['read', 'suggest', 'edit', 'admin']) keys[scope] = await server.makeKey(scope, `the ${scope}`);
  assert.match(keys.read.secret, /^cl_[\w-]{43}$/);
  await want(409, 'POST', '/v1/keys', { body: { name: 'the read', scope: 'read' } });
  await want(422, 'POST', '/v1/keys', { body: [{ name: 'many', scope: 'read' }] });
  const article = await create('articles', anArticle());
  const claim = (text = 't') => ({ article: article.id, quote: 'Critics said', text, kind: 'fact' });
  const rows = [
    // method, path, body, the least scope
    ['GET', '/v1/claims', undefined, 'read'],
    ['POST', '/v1/claims', claim(), 'suggest'],
    ['POST', '/v1/entities', { name: 'Scoped', kind: 'other' }, 'suggest'],
    ['POST', '/v1/tags', { label: 'Scoped' }, 'edit'],
    ['POST', '/v1/articles', anArticle(), 'edit'],
    ['GET', '/v1/keys', undefined, 'admin'],
  ];
  const order = ['read', 'suggest', 'edit', 'admin'];
  for (const [method, path, body, least] of rows) {
    for (const scope of order) {
      const sent = path === '/v1/tags' ? { label: `Scoped ${scope}` } : body;
      const reply = await server.api(method, path, { body: sent, key: keys[scope].secret });
      assert.equal(reply.status, order.indexOf(scope) < order.indexOf(least) ? 403 : method === 'GET' ? 200 : 201, `${method} ${path} ${scope}: ${reply.text}`);
    }
  }
  await want(401, 'POST', '/v1/entities', { body: { name: 'x', kind: 'other' }, key: null });
  assert.equal((await want(401, 'GET', '/v1/claims', { key: 'cl_wrong' })).headers['www-authenticate'], 'Bearer');
  await want(200, 'GET', '/v1/claims', { key: null });

  // A suggestion is its maker's until somebody decides.
  const own = await create('claims', claim('mine'), keys.suggest.secret);
  assert.equal(own.status, 'suggested');
  assert.equal(own.created_by, 'the suggest');
  assert.equal((await want(200, 'PATCH', `/v1/claims/${own.id}`, { body: { text: 'mine still' }, key: keys.suggest.secret })).body.text, 'mine still');
  await want(403, 'PATCH', `/v1/claims/${own.id}`, { body: { status: 'accepted' }, key: keys.suggest.secret });
  const other = await server.makeKey('suggest');
  await want(403, 'PATCH', `/v1/claims/${own.id}`, { body: { text: 'no' }, key: other.secret });
  await want(403, 'DELETE', `/v1/claims/${own.id}`, { key: other.secret });
  await want(200, 'PATCH', `/v1/claims/${own.id}`, { body: { status: 'accepted' }, key: keys.edit.secret });
  await want(403, 'DELETE', `/v1/claims/${own.id}`, { key: keys.suggest.secret });
  await want(200, 'PATCH', `/v1/claims/${own.id}`, { body: { status: 'rejected' }, key: keys.edit.secret });
  const listed = (await server.all(`/v1/articles/${article.id}/claims`)).map((one) => one.id);
  assert.ok(!listed.includes(own.id));
  assert.deepEqual((await server.all(`/v1/claims?status=rejected&article=${article.id}`)).map((one) => one.id), [own.id]);

  // Revoked and expired keys end with the next request.
  assert.equal((await want(200, 'GET', `/v1/keys/${keys.edit.id}`)).body.secret, undefined);
  await want(204, 'DELETE', `/v1/keys/${keys.edit.id}`);
  await want(401, 'GET', '/v1/claims', { key: keys.edit.secret });
  assert.notEqual((await want(200, 'GET', `/v1/keys/${keys.edit.id}`)).body.revoked_at, null);
  await want(200, 'PATCH', `/v1/keys/${keys.read.id}`, { body: { expires_at: '2020-01-01T00:00:00Z' } });
  await want(401, 'GET', '/v1/claims', { key: keys.read.secret });
  await want(422, 'PATCH', `/v1/keys/${keys.suggest.id}`, { body: { scope: 'admin' } });
});

test('blocks are marked as read', async () => {
  const article = await create('articles', anArticle());
  const path = `/v1/articles/${article.id}/read`;
  await want(204, 'PUT', `${path}/1`);
  await want(204, 'PUT', `${path}/1`);
  await want(204, 'PUT', `${path}/0`);
  assert.deepEqual((await want(200, 'GET', path)).body.data.map((one) => [one.block, one.reader]), [[0, 'admin'], [1, 'admin']]);
  await want(204, 'DELETE', `${path}/1`);
  await want(204, 'DELETE', `${path}/1`);
  assert.equal((await want(200, 'GET', path)).body.data.length, 1);
  for (const wrong of ['3', '-1', '1.0', 'x', '99999999999999999999']) await want(404, 'PUT', `${path}/${wrong}`);
  assert.equal((await want(200, 'GET', `/v1/articles/${article.id}`)).body.revision, 1);
});

test('a dry run answers as a creation would, and stores nothing', async () => {
  const article = { title: 'Tried', body: 'One paragraph.\n\nAnother one.' };
  const count = async (plural) => (await want(200, 'GET', `/v1/${plural}?count=true&limit=1`)).body.count;
  const before = await count('articles');
  const tried = await want(200, 'POST', '/v1/articles?dry_run=true', { body: article });
  assert.equal(tried.headers.location, undefined);
  assert.equal(tried.body.blocks.length, 2);
  await want(404, 'GET', `/v1/articles/${tried.body.id}`);
  assert.equal(await count('articles'), before);
  assert.deepEqual((await want(200, 'GET', '/v1/articles?q=tried')).body.data, []);
  await want(422, 'POST', '/v1/articles?dry_run=true', { body: { title: 'no body' } });
  await want(400, 'POST', '/v1/articles?dry_run=perhaps', { body: article });

  // A list, names that are taken, and the key of a repeat: the real creation is no repeat of the trial.
  const headers = { 'Idempotency-Key': 'after a trial' };
  const labels = [{ label: 'Dry one' }, { label: 'Dry two' }];
  assert.equal((await want(200, 'POST', '/v1/tags?dry_run=true', { body: labels, headers })).body.data.length, 2);
  const real = await want(201, 'POST', '/v1/tags', { body: labels, headers });
  assert.equal(real.headers['idempotency-replayed'], undefined);
  await want(409, 'POST', '/v1/tags?dry_run=true', { body: { label: 'Dry one', slug: 'dry-one' } });
});

test('a dry run of a change answers as the change would, and stores nothing', async () => {
  const article = (await want(201, 'POST', '/v1/articles', { body: { title: 'Trial', body: 'The harvest will be good. Nobody doubts it.' } })).body.id;
  const claim = (await want(201, 'POST', '/v1/claims', { body: { article, quote: 'The harvest will be good', text: 'It will be good.', kind: 'forecast' } })).body.id;
  const at = `/v1/articles/${article}`;
  const record = await want(200, 'GET', at);
  const tried = await want(200, 'PATCH', `${at}?dry_run=true`, { body: { body: 'The harvest will not be good. Nobody doubts it.' } });
  assert.deepEqual([tried.body.revision, tried.body.anchors.claims.changed, tried.body.anchors.claims.risk.negation], [2, 1, 1]);
  assert.equal(tried.headers.etag, undefined); // that revision may yet be another's
  const now = await want(200, 'GET', at);
  assert.deepEqual([now.text, now.headers.etag], [record.text, record.headers.etag]);
  assert.equal((await want(200, 'GET', `/v1/claims/${claim}`)).body.anchor.state, 'exact');
  assert.equal((await want(200, 'GET', `${at}/history`)).body.data.length, 1);
  assert.deepEqual((await want(200, 'GET', '/v1/claims?q=%22not+be+good%22')).body.data, []);

  // Another text gets the revision that was tried, and quotations are looked for in that text.
  await want(200, 'PATCH', at, { body: { body: 'It rains. The harvest will be good. Nobody doubts it.' } });
  await want(201, 'POST', '/v1/claims', { body: { article, quote: 'It rains', text: 'It rains.', kind: 'fact' } });
  await want(412, 'PATCH', `${at}?dry_run=true`, { body: { title: 'x' }, headers: { 'If-Match': '"r1"' } });
  await want(422, 'PATCH', `${at}?dry_run=true`, { body: { body: '' } });
  await want(400, 'PATCH', `${at}?dry_run=perhaps`, { body: { title: 'x' } });
});

test('a patch that changes nothing makes no revision', async () => {
  const source = '<p>Ada Lovelace said that <em>wind</em> 😀 will blow.</p><p>Nobody doubts it.</p>';
  const article = await create('articles', { title: 'Wind', source, source_type: 'text/html' });
  const ada = await create('entities', { name: 'Ada of nothing new', kind: 'person', aliases: [{ text: 'Countess' }] });
  const tag = await create('tags', { label: 'Nothing new', metadata: { a: { b: [1, 1.5, null] }, c: 'x' } });
  const claim = await create('claims', {
    article: article.id, quote: 'wind 😀 will blow', text: 'Wind will blow.', kind: 'forecast', holder: { entity: ada.slug, text: 'Ada Lovelace' }, tags: [tag.slug],
  });
  const mention = await create('mentions', { article: article.id, quote: 'Ada Lovelace', entity: ada.id });
  const key = await create('keys', { name: 'nothing-new', scope: 'read', expires_at: '2099-01-01T00:00:00Z' });
  const { secret, ...stored } = key;
  assert.ok(secret);
  const blocks = (await want(200, 'GET', `/v1/articles/${article.id}?offsets=utf16`)).body.blocks;
  assert.notDeepEqual(blocks, article.blocks);
  for (const [path, record, patches] of [
    [`articles/${article.id}`, article, [{}, { title: 'Wind' }, { body: article.body }, { body: `${article.body.replace('\n', '\n\n')}\n\n` }, { source, source_type: 'text/html' }, { blocks: article.blocks }, { metadata: {} }, { url: null }]],
    [`articles/${article.id}?offsets=utf16`, article, [{ blocks }]],
    [`entities/${ada.id}`, ada, [{}, { slug: ada.slug, name: ada.name }, { aliases: [{ text: 'Countess' }] }, { status: 'accepted' }, { metadata: { gone: null } }]],
    [`tags/${tag.slug}`, tag, [{}, { label: tag.label }, { metadata: { c: 'x', a: { b: [1, 1.5, null] } } }, { broader: null }]],
    [`claims/${claim.id}`, claim, [{}, { quote: 'wind 😀 will blow' }, { anchor: { start: claim.anchor.start, end: claim.anchor.end } }, { holder: { entity: ada.slug } }, { tags: [tag.slug] }, { status: 'accepted' }]],
    [`mentions/${mention.id}`, mention, [{}, { entity: ada.slug }, { quote: 'Ada Lovelace' }]],
    [`keys/${key.id}`, stored, [{}, { expires_at: '2099-01-01T01:00:00+01:00' }]],
  ]) {
    const plain = `/v1/${path.split('?')[0]}`;
    const before = await want(200, 'GET', plain);
    for (const body of [...patches, record]) {
      const reply = await want(200, 'PATCH', `/v1/${path}`, { body, headers: { 'If-Match': before.headers.etag } });
      if (path === plain.slice(4)) assert.deepEqual([reply.body, reply.headers.etag], [before.body, before.headers.etag], `${path} ${JSON.stringify(body)}`);
    }
    assert.deepEqual((await want(200, 'PATCH', `${plain}?dry_run=true`, { body: {} })).body, before.body, path);
    const after = await want(200, 'GET', plain);
    assert.deepEqual([after.body, after.headers.etag], [before.body, before.headers.etag], path);
    assert.deepEqual((await want(200, 'GET', `${plain}/history`)).body.data.map((one) => one.revision), [1], path);
    await want(412, 'PATCH', plain, { body: {}, headers: { 'If-Match': '"r2"' } });
  }
  // One thing that is new is a revision, and taking it back is another.
  assert.equal((await want(200, 'PATCH', `/v1/tags/${tag.slug}`, { body: { metadata: { a: null } } })).body.revision, 2);
  assert.equal((await want(200, 'PATCH', `/v1/tags/${tag.slug}`, { body: { metadata: tag.metadata } })).body.revision, 3);
  assert.equal((await want(200, 'PATCH', `/v1/articles/${article.id}`, { body: { source: `${source} `, source_type: 'text/html' } })).body.revision, 2);
  // What a key may not change it may not leave as it is either.
  const { secret: suggest } = await create('keys', { name: 'nothing-new-suggests', scope: 'suggest' });
  await want(403, 'PATCH', `/v1/claims/${claim.id}`, { body: {}, key: suggest });
});
