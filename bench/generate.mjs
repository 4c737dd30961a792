#!/usr/bin/env node
// bench/generate.mjs N: a library of N claims on standard output, as NDJSON for `claimd import`.
//
// The same N gives the same bytes: everything is drawn from one xorshift32 with a fixed seed. One line holds the tags and
// entities, then one line an article of 40 claims. Each sentence carries a number of its own, so that a quotation stands once.
//
//   the         in every claim
//   harvest     in one of sixteen subjects
//   zirconium   in ten claims, whatever N is: a word that few lists of words contain
import { once } from 'node:events';

const count = Number(process.argv[2] ?? 10000);
const CLAIMS_PER_ARTICLE = 40;
const ENTITIES = 400;

let state = 0x2545f491;
function draw(below) {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  state >>>= 0;
  return state % below;
}
const pick = (list) => list[draw(list.length)];

const subjects = ['harvest', 'rail network', 'housing stock', 'water supply', 'school roll', 'grain reserve', 'fishing fleet',
  'power grid', 'export market', 'hospital waiting list', 'forest cover', 'bus service', 'steel output', 'tourist season',
  'tax revenue', 'library budget'];
const places = ['northern valleys', 'river towns', 'coastal parishes', 'upland districts', 'old mining belt', 'island group',
  'capital region', 'southern plains'];
const causes = ['a dry spring', 'new machinery', 'cheaper credit', 'a change of law', 'younger settlers', 'a poor road',
  'careful planning', 'a long strike'];
const shapes = [
  { kind: 'forecast', certainty: 'likely', write: (s, p, n) => `The ${s} of the ${p} will probably grow by ${n} units before the decade ends` },
  { kind: 'forecast', certainty: 'possible', write: (s, p, n) => `The ${s} of the ${p} could shrink to ${n} units if prices fall` },
  { kind: 'fact', certainty: 'certain', write: (s, p, n) => `The ${s} of the ${p} was counted at ${n} units last year` },
  { kind: 'fact', certainty: 'unstated', write: (s, p, n) => `In the ${p} the ${s} stands at ${n} units according to the register` },
  { kind: 'cause', certainty: 'very_likely', write: (s, p, n) => `The ${s} of the ${p} reached ${n} units because of ${pick(causes)}` },
  { kind: 'evaluation', certainty: 'unstated', write: (s, p, n) => `At ${n} units the ${s} of the ${p} is far too small` },
  { kind: 'recommendation', certainty: 'unstated', write: (s, p, n) => `The council ought to bring the ${s} of the ${p} to ${n} units` },
  { kind: 'comparison', certainty: 'unlikely', write: (s, p, n) => `The ${s} of the ${p} is larger by ${n} units than the one next to it` },
];

async function line(value) {
  if (!process.stdout.write(JSON.stringify(value) + '\n'))
    await once(process.stdout, 'drain');
}

const tags = [];
for (let top = 0; top < 10; top++) {
  tags.push({ slug: `field-${top}`, label: `Field ${top}` });
  for (let below = 0; below < 9; below++)
    tags.push({ slug: `field-${top}-part-${below}`, label: `Part ${below} of field ${top}`, broader: `field-${top}` });
}
const leaves = tags.filter((tag) => tag.broader).map((tag) => tag.slug);
const entities = [];
for (let i = 0; i < ENTITIES; i++)
  entities.push({ slug: `office-${i}`, name: `Office ${i}`, kind: i % 4 === 0 ? 'place' : 'organization', aliases: [{ text: `Bureau ${i}` }] });
await line({ tags, entities });

const rareEvery = Math.max(1, Math.floor(count / 10));
for (let first = 0; first < count; first += CLAIMS_PER_ARTICLE) {
  const claims = [];
  const paragraphs = [];
  for (let i = first; i < Math.min(count, first + CLAIMS_PER_ARTICLE); i++) {
    const shape = pick(shapes);
    const rare = i % rareEvery === 0 && i / rareEvery < 10 ? ', zirconium included' : '';
    const quote = shape.write(pick(subjects), pick(places), 10000 + i) + rare;
    const claim = { quote, text: `It was stated that ${quote[0].toLowerCase()}${quote.slice(1)}.`, kind: shape.kind, certainty: shape.certainty,
      subjects: [{ entity: `office-${draw(ENTITIES)}` }], tags: [...new Set([pick(leaves), pick(leaves)])] };
    if (draw(3) === 0)
      claim.holder = { entity: `office-${draw(ENTITIES)}`, text: 'the office', commitment: pick(['endorses', 'reports', 'doubts']) };
    if (shape.kind === 'forecast')
      claim.horizon = { by: String(2026 + draw(30)) };
    claims.push(claim);
    if (i % 5 === 0)
      paragraphs.push([]);
    paragraphs.at(-1).push(`${quote}.`);
  }
  const number = first / CLAIMS_PER_ARTICLE;
  await line({ articles: [{ title: `Report ${number} on the districts`, language: 'en', published_at: `${2000 + (number % 26)}`,
    body: paragraphs.map((sentences) => sentences.join(' ')).join('\n\n'), claims }] });
}
