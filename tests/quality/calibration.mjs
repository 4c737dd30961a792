// Whether confidence means what it says: of what is stated with 0.8, about 80% should be right.
//
//   node tests/quality/run.mjs calibration [--show]     the figures; --show prints the bands and the tables
//   node tests/quality/calibration.mjs --write          makes src/text/confidences.def anew, from which the program states
//
// What is right:
//   mentions   persons, places and organisations in crossner (span and kind, as names.mjs has them) and gum (a named mention of that
//              type begins or ends with it)
//   claims     of the sentences of gum in judged.jsonl (judged.mjs): place, kind, certainty and polarity. Of the kind cause
//              causal-news says more: whether the sentence states one
// The sentences for tuning and the case files in tests/text are left out: the rules know them, and all is right there.
//
// A mention's confidence is the share of its rule and kind; a claim's is the share of its place (how its words were cut) times the
// least share of the rules that found kind, certainty and polarity. A share of few cases is drawn to that of its like (`shrunk`).
//
// Cross-validation: each fifth of the documents is stated by shares counted in the other four. Ten bands of what is stated; a band's gap
// is between the mean stated and the share that is right; bands of fewer than LEAST are left out.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { csv, root } from './data.mjs';
import { analyse } from './driver.mjs';
import { documents, isDemonym, isNamed, namesOf } from './gum.mjs';
import { judgedClaims } from './judged.mjs';
import { crossner, keys } from './names.mjs';

const LEAST = 30;
const FOLDS = 5;
// Cases that the share of its like counts as. Documents differ in what is said of names, so few of them say little; how claims are cut
// differs much from one sort to another.
const WEIGHTS = { name: 30, place: 3, rule: 5 };
const table = join(root, 'src', 'text', 'confidences.def');

const share = (items) => (items.length === 0 ? 0 : items.filter(({ isRight }) => isRight).length / items.length);
const shrunk = (items, like, weight) => (items.filter(({ isRight }) => isRight).length + weight * like) / (items.length + weight);

/** Items by a key: {key: [items]}. */
const groups = (items, key) => {
  const map = new Map();
  for (const one of items) map.set(key(one), [...(map.get(key(one)) ?? []), one]);
  return map;
};

// --- mentions: {rules, kind, confidence, isRight, fold} ---

// The data do not say where a place means its government.
const isMetonym = ({ rules }) => ['seat-of-power', 'capital-as-government', 'capital-as-elsewhere'].includes(rules);
const isAsked = (one) => isNamed(one) && !isDemonym(one) && !isMetonym(one);

const mentionItems = () => {
  const items = [];
  const texts = crossner(true);
  analyse(texts).forEach((analysis, i) => {
    const wanted = new Set(keys(texts[i].wanted));
    for (const one of namesOf(analysis)) if (isAsked(one)) items.push({ ...one, isRight: wanted.has(keys([one])[0]), fold: i % FOLDS });
  });
  documents().forEach(({ found, isName }, i) => {
    for (const one of found) if (isAsked(one)) items.push({ ...one, isRight: isName(one, one.kind), fold: i % FOLDS });
  });
  return items;
};

/** What states the confidence of a mention, counted in items. */
const mentionShares = (items) => {
  const all = share(items);
  const byRule = groups(items, ({ rules }) => rules);
  const byBoth = groups(items, ({ rules, kind }) => `${rules}: ${kind}`);
  const ofRule = (rules) => shrunk(byRule.get(rules) ?? [], all, WEIGHTS.name);
  return { ofRule, of: ({ rules, kind }) => shrunk(byBoth.get(`${rules}: ${kind}`) ?? [], ofRule(rules), WEIGHTS.name) };
};

// --- claims: {place, rules, kind, confidence, isPlaced, isRight, fold} ---

const kindRules = ['cause', 'comparison', 'comparison-as', 'comparison-superlative', 'comparison-than', 'definition', 'definition-apposition',
  'definition-is-a', 'evaluation', 'evaluation-called', 'fact', 'forecast', 'forecast-likely', 'question', 'recommendation', 'recommendation-order'];
const otherRules = ['certainty', 'certainty-number', 'denied', 'negation', 'negation-rest', 'saying-negated'];
const stated = [...kindRules, ...otherRules].sort();

/** The rules of a claim that have a share. A fact has no rule of its own. */
const rulesOf = (claim) => [...(claim.kind === 'fact' ? ['fact'] : []), ...claim.why.map(({ rule }) => rule).filter((rule) => stated.includes(rule))];

const claimItems = () => judgedClaims().map((one, i) => ({ ...one, rules: rulesOf(one.claim), kind: one.claim.kind, confidence: one.claim.confidence, fold: one.document % FOLDS, i }));

/** Causes of causal-news as items whose place is taken for right. */
const causeItems = () => {
  const rows = csv('causal-news.csv.gz');
  return analyse(rows.map(({ text }) => ({ text }))).flatMap(({ claims }, i) =>
    claims.filter(({ kind }) => kind === 'cause').slice(0, 1).map((claim) => ({ rules: rulesOf(claim), isPlaced: true, isRight: rows[i].label === '1', fold: i % FOLDS })));
};

const places = ['whole', 'part', 'short', 'long', 'relative', 'explains', 'rest'];

const claimShares = (claims, causes) => {
  const placed = claims.map((one) => ({ ...one, isRight: one.isPlaced }));
  const known = [...claims, ...causes].filter(({ isPlaced }) => isPlaced);
  const allPlaced = share(placed);
  const all = share(claims.filter(({ isPlaced }) => isPlaced));
  const byPlace = groups(placed, ({ place }) => place);
  const family = (rule) => rule.split('-')[0];
  const having = (isIt) => known.filter(({ rules }) => rules.some(isIt));
  const ofFamily = new Map(stated.map((rule) => [family(rule), shrunk(having((other) => family(other) === family(rule)), all, WEIGHTS.rule)]));
  const ofHaving = new Map(stated.map((rule) => [rule, shrunk(having((other) => other === rule), ofFamily.get(family(rule)), WEIGHTS.rule)]));
  // Then of those that no rule less sure than it has found, since the least sure one states the confidence.
  const least = ({ rules }) => rules.reduce((low, rule) => (low === undefined || ofHaving.get(rule) < ofHaving.get(low) ? rule : low), undefined);
  const byLeast = groups(known, least);
  const ofRule = new Map(stated.map((rule) => [rule, shrunk(byLeast.get(rule) ?? [], ofHaving.get(rule), WEIGHTS.rule)]));
  const ofPlace = (place) => shrunk(byPlace.get(place) ?? [], allPlaced, WEIGHTS.place);
  return { ofPlace, ofRule: (rule) => ofRule.get(rule), of: ({ place, rules }) => ofPlace(place) * Math.min(1, ...rules.map((rule) => ofRule.get(rule))) };
};

// --- bands ---

const bandsOf = (items) =>
  Array.from({ length: 10 }, (_, band) => items.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10 + 1e-6)) === band))
    .filter((band) => band.length >= LEAST)
    .map((band) => ({ count: band.length, stated: band.reduce((sum, one) => sum + one.confidence, 0) / band.length, measured: share(band) }));

const meanGap = (bands) => (bands.length === 0 ? NaN : bands.reduce((sum, { stated, measured }) => sum + Math.abs(stated - measured), 0) / bands.length);

/** Items with the confidence that shares counted in the other folds state. */
const crossed = (items, fit) => Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
  const shares = fit((list) => list.filter((one) => one.fold !== fold));
  return items.filter((one) => one.fold === fold).map((one) => ({ ...one, confidence: shares.of(one) }));
});

const showBands = (name, bands) => {
  console.log(`${name.padEnd(34)} stated  measured  of`);
  for (const { count, stated: said, measured } of bands) console.log(`${''.padEnd(34)} ${said.toFixed(3)}   ${measured.toFixed(3)}     ${count}`);
};

const showRules = (items) => {
  for (const [name, list] of [...groups(items, (one) => `${one.rules}: ${one.kind}`)].sort(([a], [b]) => (a < b ? -1 : 1)))
    console.log(`${name.padEnd(60)} ${String(list.length).padStart(6)}  right ${share(list).toFixed(3)}`);
};

// --- the table that the program states by ---

const nameRules = () => {
  const header = readFileSync(join(root, 'include', 'claimd', 'name.h'), 'utf8');
  return [...header.matchAll(/X\((\w+), +"([^"]+)"\)/g)].map(([, id, word]) => ({ id, word }));
};

const written = (mentions, claims, causes) => {
  const ofMentions = mentionShares(mentions);
  const ofClaims = claimShares(claims, causes);
  const number = (value) => `${Math.min(0.99, value).toFixed(2)}F`;
  const kinds = ['person', 'organization', 'place'];
  const rules = nameRules().filter(({ word }) => mentions.some((one) => one.rules === word));
  return [
    '/* Made by `node tests/quality/calibration.mjs --write`; what was counted: there. */',
    '',
    '/* rule, person, organization, place */',
    ...rules.map(({ id, word }) => `NAME_SHARE(${id}, ${kinds.map((kind) => number(ofMentions.of({ rules: word, kind }))).join(', ')})`),
    '',
    '/* how a claim was cut */',
    ...places.map((place) => `PLACE_SHARE(${place.toUpperCase()}, ${number(ofClaims.ofPlace(place))})`),
    '',
    '/* rules that had a part in it */',
    ...stated.map((rule) => `RULE_SHARE(${rule.toUpperCase().replaceAll('-', '_')}, ${number(ofClaims.ofRule(rule))})`),
    '',
  ].join('\n');
};

/** The greatest difference between a number of the table and what would be written now. */
const drift = (now) => {
  const numbers = (text) => new Map(text.split('\n').map((line) => line.match(/^(\w+\([^,]+), (.*)\)$/)).filter(Boolean).map(([, key, list]) => [key, list.split(', ').map(parseFloat)]));
  const [a, b] = [numbers(readFileSync(table, 'utf8')), numbers(now)];
  if ([...b.keys()].some((key) => !a.has(key))) return Infinity;
  return Math.max(...[...b].flatMap(([key, list]) => list.map((value, i) => Math.abs(value - a.get(key)[i]))));
};

export const measure = async ({ show }) => {
  const [mentions, claims, causes] = [mentionItems(), claimItems(), causeItems()];
  const crossedMentions = crossed(mentions, (others) => mentionShares(others(mentions)));
  const crossedClaims = crossed(claims, (others) => claimShares(others(claims), others(causes)));
  const bands = {
    'mentions, as the program states': bandsOf(mentions),
    'mentions, cross-validated': bandsOf(crossedMentions),
    'claims, as the program states': bandsOf(claims),
    'claims, cross-validated': bandsOf(crossedClaims),
    'all, cross-validated': bandsOf([...crossedMentions, ...crossedClaims]),
  };
  if (show) {
    showRules(mentions);
    showRules(claims.map((one) => ({ ...one, rules: one.place, isRight: one.isPlaced, kind: 'claims cut so' })));
    showRules(claims.filter(({ isPlaced }) => isPlaced).flatMap((one) => one.rules.map((rule) => ({ ...one, rules: rule, kind: 'claims with kind, certainty and polarity' }))));
    for (const [name, list] of Object.entries(bands)) showBands(name, list);
  }
  const counts = { mentions: mentions.length, claims: claims.length, all: mentions.length + claims.length };
  return [
    ...Object.entries(bands).map(([name, list]) => ({ name: `calibration ${name}: mean gap`, ours: meanGap(list), aim: 0.07, floor: 0.07, count: counts[name.split(',')[0]], isLower: true })),
    { name: 'calibration of claims, share right', ours: share(claims), count: claims.length, floor: 0.7 },
    { name: 'calibration table: farthest from today', ours: drift(written(mentions, claims, causes)), floor: 0.05, isLower: true },
  ];
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv[2] !== '--write') {
    console.error('usage: node tests/quality/calibration.mjs --write');
    process.exit(2);
  }
  writeFileSync(table, written(mentionItems(), claimItems(), causeItems()));
}
