// The scorer, on answers of which it is known how right they are.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { read } from './corpus.mjs';
import { head, overlap, rates, score } from './score.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'claimd-score-'));
after(() => rmSync(place, { recursive: true }));
const tuning = read(here, 'tuning').flatMap(({ file }) => file.passages.map((passage) => ({ ...passage, genre: file.genre })));

/** The analysis that says what the passage says. */
const perfect = ({ sentences, claims, mentions }) => ({
  sentences: sentences.map(([start, end]) => ({ start, end, block: 0 })),
  entities: mentions.map(({ name, kind }, ref) => ({ ref, name, kind })),
  mentions: mentions.map(({ start, end, exact, metonym }, ref) => ({ ref, anchor: { start, end, exact }, metonym })),
  claims: claims.map(({ start, end, exact, holder, ...rest }) => ({
    ...rest, anchor: { start, end, exact },
    holder: holder && { text: holder.text, ref: null, via: (holder.via ?? []).map((text) => ({ text })) },
  })),
});
const f1 = (counts) => rates(counts).f1;
const all = ({ right, count }) => right / count;

test('what the annotation says is all right', () => {
  const misses = [];
  const counts = score(tuning, tuning.map(perfect), (...miss) => misses.push(miss));
  assert.deepEqual(misses, []);
  for (const name of ['sentences', 'claims', 'mentions', 'mentions with kind']) assert.equal(f1(counts[name]), 1, name);
  for (const [name, { all: every }] of Object.entries(counts.judged)) assert.equal(all(every), 1, name);
  assert.equal(all(counts['claim or not']), 1);
  assert.equal(counts.claims.wanted, tuning.reduce((sum, { claims }) => sum + claims.length, 0));
  assert.equal(Object.keys(counts.genres).length, 6);
});

test('nothing found is nothing right', () => {
  const counts = score(tuning, tuning.map(() => ({ sentences: [], entities: [], mentions: [], claims: [] })));
  for (const name of ['sentences', 'claims', 'mentions']) assert.deepEqual([counts[name].found, f1(counts[name])], [0, 0], name);
  assert.equal(counts.judged.kind.all.count, 0);
});

// One passage: a claim of ten characters in the first sentence, one in the second that goes from 20 to 40.
const claim = (start, end, more) => ({ start, end, kind: 'fact', certainty: 'unstated', polarity: 'affirmed', holder: null, condition: null, horizon: null, ...more });
const passage = {
  id: 'small', genre: 'small', sentences: [[0, 19], [20, 41]],
  claims: [claim(0, 10, { holder: { text: 'she', name: 'Mary Poe', via: ['the daily Sun'] } }), claim(20, 40, { condition: { start: 30, end: 40 } })],
  mentions: [{ start: 0, end: 4, kind: 'place', metonym: false }],
};
const answer = (change) => {
  const made = perfect(passage);
  change(made);
  return score([passage], [made]);
};
const move = (start, end) => (made) => Object.assign(made.claims[0].anchor, { start, end });
const set = (values, i = 0) => (made) => Object.assign(made.claims[i], values);
const claims_right = (counts) => counts.claims.right;
const judged = (name) => (counts) => counts.judged[name].all.right;

for (const [name, change, figure, expected] of [
  ['half of the union is enough', move(0, 5), claims_right, 2],
  ['less is not', move(0, 4), claims_right, 1],
  ['twice as long is enough', move(0, 20), claims_right, 2],
  ['longer is not', move(0, 21), claims_right, 1],
  ['a claim that begins in another sentence is not it', (made) => Object.assign(made.claims[1].anchor, { start: 18, end: 40 }), claims_right, 1],
  ['a claim is found once', (made) => made.claims.push({ ...made.claims[0] }), (counts) => [counts.claims.found, counts.claims.right].join(), '3,2'],
  ['the closest is taken', (made) => made.claims.unshift({ ...made.claims[0], kind: 'cause', anchor: { start: 0, end: 8 } }), judged('kind'), 2],
  ['another kind', set({ kind: 'cause' }), judged('kind'), 1],
  ['another certainty', set({ certainty: 'likely' }), judged('certainty'), 1],
  ['another polarity', set({ polarity: 'negated' }), judged('polarity'), 1],
  ['no holder', set({ holder: null }), judged('holder'), 1],
  ['a holder where there is none', set({ holder: { text: 'he' } }, 1), judged('holder'), 1],
  ['the name for the pronoun', set({ holder: { text: 'Poe', via: [{ text: 'the Sun' }] } }), judged('holder'), 2],
  ['the pronoun of somebody', (made) => {
    made.entities.push({ ref: 7, name: 'Mary Poe', kind: 'person' });
    set({ holder: { text: 'her sister', ref: 7 } })(made);
  }, judged('holder'), 2],
  ['another holder', set({ holder: { text: 'Mary Roe' } }), judged('holder'), 1],
  ['the chain with an article', set({ holder: { text: 'she', via: [{ text: 'The Sun' }] } }), judged('via'), 2],
  ['no chain', set({ holder: { text: 'she', via: [] } }), judged('via'), 1],
  ['no condition', set({ condition: null }, 1), judged('condition'), 1],
  ['half the condition', set({ condition: { start: 35, end: 40 } }, 1), judged('condition'), 2],
  ['another condition', set({ condition: { start: 20, end: 29 } }, 1), judged('condition'), 1],
  ['a horizon where there is none', set({ horizon: { start: 5, end: 9, by: '2030' } }), judged('horizon'), 1],
  ['a date where there is none', set({ horizon: { start: 5, end: 9, by: '2030' } }), judged('horizon by'), 1],
  ['a sentence said to hold none', (made) => made.claims.pop(), (counts) => counts['claim or not'].right, 1],
  ['a mention a character longer', (made) => made.mentions[0].anchor.end++, (counts) => counts.mentions.right, 0],
  ['a mention of another kind', (made) => { made.entities[0].kind = 'person'; }, (counts) => counts['mentions with kind'].right, 0],
  ['a metonym where there is none', (made) => { made.mentions[0].metonym = true; }, (counts) => counts.metonym.marked.count - counts.metonym.marked.right, 1],
  ['a sentence cut in two', (made) => made.sentences.splice(0, 1, { start: 0, end: 5 }, { start: 6, end: 19 }), (counts) => [counts.sentences.found, counts.sentences.right].join(), '3,1'],
]) test(name, () => assert.equal(figure(answer(change)), expected));

for (const [text, expected] of [
  ['Energy minister Ingrid Solvang', 'solvang'], ['the White House', 'house'], ['Analysts at Corvin Bank', 'analysts'], ['two people at the company', 'people'],
  ['Mary Poe, head of the Sun', 'poe'], ['she', 'she'], ['The Bank of Canada', 'bank'], ['Peru’s tax office', 'office'], ['', ''],
]) test(`the head of "${text}"`, () => assert.equal(head(text), expected));

test('overlap is of the union', () => {
  assert.equal(overlap({ start: 0, end: 10 }, { start: 5, end: 15 }), 5 / 15);
  assert.equal(overlap({ start: 0, end: 10 }, { start: 10, end: 15 }), 0);
});

const run = (...args) => spawnSync(process.execPath, [join(here, 'score.mjs'), ...args], { encoding: 'utf8' });
const driver = (source) => {
  const path = join(place, 'driver');
  writeFileSync(path, `#!/usr/bin/env node\nconst lines = require('fs').readFileSync(0, 'utf8').trim().split('\\n').map(JSON.parse);\n${source}\n`, { mode: 0o755 });
  return path;
};
const whole = 'for (const { id, body } of lines) console.log(JSON.stringify({ id, sentences: [], entities: [], mentions: [], claims: [{ anchor: { start: 0, end: [...body].length, exact: body }, kind: "fact", certainty: "unstated", polarity: "affirmed", holder: null }] }));';

for (const [name, args, status, stdout, stderr] of [
  ['without a driver', ['tuning', join(place, 'none')], 77, /is not built/, /^$/],
  ['without a set', [], 2, /^$/, /usage/],
  ['a set that is none', ['all'], 2, /^$/, /usage/],
  ['what was missed in unseen', ['unseen', '--misses', join(place, 'none')], 2, /^$/, /usage/],
  ['a driver that answers', ['tuning', driver(whole)], 0, /^claims +\d/m, /^$/],
  ['the same as JSON', ['tuning', '--json', join(place, 'driver')], 0, /^\{"sentences"/, /^$/],
  ['the same with what was missed', ['tuning', '--misses', join(place, 'driver')], 0, /^history-bridge: missed: wanted "/m, /^$/],
]) {
  test(`the command: ${name}`, () => {
    const got = run(...args);
    assert.equal(got.status, status, got.stderr);
    assert.match(got.stdout, stdout);
    assert.match(got.stderr, stderr);
  });
}

for (const [name, source, said] of [
  ['dies', 'process.exit(3);', /ended with 3/],
  ['says too little', 'console.log("{}");', /answered \d+ lines with 1/],
  ['forgets its lists', 'for (const { id } of lines) console.log(JSON.stringify({ id }));', /without sentences/],
  ['mixes up the order', `${whole.replace('of lines', 'of lines.reverse()')}`, /answered \S+ with \S+/],
]) {
  test(`a driver that ${name}`, () => {
    const got = run('tuning', driver(source));
    assert.equal(got.status, 1);
    assert.match(got.stderr, said);
  });
}

test('of unseen no text is printed', () => {
  const { status, stdout, stderr } = run('unseen', driver(whole));
  assert.equal(status, 0);
  const words = new Set(read(here, 'unseen').flatMap(({ file }) => file.passages.flatMap(({ id, mentions }) => [id, ...mentions.map(({ exact }) => exact)])));
  for (const word of words) assert.ok(!(stdout + stderr).includes(word), 'a name of an unseen passage was printed');
});
