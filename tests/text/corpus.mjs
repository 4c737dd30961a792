// corpus.mjs: the annotated passages as check.mjs and score.mjs read them. Format and guide: README.md beside this file.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const sets = ['tuning', 'mended', 'fresh', 'later', 'unseen'];

/** The words of the model, in its order. */
export const words = {
  kind: ['fact', 'cause', 'forecast', 'evaluation', 'recommendation', 'comparison', 'definition', 'question'],
  certainty: ['almost_no_chance', 'very_unlikely', 'unlikely', 'roughly_even', 'likely', 'very_likely', 'almost_certain', 'certain',
    'possible', 'unstated'],
  polarity: ['affirmed', 'negated'],
  entity: ['person', 'organization', 'place', 'group', 'event', 'work', 'facility', 'concept', 'other'],
};

/** [{path, text, file}] of a set below a folder; file is what the JSON says, or null where it is none. */
export function read(folder, set) {
  const place = join(folder, set);
  if (!existsSync(place)) return [];
  return readdirSync(place).filter((name) => name.endsWith('.json')).sort().map((name) => {
    const path = join(place, name);
    const text = readFileSync(path, 'utf8');
    try {
      return { path, text, file: JSON.parse(text) };
    } catch {
      return { path, text, file: null };
    }
  });
}

/** A file as it is committed: a sentence list, a claim, a mention to a line, so that a change shows as what it is. */
export function write({ genre, passages }) {
  const list = (name, items) => (items.length === 0 ? `"${name}": []` : `"${name}": [\n${items.map((one) => `        ${line(one)}`).join(',\n')}\n      ]`);
  const passage = ({ id, published_at, body, sentences, claims, mentions }) => `    {
      "id": ${line(id)},
      "published_at": ${line(published_at)},
      "body": ${line(body)},
      "sentences": ${line(sentences)},
      ${list('claims', claims)},
      ${list('mentions', mentions)}
    }`;
  return `{\n  "genre": ${line(genre)},\n  "passages": [\n${passages.map(passage).join(',\n')}\n  ]\n}\n`;
}

/** JSON on one line, with a space behind colons and commas. */
function line(value) {
  if (Array.isArray(value)) return `[${value.map(line).join(', ')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  return `{${Object.entries(value).filter(([, one]) => one !== undefined).map(([name, one]) => `${JSON.stringify(name)}: ${line(one)}`).join(', ')}}`;
}
