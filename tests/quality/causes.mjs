// Causes: sentences of news (causal-news) that state one. A sentence is found where a claim in it has the kind cause, or a rule whose
// name begins with "cause" had a part in it. Tokens stand with spaces between them, as the file has them.
import { csv } from './data.mjs';
import { analyse } from './driver.mjs';

const isCause = ({ kind, why }) => kind === 'cause' || why.some(({ rule }) => rule.startsWith('cause'));

export const measure = async ({ show }) => {
  const rows = csv('causal-news.csv.gz');
  let wanted = 0;
  let found = 0;
  let right = 0;
  analyse(rows.map(({ text }) => ({ text }))).forEach(({ claims }, i) => {
    const isWanted = rows[i].label === '1';
    const causes = claims.filter(isCause);
    wanted += isWanted ? 1 : 0;
    found += causes.length > 0 ? 1 : 0;
    right += isWanted && causes.length > 0 ? 1 : 0;
    if (show && isWanted !== causes.length > 0)
      console.log(`${isWanted ? '-' : '+'} ${causes.flatMap(({ why }) => why.map(({ rule, text }) => `${rule}:${text}`)).join(' ')} ${rows[i].text}`);
  });
  return [
    { name: 'causes news precision', ours: found === 0 ? 0 : right / found, aim: 0.8, count: found, floor: 0.8 },
    { name: 'causes news recall', ours: right / wanted, count: wanted, floor: 0.08 },
  ];
};
