// What the colours of claims stand for. There are ten colours (styles/colours.css); a group has one of them.
import type { Claim, Entity } from '../app/api.ts';
import { type Certainty, certainties, type Kind, kinds } from '../words.ts';

export const colourModes = ['kind', 'certainty', 'holder'] as const;
export type ColourMode = (typeof colourModes)[number];

export const SLOTS = 10;

export interface Group {
  /** In the address when it is chosen. */
  key: string;
  label: string;
  about: string;
  slot: number;
  count: number;
}

const AUTHOR = 'author';
const OTHERS = 'others';

export function holderKey(claim: Claim): string {
  const { holder } = claim;
  if (!holder) return AUTHOR;
  return holder.entity ?? `"${(holder.text ?? '').toLowerCase()}"`;
}

function tally(claims: readonly Claim[], key: (claim: Claim) => string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const claim of claims) if (claim.status !== 'rejected') counts.set(key(claim), (counts.get(key(claim)) ?? 0) + 1);
  return counts;
}

function fixedGroups<K extends string>(words: Record<K, { label: string; about: string }>, counts: Map<string, number>): Group[] {
  return (Object.keys(words) as K[])
    .map((key, slot) => ({ key: key as string, ...words[key], slot, count: counts.get(key) ?? 0 }))
    .filter((group) => group.count > 0);
}

/** The author, those with the most claims, and all others together. */
function holderGroups(claims: readonly Claim[], entities: ReadonlyMap<string, Entity>): Group[] {
  const counts = tally(claims, holderKey);
  const label = (key: string) => entities.get(key)?.name ?? key.replaceAll('"', '');
  const others = [...counts].filter(([key]) => key !== AUTHOR).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const groups: Group[] = others.slice(0, SLOTS - 2).map(([key, count], i) => ({ key, label: label(key), about: '', slot: i + 1, count }));
  const own = counts.get(AUTHOR);
  if (own) groups.unshift({ key: AUTHOR, label: 'The author', about: 'says it without naming anybody else', slot: 0, count: own });
  const rest = others.slice(SLOTS - 2);
  const count = rest.reduce((sum, [, n]) => sum + n, 0);
  if (count > 0) groups.push({ key: OTHERS, label: 'Others', about: `${rest.length} holders`, slot: SLOTS - 1, count });
  return groups;
}

export function groupsOf(mode: ColourMode, claims: readonly Claim[], entities: ReadonlyMap<string, Entity>): Group[] {
  if (mode === 'kind') return fixedGroups<Kind>(kinds, tally(claims, (claim) => claim.kind));
  if (mode === 'certainty') return fixedGroups<Certainty>(certainties, tally(claims, (claim) => claim.certainty));
  return holderGroups(claims, entities);
}

/** The key of the group that a claim is in. */
export function keyOf(mode: ColourMode, claim: Claim, groups: readonly Group[]): string {
  if (mode !== 'holder') return claim[mode];
  const key = holderKey(claim);
  return groups.some((group) => group.key === key) ? key : OTHERS;
}

export function slotOf(mode: ColourMode, claim: Claim, groups: readonly Group[]): number {
  const key = keyOf(mode, claim, groups);
  return groups.find((group) => group.key === key)?.slot ?? SLOTS - 1;
}
