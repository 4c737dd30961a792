// A record as a flat list of what a reader would call its fields, each as text or as a list of texts.
import { anchorStates, certainties, commitments, entityKinds, kinds, risks, statuses } from '../words.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };
export type Fields = { readonly [name: string]: Json };

export interface Leaf {
  label: string;
  value: string | readonly string[];
}

/** What is made from other fields, belongs to the history itself, or is a position: it says nothing to a reader. */
const silent = new Set(['id', 'revision', 'created_at', 'updated_at', 'created_by', 'article', 'body_sha256', 'probability', 'prefix', 'suffix', 'was', 'start', 'end', 'decided_at']);

const labels: Readonly<Record<string, string>> = {
  about_author: 'About the author',
  anchor: 'Words',
  'anchor · exact': 'Words',
  'anchor · risk': 'Risk',
  'anchor · state': 'What became of its words',
  authors: 'Authors',
  canonical_url: 'Canonical address',
  'condition · text': 'Condition',
  decided_by: 'Decided by',
  guessed: 'Guessed fields',
  'holder · commitment': 'What the author takes of it',
  'holder · cue · text': 'Words that say who holds it',
  'holder · entity': 'Holder, the entity',
  'holder · text': 'Holder',
  'holder · via': 'Through whom it came',
  'horizon · by': 'By when',
  'horizon · text': 'By when, in words',
  license: 'Licence',
  objects: 'Involves',
  polarity: 'Says that it',
  published_at: 'Published',
  same_as: 'The same elsewhere',
  subjects: 'About',
  text: 'Claim',
  url: 'Address',
  variant_of: 'Another copy of',
  word_count: 'Words in the text',
};

const tables: Readonly<Record<string, Readonly<Record<string, { label: string }>>>> = {
  certainty: certainties,
  commitment: commitments,
  kind: { ...kinds, ...entityKinds },
  polarity: { affirmed: { label: 'is so' }, negated: { label: 'is not so' } },
  risk: risks as never,
  state: anchorStates,
  status: statuses,
};

export function labelOf(path: readonly string[]): string {
  const whole = path.join(' · ');
  const words = (labels[whole] ?? whole).replaceAll('_', ' ');
  return words[0]?.toUpperCase() + words.slice(1);
}

function scalar(name: string, value: boolean | number | string): string {
  if (name === 'risk') return risks[value as keyof typeof risks] ?? String(value);
  return tables[name]?.[String(value)]?.label ?? String(value);
}

/** An item of a list in one line: its name and what else it says. */
function itemText(name: string, item: Json): string {
  if (item === null) return '';
  if (typeof item !== 'object') return scalar(name, item);
  if (Array.isArray(item)) return item.map((one) => itemText(name, one as Json)).join(', ');
  const { name: called, text, rule, entity, ...rest } = item as Fields;
  const main = [called, rule, text].filter((one) => typeof one === 'string' && one !== '').join(': ') || (typeof entity === 'string' ? entity : '');
  const more = Object.entries(rest).flatMap(([key, value]) => (value === null || value === false || silent.has(key) ? [] : [value === true ? key : scalar(key, value as string)]));
  return more.length > 0 ? `${main} (${more.join(', ')})` : main;
}

export function leavesOf(record: Fields, path: readonly string[] = []): Leaf[] {
  return Object.entries(record).flatMap(([name, value]): Leaf[] => {
    if (silent.has(name) || value === null || value === '') return [];
    const here = [...path, name];
    if (Array.isArray(value)) {
      const items = value.map((item) => itemText(name, item as Json)).filter(Boolean);
      return items.length > 0 ? [{ label: labelOf(here), value: items }] : [];
    }
    if (typeof value === 'object') return leavesOf(value as Fields, here);
    return [{ label: labelOf(here), value: scalar(name, value) }];
  });
}

export interface Change {
  label: string;
  before: Leaf['value'] | undefined;
  after: Leaf['value'] | undefined;
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What differs between two states of a record, in the order of its fields. */
export function changesBetween(before: Fields, after: Fields): Change[] {
  const [old, now] = [leavesOf(before), leavesOf(after)];
  const labelsInOrder = new Set([...now, ...old].map(({ label }) => label));
  const find = (leaves: Leaf[], label: string) => leaves.find((leaf) => leaf.label === label)?.value;
  const changes = [...labelsInOrder].map((label): Change => ({ label, before: find(old, label), after: find(now, label) }));
  const places = [before, after].map((record) => {
    const { start, end } = (record['anchor'] ?? {}) as { start?: number; end?: number };
    return start === undefined ? undefined : `${start} to ${end}`;
  });
  if (places[0] !== places[1]) changes.push({ label: 'Place in the text', before: places[0], after: places[1] });
  return changes.filter(({ before: a, after: b }) => !same(a, b));
}
