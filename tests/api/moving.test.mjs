// A body is edited, and anchors follow their words: mentions, claims and what stands inside them.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { measured, start } from './server.mjs';

let server, want;
before(async () => {
  server = await start();
  want = server.want;
});
after(() => server.stop());

const BODY =
  'Ada Grey told reporters on Monday that the engine will be finished by 2035. Critics doubt it.\n\n' +
  'If funding continues, the second engine will be built in the north of the country. Nobody knows where 😀 exactly.\n\n' +
  'According to The Times, oil prices may rise again before the winter of next year.';
const post = async (path, body, key) => (await want(201, 'POST', path, { body, key })).body;
const get = async (path) => (await want(200, 'GET', path)).body;
const states = ({ exact, moved, changed, ambiguous, orphaned }) => [exact, moved, changed, ambiguous, orphaned];

/** An article with claims and mentions by quotation, and what moves it. */
async function library(body = BODY) {
  const article = await post('/v1/articles', { title: 'T', body });
  const path = `/v1/articles/${article.id}`;
  return {
    id: article.id, path, article,
    claim: (quote, more = {}) => post('/v1/claims', { article: article.id, quote, text: 't', kind: 'fact', ...more }),
    mention: (quote, more = {}) => post('/v1/mentions', { article: article.id, quote, ...more }),
    edit: async (...changes) => {
      let { body: text } = await get(path);
      for (const [from, to] of changes) {
        assert.ok(text.includes(from), from);
        text = text.replace(from, () => to);
      }
      return (await want(200, 'PATCH', path, { body: { body: text } })).body;
    },
    /** The words at an anchor's place. */
    words: async ({ start, end }) => [...(await get(path)).body].slice(start, end).join(''),
  };
}
const claim = (one) => get(`/v1/claims/${one.id}`);
const mention = (one) => get(`/v1/mentions/${one.id}`);

test('exact, moved, changed and orphaned, with a summary and its links', async () => {
  const lib = await library();
  const first = await lib.claim('the engine will be finished by 2035');
  const second = await lib.claim('the second engine will be built in the north of the country');
  const gone = await lib.claim('Critics doubt it.');
  const last = await lib.claim('oil prices may rise again');
  const ada = await lib.mention('Ada Grey');
  const times = await lib.mention('The Times');
  const edited = await lib.edit([' Critics doubt it.', ''], ['will be built', 'will not be built']);

  const { claims, mentions } = edited.anchors;
  assert.deepEqual(states(claims), [1, 1, 1, 0, 1]);
  assert.deepEqual(claims.risk, { negation: 1, number: 0, hedge: 0, part: 0 });
  assert.deepEqual(states(mentions), [1, 1, 0, 0, 0]);
  assert.deepEqual(mentions.risk, { negation: 0, number: 0, hedge: 0, part: 0 });
  const listed = await get(claims.review);
  assert.deepEqual(listed.data.map((one) => one.id).sort(), [second.id, gone.id].sort());
  assert.deepEqual((await get(mentions.review)).data, []);
  for (const state of ['exact', 'moved', 'changed', 'ambiguous', 'orphaned'])
    assert.equal((await get(`/v1/claims?article=${lib.id}&anchor=${state}&count=true`)).count, claims[state], state);

  const stays = await claim(first);
  assert.deepEqual([stays.revision, stays.anchor], [2, { ...first.anchor, suffix: '.\n\nIf funding continues, the sec' }]);
  const { anchor: changed } = await claim(second);
  assert.deepEqual([changed.state, changed.risk, changed.was], ['changed', ['negation'], second.anchor.exact]);
  assert.equal(changed.exact, 'the second engine will not be built in the north of the country');
  assert.equal(await lib.words(changed), changed.exact);
  const { anchor: lost } = await claim(gone);
  assert.deepEqual([lost.state, lost.exact, lost.prefix, lost.suffix], ['orphaned', gone.anchor.exact, gone.anchor.prefix, gone.anchor.suffix]);
  assert.equal(lost.start, lost.end);
  assert.equal((await get(lib.path)).body.slice(lost.start, lost.start + 10), 'If funding');
  const { anchor: moved, revision } = await claim(last);
  assert.deepEqual([moved.state, moved.exact, revision], ['moved', last.anchor.exact, 2]);
  assert.equal(await lib.words(moved), moved.exact);
  assert.deepEqual(await mention(ada), ada); // nothing of it is different
  assert.equal((await mention(times)).anchor.state, 'moved');

  // The state says what the last edit did: nothing before it, nothing at it.
  await lib.edit(['next year', 'this year']);
  assert.equal((await claim(last)).anchor.state, 'exact');
  assert.equal((await mention(times)).anchor.state, 'exact');
  assert.deepEqual((await claim(gone)).anchor, lost);
  assert.deepEqual((await claim(second)).anchor, changed, 'changed until somebody looks at it');
});

test('an edit taken back brings everything back', async () => {
  const lib = await library();
  const changed = await lib.claim('the engine will be finished by 2035');
  const gone = await lib.claim('oil prices may rise again');
  const small = await lib.mention('The Times', { why: [{ rule: 'r', text: 'According to' }] });
  await lib.edit(['will be finished by 2035', 'may be finished by 2036'], ['\n\nAccording to The Times, oil prices may rise again before the winter of next year.', '']);
  const { anchor } = await claim(changed);
  assert.deepEqual([anchor.state, anchor.risk, anchor.was], ['changed', ['number', 'hedge'], changed.anchor.exact]);
  assert.equal((await claim(gone)).anchor.state, 'orphaned');
  const lost = await mention(small);
  assert.equal(lost.anchor.state, 'orphaned');
  assert.deepEqual(lost.why, [{ rule: 'r', text: 'According to', start: null, end: null }]);

  const { anchors } = (await want(200, 'PATCH', lib.path, { body: { body: BODY } })).body;
  assert.deepEqual(states(anchors.claims), [2, 0, 0, 0, 0]);
  assert.deepEqual((await claim(changed)).anchor, changed.anchor);
  assert.deepEqual((await claim(gone)).anchor, gone.anchor);
  const { anchor: again, why } = await mention(small);
  assert.deepEqual([again, why], [small.anchor, small.why]);
});

test('other quotes and spaces are no change', async () => {
  const lib = await library('Ada Grey said “it’s late” on Monday, and went home to her wife – at once.');
  const made = await lib.claim('“it’s late” on Monday');
  const { anchors } = await lib.edit(['“it’s late” on', '"it\'s\u00a0late"  on'], ['–', '-']);
  assert.deepEqual(states(anchors.claims), [1, 0, 0, 0, 0]);
  const { anchor } = await claim(made);
  assert.deepEqual([anchor.state, anchor.exact, anchor.was], ['exact', '"it\'s\u00a0late"  on Monday', null]);
  assert.equal((await lib.edit(['"it\'s\u00a0late"  on', '“it’s late” on'])).anchors.claims.exact, 1);
  assert.equal((await lib.edit(['“it’s late”', '"it\'s late"'])).anchors.claims.exact, 1);
  assert.equal((await claim(made)).anchor.exact, '"it\'s late" on Monday');
});

test('what was put in at the edge is outside', async () => {
  const lib = await library();
  const made = await lib.claim('the engine will be finished by 2035');
  await lib.edit(['that the engine', 'that perhaps the engine'], ['by 2035.', 'by 2035, not before.']);
  const { anchor } = await claim(made);
  assert.deepEqual([anchor.state, anchor.exact], ['moved', made.anchor.exact]);
});

test('a paragraph is followed', async () => {
  const lib = await library();
  const made = await lib.claim('If funding continues, the second engine will be built', { condition: { text: 'If funding continues' } });
  const [one, two, three] = BODY.split('\n\n');
  const { anchors } = (await want(200, 'PATCH', lib.path, { body: { body: [one, three, two].join('\n\n') } })).body;
  assert.equal(anchors.claims.moved, 1);
  const now = await claim(made);
  assert.equal(await lib.words(now.anchor), made.anchor.exact);
  assert.equal(await lib.words(now.condition), 'If funding continues');
});

test('cue, condition and horizon go along; what is lost of them keeps its text', async () => {
  const lib = await library();
  const given = { holder: { text: 'Ada Grey', cue: { text: 'told' } }, horizon: { by: '2035', text: 'by 2035' } };
  const spoken = await lib.claim('the engine will be finished by 2035', given);
  const bound = await lib.claim('the second engine will be built in the north of the country', { condition: { text: 'If funding continues' } });
  const { anchors } = await lib.edit(['told reporters', 'informed the press'], ['If funding continues', 'If funding is not cut'], ['Ada', 'The minister Ada']);
  assert.deepEqual(states(anchors.claims), [0, 0, 2, 0, 0]);
  assert.deepEqual(anchors.claims.risk, { negation: 0, number: 0, hedge: 0, part: 2 });

  const one = await claim(spoken);
  assert.deepEqual(one.holder.cue, { text: 'told', start: null, end: null });
  assert.equal(await lib.words(one.horizon), 'by 2035');
  assert.deepEqual([one.anchor.state, one.anchor.risk, one.anchor.was], ['changed', ['part'], spoken.anchor.exact]);
  const two = await claim(bound);
  assert.equal(two.condition.text, 'If funding is not cut');
  assert.equal(await lib.words(two.condition), two.condition.text);
  assert.deepEqual(two.anchor.risk, ['part']);

  // It stays so through further edits, and through a patch that says nothing of it.
  await lib.edit(['Critics', 'All critics']);
  const later = (await want(200, 'PATCH', `/v1/claims/${bound.id}`, { body: { certainty: 'likely' } })).body;
  assert.deepEqual([later.anchor.state, later.anchor.risk, later.anchor.was], ['changed', ['part'], bound.anchor.exact]);
  const same = (await want(200, 'PATCH', `/v1/claims/${bound.id}`, { body: later })).body;
  assert.deepEqual([same.anchor, same.condition], [later.anchor, later.condition]);

  // A new anchor finds lost words inside it again; given ones are found anywhere.
  const again = (await want(200, 'PATCH', `/v1/claims/${spoken.id}`, { body: { holder: { cue: { text: 'informed' } } } })).body;
  assert.equal(await lib.words(again.holder.cue), 'informed');
  const lost = await lib.claim('oil prices may rise again', { condition: { text: 'According to The Times' } });
  await lib.edit(['According to The Times, oil', 'We hear that oil']);
  assert.equal((await claim(lost)).condition.start, null);
  await lib.edit(['We hear that oil prices may rise again', 'It may be that oil prices may rise again, according to them. According to The Times']);
  const wide = await want(200, 'PATCH', `/v1/claims/${lost.id}`, { body: { quote: 'oil prices may rise again, according to them. According to The Times' } });
  assert.equal(await lib.words(wide.body.condition), 'According to The Times');
});

test('a person confirms, or says where it is', async () => {
  const lib = await library();
  const made = await lib.claim('the engine will be finished by 2035', { status: 'suggested' });
  const gone = await lib.claim('oil prices may rise again');
  const small = await lib.mention('The Times');
  await lib.edit(['will be finished', 'will never be finished'], ['According to The Times, oil prices may rise again', 'Prices of oil rise']);
  const { anchor, revision } = await claim(made);
  assert.equal(anchor.state, 'changed');
  const confirmed = (await want(200, 'POST', '/v1/claims/decisions', {
    body: { decisions: [{ id: made.id, revision, verdict: 'correct', changes: { anchor: { start: anchor.start, end: anchor.end }, polarity: 'negated' } }] },
  })).body.data[0].record;
  assert.deepEqual(confirmed.anchor, { ...anchor, state: 'exact', risk: [], was: null });
  assert.deepEqual([confirmed.status, confirmed.polarity], ['accepted', 'negated']);

  assert.equal((await claim(gone)).anchor.state, 'orphaned');
  const found = (await want(200, 'PATCH', `/v1/claims/${gone.id}`, { body: { quote: 'Prices of oil rise' } })).body;
  assert.deepEqual([found.anchor.state, found.anchor.exact, found.anchor.was], ['exact', 'Prices of oil rise', null]);
  assert.equal((await mention(small)).anchor.state, 'orphaned');
  await want(422, 'PATCH', `/v1/mentions/${small.id}`, { body: { quote: 'The Times' } });
  await want(204, 'DELETE', `/v1/mentions/${small.id}`);
  assert.deepEqual((await get(`/v1/claims?article=${lib.id}&anchor=changed,ambiguous,orphaned`)).data, []);
});

test('what nothing tells apart is ambiguous, until a person says which it is', async () => {
  const lib = await library('He laughed ha, ha and went away to his house by the sea.');
  const at = { start: 11, end: 13 };
  const named = await post('/v1/mentions', { article: lib.id, anchor: at });
  const claimed = await post('/v1/claims', { article: lib.id, anchor: at, text: 't', kind: 'fact', status: 'suggested' });
  const { anchors } = await lib.edit(['ha, ha', 'ha, ha, ha']);
  assert.deepEqual([states(anchors.mentions), states(anchors.claims)], [[0, 0, 0, 1, 0], [0, 0, 0, 1, 0]]);
  for (const [name, made] of [['mentions', named], ['claims', claimed]]) {
    const [one] = (await get(anchors[name].review)).data;
    assert.deepEqual([one.id, one.anchor.state, one.anchor.exact, one.anchor.was], [made.id, 'ambiguous', 'ha', null]);
    const again = await want(422, 'PATCH', `/v1/${name}/${made.id}`, { body: { quote: 'ha' } });
    assert.equal(again.body.errors[0].code, 'quote_ambiguous');
    assert.deepEqual(again.body.errors[0].candidates.map(({ start }) => start), [11, 15, 19]);
  }
  const decided = { id: claimed.id, revision: 2, verdict: 'correct', changes: { anchor: { start: 15, end: 17 } } };
  const [{ record }] = (await want(200, 'POST', '/v1/claims/decisions', { body: { decisions: [decided] } })).body.data;
  assert.deepEqual([record.status, record.anchor.state, record.anchor.start], ['accepted', 'exact', 15]);
  const placed = (await want(200, 'PATCH', `/v1/mentions/${named.id}`, { body: { anchor: { start: 19, end: 21 } } })).body;
  assert.deepEqual([placed.anchor.state, placed.anchor.start, placed.anchor.prefix.slice(-4)], ['exact', 19, 'ha, ']);
  for (const name of ['mentions', 'claims']) assert.deepEqual((await get(anchors[name].review)).data, []);
});

test('a mention that changed is confirmed, placed anew or let go', async () => {
  const lib = await library();
  const changed = await lib.mention('The Times');
  const elsewhere = await lib.mention('Ada Grey');
  const wrong = await lib.mention('Critics doubt it');
  const { anchors } = await lib.edit(['The Times', 'The Sunday Times'], ['Ada Grey', 'Ada Maria Grey'], ['Critics doubt it', 'Critics doubt all of it']);
  assert.equal(anchors.mentions.changed, 3);
  const listed = (await get(`/v1/mentions?article=${lib.id}&anchor=changed,orphaned`)).data;
  assert.deepEqual(listed.map(({ anchor }) => [anchor.was, anchor.exact]).sort(), [
    ['Ada Grey', 'Ada Maria Grey'], ['Critics doubt it', 'Critics doubt all of it'], ['The Times', 'The Sunday Times'],
  ]);
  const { start, end } = (await mention(changed)).anchor;
  const confirmed = (await want(200, 'PATCH', `/v1/mentions/${changed.id}`, { body: { anchor: { start, end } } })).body;
  assert.deepEqual([confirmed.anchor.state, confirmed.anchor.exact, confirmed.anchor.was], ['exact', 'The Sunday Times', null]);
  const placed = (await want(200, 'PATCH', `/v1/mentions/${elsewhere.id}`, { body: { quote: 'Grey' } })).body;
  assert.deepEqual([placed.anchor.state, placed.anchor.exact, placed.anchor.was], ['exact', 'Grey', null]);
  const decisions = [{ id: wrong.id, revision: 2, verdict: 'reject', reason: 'no name' }];
  const [{ record }] = (await want(200, 'POST', '/v1/mentions/decisions', { body: { decisions } })).body.data;
  assert.deepEqual([record.status, record.anchor.state], ['rejected', 'changed']);
  assert.deepEqual((await get(anchors.mentions.review)).data, []);
});

test('positions count as asked, and are stored in code points', async () => {
  const lib = await library();
  const made = await lib.claim('exactly.');
  const text = BODY.replace('Nobody', '𠮷 Nobody');
  const reply = (await want(200, 'PATCH', `${lib.path}?offsets=utf16`, { body: { body: text } })).body;
  assert.equal(reply.anchors.claims.moved, 1);
  const { anchor } = await get(`/v1/claims/${made.id}?offsets=utf16`);
  assert.equal(text.slice(anchor.start, anchor.end), 'exactly.');
  assert.equal((await claim(made)).anchor.start, anchor.start - 2);
});

test('what was read stays read while it does not change', async () => {
  const lib = await library();
  const other = (await server.makeKey('suggest', 'second reader')).secret;
  for (const block of [0, 1, 2]) await want(204, 'PUT', `${lib.path}/read/${block}`);
  await want(204, 'PUT', `${lib.path}/read/2`, { key: other });
  const was = (await get(`${lib.path}/read`)).data;
  await lib.edit(['Ada Grey', 'A new first paragraph.\n\nAda Grey'], ['If funding', 'If the funding']);
  const now = (await get(`${lib.path}/read`)).data;
  assert.deepEqual(now.map(({ block, reader }) => `${block} ${reader}`), ['1 admin', '3 admin', '3 second reader']);
  assert.deepEqual(now.map((one) => one.read_at), [was[0], was[2], was[3]].map((one) => one.read_at));
});

test('blocks keep their kinds, and an article its source', async () => {
  const source = 'Title here\n\nSome words of the text.\n\nMore of it.';
  const article = await post('/v1/articles', { title: 'T', source, source_type: 'text/plain' });
  const path = `/v1/articles/${article.id}`;
  const kinds = ['heading', 'paragraph', 'quotation'];
  await want(200, 'PATCH', path, { body: { blocks: article.blocks.map((one, i) => ({ ...one, kind: kinds[i] })) } });
  const edited = (await want(200, 'PATCH', path, { body: { body: 'New.\n\nTitle here\n\nSome more words of the text.\n\nMore of it.' } })).body;
  assert.deepEqual(edited.blocks.map((one) => one.kind), ['paragraph', ...kinds]);
  assert.equal((await want(200, 'GET', `${path}/source`)).text, source);
  const claimed = await post('/v1/claims', { article: article.id, quote: 'More of it.', text: 't', kind: 'fact' });
  const again = (await want(200, 'PATCH', path, { body: { source: 'Other words of the text.\n\nMore of it.', source_type: 'text/plain' } })).body;
  assert.deepEqual(states(again.anchors.claims), [0, 1, 0, 0, 0]);
  assert.equal((await claim(claimed)).anchor.exact, 'More of it.');
  assert.match((await want(200, 'GET', `${path}/source`)).text, /^Other/);
});

test('nothing moves when nothing changes', async () => {
  const lib = await library();
  const made = await lib.claim('oil prices may rise again');
  const whole = await get(lib.path);
  const same = (await want(200, 'PATCH', lib.path, { body: whole })).body;
  assert.equal(same.anchors, undefined);
  const edited = await lib.edit(['Critics', 'Some critics']);
  await want(200, 'PATCH', lib.path, { body: edited }); // with its summary, which is not looked at
  const refused = await want(422, 'PATCH', lib.path, { body: { body: '\u0001' } });
  assert.match(refused.text, /control/);
  assert.equal((await claim(made)).revision, 2);
  const thin = (await want(200, 'PATCH', `${lib.path}?fields=revision`, { body: { body: BODY } })).body;
  assert.deepEqual(Object.keys(thin), ['revision', 'anchors']);
});

test('rejected suggestions move and are not counted', async () => {
  const lib = await library();
  const made = await lib.claim('oil prices may rise again', { status: 'rejected' });
  const { anchors } = await lib.edit(['Ada', 'Old Ada']);
  assert.deepEqual(states(anchors.claims), [0, 0, 0, 0, 0]);
  assert.equal(await lib.words((await claim(made)).anchor), 'oil prices may rise again');
});

test('a body and quotations of the new one, written at once', async () => {
  const lib = await library();
  const texts = Array.from({ length: 8 }, (_, i) => BODY.replace('oil prices', `x${i} oil prices`));
  const replies = await Promise.all(
    texts.flatMap((body, i) => [
      server.api('PATCH', lib.path, { body: { body } }),
      server.api('POST', '/v1/claims', { body: { article: lib.id, quote: `x${i} oil prices`, text: 't', kind: 'fact' } }),
      server.api('POST', '/v1/claims', { body: { article: lib.id, quote: 'prices may rise again', text: 't', kind: 'fact' } }),
    ]),
  );
  assert.ok(replies.every(({ status }) => [200, 201, 422].includes(status)));
  const points = [...(await get(lib.path)).body];
  const claims = await server.all(`/v1/claims?article=${lib.id}`);
  assert.ok(claims.length >= 8);
  for (const { anchor } of claims) {
    if (['exact', 'moved', 'changed'].includes(anchor.state)) assert.equal(points.slice(anchor.start, anchor.end).join(''), anchor.exact);
    else assert.equal(anchor.start, anchor.end);
  }
});

test('an anchor covers at most 20,000 characters', async () => {
  const lib = await library(`${'word '.repeat(4000)}end of it all`);
  const at = (end) => ({ article: lib.id, anchor: { start: 0, end }, text: 't', kind: 'fact' });
  const made = await post('/v1/claims', at(20000));
  const refused = await want(422, 'POST', '/v1/claims', { body: at(20001) });
  assert.deepEqual([refused.body.errors[0].code, refused.body.errors[0].pointer], ['too_long', '/anchor']);
  await lib.edit(['word word', 'word not word']); // it would cover more now
  assert.equal((await claim(made)).anchor.state, 'orphaned');
});

test('what turns a meaning says the list of --lexicon', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'claimd-lexicon-'));
  writeFileSync(join(dir, 'risks.txt'), 'perhaps\tnegation\nwill\tnumber\n');
  const other = await start({ args: ['--lexicon', dir] });
  t.after(async () => {
    await other.stop();
    rmSync(dir, { recursive: true });
  });
  const article = (await other.want(201, 'POST', '/v1/articles', { body: { title: 'T', body: BODY } })).body;
  const quote = 'the second engine will be built';
  await other.want(201, 'POST', '/v1/claims', { body: { article: article.id, quote, text: 't', kind: 'fact' } });
  const risks = async (words) => {
    const body = BODY.replace(quote, words);
    return (await other.want(200, 'PATCH', `/v1/articles/${article.id}`, { body: { body } })).body.anchors.claims.risk;
  };
  assert.deepEqual(await risks('the second engine perhaps will be built'), { negation: 1, number: 0, hedge: 0, part: 0 });
  assert.deepEqual(await risks('the second engine will never be built'), { negation: 0, number: 0, hedge: 0, part: 0 });
  assert.deepEqual(await risks('the second engine may be built'), { negation: 0, number: 1, hedge: 0, part: 0 });
});

let tags = 0;
test('a large body is compared with the old one before the writer is held', (t) => measured(t, async () => {
  let seed = 1, over = false, longest = 0, writes = 0;
  const random = (n) => (seed = (seed * 48271) % 0x7fffffff) % n;
  const words = (count) => Array.from({ length: count }, () => `w${random(20)}`);
  const rows = Array.from({ length: 1500 }, () => words(100)); // much alike, which takes longest to compare
  const text = () => rows.map((row) => row.join(' ')).join('\n\n');
  const article = (await want(201, 'POST', '/v1/articles', { body: { title: 'T', body: text() } })).body;
  const claims = Array.from({ length: 50 }, (_, i) => ({ article: article.id, text: 't', kind: 'fact', anchor: { start: i * 10000, end: i * 10000 + 100 } }));
  await want(201, 'POST', '/v1/claims', { body: claims });
  for (const row of rows) for (let i = 3; i < row.length; i += 5) row[i] = `w${random(20)}`;
  const others = async () => {
    for (; !over; writes++) {
      const began = performance.now();
      await want(201, 'POST', '/v1/tags', { body: { slug: `t${tags++}`, label: 'x' } });
      await want(200, 'GET', '/v1/tags?limit=1');
      longest = Math.max(longest, performance.now() - began);
    }
  };
  const waiting = others();
  const began = performance.now();
  const { anchors } = (await want(200, 'PATCH', `/v1/articles/${article.id}?fields=revision`, { body: { body: text() } })).body;
  const took = performance.now() - began;
  over = true;
  await waiting;
  assert.equal(states(anchors.claims).reduce((sum, one) => sum + one), 50);
  assert.ok(longest < took / 2, `one waited ${longest} ms of ${took}, ${writes} were written meanwhile`);
}));
