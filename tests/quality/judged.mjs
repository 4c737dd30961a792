// Claims of gum and articles that were judged by us. judged.jsonl has a line for each sentence that was drawn: {set, document, start, end,
// claims: [[start, end, kind, certainty, polarity]]}, in code points of that document, without a word of its text. Two sentences were drawn at
// random from each document; what the program suggested was judged by the guide in tests/text/README.md, and what it should have been was
// put down. Articles in other languages were left out.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { overlap, rates } from '../text/score.mjs';
import { lines, Points, root } from './data.mjs';
import { analyse } from './driver.mjs';

const judged = () =>
  readFileSync(join(root, 'tests', 'quality', 'judged.jsonl'), 'utf8').split('\n').filter((line) => line !== '').map((line) => JSON.parse(line))
    .map((one) => ({ ...one, claims: one.claims.map(([start, end, kind, certainty, polarity]) => ({ start, end, kind, certainty, polarity })) }));

/** A block for each line of a body, without white space at its ends. */
const linesOf = (body) => {
  const points = new Points(body);
  return [...body.matchAll(/[^\n]*[^\s]/g)].map((match) => {
    const start = match.index + match[0].match(/^\s*/)[0].length;
    return { kind: 'paragraph', start: points.toPoint(start), end: points.toPoint(match.index + match[0].length) };
  });
};

/** Pairs of wanted and found that overlap by half of their union, the closest first, one to one. */
const pair = (wanted, found) => {
  const close = found.flatMap((one, i) => wanted.map((other, j) => ({ i, j, share: overlap(one.anchor, other) }))).filter((one) => one.share >= 0.5).sort((a, b) => b.share - a.share);
  const pairs = new Map();
  const taken = new Set();
  for (const { i, j } of close) {
    if (pairs.has(i) || taken.has(j)) continue;
    pairs.set(i, wanted[j]);
    taken.add(j);
  }
  return pairs;
};

/** How the words of a claim were cut, as src/text/confidence.c has it. */
const placeOf = ({ anchor, kind, why }, sentence) => {
  const [size, all] = [anchor.end - anchor.start, sentence.end - sentence.start];
  const rule = why[0].rule;
  if (rule !== 'clause') return rule.slice('clause-'.length);
  if (5 * size >= 4 * all) return 'whole';
  if (all > 300) return 'long';
  return kind === 'fact' && size < 40 ? 'short' : 'part';
};

/** [{document, wanted: count, claim, place, isPlaced, isRight}] of what is suggested in judged sentences. */
export const judgedClaims = () => {
  const texts = [...lines('gum.jsonl.gz').map(({ id, body, blocks }) => ({ name: `gum ${id}`, body, blocks })), ...lines('articles.jsonl.gz').map(({ body }, i) => ({ name: `articles ${i}`, body, blocks: linesOf(body) }))];
  const numbers = new Map(texts.map(({ name }, i) => [name, i]));
  const analyses = analyse(texts.map(({ body, blocks }) => ({ body, blocks })));
  return judged().flatMap(({ set, document, start, end, claims: wanted }) => {
    const number = numbers.get(`${set} ${document}`);
    const { claims, sentences } = analyses[number];
    const found = claims.filter(({ anchor }) => anchor.start >= start && anchor.start < end);
    const pairs = pair(wanted, found);
    return found.map((claim, i) => {
      const one = pairs.get(i);
      const sentence = sentences.find((it) => it.start <= claim.anchor.start && claim.anchor.start < it.end);
      const isRight = one !== undefined && one.kind === claim.kind && one.certainty === claim.certainty && one.polarity === claim.polarity;
      return { document: number, claim, place: placeOf(claim, sentence), isPlaced: one !== undefined, isRight };
    });
  });
};

/** F1 of places in judged sentences. */
export const judgedScore = () => {
  const found = judgedClaims();
  const wanted = judged().reduce((sum, { claims }) => sum + claims.length, 0);
  return { ...rates({ wanted, found: found.length, right: found.filter(({ isPlaced }) => isPlaced).length }), wanted };
};
