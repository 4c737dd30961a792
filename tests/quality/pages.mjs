// Pages: the main text of saved articles, and title, byline and date of saved pages.
//
// The main text is scored as scrapinghub/article-extraction-benchmark does (evaluate.py): words are runs of letters and digits;
// four in a row are compared as a bag; precision and recall are means over pages, and F1 is made from these means.
//
// Titles and bylines are Readability's of its own test pages (it is no rival there). A title is right when its words are the
// same, with or without the name of the site behind or before a mark. A byline is right when all words of our names are in it and are half
// of it at least, dates and "by" left aside: it holds what people do and where, too. A date is right on its day.
import { lines } from './data.mjs';
import { takeApart } from './driver.mjs';

const words = (text) => (text ?? '').match(/[\p{L}\p{N}_]+/gu) ?? [];
const folded = (text) => words((text ?? '').normalize('NFKC').toLowerCase());

const shingles = (text) => {
  const all = words(text);
  const bag = new Map();
  for (let i = 0; i < Math.max(1, all.length - 3); i++) {
    const key = all.slice(i, i + 4).join(' ');
    if (key !== '') bag.set(key, (bag.get(key) ?? 0) + 1);
  }
  return bag;
};

/** Shares of what was found that is wanted, and of what is wanted that was found. */
export const compare = (wanted, found) => {
  const [a, b] = [shingles(wanted), shingles(found)];
  let both = 0;
  for (const [key, n] of b) both += Math.min(n, a.get(key) ?? 0);
  const sum = (bag) => [...bag.values()].reduce((n, one) => n + one, 0);
  return { precision: sum(b) === 0 ? null : both / sum(b), recall: sum(a) === 0 ? null : both / sum(a) };
};

const mean = (values) => {
  const known = values.filter((value) => value !== null);
  return known.reduce((sum, value) => sum + value, 0) / known.length;
};

const f1 = (scores) => {
  const [precision, recall] = [mean(scores.map((one) => one.precision)), mean(scores.map((one) => one.recall))];
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
};

const sameTitle = (wanted, found) => {
  const ours = folded(found).join(' ');
  const parts = wanted.split(/\s+[|»·–—\-_:]+\s+|\s+[\[_]/u);
  const forms = [wanted];
  for (let i = 1; i < parts.length; i++) forms.push(wanted.slice(0, wanted.lastIndexOf(parts[i])), wanted.slice(wanted.indexOf(parts[i])));
  return ours !== '' && forms.some((one) => folded(one).join(' ') === ours);
};

const aside = /^(by|par|von|and|the|\d+|jan\w*|feb\w*|mar(ch)?|apr\w*|may|june?|july?|aug\w*|sep\w*|oct\w*|nov\w*|dec\w*)$/;
const sameByline = (wanted, names) => {
  const theirs = new Set(folded(wanted).filter((word) => !aside.test(word)));
  const ours = new Set(folded(names.join(' ')).filter((word) => !aside.test(word)));
  return ours.size > 0 && [...ours].every((word) => theirs.has(word)) && ours.size * 2 >= theirs.size;
};

const sameDay = (wanted, found) => wanted.slice(0, 10) === (found ?? '').slice(0, 10);

const share = (pages, field, isRight, show) => {
  const known = pages.filter(({ wanted }) => wanted[field]);
  const right = known.filter(isRight);
  if (show) for (const one of known) if (!right.includes(one)) console.log(`  ${field} of ${one.name}: ${JSON.stringify(one.wanted[field])} / ${JSON.stringify(one.found)}`);
  return { ours: right.length / known.length, count: known.length };
};

export function measure({ rivals, show }) {
  const articles = lines('articles.jsonl.gz');
  const scores = takeApart(articles).map((page, i) => compare(articles[i].body, page.body));
  const ours = f1(scores);
  if (show) scores.forEach((one, i) => (one.precision < 0.9 || one.recall < 0.9) && console.log(`  ${articles[i].url}: ${JSON.stringify(one)}`));
  const theirs = Object.fromEntries(rivals.filter((rival) => rival.page !== undefined)
    .map((rival) => [rival.name, f1(articles.map((one) => compare(one.body, rival.page(one.html).body)))]));
  const pick = (name) => Object.fromEntries(Object.entries(theirs).map(([rival, score]) => [rival, score[name]]));

  const saved = lines('pages.jsonl.gz');
  const pages = takeApart(saved).map((page, i) => ({ name: saved[i].name, wanted: saved[i].expected, page }));
  const title = share(pages.map((one) => ({ ...one, found: one.page.title })), 'title', ({ wanted, found }) => sameTitle(wanted.title, found), show);
  const byline = share(pages.map((one) => ({ ...one, found: one.page.authors })), 'byline', ({ wanted, found }) => sameByline(wanted.byline, found ?? []), show);
  const date = share(pages.map((one) => ({ ...one, found: one.page.published_at })), 'publishedTime', ({ wanted, found }) => sameDay(wanted.publishedTime, found), show);
  return [
    { name: 'main text, F1', ours: ours.f1, aim: 0.95, floor: 0.965, count: articles.length, rivals: pick('f1') },
    { name: 'main text, precision', ours: ours.precision, count: articles.length, rivals: pick('precision') },
    { name: 'main text, recall', ours: ours.recall, count: articles.length, rivals: pick('recall') },
    { name: 'pages, title', aim: 0.9, floor: 0.92, ...title },
    { name: 'pages, byline', aim: 0.75, floor: 0.78, ...byline },
    { name: 'pages, date', aim: 0.75, floor: 0.95, ...date },
  ];
}
