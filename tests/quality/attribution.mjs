// Attribution: clauses of gum with a relation attribution-* name the source of what somebody says or thinks. Right is a cue (a reason
// whose rule begins with "attribution") that stands in one; found are such clauses with a cue of ours. Not only holders count,
// since I and we have none: they are the author.
import { lines, Points } from './data.mjs';
import { analyse } from './driver.mjs';

export const measure = async ({ show }) => {
  const texts = lines('gum.jsonl.gz');
  let wanted = 0;
  let reached = 0;
  let found = 0;
  let right = 0;
  analyse(texts.map(({ body, blocks }) => ({ body, blocks }))).forEach(({ claims }, i) => {
    const points = new Points(texts[i].body);
    const clauses = texts[i].edus.filter(({ relation }) => relation.startsWith('attribution'));
    const reasons = claims.flatMap(({ why }) => why.filter(({ rule }) => rule.startsWith('attribution')));
    const cues = new Map(reasons.map((reason) => [reason.start, reason]));
    const isIn = (cue, clause) => cue.start >= clause.start && cue.start < clause.end;
    for (const cue of cues.values()) {
      found++;
      if (clauses.some((clause) => isIn(cue, clause))) right++;
      else if (show) console.log(`+ ${cue.text} ${JSON.stringify(points.cut(Math.max(0, cue.start - 60), cue.end + 60))}`);
    }
    for (const clause of clauses) {
      wanted++;
      if ([...cues.values()].some((cue) => isIn(cue, clause))) reached++;
      else if (show) console.log(`- ${JSON.stringify(points.cut(clause.start, clause.end))} ${JSON.stringify(points.cut(clause.end, clause.end + 60))}`);
    }
  });
  return [
    { name: 'attribution gum precision', ours: found === 0 ? 0 : right / found, aim: 0.8, count: found, floor: 0.8 },
    { name: 'attribution gum recall', ours: reached / wanted, aim: 0.55, count: wanted, floor: 0.55 },
  ];
};
