// Which words are marked, and how. The names are those of styles/marks.css.
//
// Marks are painted by the CSS Custom Highlight API, which leaves the document as it is: of 2,000 claims those near the window
// (near.ts) repaint in a few milliseconds. Where it is missing, and in print, the body has <mark> elements instead (body.tsx).
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Claim } from '../app/api.ts';
import { slotOf } from './colours.ts';
import { startNear } from './near.ts';
import { type Reading, spanOf } from './reading.ts';
import type { Span } from './words.ts';

export interface Mark {
  name: string;
  /** Later ones are painted over earlier ones. */
  spans: readonly Span[];
}

export type PartKind = 'cue' | 'condition' | 'horizon' | 'hedge';

export interface Part extends Span {
  kind: PartKind;
}

function partOf(kind: PartKind, given: { start: number | null; end: number | null } | null | undefined): Part[] {
  return given && given.start !== null && given.end !== null ? [{ kind, start: given.start, end: given.end }] : [];
}

/** Rules whose words say how sure somebody is. */
const HEDGES = /certain|hedge|likel|modal|odds|chance/;

/** The words of a claim that carry its condition, its horizon, who said it, and how sure they are. */
export function partsOf(claim: Claim): Part[] {
  const hedges = claim.certainty === 'unstated' ? [] : (claim.why ?? []).filter((why) => HEDGES.test(why.rule));
  return [
    ...partOf('condition', claim.condition),
    ...partOf('horizon', claim.horizon),
    ...partOf('cue', claim.holder?.cue),
    ...hedges.flatMap((why) => partOf('hedge', why)),
  ].sort((a, b) => a.start - b.start || b.end - a.end);
}

function spansOf(records: readonly { anchor: Claim['anchor'] }[]): Span[] {
  return records.flatMap((record) => spanOf(record) ?? []);
}

function claimMarks(reading: Reading): Mark[] {
  const byName = new Map<string, Span[]>();
  const [mode, groups] = [reading.mode.value, reading.groups.value];
  for (const claim of reading.shown.value) {
    const span = spanOf(claim);
    if (!span) continue;
    const name = `claim-${slotOf(mode, claim, groups)}${claim.status === 'suggested' ? '-suggested' : ''}`;
    const spans = byName.get(name);
    if (spans) spans.push(span);
    else byName.set(name, [span]);
  }
  return [...byName].map(([name, spans]) => ({ name, spans }));
}

function mentionMarks(reading: Reading): Mark[] {
  const byName = Map.groupBy(
    reading.mentions.value.filter((mention) => mention.status !== 'rejected'),
    ({ entity, status }) => `mention-${reading.entities.value.get(entity ?? '')?.kind ?? 'other'}${status === 'suggested' ? '-open' : ''}`,
  );
  return [...byName].map(([name, mentions]) => ({ name, spans: spansOf(mentions) }));
}

function lookedAt(reading: Reading): Mark[] {
  const find = (id: string | undefined) => (id === undefined ? [] : reading.claims.value.filter((claim) => claim.id === id));
  const active = find(reading.active.value);
  const parts = Map.groupBy(active.flatMap(partsOf), (part) => part.kind);
  const entity = reading.entity.value;
  const draft = reading.draft.value;
  return [
    { name: 'hovered', spans: spansOf(find(reading.hovered.value)) },
    { name: 'active', spans: spansOf(active) },
    { name: 'draft', spans: draft ? [draft] : [] },
    ...[...parts].map(([kind, spans]) => ({ name: `part-${kind}`, spans })),
    { name: 'named', spans: entity === undefined ? [] : spansOf(reading.mentions.value.filter((mention) => mention.entity === entity && mention.status !== 'rejected')) },
  ];
}

export const hasHighlights = typeof CSS !== 'undefined' && 'highlights' in CSS;

/** All marks, for who has to make elements of them; kept up only where there are no highlights. */
export const elementMarks = signal<readonly Mark[]>([]);

export function allMarks(reading: Reading): Mark[] {
  return [...mentionMarks(reading), ...claimMarks(reading), ...lookedAt(reading)];
}

/** Keeps one layer of highlights; what it painted before and is no longer there goes. */
function paint(reading: Reading, near: ReadonlySignal<Span>, layer: number, marks: () => Mark[]): () => void {
  let painted: string[] = [];
  const stop = effect(() => {
    const now = marks();
    const { start, end } = near.value;
    for (const name of painted) if (!now.some((mark) => mark.name === name)) CSS.highlights.delete(name);
    for (const { name, spans } of now) {
      const highlight = new Highlight(...spans.flatMap((span) => (span.end > start && span.start < end ? (reading.words.staticRange(span) ?? []) : [])));
      highlight.priority = layer;
      CSS.highlights.set(name, highlight);
    }
    painted = now.map((mark) => mark.name);
  });
  return () => {
    stop();
    for (const name of painted) CSS.highlights.delete(name);
  };
}

/** Marks the body's words for as long as it is shown; call it when they are on the page. */
export function startMarks(reading: Reading): () => void {
  if (!hasHighlights) {
    return effect(() => {
      elementMarks.value = allMarks(reading);
    });
  }
  const { near, stop: stopNear } = startNear(reading.words, reading.claims.peek().length + reading.mentions.peek().length);
  const layers = [mentionMarks, claimMarks, lookedAt].map((marks, layer) => paint(reading, near, layer, () => marks(reading)));
  return () => {
    stopNear();
    for (const stop of layers) stop();
  };
}
