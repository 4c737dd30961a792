// Speed on the bodies of gum, MB of UTF-8 a second of the processor's time on one core. Like is compared with like:
//
//   sentences  ours: sentences alone; a rival's function that gives sentences
//   names      ours: tokens, sentences, mentions, who is who; a rival's people, places and organisations
//   whole      ours: all that, and claims with all they have; a rival's sentences, parts of speech of all words, and names
//
// A rival is given a block at a time, which is what it is made for, and as many as it reads in its turn; ours a document. They go in
// turns, and the median of the turns counts. A process of node has threads that collect garbage and compile, whose time is part of
// it. The second row of a pair is how many times the rival's speed ours is, and at its front the least of them.
import { lines } from './data.mjs';
import { speed } from './driver.mjs';

const TURNS = 3;
const TURN_SECONDS = 1.5;

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** A rival's function over the blocks: each call is a turn, which goes on where the last one ended, and gives MB/s. */
const reader = (read, blocks) => {
  let next = 0;
  return (seconds) => {
    let bytes = 0;
    const start = cpuSeconds();
    let used;
    do {
      const block = blocks[next++ % blocks.length];
      try {
        read(block);
      } catch {
        // sbd ends with an error on some texts
      }
      bytes += Buffer.byteLength(block);
      used = cpuSeconds() - start;
    } while (used < seconds);
    return bytes / used / 1e6;
  };
};

const rowsFor = (task, mode, texts, rivals, blocks) => {
  const readers = rivals.filter((rival) => rival[task]).map((rival) => ({ name: rival.name, turn: reader(rival[task], blocks), seen: [] }));
  const seen = [];
  for (const one of readers) one.turn(TURN_SECONDS / 3); // until it is compiled
  for (let i = 0; i < TURNS; i++) {
    seen.push(speed(texts, mode));
    for (const one of readers) one.seen.push(one.turn(TURN_SECONDS));
  }
  const ours = median(seen);
  const beside = Object.fromEntries(readers.map((one) => [one.name, median(one.seen)]));
  const times = Object.fromEntries(Object.entries(beside).map(([name, theirs]) => [name, ours / theirs]));
  const rows = [{ name: `speed ${task}, MB/s`, ours, aim: task === 'whole' ? 20 : undefined, rivals: beside }];
  if (readers.length > 0) rows.push({ name: `speed ${task}, times each rival`, ours: Math.min(...Object.values(times)), aim: 20, rivals: times });
  return rows;
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
  const rows = [
    ...rowsFor('sentences', 'speed-sentences', texts, rivals, blocks),
    ...rowsFor('names', 'speed-names', texts, rivals, blocks),
    ...rowsFor('whole', 'speed', texts, rivals, blocks),
    { name: 'speed article of 2 MB, seconds', ours: 2 / speed([{ text: large(documents) }], 'speed'), aim: 1, isLower: true },
  ];
  return rows.map((row) => ({ ...row, isOnlyShown: true })); // nothing fails for being slow on a busy machine
};
