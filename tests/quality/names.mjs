// Names of people, places and organisations.
//
// crossner: Wikipedia sentences on politics, span and kind right. Its types stand for ours as in `kinds`; names of other types
// (elections, events, other) are left out on both sides only as far as nobody is asked for them: one of ours that is no person,
// place or organisation is not counted, one that is counts as wrong where no such name stands. Adjectives and demonyms
// ("Russian"), which it does not hold to be names, are left out. The tokens are joined as people write; `tokens` is the same with a
// space between all of them.
//
// gum: mentions that are names as a whole (behind an article or a title, before a possessive), of its types person, place and
// organization. Found is one of ours with the same end that begins inside; found with the kind right is another figure.
import { bio, Points } from './data.mjs';
import { analyse } from './driver.mjs';
import { documents, isDemonym, isNamed, namesOf } from './gum.mjs';
import { Score } from './score.mjs';

const kinds = {
  politician: 'person',
  person: 'person',
  politicalparty: 'organization',
  organisation: 'organization',
  country: 'place',
  location: 'place',
};

/** Tokens as text, with the place of each. */
const join = (words, isNatural) => {
  let text = '';
  const places = words.map((word, i) => {
    const isGlued = i === 0 || (isNatural && (/^(?:[.,;:!?)\]%]|['’]s$|n['’]t$)/.test(word) || /^[([$]$/.test(words[i - 1])));
    text += isGlued ? '' : ' ';
    const start = text.length;
    text += word;
    return [start, text.length];
  });
  return { text, places };
};

export const crossner = (isNatural) =>
  bio('crossner-politics.bio.gz').map(({ words, labels }) => {
    const { text, places } = join(words, isNatural);
    const points = new Points(text);
    const wanted = [];
    for (let i = 0; i < labels.length; i++) {
      if (!labels[i].startsWith('B-')) continue;
      const type = labels[i].slice(2);
      let last = i;
      while (labels[last + 1] === `I-${type}`) last++;
      if (kinds[type]) wanted.push({ start: points.toPoint(places[i][0]), end: points.toPoint(places[last][1]), kind: kinds[type] });
    }
    return { text, points, body: text, blocks: [{ kind: 'paragraph', start: 0, end: points.count }], wanted };
  });

export const keys = (names) => names.map(({ start, end, kind }) => `${start}-${end} ${kind}`);

const showWrong = ({ points, wanted }, found) => {
  const [ours, theirs] = [new Set(keys(found)), new Set(keys(wanted))];
  for (const one of wanted) if (!ours.has(keys([one])[0])) console.log(`- ${one.kind} ${JSON.stringify(points.cut(one.start, one.end))} in ${points.text}`);
  for (const one of found)
    if (!theirs.has(keys([one])[0])) console.log(`+ ${one.kind} ${JSON.stringify(points.cut(one.start, one.end))} (${one.rules} ${one.confidence}) in ${points.text}`);
};

const scoreOurs = (texts, show) => {
  const score = new Score();
  analyse(texts).forEach((analysis, i) => {
    const found = namesOf(analysis).filter((name) => isNamed(name) && !isDemonym(name));
    score.add(keys(texts[i].wanted), keys(found));
    if (show) showWrong(texts[i], found);
  });
  return score;
};

const scoreRival = (rival, texts) => {
  const score = new Score();
  for (const { text, points, wanted } of texts)
    score.add(keys(wanted), keys(rival.names(text).map((one) => ({ ...one, start: points.toPoint(one.start), end: points.toPoint(one.end) }))));
  return score;
};

/** gum: [name, ours, aim, floor]. */
const onGum = (show) => {
  let wanted = 0;
  let reached = 0;
  let kindRight = 0;
  let found = 0;
  let right = 0;
  for (const document of documents()) {
    wanted += document.names.length;
    for (const { name, mention } of document.pairs) {
      reached++;
      if (name.type === mention.kind) kindRight++;
    }
    for (const mention of document.found.filter((one) => isNamed(one) && !isDemonym(one))) {
      found++;
      if (document.isName(mention)) right++;
      else if (show) console.log(`+ gum ${mention.kind} ${JSON.stringify(document.points.cut(mention.start, mention.end))} (${mention.rules} ${mention.confidence}) ${JSON.stringify(document.points.cut(Math.max(0, mention.start - 30), mention.end + 20))}`);
    }
    if (show)
      for (const name of document.missed) console.log(`- gum ${name.type} ${JSON.stringify(document.points.cut(name.start, name.end))} ${JSON.stringify(document.points.cut(Math.max(0, name.start - 30), name.end + 20))}`);
  }
  return [
    { name: 'names gum recall', ours: reached / wanted, count: wanted, floor: 0.8 },
    { name: 'names gum precision', ours: found === 0 ? 0 : right / found, count: found, floor: 0.88 },
    { name: 'names gum kind right, of those found', ours: reached === 0 ? 0 : kindRight / reached, count: reached, floor: 0.82 },
  ];
};

export const measure = async ({ rivals, show }) => {
  const rows = [];
  for (const [name, texts, aim, floor] of [
    ['names crossner F1, span and kind', crossner(true), 0.68, 0.79],
    ['names crossner F1, tokens', crossner(false), 0.68, 0.79],
  ]) {
    const ours = scoreOurs(texts, show);
    const beside = Object.fromEntries(rivals.filter((one) => one.names).map((one) => [one.name, scoreRival(one, texts).f1]));
    rows.push({ name, ours: ours.f1, aim, floor, count: ours.wanted, rivals: beside });
    rows.push({ name: name.replace('F1, span and kind', 'precision').replace('F1, tokens', 'precision, tokens'), ours: ours.precision, count: ours.found, floor: 0.78 });
  }
  return [...rows, ...onGum(show)];
};
