// Speed on the bodies of gum, MB of UTF-8 a second of processor time on one core: the whole analysis of ours, and what each rival is
// asked for in the other measures. The figures beside are the rivals' own; the second row of a pair is how many times theirs ours is.
import { lines } from './data.mjs';
import { speed } from './driver.mjs';

const SECONDS = 3;

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

/** MB/s of a function over the blocks, again and again until enough time is gone. */
const speedOf = (read, texts) => {
  let bytes = 0;
  const start = cpuSeconds();
  while (cpuSeconds() - start < SECONDS)
    for (const text of texts) {
      try {
        read(text);
      } catch {
        // sbd ends with an error on some texts
      }
      bytes += Buffer.byteLength(text);
      if (cpuSeconds() - start >= SECONDS) break;
    }
  return bytes / (cpuSeconds() - start) / 1e6;
};

const rowsFor = (name, ours, task, rivals, texts) => {
  const beside = Object.fromEntries(rivals.filter((rival) => rival[task]).map((rival) => [rival.name, speedOf(rival[task], texts)]));
  const times = Object.fromEntries(Object.entries(beside).map(([rival, theirs]) => [rival, ours / theirs]));
  const fastest = Math.max(...Object.values(beside));
  return [
    { name: `speed ${name}, MB/s`, ours, rivals: beside },
    { name: `speed ${name}, times each rival`, ours: Object.keys(beside).length === 0 ? null : ours / fastest, aim: 20, rivals: times },
  ];
};

/** One text of 2 MB: all bodies, again and again. */
const large = (documents) => {
  const all = Buffer.from(documents.map(({ body }) => body).join('\n\n'));
  return Buffer.concat(Array(5).fill(all)).subarray(0, 2e6).toString('utf8').replace(/\ufffd+$/, '');
};

export const measure = async ({ rivals }) => {
  const documents = lines('gum.jsonl.gz');
  const texts = documents.map(({ body, blocks }) => ({ body, blocks }));
  const blocks = documents.flatMap(({ body }) => body.split('\n\n'));
  const whole = speed(texts, 'speed');
  return [
    { name: 'speed whole analysis, MB/s', ours: whole, aim: 20 },
    { name: 'speed article of 2 MB, seconds', ours: 2 / speed([{ text: large(documents) }], 'speed'), aim: 1, isLower: true },
    ...rowsFor('sentences', speed(texts, 'speed-sentences'), 'sentences', rivals, blocks),
    ...rowsFor('names (ours: all)', whole, 'names', rivals, blocks),
  ];
};
