// score.mjs: how right is the program on the annotated passages? What the figures mean: README.md beside this file.
//
//   node tests/text/score.mjs tuning|mended|fresh|later|unseen [--json] [--misses] [DRIVER]
//
// DRIVER (build/quality-driver) reads lines of {"id", "body", "published_at"} and answers each with a line of JSON as POST
// /v1/analyze gives it. --json prints the counts. --misses names what was missed, made up or judged otherwise; not for fresh and unseen, of
// which no text is printed. Exit status 77 where there is no driver.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { read } from './corpus.mjs';

const here = dirname(fileURLToPath(import.meta.url));

/** Share of their union that two spans have in common. */
export function overlap(a, b) {
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return common <= 0 ? 0 : common / (Math.max(a.end, b.end) - Math.min(a.start, b.start));
}

/** Pairs of wanted and found, one to one, the closest first; closeness below 0.5 is none. */
function pairs(wanted, found, closeness) {
  const all = [];
  wanted.forEach((a, i) => found.forEach((b, j) => {
    const close = closeness(a, b);
    if (close >= 0.5) all.push({ i, j, close });
  }));
  all.sort((a, b) => b.close - a.close || a.i - b.i || a.j - b.j);
  const left = new Set(), right = new Set();
  return all.filter(({ i, j }) => !left.has(i) && !right.has(j) && left.add(i) && right.add(j))
    .map(({ i, j }) => [wanted[i], found[j]]);
}

const small = new Set(['a', 'an', 'the', 'of', 'at', 'in', 'on', 'for', 'from', 'to', 'by', 'with', 'and']);
/** The word that a noun phrase is about: the last before a comma, a preposition or the end. */
export function head(text) {
  const words = text.split(/,|\(|\s[–—-]\s/)[0].toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}.&-]*/gu) ?? [];
  while (words.length > 1 && small.has(words[0])) words.shift();
  const end = words.findIndex((word, i) => i > 0 && small.has(word));
  return words[(end < 0 ? words.length : end) - 1] ?? '';
}

function is_same_holder(wanted, found, entities) {
  if (wanted === null || found === null) return wanted === found;
  const name = entities?.find(({ ref }) => ref === found.ref)?.name;
  const heads = new Set([found.text, name].filter(Boolean).map(head));
  return [wanted.text, wanted.name].filter(Boolean).some((text) => heads.has(head(text)));
}

const is_same_place = (a, b) => (a === null || b === null ? a === b : overlap(a, b) >= 0.5);
const is_same_chain = (wanted, found) => {
  const via = wanted?.via ?? [], got = found?.via ?? [];
  return via.length === got.length && via.every((text, i) => head(text) === head(got[i].text ?? ''));
};

/* What is asked of a claim that was found: name, is it right, and is it one of those where the usual answer is not enough. */
const judged = [
  ['kind', (a, b) => a.kind === b.kind, (a, b) => a.kind !== 'fact' || b.kind !== 'fact'],
  ['certainty', (a, b) => a.certainty === b.certainty, (a, b) => a.certainty !== 'unstated' || b.certainty !== 'unstated'],
  ['polarity', (a, b) => a.polarity === b.polarity, (a, b) => a.polarity !== 'affirmed' || b.polarity !== 'affirmed'],
  ['holder', (a, b, entities) => is_same_holder(a.holder, b.holder, entities), (a, b) => a.holder ?? b.holder],
  ['via', (a, b) => is_same_chain(a.holder, b.holder), (a, b) => a.holder?.via?.length || b.holder?.via?.length],
  ['condition', (a, b) => is_same_place(a.condition, b.condition), (a, b) => a.condition ?? b.condition],
  ['horizon', (a, b) => is_same_place(a.horizon, b.horizon), (a, b) => a.horizon ?? b.horizon],
  ['horizon by', (a, b) => a.horizon?.by == b.horizon?.by, (a, b) => a.horizon?.by ?? b.horizon?.by],
];

const found_of = () => ({ wanted: 0, found: 0, right: 0 });
const share_of = () => ({ right: 0, count: 0 });
/* By stated confidence of claims, a tenth each: how many, the sum of what was stated, how many were right in span, kind, certainty
 * and polarity. */
const bands_of = () => Array.from({ length: 10 }, () => ({ count: 0, stated: 0, right: 0 }));

/** Counts over passages and the analyses of them, in the same order. miss(passage, what, wanted, found) hears of each difference. */
export function score(passages, answers, miss = () => {}) {
  const counts = {
    sentences: found_of(), claims: found_of(), mentions: found_of(), 'mentions with kind': found_of(),
    genres: {}, confidence: bands_of(), 'claim or not': share_of(), metonym: { all: share_of(), marked: share_of() },
    judged: Object.fromEntries(judged.map(([name]) => [name, { all: share_of(), marked: share_of() }])),
  };
  const add = (into, wanted, found, right) => {
    into.wanted += wanted;
    into.found += found;
    into.right += right;
  };
  const tally = (into, is_right) => {
    into.count++;
    into.right += is_right ? 1 : 0;
  };
  passages.forEach((passage, n) => {
    const answer = answers[n];
    const anchored = (one) => ({ holder: null, condition: null, horizon: null, ...one, start: one.anchor.start, end: one.anchor.end });
    const claims = answer.claims.map(anchored), mentions = answer.mentions.map(anchored);
    const sentence_of = ({ start }) => passage.sentences.findIndex(([from, to]) => from <= start && start < to);

    const equal = passage.sentences.filter(([start, end]) => answer.sentences.some((one) => one.start === start && one.end === end));
    add(counts.sentences, passage.sentences.length, answer.sentences.length, equal.length);
    passage.sentences.forEach((_, i) => {
      const has = (list) => list.some((one) => sentence_of(one) === i);
      tally(counts['claim or not'], has(passage.claims) === has(claims));
    });

    const matched = pairs(passage.claims, claims, (a, b) => (sentence_of(a) === sentence_of(b) ? overlap(a, b) : 0));
    const genre = (counts.genres[passage.genre] ??= found_of());
    for (const into of [counts.claims, genre]) add(into, passage.claims.length, claims.length, matched.length);
    for (const one of claims) {
      if (one.confidence === undefined) continue;
      const [wanted] = matched.find(([, b]) => b === one) ?? [];
      const band = counts.confidence[Math.min(9, Math.floor(one.confidence * 10 + 1e-6))];
      band.count++;
      band.stated += one.confidence;
      if (wanted && ['kind', 'certainty', 'polarity'].every((name) => wanted[name] === one[name])) band.right++;
    }
    for (const one of passage.claims) if (!matched.some(([a]) => a === one)) miss(passage, 'missed', one, null);
    for (const one of claims) if (!matched.some(([, b]) => b === one)) miss(passage, 'made up', null, one);
    for (const [a, b] of matched) {
      for (const [name, is_right, is_marked] of judged) {
        const right = is_right(a, b, answer.entities);
        tally(counts.judged[name].all, right);
        if (is_marked(a, b)) tally(counts.judged[name].marked, right);
        if (!right) miss(passage, name, a, b);
      }
    }

    const named = pairs(passage.mentions, mentions, (a, b) => (a.start === b.start && a.end === b.end ? 1 : 0));
    const kind_of = (mention) => answer.entities.find(({ ref }) => ref === mention.ref)?.kind;
    /* A metonym misjudged has another entity, and so another kind: it is counted as a metonym only. */
    const same_kind = named.filter(([a, b]) => a.kind === kind_of(b) || a.metonym !== Boolean(b.metonym));
    add(counts.mentions, passage.mentions.length, mentions.length, named.length);
    add(counts['mentions with kind'], passage.mentions.length, mentions.length, same_kind.length);
    for (const one of passage.mentions) if (!named.some(([a]) => a === one)) miss(passage, 'mention missed', one, null);
    for (const one of mentions) if (!named.some(([, b]) => b === one)) miss(passage, 'mention made up', null, one);
    for (const [a, b] of named) {
      const right = a.metonym === Boolean(b.metonym);
      tally(counts.metonym.all, right);
      if (a.metonym || b.metonym) tally(counts.metonym.marked, right);
      if (!right) miss(passage, 'metonym', a, b);
      if (!same_kind.some(([one]) => one === a)) miss(passage, 'mention kind', a, { ...b, kind: kind_of(b) });
    }
  });
  return counts;
}

/** Precision, recall and their harmonic mean of what score counted; 0 where nothing was. */
export function rates({ wanted, found, right }) {
  const part = (whole) => (whole === 0 ? 0 : right / whole);
  return { precision: part(found), recall: part(wanted), f1: wanted + found === 0 ? 0 : (2 * right) / (wanted + found) };
}

function table(counts) {
  const number = (value) => value.toFixed(3);
  const share = ({ right, count }) => (count === 0 ? '    -   (0)' : `${number(right / count)} (${count})`);
  const lines = [`${'found'.padEnd(22)} precision  recall      F1   wanted`];
  const found = (name, one) => {
    const { precision, recall, f1 } = rates(one);
    lines.push(`${name.padEnd(22)}     ${number(precision)}   ${number(recall)}   ${number(f1)}   ${String(one.wanted).padStart(6)}`);
  };
  for (const name of ['claims', 'sentences', 'mentions', 'mentions with kind']) found(name, counts[name]);
  for (const [genre, one] of Object.entries(counts.genres)) found(`  claims, ${genre}`, one);
  lines.push('', `${'right where found'.padEnd(22)} all (count)     where either marks it (count)`);
  for (const [name, { all, marked }] of [...Object.entries(counts.judged), ['metonym', counts.metonym]])
    lines.push(`${name.padEnd(22)} ${share(all).padEnd(15)} ${share(marked)}`);
  lines.push('', 'confidence of claims   stated  right   of');
  for (const { count, stated, right } of counts.confidence)
    if (count > 0) lines.push(`${''.padEnd(22)} ${(stated / count).toFixed(3)}   ${(right / count).toFixed(3)}   ${count}`);
  lines.push('', `sentences rightly said to hold a claim or none: ${share(counts['claim or not'])}`);
  return lines.join('\n');
}

/** The analyses of passages by the driver, in their order. */
function ask(driver, passages) {
  const asked = passages.map(({ id, body, published_at }) => ({ id, body, ...(published_at === null ? {} : { published_at }) }));
  const { status, signal, stdout, error } = spawnSync(driver, {
    input: asked.map((one) => `${JSON.stringify(one)}\n`).join(''), encoding: 'utf8', maxBuffer: 1 << 28, timeout: 60_000,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  if (error || status !== 0) throw new Error(`${driver} ended with ${error?.code ?? signal ?? status}`);
  const lines = stdout.split('\n').filter((line) => line !== '');
  if (lines.length !== passages.length) throw new Error(`${driver} answered ${passages.length} lines with ${lines.length}`);
  return lines.map((line, i) => {
    const answer = JSON.parse(line);
    if (answer.id !== undefined && answer.id !== passages[i].id) throw new Error(`${driver} answered ${passages[i].id} with ${answer.id}`);
    for (const name of ['sentences', 'entities', 'mentions', 'claims'])
      if (!Array.isArray(answer[name])) throw new Error(`${driver} answered ${passages[i].id} without ${name}`);
    return answer;
  });
}

function print_miss(passage, what, wanted, found) {
  const of = what.split(' ')[0];
  const show = (one) => one && `"${one.exact ?? one.anchor.exact}"${of in one ? ` ${of} ${JSON.stringify(one[of])}` : ''}`;
  console.log(`${passage.id}: ${what}: ${wanted ? `wanted ${show(wanted)}` : ''}${wanted && found ? '; ' : ''}${found ? `found ${show(found)}` : ''}`);
}

function main(args) {
  const options = args.filter((one) => one.startsWith('--'));
  const [set, driver = join(here, '..', '..', 'build', 'quality-driver')] = args.filter((one) => !one.startsWith('--'));
  const allowed = { tuning: ['--json', '--misses'], mended: ['--json', '--misses'], fresh: ['--json'], later: ['--json', '--misses'], unseen: ['--json'] }[set];
  if (!allowed || !options.every((one) => allowed.includes(one))) {
    console.error(`usage: node tests/text/score.mjs tuning|mended|later [--json] [--misses] [DRIVER]
       node tests/text/score.mjs fresh|unseen [--json] [DRIVER]`);
    return 2;
  }
  if (!existsSync(driver)) {
    console.log(`${relative('.', driver)} is not built`);
    return 77;
  }
  const passages = read(here, set).flatMap(({ file }) => file.passages.map((passage) => ({ ...passage, genre: file.genre })));
  let answers;
  try {
    answers = ask(driver, passages);
  } catch (error) {
    console.error(error.message);
    return 1;
  }
  const counts = score(passages, answers, options.includes('--misses') ? print_miss : undefined);
  console.log(options.includes('--json') ? JSON.stringify(counts) : table(counts));
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
