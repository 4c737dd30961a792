// Conditions: clauses of gum that begin with "if". Those with the relation contingency-condition are wanted; found is a claim's condition
// that begins at the clause. Conditions that begin elsewhere are not asked for.
import { lines, Points } from './data.mjs';
import { analyse } from './driver.mjs';
import { Score } from './score.mjs';

export const measure = async ({ show }) => {
  const texts = lines('gum.jsonl.gz');
  const score = new Score();
  analyse(texts.map(({ body, blocks }) => ({ body, blocks }))).forEach(({ claims }, i) => {
    const points = new Points(texts[i].body);
    const clauses = texts[i].edus.filter(({ start, end }) => /^if\b/i.test(points.cut(start, end)));
    const starts = new Set(clauses.map(({ start }) => start));
    const wanted = clauses.filter(({ relation }) => relation === 'contingency-condition').map(({ start }) => start);
    const found = [...new Set(claims.filter(({ condition }) => condition !== null && starts.has(condition.start)).map(({ condition }) => condition.start))];
    score.add(wanted.map(String), found.map(String));
    if (!show) return;
    for (const { start, end, relation } of clauses) {
      const isWanted = wanted.includes(start);
      if (isWanted !== found.includes(start)) console.log(`${isWanted ? '-' : '+'} ${relation} ${JSON.stringify(points.cut(Math.max(0, start - 60), end))}`);
    }
  });
  return [
    { name: 'conditions gum precision', ours: score.precision, aim: 0.9, count: score.found, floor: 0.9 },
    { name: 'conditions gum recall', ours: score.recall, aim: 0.9, count: score.wanted, floor: 0.9 },
  ];
};
