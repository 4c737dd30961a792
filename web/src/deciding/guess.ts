// What a program takes selected words for: the sentence around them is read as an article is.
import { type ClaimNew, claimd, type Entity } from '../app/api.ts';
import type { Reading } from '../reader/reading.ts';
import type { Span } from '../reader/words.ts';
import { sentenceAround, trimmed } from './text.ts';

type Analysis = Awaited<ReturnType<typeof analyze>>;
type Found = Analysis['claims'][number];
export type GuessedClaim = Partial<ClaimNew>;

const analyze = (body: string, { article }: Reading, signal: AbortSignal) =>
  claimd.post('/v1/analyze', {
    params: { query: { offsets: 'utf16' } },
    body: { body, ...(article.published_at ? { published_at: article.published_at } : {}), ...(article.language ? { language: article.language } : {}) },
    signal,
  });

/** How many places both have. */
const shared = (a: Span, b: Span) => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));

function best<T extends { anchor: Span }>(found: readonly T[], span: Span): T | undefined {
  const share = ({ anchor }: T) => shared(anchor, span) / (Math.max(anchor.end, span.end) - Math.min(anchor.start, span.start));
  return found.filter((one) => shared(one.anchor, span) > 0).sort((a, b) => share(b) - share(a))[0];
}

/** Words of the sentence as words of the article. */
function moved<T extends Span>(part: T | null, by: number): T | null {
  return part && { ...part, start: part.start + by, end: part.end + by };
}

function holderOf({ holder }: Found, by: number): ClaimNew['holder'] {
  if (!holder) return null;
  const { entity, text, cue, commitment, via } = holder;
  return {
    entity,
    text,
    cue: moved(cue, by),
    commitment,
    via: via.map(({ entity: through, text: words, commitment: how }) => ({ entity: through, text: words, commitment: how })),
  };
}

const roles = (named: Found['subjects']) => named.flatMap(({ entity, text }) => (entity ? [{ entity, text }] : []));

/** Kind, certainty and what else the words say; the text only where the words are just those of the claim that was found. */
export async function guessClaim(reading: Reading, span: Span, stop: AbortSignal): Promise<GuessedClaim> {
  const { body } = reading.article;
  const around = sentenceAround(reading, span);
  const { claims } = await analyze(body.slice(around.start, around.end), reading, stop);
  const found = best(claims, { start: span.start - around.start, end: span.end - around.start });
  if (!found) return {};
  const core = ({ start, end }: Span) => body.slice(start, end).replaceAll(/^[\p{P}\s]+|[\p{P}\s]+$/gu, '');
  const { start, end } = trimmed(body, { start: found.anchor.start + around.start, end: found.anchor.end + around.start });
  return {
    ...(core({ start, end }) === core(span) ? { text: found.text } : {}),
    kind: found.kind,
    certainty: found.certainty,
    polarity: found.polarity,
    holder: holderOf(found, around.start) ?? null,
    condition: moved(found.condition, around.start),
    horizon: moved(found.horizon, around.start),
    subjects: roles(found.subjects),
    objects: roles(found.objects),
    tags: found.tags,
  };
}

export interface GuessedName {
  entity: string | null;
  kind: Entity['kind'];
}

/** Whom or what the words may name. */
export async function guessName(reading: Reading, span: Span, stop: AbortSignal): Promise<GuessedName | undefined> {
  const around = sentenceAround(reading, span);
  const { mentions, entities } = await analyze(reading.article.body.slice(around.start, around.end), reading, stop);
  const found = best(mentions, { start: span.start - around.start, end: span.end - around.start });
  const entity = found && entities[found.ref];
  return entity && { entity: found.entity, kind: entity.kind };
}
