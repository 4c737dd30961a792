// Claims on the annotated sentences for tuning (tests/text/README.md says what is counted): what the rules know must not get lost. It
// says nothing of other text.
import { join } from 'node:path';
import { read } from '../text/corpus.mjs';
import { rates, score } from '../text/score.mjs';
import { root } from './data.mjs';
import { analyse } from './driver.mjs';

const share = ({ right, count }) => right / count;

export const measure = async ({ show }) => {
  const passages = read(join(root, 'tests', 'text'), 'tuning').flatMap(({ file }) => file.passages.map((passage) => ({ ...passage, genre: file.genre })));
  const answers = analyse(passages.map(({ body, published_at }) => ({ text: body, ...(published_at === null ? {} : { published_at }) })));
  const miss = show ? (passage, what, wanted, found) => console.log(`${passage.id}: ${what}: ${JSON.stringify(wanted)} ${JSON.stringify(found)}`) : undefined;
  const counts = score(passages, answers, miss);
  const judged = (name) => ({ ours: share(counts.judged[name].all), count: counts.judged[name].all.count });
  return [
    { name: 'claims tuning F1', ours: rates(counts.claims).f1, aim: 0.85, floor: 0.97, count: counts.claims.wanted },
    { name: 'claims tuning kind', aim: 0.75, floor: 0.97, ...judged('kind') },
    { name: 'claims tuning certainty', aim: 0.85, floor: 0.97, ...judged('certainty') },
    { name: 'claims tuning polarity', aim: 0.95, floor: 0.97, ...judged('polarity') },
    { name: 'claims tuning holder', floor: 0.97, ...judged('holder') },
    { name: 'claims tuning condition', floor: 0.97, ...judged('condition') },
    { name: 'claims tuning horizon', floor: 0.97, ...judged('horizon') },
    { name: 'claims tuning mentions F1', ours: rates(counts.mentions).f1, floor: 0.92, count: counts.mentions.wanted },
  ];
};
