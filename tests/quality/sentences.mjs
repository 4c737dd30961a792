// Sentences, both ends right, on news-like text (gum) and web text (ewt, weblogs and newsgroups).
import { lines, Points } from './data.mjs';
import { analyse } from './driver.mjs';
import { places } from './rivals.mjs';
import { Score } from './score.mjs';

const spans = (list) => list.map(([start, end]) => `${start}-${end}`);

/** [{body, blocks, wanted: [[start, end]]}], offsets in code points. */
const gum = () => lines('gum.jsonl.gz').map(({ body, blocks, sentences }) => ({ body, blocks, wanted: sentences }));

const ewt = () =>
  lines('ewt-paragraphs.jsonl.gz')
    .filter(({ genre }) => genre === 'weblog' || genre === 'newsgroup')
    .map(({ text, ends }) => {
      const points = new Points(text);
      let start = 0;
      const wanted = ends.map((end) => {
        while (/^\s/.test(points.cut(start, start + 1))) start++;
        const one = [start, end];
        start = end;
        return one;
      });
      return { body: text, blocks: [{ kind: 'paragraph', start: 0, end: points.count }], wanted };
    });

const scoreOurs = (texts, show) => {
  const score = new Score();
  analyse(texts).forEach(({ sentences }, i) => {
    const found = sentences.map(({ start, end }) => [start, end]);
    score.add(spans(texts[i].wanted), spans(found));
    if (show) showWrong(texts[i], found);
  });
  return score;
};

// For who works on the rules: ends that are ours alone (+) and ends that we miss (-).
const showWrong = ({ body, wanted }, found) => {
  const points = new Points(body);
  const [ours, theirs] = [new Set(found.map((one) => one[1])), new Set(wanted.map((one) => one[1]))];
  for (const end of [...new Set([...ours, ...theirs])].sort((a, b) => a - b))
    if (ours.has(end) !== theirs.has(end))
      console.log(`${ours.has(end) ? '+' : '-'} ${JSON.stringify(points.cut(Math.max(0, end - 50), end))} || ${JSON.stringify(points.cut(end, end + 40))}`);
};

const scoreRival = (rival, texts) => {
  const score = new Score();
  for (const { body, blocks, wanted } of texts) {
    const points = new Points(body);
    const found = blocks.flatMap(({ start, end }) => {
      const block = points.cut(start, end);
      const inside = new Points(block);
      let pieces;
      try {
        pieces = rival.sentences(block);
      } catch {
        pieces = [block]; // sbd ends with an error on some; that is its answer
      }
      return places(block, pieces).map(([a, b]) => [start + inside.toPoint(a), start + inside.toPoint(b)]);
    });
    score.add(spans(wanted), spans(found));
  }
  return score;
};

export const measure = async ({ rivals, show }) => {
  const rows = [];
  for (const [name, texts, aim, floor] of [
    ['sentences gum F1', gum(), 0.955, 0.958],
    ['sentences ewt F1', ewt(), 0.81, 0.845],
  ]) {
    const ours = scoreOurs(texts, show);
    const beside = Object.fromEntries(rivals.filter((one) => one.sentences).map((one) => [one.name, scoreRival(one, texts).f1]));
    rows.push({ name, ours: ours.f1, aim, floor, count: ours.wanted, rivals: beside });
  }
  return rows;
};
