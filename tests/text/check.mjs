// check.mjs: are the annotated passages what README.md says they are?
//
//   node tests/text/check.mjs [FOLDER]      names each place that is not right; of the texts it prints nothing
//   node tests/text/check.mjs --fill FILE   gives sentences, claims and mentions of FILE their places, by their words
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { read, sets, words, write } from './corpus.mjs';

const fields = {
  file: { required: ['genre', 'passages'] },
  passage: { required: ['id', 'published_at', 'body', 'sentences', 'claims', 'mentions'] },
  claim: { required: ['start', 'end', 'exact', 'kind', 'certainty', 'polarity', 'holder', 'condition', 'horizon'] },
  holder: { required: ['text'], optional: ['name', 'via'] },
  condition: { required: ['start', 'end', 'exact'] },
  horizon: { required: ['start', 'end', 'exact', 'by'] },
  mention: { required: ['start', 'end', 'exact', 'kind', 'name', 'metonym'] },
};

/** Collects what is wrong: say(where, what). */
function checker() {
  const wrong = [];
  const say = (where, what) => wrong.push(`${where}: ${what}`);

  /** Is it an object with the fields of its sort, and no others? */
  const shaped = (sort, value, where) => {
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return say(where, `is no ${sort}`), false;
    const { required, optional = [] } = fields[sort];
    const missing = required.filter((name) => !(name in value));
    const unknown = Object.keys(value).filter((name) => !required.includes(name) && !optional.includes(name));
    for (const name of missing) say(where, `has no ${name}`);
    for (const name of unknown) say(where, `has a field ${name}, which the format has not`);
    return missing.length + unknown.length === 0;
  };
  const one_of = (list, value, where) => list.includes(value) || say(where, `is none of ${list.join(', ')}`);
  /** Do the words stand where the span says, within `within`? */
  const placed = (span, points, within, where) => {
    const { start, end, exact } = span;
    if (!Number.isInteger(start) || !Number.isInteger(end) || start >= end) return say(where, 'start and end are no span'), false;
    if (points.slice(start, end).join('') !== exact) return say(where, 'exact is not what stands there'), false;
    if (exact.trim() !== exact) say(where, 'has white space at an end');
    if (!within.some(([from, to]) => from <= start && end <= to)) say(where, 'does not lie inside one sentence or claim');
    return true;
  };
  return { wrong, say, shaped, one_of, placed };
}

const is_list_of_texts = (value) => Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string' && one !== '');
const is_partial_date = (text) => {
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text)) return false;
  const date = new Date(`${text}${'-01'.repeat((10 - text.length) / 3)}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

/** Sentences cover the body: between them there is white space only, and none holds an empty line. */
function check_sentences({ body, sentences }, points, where, { say }) {
  if (body !== body.normalize('NFC') || /\r/.test(body)) say(where, 'the body is not NFC with LF');
  let at = 0;
  for (const [i, [start, end]] of sentences.entries()) {
    const text = points.slice(start, end).join('');
    if (!(at <= start && start < end && end <= points.length)) return say(`${where} sentence ${i}`, 'overlaps the one before or leaves the body');
    if (points.slice(at, start).join('').trim() !== '') say(`${where} sentence ${i}`, 'words before it lie in no sentence');
    if (text.trim() !== text || text.includes('\n\n')) say(`${where} sentence ${i}`, 'begins or ends with white space, or goes over an empty line');
    at = end;
  }
  if (points.slice(at).join('').trim() !== '') say(where, 'words at the end lie in no sentence');
}

function check_claim(claim, passage, points, where, check) {
  const { say, shaped, one_of, placed } = check;
  if (!shaped('claim', claim, where) || !placed(claim, points, passage.sentences, where)) return;
  for (const name of ['kind', 'certainty', 'polarity']) one_of(words[name], claim[name], `${where} ${name}`);
  const inside = [[claim.start, claim.end]];
  if (claim.holder !== null && shaped('holder', claim.holder, `${where} holder`)) {
    const { text, name, via = [text] } = claim.holder;
    if (!is_list_of_texts([text, ...via]) || !is_list_of_texts(via)) say(`${where} holder`, 'text and via are words');
    else if (![text, ...via].every((one) => passage.body.includes(one))) say(`${where} holder`, 'does not stand in the passage');
    if (name !== undefined && !is_list_of_texts([name])) say(`${where} holder`, 'name is no text');
  }
  if (claim.condition !== null && shaped('condition', claim.condition, `${where} condition`))
    placed(claim.condition, points, inside, `${where} condition`);
  if (claim.horizon !== null && shaped('horizon', claim.horizon, `${where} horizon`)) {
    placed(claim.horizon, points, inside, `${where} horizon`);
    if (claim.kind !== 'forecast') say(`${where} horizon`, 'only a forecast has one');
    if (claim.horizon.by !== null && !is_partial_date(claim.horizon.by)) say(`${where} horizon`, 'by is no date');
  }
}

function check_mention(mention, passage, points, where, { say, shaped, one_of, placed }) {
  if (!shaped('mention', mention, where) || !placed(mention, points, passage.sentences, where)) return;
  one_of(words.entity, mention.kind, `${where} kind`);
  if (!is_list_of_texts([mention.name])) say(`${where} name`, 'is no text');
  if (typeof mention.metonym !== 'boolean') say(`${where} metonym`, 'is neither true nor false');
}

function check_passage(passage, where, seen, check) {
  const { say, shaped } = check;
  if (!shaped('passage', passage, where)) return;
  if (seen.has(passage.id)) say(where, 'another passage has this id');
  seen.add(passage.id);
  if (passage.published_at !== null && !is_partial_date(passage.published_at)) say(where, 'published_at is no date');
  const points = [...passage.body];
  check_sentences(passage, points, where, check);
  for (const [start, end] of passage.sentences) {
    const text = points.slice(start, end).join('');
    if (text.split(/\s+/).length > 3 && seen.has(text)) say(where, 'a sentence stands in the files twice');
    seen.add(text);
  }
  passage.claims.forEach((claim, i) => check_claim(claim, passage, points, `${where} claim ${i}`, check));
  passage.mentions.forEach((mention, i) => check_mention(mention, passage, points, `${where} mention ${i}`, check));
  const in_order = (list, comes_before) => list.every((one, i) => i === 0 || comes_before(list[i - 1], one));
  if (!in_order(passage.claims, (a, b) => a.start < b.start || (a.start === b.start && a.end < b.end)))
    say(where, 'claims are not in order of start, then end, or two are alike');
  if (!in_order(passage.mentions, (a, b) => a.end <= b.start)) say(where, 'mentions overlap or are not in order');
}

/** Everything below folder; the list of what is wrong, and the number of sentences looked at. */
export function check(folder) {
  const checked = checker();
  const seen = new Set();
  let sentences = 0;
  for (const set of sets) {
    const files = read(folder, set);
    if (files.length === 0) checked.say(`${folder}/${set}`, 'holds no file');
    for (const { path, text, file } of files) {
      if (!checked.shaped('file', file, path)) continue;
      file.passages.forEach((passage, i) => check_passage(passage, `${path} ${passage?.id ?? i}`, seen, checked));
      sentences += file.passages.reduce((sum, passage) => sum + (passage.sentences?.length ?? 0), 0);
      if (checked.wrong.length === 0 && text !== write(file)) checked.say(path, 'is not in the form that --fill gives it');
    }
  }
  return { wrong: checked.wrong, sentences };
}

/** Places by words: each item is looked for behind the one before it, a claim at or behind its start. */
function fill(path) {
  const file = JSON.parse(readFileSync(path, 'utf8'));
  for (const passage of file.passages) {
    const points = [...passage.body];
    const find = (exact, from, to = points.length) => {
      const wanted = [...exact];
      for (let start = from; start + wanted.length <= to; start++) {
        if (wanted.every((point, i) => points[start + i] === point)) return { start, end: start + wanted.length, exact };
      }
      throw new Error(`${path} ${passage.id}: not found from ${from} on: "${exact}"`);
    };
    let at = 0;
    passage.sentences = passage.sentences.map((one) => {
      const { start, end } = typeof one === 'string' ? find(one, at) : { start: one[0], end: one[1] };
      return [start, (at = end)];
    });
    at = 0;
    passage.claims = passage.claims.map(({ start, end, exact, kind, certainty = 'unstated', polarity = 'affirmed', holder = null, condition = null, horizon = null }) => {
      const span = start === undefined ? find(exact, at) : { start, end, exact };
      at = span.start;
      const inside = (part) => ('start' in part ? part : { ...find(part.exact, span.start, span.end), ...(part.by === undefined ? {} : { by: part.by }) });
      return { ...span, kind, certainty, polarity, holder, condition: condition && inside(condition), horizon: horizon && inside(horizon) };
    });
    at = 0;
    passage.mentions = passage.mentions.map(({ start, end, exact, kind, name = exact, metonym = false }) => {
      const span = start === undefined ? find(exact, at) : { start, end, exact };
      at = span.end;
      return { ...span, kind, name, metonym };
    });
  }
  writeFileSync(path, write(file));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [option, path] = process.argv.slice(2);
  if (option === '--fill') {
    fill(path);
  } else {
    const { wrong, sentences } = check(option ?? dirname(fileURLToPath(import.meta.url)));
    for (const one of wrong) console.log(one);
    if (sentences === 0) console.log('no sentence was checked');
    process.exit(wrong.length > 0 || sentences === 0 ? 1 : 0);
  }
}
