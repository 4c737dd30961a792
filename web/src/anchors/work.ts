// What an edit of an article's body left to look at: its claims and mentions whose words were edited, are unsure or are gone.
import { type Article, type Claim, claimd, type Entity, ifMatch, type Included, type Mention } from '../app/api.ts';
import { signedIn } from '../app/session.ts';
import { serifSoon } from '../parts/faces.ts';
import type { AnchorState } from '../words.ts';
import type { Span } from '../reader/words.ts';

export type Whole = Article & { body: string; blocks: NonNullable<Article['blocks']> };

export type Anchored = { is: 'claim'; record: Claim } | { is: 'mention'; record: Mention };

export interface Work {
  article: Whole;
  all: readonly Anchored[];
  entities: ReadonlyMap<string, Entity>;
}

/** Where there is something to decide, the worst first. */
export const toLookAt = ['changed', 'ambiguous', 'orphaned'] as const satisfies readonly AnchorState[];

/** `offsets` is what makes positions those of JavaScript's strings. */
const utf16 = 'utf16' as const;

export async function loadWork(id: string, signal: AbortSignal): Promise<Work> {
  const query = { article: id, anchor: [...toLookAt, 'moved' as const], sort: 'position' as const, limit: 200, offsets: utf16 };
  const entities = new Map<string, Entity>();
  const mentions: Mention[] = [];
  const serif = serifSoon();
  const [article, claims] = await Promise.all([
    claimd.get('/v1/articles/{id}', { params: { path: { id }, query: { offsets: utf16 } }, signal }),
    Array.fromAsync(claimd.list('/v1/claims', { params: { query }, signal })),
    (async () => {
      for await (const page of claimd.pages('/v1/mentions', { params: { query: { ...query, include: ['entities'] } }, signal })) {
        mentions.push(...page.data);
        for (const entity of (page as { included?: Included }).included?.entities ?? []) entities.set(entity.id, entity);
      }
    })(),
  ]);
  await serif;
  const all: Anchored[] = [
    ...claims.map((record) => ({ is: 'claim' as const, record })),
    ...mentions.map((record) => ({ is: 'mention' as const, record })),
  ];
  return { article: article as Whole, all, entities };
}

export function spanOf({ record }: Anchored): Span | undefined {
  const { start, end } = record.anchor;
  return start === null || end === null || start === end ? undefined : { start, end };
}

/** Says where the words are; it makes the anchor exact. */
export async function putAnchor({ is, record }: Anchored, { start, end }: Span): Promise<Anchored> {
  const params = { path: { id: record.id }, query: { offsets: utf16 }, header: { 'If-Match': ifMatch(record) } };
  const body = { anchor: { start, end } };
  return is === 'claim'
    ? { is, record: (await signedIn(() => claimd.patch('/v1/claims/{id}', { params, body }))) as Claim }
    : { is, record: (await signedIn(() => claimd.patch('/v1/mentions/{id}', { params, body }))) as Mention };
}

/** Rejects it, or puts the decision back that was there before. */
export async function decide({ is, record }: Anchored, verdict: 'reject' | 'accept' | 'reopen'): Promise<Anchored> {
  const init = { params: { query: { offsets: utf16 } }, body: { decisions: [{ id: record.id, revision: record.revision, verdict }] } };
  const { data } =
    is === 'claim'
      ? await signedIn(() => claimd.post('/v1/claims/decisions', init))
      : await signedIn(() => claimd.post('/v1/mentions/decisions', init));
  return { is, record: data[0]?.record ?? record } as Anchored;
}

/** Where words stand in the body, at most so many places. */
export function placesOf(body: string, words: string, most: number): Span[] {
  const places: Span[] = [];
  for (let at = words === '' ? -1 : body.indexOf(words); at >= 0 && places.length < most; at = body.indexOf(words, at + 1))
    places.push({ start: at, end: at + words.length });
  return places;
}
