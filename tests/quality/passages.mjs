// Names and metonyms in the passages of tests/text/names, whose README says what stands there. Needs no development files.
//
// names      names.txt of each genre: span right; kind right of those found. A place in a building's stead is right, as in gum
// metonyms   whether a name means a government, and which: of those that we say do, and of those that do. Made-up names count as well
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Points, root } from './data.mjs';
import { analyse } from './driver.mjs';
import { Score } from './score.mjs';

const folder = join(root, 'tests', 'text', 'names');

/** A case: {text, points, names: [{start, end, kind, government}]}; kind is place where none is given. */
export const parse = (marked) => {
  let text = '';
  const names = [];
  for (const [, before, words, kind, government] of marked.matchAll(/([^[]*)(?:\[([^\]|=]*)(?:\|(\w+))?(?:=([^\]]*))?\])?/g)) {
    text += before;
    if (words === undefined) continue;
    names.push({ start: text.length, end: text.length + words.length, kind: kind ?? 'place', government });
    text += words;
  }
  const points = new Points(text);
  return { text, points, names: names.map((one) => ({ ...one, start: points.toPoint(one.start), end: points.toPoint(one.end) })) };
};

const read = (name) => readFileSync(join(folder, name), 'utf8').trim();
/** A line is a case; `#` begins the name of a genre. */
const sentences = (name) => read(name).split('\n').filter((line) => !line.startsWith('#')).map(parse);
/** `---` and genres part cases; a line is a block. */
const passages = (name) =>
  read(name).split(/^(?:---|#.*)$/m).map((one) => one.trim()).filter((one) => one !== '').map((one) => parse(one.replaceAll('\n', '\n\n')));

/** Our names of each case: {start, end, kind, government}. */
const found = (cases) =>
  analyse(cases.map(({ text }) => ({ text }))).map(({ entities, mentions }) =>
    mentions.map(({ ref, anchor, metonym, why }) => {
      const { name, kind } = entities[ref];
      return { start: anchor.start, end: anchor.end, kind, government: metonym ? name : undefined, rule: why[0].rule };
    }));

const place = ({ start, end }) => `${start}-${end}`;

const scoreNames = (files, show) => {
  const score = new Score();
  let kindRight = 0;
  for (const file of files) {
    const genre = new Score();
    const cases = passages(file);
    found(cases).forEach((ours, i) => {
      const { points, names } = cases[i];
      for (const into of [score, genre]) into.add(names.map(place), ours.map(place));
      for (const one of names) {
        const same = ours.find((other) => place(other) === place(one));
        const isKind = same !== undefined && (same.kind === one.kind || (one.kind === 'facility' && same.kind === 'place'));
        if (isKind) kindRight++;
        else if (show) console.log(`${file}: - ${one.kind} ${points.cut(one.start, one.end)}${same ? ` is ${same.kind} (${same.rule})` : ''}`);
      }
      if (show)
        for (const one of ours) if (!names.some((other) => place(other) === place(one))) console.log(`${file}: + ${one.kind} ${points.cut(one.start, one.end)} (${one.rule})`);
    });
    if (show) console.log(`${file}: precision ${genre.precision.toFixed(3)}, recall ${genre.recall.toFixed(3)} of ${genre.wanted}`);
  }
  return { score, kindRight: kindRight / score.right };
};

const scoreMetonyms = (file, show) => {
  const score = new Score();
  const cases = sentences(file);
  const keys = (names) => names.filter(({ government }) => government !== undefined).map((one) => `${place(one)} ${one.government}`);
  found(cases).forEach((ours, i) => {
    const [theirs, mine] = [keys(cases[i].names), keys(ours)];
    score.add(theirs, mine);
    if (show && theirs.join() !== mine.join()) console.log(`${file}: wanted ${theirs.join(', ') || 'none'}, found ${mine.join(', ') || 'none'}: ${cases[i].text}`);
  });
  return score;
};

export const measure = async ({ show }) => {
  const rows = [];
  for (const file of ['metonyms.txt', 'metonyms_again.txt']) {
    const metonyms = scoreMetonyms(file, show);
    rows.push({ name: `${file}, precision`, ours: metonyms.precision, count: metonyms.found, floor: 0.85 });
    rows.push({ name: `${file}, recall`, ours: metonyms.recall, count: metonyms.wanted, floor: 0.85 });
  }
  const again = 'again.txt';
  const first = readdirSync(folder).filter((name) => name.endsWith('.txt') && !name.startsWith('metonyms') && name !== again).sort();
  for (const [name, files, floor] of [['names of passages', first, 0.84], ['names of passages again', [again], 0.8]]) {
    const { score, kindRight } = scoreNames(files, show);
    rows.push({ name: `${name}, precision`, ours: score.precision, count: score.found, floor });
    rows.push({ name: `${name}, recall`, ours: score.recall, count: score.wanted, floor });
    rows.push({ name: `${name}, kind right`, ours: kindRight, count: score.right, floor });
  }
  return rows;
};
