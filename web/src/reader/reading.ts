// One article being read: its claims, mentions and entities, what is looked at, and how it is coloured.
import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type Article, type Claim, claimd, type Entity, type Included, type Mention, type Tag } from '../app/api.ts';
import { place } from '../app/router.ts';
import { serifSoon } from '../parts/faces.ts';
import { type ColourMode, colourModes, type Group, groupsOf, keyOf } from './colours.ts';
import { type Span, Words } from './words.ts';

export type Whole = Article & { body: string; blocks: NonNullable<Article['blocks']> };

export interface Reading {
  article: Whole;
  words: Words;
  /** All claims, in the order of their words; those without words (orphaned) come last. */
  claims: Signal<readonly Claim[]>;
  mentions: Signal<readonly Mention[]>;
  entities: Signal<ReadonlyMap<string, Entity>>;
  tags: ReadonlyMap<string, Tag>;
  /** The claim whose note is open: the one in the address. */
  active: Signal<string | undefined>;
  /** The claim whose note takes the focus as soon as it is on the page. */
  toFocus: string | undefined;
  /** The claim under the pointer, or whose note has the focus. */
  hovered: Signal<string | undefined>;
  /** The claim whose note has a form in place of its details. */
  working: Signal<string | undefined>;
  /** Words that are being chosen, or that something is made of. */
  draft: Signal<Span | undefined>;
  /** The mention whose card was opened to stay. */
  mention: Signal<string | undefined>;
  /** The entity whose mentions stand out. */
  entity: Signal<string | undefined>;
  mode: ReadonlySignal<ColourMode>;
  groups: ReadonlySignal<readonly Group[]>;
  /** Keys of the groups that the reader has chosen; empty: all of them. */
  only: ReadonlySignal<ReadonlySet<string>>;
  /** The claims of these groups that nobody rejected. */
  shown: ReadonlySignal<readonly Claim[]>;
}

export const ReadingContext = createContext<Reading | undefined>(undefined);

export function useReading(): Reading {
  const reading = useContext(ReadingContext);
  if (!reading) throw new Error('used outside the reader');
  return reading;
}

/** Where a claim's words are; undefined for an orphan. */
export function spanOf(record: { anchor: Claim['anchor'] }) {
  const { start, end } = record.anchor;
  return start === null || end === null || start === end ? undefined : { start, end };
}

/** A claim whose words are no longer in the article, or nobody knows where. */
export const isOrphan = (claim: Claim) => spanOf(claim) === undefined;

export function byPlace(a: Claim | Mention, b: Claim | Mention): number {
  const [one, two] = [spanOf(a), spanOf(b)];
  if (!one || !two) return Number(!one) - Number(!two) || (a.anchor.start ?? 0) - (b.anchor.start ?? 0);
  return one.start - two.start || two.end - one.end || (a.id < b.id ? -1 : 1);
}

/** What `include` cut off is listed in pages. */
const whole = (id: string, signal: AbortSignal) => ({ params: { path: { id }, query: { limit: 200, offsets: 'utf16' as const } }, signal });

export async function loadReading(id: string, stop: AbortSignal): Promise<Reading> {
  const serif = serifSoon();
  const article = await claimd.get('/v1/articles/{id}', {
    params: { path: { id }, query: { offsets: 'utf16', include: ['claims', 'mentions', 'entities', 'tags'] } },
    signal: stop,
  });
  await serif;
  const { included = {}, ...record } = article as Article & { included?: Included };
  const more = included.more ?? {};
  const [claims, mentions, entities] = await Promise.all([
    more['claims'] ? Array.fromAsync(claimd.list('/v1/articles/{id}/claims', whole(id, stop))) : (included.claims ?? []),
    more['mentions'] ? Array.fromAsync(claimd.list('/v1/articles/{id}/mentions', whole(id, stop))) : (included.mentions ?? []),
    more['entities'] ? Array.fromAsync(claimd.list('/v1/articles/{id}/entities', whole(id, stop))) : (included.entities ?? []),
  ]);
  return newReading(record as Whole, claims, mentions, entities, included.tags ?? []);
}

function newReading(article: Whole, claims: readonly Claim[], mentions: readonly Mention[], entities: readonly Entity[], tags: readonly Tag[]): Reading {
  const state = {
    claims: signal<readonly Claim[]>([...claims].sort(byPlace)),
    mentions: signal<readonly Mention[]>([...mentions].sort(byPlace)),
    entities: signal<ReadonlyMap<string, Entity>>(new Map(entities.map((entity) => [entity.id, entity]))),
  };
  const query = computed(() => place.value.search);
  const mode = computed<ColourMode>(() => {
    const wanted = new URLSearchParams(query.value).get('colour');
    return colourModes.find((one) => one === wanted) ?? 'kind';
  });
  const only = computed(() => new Set((new URLSearchParams(query.value).get('only') ?? '').split(',').filter(Boolean)));
  const groups = computed(() => groupsOf(mode.value, state.claims.value, state.entities.value));
  const isShown = (claim: Claim) => only.value.size === 0 || only.value.has(keyOf(mode.value, claim, groups.value));
  const shown = computed(() => state.claims.value.filter((claim) => claim.status !== 'rejected' && isShown(claim)));
  return {
    article,
    words: new Words(),
    ...state,
    tags: new Map(tags.map((tag) => [tag.slug, tag])),
    active: signal(undefined),
    toFocus: undefined,
    hovered: signal(undefined),
    working: signal(undefined),
    draft: signal(undefined),
    mention: signal(undefined),
    entity: signal(undefined),
    mode,
    groups,
    only,
    shown,
  };
}

/** Puts records that were changed or made into their places. */
export function takeClaims(reading: Reading, changed: readonly Claim[]) {
  const all = new Map(reading.claims.value.map((claim) => [claim.id, claim]));
  for (const claim of changed) all.set(claim.id, claim);
  reading.claims.value = [...all.values()].sort(byPlace);
}

export function dropClaim(reading: Reading, id: string) {
  batch(() => {
    reading.claims.value = reading.claims.value.filter((claim) => claim.id !== id);
    if (reading.active.value === id) reading.active.value = undefined;
  });
}

export function dropMention(reading: Reading, id: string) {
  batch(() => {
    reading.mentions.value = reading.mentions.value.filter((mention) => mention.id !== id);
    if (reading.mention.value === id) reading.mention.value = undefined;
  });
}

export function takeMentions(reading: Reading, changed: readonly Mention[]) {
  const all = new Map(reading.mentions.value.map((mention) => [mention.id, mention]));
  for (const mention of changed) all.set(mention.id, mention);
  reading.mentions.value = [...all.values()].sort(byPlace);
}

export function takeEntities(reading: Reading, changed: readonly Entity[]) {
  const all = new Map(reading.entities.value);
  for (const entity of changed) all.set(entity.id, entity);
  reading.entities.value = all;
}
