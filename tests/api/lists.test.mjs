// Lists: filters, sorts, cursors, full text, count, fields, include.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { start } from './server.mjs';

let server, want, articles, claims, people;
const words = Array.from({ length: 40 }, (_, i) => `Sentence number ${i} stands here.`);
const bulk = async (plural, list) => (await want(201, 'POST', `/v1/${plural}`, { body: list })).body.data;
const pick = (list, i) => list[i % list.length];

before(async () => {
  server = await start();
  want = server.want;
  people = await bulk('entities', ['Zoë', 'adam', 'Bernd', 'Ádám', 'Clara'].map((name, i) => ({ name, kind: i % 2 ? 'person' : 'group', slug: `e${i}` })));
  await bulk('tags', [{ label: 'top' }]);
  await bulk('tags', [{ label: 'mid', broader: 'top' }, { label: 'aside' }]);
  await bulk('tags', [{ label: 'low', broader: 'mid' }]);
  articles = await bulk('articles', [
    { title: 'beta', body: words.join('\n\n'), published_at: '2023', language: 'en', authors: [{ name: 'Z', entity: 'e0' }] },
    { title: 'Álpha', body: 'The price of oil rose sharply. Crude oil futures fell.', published_at: '2023-05', language: 'de' },
    { title: 'alpha', body: 'Oil price talks. Nobody expected it.', published_at: '2023-05-19', language: 'en-GB' },
    { title: 'gamma', body: 'Gas.', published_at: null },
    { title: 'delta', body: 'Coal and gas.' },
    { title: 'epsilon', body: 'Wind power.', published_at: '2022-12-31T23:59:59Z', publisher: { name: 'P', entity: 'e1' } },
  ]);
  claims = await bulk('claims', words.map((quote, i) => ({
    article: articles[0].id, quote, text: `Claim ${i}`, kind: pick(['fact', 'forecast', 'cause', 'question'], i),
    certainty: pick(['likely', 'very_likely', 'unstated'], i), polarity: i % 5 === 0 ? 'negated' : 'affirmed',
    holder: i % 3 === 0 ? { entity: people[i % 5].id, commitment: pick(['endorses', 'denies'], i), via: i % 6 === 0 ? [{ entity: 'e4' }] : [] } : i % 7 === 0 ? { text: 'somebody' } : null,
    horizon: i % 4 === 1 ? { by: pick(['2030', '2025-06', '2030-01-01', '2025'], i >> 2) } : null,
    condition: i % 10 === 0 ? { text: `number ${i} ` } : null,
    confidence: i % 2 ? pick([0.5, 0.25, 0.5, 1, 0], i) : null,
    why: pick([[{ rule: 'cue' }], [{ rule: 'cue', text: `number ${i} ` }, { rule: 'title' }, { rule: 'cue' }], [], [{ rule: 'other rule' }]], i),
    tags: pick([['low'], ['mid'], ['top', 'aside'], []], i), status: i === 39 ? 'rejected' : i % 9 === 0 ? 'suggested' : 'accepted',
    subjects: i % 8 === 0 ? [{ entity: 'e2' }] : [], objects: i % 8 === 4 ? [{ entity: 'e2' }] : [],
  })));
});
after(() => server.stop());

const ids = (list) => list.map((one) => one.id);
/** The claims that a query finds, whatever their order, against a predicate on the stored ones. */
async function finds(query, keep, { rejected = false } = {}) {
  const got = ids(await server.all(`/v1/claims?limit=7&${query}`));
  const expected = ids(claims.filter((one) => (rejected || one.status !== 'rejected') && keep(one)));
  assert.deepEqual([...got].sort(), expected.sort(), query);
  assert.ok(expected.length > 0, `${query} finds something`);
  assert.equal((await want(200, 'GET', `/v1/claims?limit=1&count=true&${query}`)).body.count, expected.length, `count of ${query}`);
}

test('filters: or, and, without, null', async () => {
  await finds('kind=fact', (one) => one.kind === 'fact');
  await finds('kind=fact,cause', (one) => ['fact', 'cause'].includes(one.kind));
  await finds('kind=-fact', (one) => one.kind !== 'fact');
  await finds('kind=-fact&sort=horizon', (one) => one.kind !== 'fact');
  await finds('commitment=-denies&sort=-confidence', (one) => one.holder?.commitment !== 'denies');
  await finds('commitment=null&sort=horizon', (one) => !one.holder?.commitment);
  await finds('commitment=-null&sort=horizon', (one) => one.holder?.commitment);
  await finds('commitment=denies,null', (one) => !one.holder?.commitment || one.holder.commitment === 'denies');
  await finds('commitment=denies,null&sort=horizon', (one) => !one.holder?.commitment || one.holder.commitment === 'denies');
  await finds('commitment=-denies,-null', (one) => one.holder?.commitment && one.holder.commitment !== 'denies');
  await finds('horizon=null&sort=horizon', (one) => one.horizon === null);
  await finds('horizon=-null&sort=-horizon', (one) => one.horizon !== null);
  await finds('horizon_from=2026&sort=horizon', (one) => one.horizon?.by >= '2026');
  await finds('confidence_min=0.5&sort=horizon', (one) => one.confidence >= 0.5);
  await finds('confidence=null', (one) => one.confidence === null);
  await finds('condition=-null&sort=horizon', (one) => one.condition !== null);
  await finds('kind=-fact,-cause', (one) => !['fact', 'cause'].includes(one.kind));
  await finds('kind=fact&certainty=likely', (one) => one.kind === 'fact' && one.certainty === 'likely');
  await finds('kind=fact&certainty=-likely&polarity=affirmed', (one) => one.kind === 'fact' && one.certainty !== 'likely' && one.polarity === 'affirmed');
  await finds('condition=null', (one) => one.condition === null);
  await finds('condition=-null', (one) => one.condition !== null);
  await finds('horizon=null', (one) => one.horizon === null);
  await finds('horizon=-null', (one) => one.horizon !== null);
  await finds('commitment=denies', (one) => one.holder?.commitment === 'denies');
  await finds('commitment=null', (one) => !one.holder?.commitment);
  await finds('commitment=-denies', (one) => one.holder?.commitment !== 'denies');
  await finds('anchor=exact', () => true);
  await finds(`article=${articles[0].id}`, () => true);
  await finds('status=rejected', (one) => one.status === 'rejected', { rejected: true });
  await finds('status=-suggested', (one) => one.status !== 'suggested', { rejected: true });
  await finds('status=accepted,rejected,suggested', () => true, { rejected: true });
});

test('filters: ranges of partial dates', async () => {
  const by = (one) => one.horizon?.by;
  await finds('horizon_from=2030', (one) => by(one)?.startsWith('2030'));
  await finds('horizon_to=2025', (one) => by(one)?.startsWith('2025'));
  await finds('horizon_to=2025-05', (one) => by(one) === '2025');
  await finds('horizon_from=2025-02&horizon_to=2029', (one) => by(one) === '2025-06');
  await finds('created_at_from=2020', () => true);
  await finds(`created_at_to=${claims[0].created_at}&created_at_from=${claims[0].created_at}`, (one) => one.created_at === claims[0].created_at);
  const titles = async (query) => (await server.all(`/v1/articles?${query}`)).map((one) => one.title).sort();
  assert.deepEqual(await titles('published_at_from=2023-05'), ['alpha', 'Álpha'].sort());
  assert.deepEqual(await titles('published_at_to=2022'), ['epsilon']);
  assert.deepEqual(await titles('published_at_from=2023&published_at_to=2023'), ['alpha', 'beta', 'Álpha'].sort());
  assert.deepEqual(await titles('published_at=null'), ['delta', 'gamma']);
  assert.deepEqual(await titles('language=en,de'), ['beta', 'Álpha'].sort());
  assert.deepEqual(await titles('author=e0'), ['beta']);
  assert.deepEqual(await titles('publisher=e1'), ['epsilon']);
  for (const wrong of ['published_at_from=2023-13', 'published_at_to=soon', 'published_at=2023'])
    await want(400, 'GET', `/v1/articles?${wrong}`);
});

test('filters: tags with those below them, and exactly', async () => {
  const has = (...tags) => (one) => one.tags.some((tag) => tags.includes(tag));
  await finds('tags=top', has('top', 'mid', 'low'));
  await finds('tags=mid', has('mid', 'low'));
  await finds('tags=low,aside', has('low', 'aside'));
  await finds('tags=top&tags=aside', has('aside'));
  await finds('tags=-top', (one) => !has('top', 'mid', 'low')(one));
  await finds('tags_exact=top', has('top'));
  await finds('tags_exact=mid', has('mid'));
  await finds('tags=null', (one) => one.tags.length === 0);
  await finds('tags=-null', (one) => one.tags.length > 0);
  await finds('tags=null,aside', (one) => one.tags.length === 0 || has('aside')(one));
  await finds('tags=-null,-mid', (one) => one.tags.length > 0 && !has('mid', 'low')(one));
  await finds('tags=mid&kind=forecast', (one) => has('mid', 'low')(one) && one.kind === 'forecast');
  assert.match((await want(400, 'GET', '/v1/claims?tags=nope')).text, /no tag/);
});

test('filters: the rule that suggested, and how sure it was', async () => {
  const by = (...rules) => (one) => one.why.some(({ rule }) => rules.includes(rule));
  await finds('why=cue', by('cue'));
  await finds('why=title,other%20rule', by('title', 'other rule'));
  await finds('why=cue&why=title', by('title'));
  await finds('why=-cue', (one) => !by('cue')(one));
  await finds('why=null', (one) => one.why.length === 0);
  await finds('why=-null', (one) => one.why.length > 0);
  await finds('why=cue&kind=fact', (one) => by('cue')(one) && one.kind === 'fact');
  assert.deepEqual((await want(200, 'GET', '/v1/claims?why=nobody')).body.data, []);
  await finds('confidence_min=0.5', (one) => one.confidence !== null && one.confidence >= 0.5);
  await finds('confidence_max=0.25', (one) => one.confidence !== null && one.confidence <= 0.25);
  await finds('confidence_min=0.25&confidence_max=0.5', (one) => one.confidence !== null && one.confidence >= 0.25 && one.confidence <= 0.5);
  await finds('confidence_min=1', (one) => one.confidence === 1);
  await finds('confidence_min=1.0&sort=horizon', (one) => one.confidence === 1);
  await finds('confidence_min=.5'.replace('=.', '=0.'), (one) => one.confidence >= 0.5 && one.confidence !== null);
  await finds('confidence=null', (one) => one.confidence === null);
  await finds('confidence=-null', (one) => one.confidence !== null);
  for (const wrong of ['confidence=0.5', 'confidence_min=', 'confidence_min=x', 'confidence_min=1.01', 'confidence_min=-0.1', 'confidence_min=1e-1', 'confidence_max=0x1', 'confidence_max=nan', 'confidence_min=.5', 'confidence_min=0.5.5', 'confidence_from=0.5', 'horizon_min=1'])
    await want(400, 'GET', `/v1/claims?${wrong}`);
  // A rule that is taken away is found no more.
  const [made] = await bulk('claims', [{ article: articles[1].id, quote: 'rose sharply', text: 't', kind: 'fact', why: [{ rule: 'gone' }] }]);
  assert.deepEqual(ids(await server.all('/v1/claims?why=gone')), [made.id]);
  await want(200, 'PATCH', `/v1/claims/${made.id}`, { body: { why: [] } });
  assert.deepEqual(await server.all('/v1/claims?why=gone'), []);
  await want(204, 'DELETE', `/v1/claims/${made.id}`);
});

test('filters: who holds it, and other roles', async () => {
  const [zoe, , bernd, , clara] = ids(people);
  await finds('holder=e0', (one) => one.holder?.entity === zoe);
  await finds(`holder=${zoe},${bernd}`, (one) => [zoe, bernd].includes(one.holder?.entity));
  await finds('holder=author', (one) => one.holder === null);
  await finds('holder=-author', (one) => one.holder !== null);
  await finds('holder=null', (one) => one.holder === null);
  await finds('holder=-null', (one) => one.holder !== null);
  await finds('holder=author,e0', (one) => one.holder === null || one.holder.entity === zoe);
  await finds('holder=-author,-e0', (one) => one.holder !== null && one.holder.entity !== zoe);
  await finds('holder=null&sort=-confidence', (one) => one.holder === null);
  await finds('subject=null', (one) => one.subjects.length === 0);
  await finds('via=e4', (one) => one.holder?.via?.some((step) => step.entity === clara));
  await finds('subject=e2', (one) => one.subjects.length > 0);
  await finds('object=e2', (one) => one.objects.length > 0);
  await finds('entity=e2', (one) => one.subjects.length > 0 || one.objects.length > 0 || one.holder?.entity === bernd);
  const of = ids(await server.all('/v1/entities/e2/claims?limit=3'));
  assert.deepEqual(of.sort(), ids(claims.filter((one) => one.status !== 'rejected' && (one.subjects.length > 0 || one.objects.length > 0 || one.holder?.entity === bernd))).sort());
});

const pages = async (path, limit) => server.all(`${path}${path.includes('?') ? '&' : '?'}limit=${limit}`);

test('sorts: nulls last either way, ties by id, pages whole', async () => {
  const plain = ids(await server.all('/v1/claims?limit=200'));
  assert.deepEqual(plain, [...plain].sort().reverse(), 'newest first');
  const value = { confidence: (one) => one.confidence, horizon: (one) => one.horizon?.by ?? null, created_at: (one) => one.id, updated_at: (one) => one.updated_at };
  for (const [name, of] of Object.entries(value)) {
    for (const sort of [name, `-${name}`]) {
      const whole = await server.all(`/v1/claims?sort=${sort}&limit=200`);
      const values = whole.map(of);
      const firstNull = values.indexOf(null);
      if (firstNull >= 0) assert.ok(values.slice(firstNull).every((one) => one === null), `${sort}: nulls last`);
      const present = values.filter((one) => one !== null).map((one) => (name === 'horizon' ? `${one}-01-01`.slice(0, 10) : one));
      for (let i = 1; i < present.length; i++)
        assert.ok(sort === name ? present[i - 1] <= present[i] : present[i - 1] >= present[i], `${sort} at ${i}`);
      assert.equal(whole.length, plain.length);
      for (const limit of [1, 3, 10, 38, 39, 40])
        assert.deepEqual(ids(await pages(`/v1/claims?sort=${sort}`, limit)), ids(whole), `${sort} by ${limit}`);
      const some = await server.all(`/v1/claims?sort=${sort}&kind=fact,forecast&tags=top&limit=200`);
      assert.deepEqual(ids(await pages(`/v1/claims?sort=${sort}&kind=fact,forecast&tags=top`, 2)), ids(some));
    }
  }
  for (const path of ['/v1/articles?sort=title', '/v1/articles?sort=-published_at', '/v1/articles?sort=word_count', '/v1/entities?sort=name', '/v1/tags?sort=-label', '/v1/tags?sort=slug', '/v1/mentions?sort=confidence', '/v1/keys?sort=expires_at'])
    assert.deepEqual(ids(await pages(path, 1)), ids(await pages(path, 200)), path);
  const titles = (await server.all('/v1/articles?sort=title')).map((one) => one.title);
  assert.deepEqual(titles.slice(2), ['beta', 'delta', 'epsilon', 'gamma']);
  assert.deepEqual(titles.slice(0, 2).sort(), ['alpha', 'Álpha'].sort());
  const dates = (await server.all('/v1/articles?sort=published_at')).map((one) => one.published_at);
  assert.deepEqual(dates.slice(1), ['2023', '2023-05', '2023-05-19', null, null]);
  const wrong = await want(400, 'GET', '/v1/claims?sort=text');
  assert.match(wrong.body.detail, /confidence/);
});

test('reading order: by article, by place, by id', async () => {
  const place = (one) => [one.article, one.anchor.start, one.id];
  const before = (a, b) => { const [x, y] = [place(a), place(b)]; const i = x.findIndex((value, at) => value !== y[at]); return x[i] < y[i] ? -1 : 1; };
  // In another order than they were made, over three articles, two at one place.
  const made = await bulk('claims', ['Coal', 'gas', 'Coal and gas', 'and'].flatMap((quote, i) => [
    { article: articles[4].id, quote, text: quote, kind: 'fact', status: i % 2 ? 'suggested' : 'accepted', tags: ['aside'] },
    { article: articles[2].id, quote: ['price', 'Oil', 'Oil', 'Nobody'][i], text: quote, kind: 'cause', status: i === 3 ? 'rejected' : 'suggested' },
  ]));
  const all = [...claims, ...made].sort(before);
  const check = async (query, keep) => {
    const expected = ids(all.filter(keep));
    assert.ok(expected.length > 1, query);
    for (const limit of [1, 2, 7, 200]) {
      assert.deepEqual(ids(await server.all(`/v1/claims?sort=position&limit=${limit}&${query}`)), expected, `${query} by ${limit}`);
      assert.deepEqual(ids(await server.all(`/v1/claims?sort=-position&limit=${limit}&${query}`)), [...expected].reverse(), `-${query} by ${limit}`);
    }
  };
  const shown = (one) => one.status !== 'rejected';
  await check('anchor=exact', shown);
  await check('status=suggested', (one) => one.status === 'suggested');
  await check('status=suggested,rejected', (one) => one.status !== 'accepted');
  await check('status=-accepted', (one) => one.status !== 'accepted');
  await check('status=-null', () => true);
  await check('status=suggested&kind=cause', (one) => one.status === 'suggested' && one.kind === 'cause');
  await check('kind=fact', (one) => shown(one) && one.kind === 'fact');
  await check('tags=aside', (one) => shown(one) && one.tags.includes('aside'));
  await check('tags=-aside', (one) => shown(one) && !one.tags.includes('aside'));
  await check(`article=${articles[2].id}`, (one) => shown(one) && one.article === articles[2].id);
  await check(`article=${articles[2].id},${articles[4].id}`, (one) => shown(one) && one.article !== articles[0].id);
  await check(`article=-${articles[0].id}`, (one) => shown(one) && one.article !== articles[0].id);
  await check('q=sentence%20OR%20coal%20OR%20claim', (one) => shown(one) && /sentence|coal|claim/i.test(`${one.text} ${one.anchor.exact}`));
  await check('why=cue', (one) => shown(one) && one.why.some(({ rule }) => rule === 'cue'));
  await check('confidence_min=0.5', (one) => shown(one) && one.confidence >= 0.5 && one.confidence !== null);
  assert.deepEqual(ids(await server.all(`/v1/articles/${articles[4].id}/claims?sort=position&limit=1`)), ids(all.filter((one) => shown(one) && one.article === articles[4].id)));
  assert.deepEqual((await want(200, 'GET', '/v1/claims?sort=position&status=null')).body.data, []);
  const counted = (await want(200, 'GET', '/v1/claims?sort=position&status=suggested&count=true&limit=1')).body;
  assert.equal(counted.count, all.filter((one) => one.status === 'suggested').length);
  // From one article to the next, while what was seen is decided.
  let next = '/v1/claims?sort=position&status=suggested&limit=1&fields=id,revision';
  const seen = [];
  while (next) {
    const { body, headers } = await want(200, 'GET', next);
    for (const { id, revision } of body.data) {
      seen.push(id);
      await want(200, 'POST', '/v1/claims/decisions', { body: { decisions: [{ id, revision, verdict: 'accept' }] } });
    }
    next = body.next && /^<([^>]+)>/.exec(headers.link)[1];
  }
  assert.deepEqual(seen, ids(all.filter((one) => one.status === 'suggested')));
  for (const one of made) await want(204, 'DELETE', `/v1/claims/${one.id}`);
  for (const { id } of claims.filter((one) => one.status === 'suggested')) await want(200, 'PATCH', `/v1/claims/${id}`, { body: { status: 'suggested' } });
  const mentions = await bulk('mentions', ['gas', 'Coal'].map((quote) => ({ article: articles[4].id, quote })));
  assert.deepEqual(ids(await server.all('/v1/mentions?sort=position&limit=1')), ids(mentions).reverse());
  for (const plural of ['articles', 'entities', 'tags']) await want(400, 'GET', `/v1/${plural}?sort=position`);
});

test('entities of an article, in every way that lists have', async () => {
  const article = articles[0];
  await bulk('mentions', people.slice(0, 3).map((one, i) => ({ article: article.id, entity: one.id, quote: words[i], status: i === 2 ? 'rejected' : 'accepted' })));
  const of = async (query) => ids((await want(200, 'GET', `/v1/articles/${article.id}/entities?${query}`)).body.data).sort();
  const expected = ids(people.slice(0, 2)).sort();
  for (const query of ['', 'sort=name', 'sort=-name', 'sort=confidence', 'sort=created_at', 'count=true', 'limit=200&sort=-updated_at']) assert.deepEqual(await of(query), expected, query);
  assert.deepEqual(await of('kind=person'), [people[1].id]);
  assert.deepEqual(await of('q=zo%C3%AB'), [people[0].id]);
  assert.deepEqual(await of('q=bernd'), []);
  assert.equal((await want(200, 'GET', `/v1/articles/${article.id}/entities?count=true&kind=-person`)).body.count, 1);
  assert.deepEqual(ids(await pages(`/v1/articles/${article.id}/entities?sort=name`, 1)), ids((await want(200, 'GET', `/v1/articles/${article.id}/entities?sort=name`)).body.data));
});

test('a list may grow while somebody pages', async () => {
  const first = (await want(200, 'GET', '/v1/tags?limit=2&sort=created_at')).body;
  const before = ids(await server.all('/v1/tags?sort=created_at'));
  await bulk('tags', [{ label: 'added later' }]);
  const rest = await server.all(`/v1/tags?limit=2&sort=created_at&cursor=${first.next}`);
  assert.deepEqual([...ids(first.data), ...ids(rest)].slice(0, before.length), before);
});

test('cursors are checked', async () => {
  const { next } = (await want(200, 'GET', '/v1/claims?limit=3&kind=fact')).body;
  const wrong = [next.slice(0, -1), next.slice(1), `${next}A`, next.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')), '', 'x', '!!!', 'A'.repeat(3000), '%F0%9F%98%80'];
  for (let i = 0; i < next.length; i += 5) wrong.push(next.slice(0, i) + (next[i] === 'b' ? 'c' : 'b') + next.slice(i + 1));
  for (const cursor of wrong) {
    const reply = await want(400, 'GET', `/v1/claims?limit=3&kind=fact&cursor=${cursor}`);
    assert.equal(reply.body.errors[0].code, 'bad_cursor', cursor);
  }
  for (const path of ['/v1/claims?', '/v1/claims?kind=cause&', '/v1/claims?kind=fact&sort=confidence&', '/v1/mentions?', `/v1/articles/${articles[0].id}/claims?kind=fact&`])
    await want(400, 'GET', `${path}cursor=${next}`);
  // Another size of page, and another order of the parameters, are the same list.
  await want(200, 'GET', `/v1/claims?cursor=${next}&kind=fact&limit=5`);
});

test('q finds words', async () => {
  const titles = async (q, more = '') => (await want(200, 'GET', `/v1/articles?q=${encodeURIComponent(q)}${more}`)).body.data.map((one) => one.title).sort();
  assert.deepEqual(await titles('oil'), ['alpha', 'Álpha'].sort());
  assert.deepEqual(await titles('oil price'), ['alpha', 'Álpha'].sort());
  assert.deepEqual(await titles('"oil price"'), ['alpha']);
  assert.deepEqual(await titles('"crude oil"'), ['Álpha']);
  assert.deepEqual(await titles('fut*'), ['Álpha']);
  assert.deepEqual(await titles('oil -crude'), ['alpha']);
  assert.deepEqual(await titles('oil -"crude oil"'), ['alpha']);
  assert.deepEqual(await titles('oil -"oil price"'), ['Álpha']);
  assert.deepEqual(await titles('coal OR wind'), ['delta', 'epsilon']);
  assert.deepEqual(await titles('gas', '&sort=title'), ['delta', 'gamma']);
  assert.deepEqual(await titles('gas', '&published_at=-null'), []);
  assert.deepEqual(await titles('nothingatall'), []);
  assert.deepEqual(await titles('ALPHA'), ['alpha', 'Álpha'].sort());
  assert.equal((await want(200, 'GET', '/v1/articles?q=gas&count=true')).body.count, 2);
  assert.equal((await want(200, 'GET', '/v1/claims?q=claim&count=true')).body.count, claims.length - 1);
  const whole = ids(await server.all('/v1/claims?q=claim&limit=200'));
  assert.deepEqual(ids(await server.all('/v1/claims?q=claim&limit=4')), whole);
  assert.deepEqual((await want(200, 'GET', '/v1/entities?q=bernd')).body.data.map((one) => one.name), ['Bernd']);
  // A word of the title weighs more than one of the text.
  await bulk('articles', [{ title: 'Nothing', body: 'A volcano, once.' }, { title: 'Volcano', body: 'Fire and ash, again and again.' }, { title: 'Else', body: 'One volcano far away.' }]);
  assert.equal((await want(200, 'GET', '/v1/articles?q=volcano')).body.data[0].title, 'Volcano');
  // What is written, changed and deleted can be found, or not, at once.
  const [made] = await bulk('articles', [{ title: 'Quagga', body: 'A beast.' }]);
  assert.deepEqual(await titles('quagga'), ['Quagga']);
  await want(200, 'PATCH', `/v1/articles/${made.id}`, { body: { title: 'Okapi' } });
  assert.deepEqual(await titles('quagga'), []);
  assert.deepEqual(await titles('okapi'), ['Okapi']);
  await want(204, 'DELETE', `/v1/articles/${made.id}`);
  assert.deepEqual(await titles('okapi'), []);
  // Whatever is typed is a search, or a 400 that says what is wrong.
  for (const q of ['"', '"oil', '*', '-', '--', '-oil', 'OR', 'oil OR', 'OR oil', 'AND', 'NOT', 'NEAR(a b)', 'title:oil', 'head:oil', '{a b}:c', '^oil', '(', ')', 'a + b', "'", ';', '\\', '%', '""', '"" OR ""', 'a*b', '***', 'oil AND NOT', 'x'.repeat(500), '😀', '袁隆平', '-"crude oil"', '"a" "b', '\u200b', 'é́', ',', 'null']) {
    const reply = await server.api('GET', `/v1/articles?q=${encodeURIComponent(q)}`);
    assert.ok(reply.status === 200 || reply.status === 400, `${q}: ${reply.text}`);
  }
  await want(400, 'GET', '/v1/articles?q=');
  await want(400, 'GET', `/v1/articles?q=${'x'.repeat(501)}`);
  await want(400, 'GET', '/v1/keys?q=admin');
});

test('q with nothing but words to leave out finds all that lack them', async () => {
  const holds = (word) => (one) => new RegExp(`\\b${word}\\b`, 'i').test(`${one.text} ${one.anchor.exact}`);
  const lacks = (...words) => (one) => !words.some((word) => holds(word)(one));
  const all = await server.all('/v1/claims?limit=200&status=-null');
  const check = async (q, keep, query = '') => {
    const expected = ids(all.filter((one) => one.status !== 'rejected' && keep(one)));
    assert.ok(expected.length > 0 && expected.length < all.length, `${q} ${query}`);
    for (const limit of [7, 200]) assert.deepEqual(ids(await server.all(`/v1/claims?limit=${limit}&q=${encodeURIComponent(q)}${query}`)).sort(), [...expected].sort(), `${q} ${query}`);
    assert.equal((await want(200, 'GET', `/v1/claims?limit=1&count=true&q=${encodeURIComponent(q)}${query}`)).body.count, expected.length, `${q} ${query}`);
  };
  for (const sort of ['', '&sort=horizon', '&sort=-confidence', '&sort=position', '&sort=created_at']) {
    await check('-7', lacks('7'), sort);
    await check('-"number 7" -8', lacks('number 7', '8'), sort);
    await check('-1*', (one) => lacks('1\\d*')(one) && ['fact', 'forecast'].includes(one.kind), `${sort}&kind=fact,forecast`);
    await check('-7 OR -8', (one) => lacks('7', '8')(one) && one.kind !== 'fact', `${sort}&kind=-fact`);
    await check('-5', (one) => lacks('5')(one) && one.tags.includes('low'), `${sort}&tags_exact=low`);
    await check('-5', (one) => lacks('5')(one) && one.article === articles[0].id, `${sort}&article=${articles[0].id}`);
    await check('-8', (one) => lacks('8')(one) && one.horizon, `${sort}&horizon_from=2025`);
  }
  // In the order that lists have, newest first, and beside a list of its own.
  const found = ids(all.filter((one) => one.status !== 'rejected' && lacks('7')(one)));
  assert.deepEqual(ids(await server.all('/v1/claims?limit=7&q=-7')), found);
  assert.deepEqual(ids(await server.all(`/v1/articles/${articles[0].id}/claims?limit=200&q=-7`)), found.filter((id) => all.find((one) => one.id === id).article === articles[0].id));
  assert.equal((await want(200, 'GET', '/v1/claims?q=-nothingatall&limit=1&count=true')).body.count, all.filter((one) => one.status !== 'rejected').length);
  for (const q of ['-', '--', '-*', '-"', '-""', '-()']) assert.deepEqual((await want(200, 'GET', `/v1/claims?q=${encodeURIComponent(q)}`)).body.data, [], q);
  // Beside as many filters as there may be, of which none is to leave out what was rejected.
  const most = Array(24).fill('tags=top').join('&');
  const made = (await want(201, 'POST', '/v1/claims', { body: { article: articles[0].id, quote: 'number 0', text: 'A claim that was rejected.', kind: 'fact', tags: ['top'], status: 'rejected' } })).body;
  for (const q of ['', '&q=-7', '&q=claim']) {
    const those = ids(await server.all(`/v1/claims?limit=200&tags=top${q}`));
    assert.ok(those.length > 0 && !those.includes(made.id), q);
    assert.deepEqual(ids(await server.all(`/v1/claims?limit=200&${most}${q}`)), those, q);
  }
  await want(400, 'GET', `/v1/claims?${most}&tags=top`);
  await want(204, 'DELETE', `/v1/claims/${made.id}`);
});

test('fields thin a record, include adds its neighbours', async () => {
  const one = (await want(200, 'GET', `/v1/claims/${claims[0].id}?fields=text,id`)).body;
  assert.deepEqual(Object.keys(one).sort(), ['id', 'text']);
  const list = (await want(200, 'GET', '/v1/articles?fields=title,body&q=futures')).body.data;
  assert.deepEqual(list, [{ title: 'Álpha', body: 'The price of oil rose sharply. Crude oil futures fell.' }]);
  assert.match((await want(400, 'GET', '/v1/claims?fields=txt')).body.detail, /"text"/);
  await want(400, 'GET', '/v1/articles?fields=source');
  const whole = (await want(200, 'GET', '/v1/claims?kind=fact&include=articles,entities,tags')).body;
  assert.deepEqual(ids(whole.included.articles), [articles[0].id]);
  assert.ok(whole.included.entities.length > 0 && whole.included.tags.length > 0);
  assert.equal(new Set(ids(whole.included.entities)).size, whole.included.entities.length);
  assert.equal(whole.included.articles[0].body, undefined);
  const article = (await want(200, 'GET', `/v1/articles/${articles[0].id}?include=claims&fields=title`)).body;
  assert.deepEqual(Object.keys(article).sort(), ['included', 'title']);
  assert.equal(article.included.claims.length, claims.length - 1);
  await want(400, 'GET', '/v1/claims?include=claims');
  await want(400, 'GET', '/v1/tags?include=claims');
  await want(400, 'GET', '/v1/claims?offsets=utf8');
});

test('a page of articles has the claims and mentions of all of them, up to 2,000 neighbours', async () => {
  const made = await bulk('articles', [['one', 1100], ['two', 3], ['three', 1000]].map(([mark, places]) => ({ title: `neighbours ${mark}`, body: `${mark} `.repeat(places) })));
  const [one, two, three] = ids(made);
  const place = (article, size) => (i) => ({ article, anchor: { start: i * (size + 1), end: i * (size + 1) + size } });
  const claim = (at) => ({ ...at, text: 'n', kind: 'fact', subjects: [{ entity: 'e4' }], tags: ['aside'] });
  const many = async (plural, count, make) => {
    for (let i = 0; i < count; i += 200) await want(201, 'POST', `/v1/${plural}?fields=id`, { body: Array.from({ length: Math.min(200, count - i) }, (_, k) => make(i + k)) });
  };
  await many('claims', 2, (i) => claim(place(two, 3)(i)));
  await many('mentions', 3, (i) => ({ ...place(two, 3)(i), entity: 'e2' }));
  await many('claims', 5, (i) => claim(place(one, 3)(4 - i)));
  const path = '/v1/articles?q=neighbours&sort=created_at&fields=id&include=claims,mentions,entities,tags';
  const few = (await want(200, 'GET', path)).body;
  assert.deepEqual(few.included.claims.map((each) => [each.article, each.anchor.start]), [[one, 0], [one, 4], [one, 8], [one, 12], [one, 16], [two, 0], [two, 4]]);
  assert.deepEqual(few.included.mentions.map((each) => each.article), [two, two, two]);
  assert.deepEqual([ids(few.included.entities).sort(), few.included.tags.map((each) => each.slug), few.included.more], [[people[2].id, people[4].id].sort(), ['aside'], undefined]);
  await many('claims', 1093, (i) => claim(place(one, 3)(i + 5)));
  await many('claims', 905, (i) => claim(place(three, 5)(i)));
  const all = (await want(200, 'GET', `${path.replace('mentions,', '')}`)).body; // 2,005 claims: 1,098, 2 and 905
  assert.equal(all.included.claims.length, 2000);
  assert.deepEqual(all.included.more, { claims: `/v1/articles/${three}/claims`, entities: '/v1/entities', tags: '/v1/tags' });
  assert.deepEqual([all.included.entities, all.included.tags], [[], []]);
  await many('claims', 95, (i) => claim(place(three, 5)(i + 905)));
  await many('claims', 1000, (i) => claim(place(one, 3)(i)));
  const more = (await want(200, 'GET', `/v1/articles?q=neighbours&sort=created_at&fields=id&include=claims`)).body.included; // 2,098, 2 and 1,000
  assert.equal(more.claims.at(-1).article, one);
  assert.equal(more.more.claims, `/v1/claims?article=${[one, two, three].join(',')}`);
  assert.equal((await want(200, 'GET', `${more.more.claims}&count=true&limit=1`)).body.count, 3100);
  const single = (await want(200, 'GET', `/v1/articles/${three}?include=claims,entities&fields=id`)).body.included; // 2,000 of each kind
  assert.deepEqual([single.claims.length, ids(single.entities), single.more], [1000, [people[4].id], undefined]);
  for (const article of [one, two, three]) await want(204, 'DELETE', `/v1/articles/${article}?cascade=true`);
});

test('parameters that nobody knows are refused, with the nearest name', async () => {
  for (const [query, near] of [['knid=fact', 'kind'], ['certanty=likely', 'certainty'], ['limt=3', 'limit'], ['sorted=x', 'sort'], ['tag=x', 'tags']]) {
    const reply = await want(400, 'GET', `/v1/claims?${query}`);
    assert.equal(reply.body.errors[0].code, 'unknown_parameter');
    assert.equal(reply.body.errors[0].parameter, query.split('=')[0]);
    assert.match(reply.body.detail, new RegExp(`"${near}"`), query);
  }
  const two = await want(400, 'GET', '/v1/claims?knid=fact&limit=0&kind=fat');
  assert.equal(two.body.errors.length, 3);
  for (const limit of ['0', '201', '-1', '1.5', 'x', '', '99999999999999999999']) await want(400, 'GET', `/v1/claims?limit=${limit}`);
  assert.equal((await want(200, 'GET', '/v1/claims?limit=200')).body.data.length, claims.length - 1);
  for (const wrong of ['kind=', 'kind=fact,', 'kind=fact,-cause', 'count=maybe', 'holder=nobody', 'article=x', `kind=${Array(60).fill('fact')}`])
    await want(400, 'GET', `/v1/claims?${wrong}`);
  await want(400, 'GET', `/v1/claims/${claims[0].id}?kind=fact`);
  // Twice is for fields that have many values.
  for (const twice of ['kind=fact&kind=cause', 'kind=fact&kind=fact', 'holder=e0&holder=e1', 'horizon_from=2020&horizon_from=2021', 'limit=3&limit=3', 'sort=horizon&sort=confidence', 'cursor=a&cursor=a', 'count=true&count=true', 'q=a&q=b', 'fields=id&fields=text', 'include=tags&include=articles', 'offsets=bytes&offsets=bytes', 'status=accepted&status=accepted', 'pretty&pretty', 'pretty=maybe']) {
    const name = twice.split('=')[0].split('&')[0];
    const reply = await want(400, 'GET', `/v1/claims?${twice}`);
    assert.ok(reply.body.errors.some((one) => one.parameter === name), `${twice}: ${reply.text}`);
  }
  assert.equal((await want(400, 'GET', '/v1/claims?kind=fact&kind=fact&kind=fact')).body.errors.length, 1);
  await want(400, 'GET', `/v1/claims/${claims[0].id}?fields=id&fields=text`);
  await want(400, 'PATCH', `/v1/claims/${claims[0].id}?fields=id&fields=text`, { body: {} });
  for (const twice of ['tags=top&tags=aside', 'tags=top&tags=-aside', 'tags_exact=top&tags_exact=aside', 'via=e4&via=e4', 'subject=e2&subject=-e1', 'object=e2&object=e2', 'entity=e2&entity=e0'])
    await want(200, 'GET', `/v1/claims?${twice}`);
  await want(200, 'GET', '/v1/articles?author=e0&author=e1');
  await want(400, 'GET', '/v1/articles?publisher=e0&publisher=e1');
  for (const path of ['/v1', `/v1/articles/${articles[0].id}/read`, `/v1/articles/${articles[0].id}/source`]) await want(400, 'GET', `${path}?x=1`);
  await want(400, 'PUT', `/v1/articles/${articles[0].id}/read/0?x=1`);
});
