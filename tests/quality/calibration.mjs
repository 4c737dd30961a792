// Whether confidence means what it says: of mentions with a confidence around 0.8, about 80% should be right.
//
// Mentions of people, places and organisations in crossner (right: span and kind, as names.mjs has them) and gum (right: a named
// mention of that type begins or ends with it). Ten bands of stated confidence; the gap of a band is between the mean stated
// and the share that is right; bands of fewer than LEAST mentions are left out. "refitted" states for each rule what it reached in
// the other four fifths of the documents: what the table of confidences could be at best on text it was not made from.
import { analyse } from './driver.mjs';
import { documents, isDemonym, isNamed, namesOf } from './gum.mjs';
import { crossner, keys } from './names.mjs';

const LEAST = 20;
const FOLDS = 5;

/** [{confidence, rules, isRight, fold}] */
const mentions = () => {
  const items = [];
  const texts = crossner(true);
  analyse(texts).forEach((analysis, i) => {
    const wanted = new Set(keys(texts[i].wanted));
    for (const one of namesOf(analysis)) if (isNamed(one) && !isDemonym(one)) items.push({ ...one, isRight: wanted.has(keys([one])[0]), fold: i % FOLDS });
  });
  documents().forEach(({ found, isName }, i) => {
    for (const one of found) if (isNamed(one) && !isDemonym(one)) items.push({ ...one, isRight: isName(one, one.kind), fold: i % FOLDS });
  });
  return items;
};

const share = (items) => items.filter(({ isRight }) => isRight).length / items.length;

const bandsOf = (items) =>
  Array.from({ length: 10 }, (_, band) => items.filter(({ confidence }) => Math.min(9, Math.floor(confidence * 10 + 1e-6)) === band))
    .filter((band) => band.length >= LEAST)
    .map((band) => ({ count: band.length, stated: band.reduce((sum, one) => sum + one.confidence, 0) / band.length, measured: share(band) }));

const meanGap = (bands) => (bands.length === 0 ? 0 : bands.reduce((sum, { stated, measured }) => sum + Math.abs(stated - measured), 0) / bands.length);

const refitted = (items) =>
  items.map((one) => {
    const others = items.filter((other) => other.fold !== one.fold && other.rules === one.rules);
    return { ...one, confidence: others.length < 5 ? share(items) : share(others) };
  });

const showRules = (items) => {
  const nameOf = (one) => `${one.rules}: ${one.kind}`;
  for (const rules of [...new Set(items.map(nameOf))].sort()) {
    const list = items.filter((one) => nameOf(one) === rules);
    const stated = list.reduce((sum, one) => sum + one.confidence, 0) / list.length;
    console.log(`${rules.padEnd(60)} ${String(list.length).padStart(6)}  right ${share(list).toFixed(3)}  stated ${stated.toFixed(3)}`);
  }
};

export const measure = async ({ show }) => {
  const items = mentions();
  const bands = bandsOf(items);
  if (show) {
    showRules(items);
    for (const { count, stated, measured } of bands) console.log(`stated ${stated.toFixed(3)} measured ${measured.toFixed(3)} of ${count}`);
  }
  return [
    { name: 'calibration mentions, mean gap of bands', ours: meanGap(bands), aim: 0.07, floor: 0.07, count: items.length, isLower: true },
    { name: 'calibration mentions, refitted', ours: meanGap(bandsOf(refitted(items))), count: items.length, isLower: true },
  ];
};
