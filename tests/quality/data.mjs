// The development files (../shared/data/dev, or $CLAIMD_SHARED_DATA/dev): read where they are, never copied.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const folder = join(process.env.CLAIMD_SHARED_DATA ?? join(root, '..', 'shared', 'data'), 'dev');

export const isHere = existsSync(join(folder, 'gum.jsonl.gz'));

const read = (name) => gunzipSync(readFileSync(join(folder, name))).toString('utf8');
export const lines = (name) => read(name).split('\n').filter((line) => line !== '').map((line) => JSON.parse(line));

/** Sentences of a .bio file: [{words, labels}]. */
export const bio = (name) =>
  read(name).split(/\n\s*\n/).filter((part) => part.trim() !== '').map((part) => {
    const rows = part.trim().split('\n').map((line) => line.split('\t'));
    return { words: rows.map((row) => row[0]), labels: rows.map((row) => row[1]) };
  });

/** Rows of a .csv file as objects; RFC 4180. */
export const csv = (name) => {
  const rows = [[]];
  for (const [, quoted, plain, end] of read(name).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  const [head, ...rest] = rows;
  return rest.filter((row) => row.length === head.length).map((row) => Object.fromEntries(row.map((value, i) => [head[i], value])));
};

/** Text by code points, as all offsets here count: cut(start, end), and from an offset of the JavaScript string. */
export class Points {
  constructor(text) {
    this.text = text;
    this.isPlain = !/[\ud800-\udbff]/.test(text);
    if (this.isPlain) return;
    this.unit = []; // of each code point
    this.point = new Uint32Array(text.length + 1);
    for (let at = 0; at < text.length; at += text.codePointAt(at) > 0xffff ? 2 : 1) {
      this.point.fill(this.unit.length, at, at + 2);
      this.unit.push(at);
    }
    this.point[text.length] = this.unit.length;
    this.unit.push(text.length);
  }
  cut(start, end) {
    return this.isPlain ? this.text.slice(start, end) : this.text.slice(this.unit[start], this.unit[end]);
  }
  toPoint(unit) {
    return this.isPlain ? unit : this.point[unit];
  }
  get count() {
    return this.isPlain ? this.text.length : this.unit.length - 1;
  }
}
