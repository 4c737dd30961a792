// Choosing words by keys, where the browser has no selection: a sentence for a claim, capitalised words for a name; arrows move
// either end by a word.
import { useLayoutEffect, useRef } from 'preact/hooks';
import { spanOf } from '../reader/reading.ts';
import type { Span } from '../reader/words.ts';
import { blockAt } from './blocks.ts';
import { Popup } from './popup.tsx';
import { closeForm, type Deciding, openForm, type Picking } from './state.ts';
import { sentencesOf, wordsOf } from './text.ts';

/** What is offered one after the other: sentences, or runs of capitalised words that no mention covers. */
function offersOf({ reading }: Deciding, what: Picking['for']): Span[] {
  const sentences = sentencesOf(reading);
  if (what === 'claim') return sentences;
  const { body } = reading.article;
  const taken = reading.mentions.value.filter(({ status }) => status !== 'rejected').flatMap((mention) => spanOf(mention) ?? []);
  const isFree = ({ start, end }: Span) => !taken.some((span) => span.start < end && span.end > start);
  return sentences.flatMap((sentence) => {
    const runs: Span[] = [];
    for (const word of wordsOf(reading, sentence)) {
      if (!/^\p{Lu}/u.test(body.slice(word.start, word.end)) || !isFree(word)) continue;
      const last = runs.at(-1);
      if (last && body.slice(last.end, word.start) === ' ') last.end = word.end;
      else runs.push({ ...word });
    }
    return runs.length > 0 ? runs : wordsOf(reading, sentence).filter(isFree).slice(0, 1);
  });
}

/** Begins at the words one is at: the open claim's, or the paragraph's. */
export function beginPicking(deciding: Deciding, what: Picking['for']) {
  const { reading } = deciding;
  const claim = reading.shown.value.find(({ id }) => id === reading.active.value);
  const block = reading.article.blocks[blockAt(deciding) ?? -1];
  const from = (claim && spanOf(claim)?.start) ?? block?.start ?? topOfWindow(deciding);
  const offers = offersOf(deciding, what);
  const span = offers.find(({ end }) => end > from) ?? offers[0];
  if (!span) return;
  closeForm(deciding);
  show(deciding, { for: what, span });
}

function topOfWindow({ reading }: Deciding): number {
  const first = reading.article.blocks.findIndex((_, i) => (reading.words.element(i)?.getBoundingClientRect().bottom ?? 0) > 96);
  return reading.article.blocks[first]?.start ?? 0;
}

function show(deciding: Deciding, picking: Picking) {
  const { reading } = deciding;
  deciding.picking.value = picking;
  reading.draft.value = picking.span;
  const top = reading.words.top(picking.span) ?? 0;
  if (top < 96 || top > innerHeight - 160) scrollBy({ top: top - innerHeight / 3 });
}

/** The word borders of the text around; an end never passes the other. */
function moveEnd(deciding: Deciding, { span, ...picking }: Picking, end: 'start' | 'end', by: 1 | -1) {
  const { reading } = deciding;
  const around = reading.article.blocks.filter((block) => block.start < span.end && block.end > span.start);
  const borders = around.flatMap((block) => wordsOf(reading, block)).map((word) => word[end]);
  const next = by > 0 ? borders.find((border) => border > span[end]) : borders.findLast((border) => border < span[end]);
  if (next === undefined) return;
  const moved = { ...span, [end]: next };
  if (moved.start < moved.end) show(deciding, { ...picking, span: moved });
}

function moveOffer(deciding: Deciding, picking: Picking, by: 1 | -1) {
  const offers = offersOf(deciding, picking.for);
  const { start } = picking.span;
  const next = by > 0 ? offers.find((offer) => offer.start > start) : offers.findLast((offer) => offer.start < start);
  if (next) show(deciding, { ...picking, span: next });
}

export function cancelPicking(deciding: Deciding) {
  closeForm(deciding);
  document.getElementById('main')?.focus({ preventScroll: true });
}

export function PickingBar({ deciding, frame, picking }: { deciding: Deciding; frame: { current: HTMLElement | null }; picking: Picking }) {
  const { reading } = deciding;
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => box.current?.focus({ preventScroll: true }), []);
  const take = () => openForm(deciding, { name: picking.for, span: picking.span });
  const press = (event: KeyboardEvent) => {
    const horizontal = { ArrowRight: 1, ArrowLeft: -1 }[event.key] as 1 | -1 | undefined;
    const vertical = { ArrowDown: 1, ArrowUp: -1 }[event.key] as 1 | -1 | undefined;
    if (event.target !== box.current && (event.key === 'Enter' || event.key === ' ')) return; // a button's own
    if (horizontal) moveEnd(deciding, picking, event.shiftKey ? 'start' : 'end', horizontal);
    else if (vertical) moveOffer(deciding, picking, vertical);
    else if (event.key === 'Enter') take();
    else if (event.key === 'Escape') cancelPicking(deciding);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const words = reading.article.body.slice(picking.span.start, picking.span.end);
  return (
    <Popup reading={reading} frame={frame} span={picking.span} label="Choose words">
      <div ref={box} class="picking" tabIndex={-1} role="group" aria-label={picking.for === 'claim' ? 'Words of a new claim' : 'Words of a new name'} aria-describedby="picking-keys" onKeyDown={press}>
        <p class="hidden-words" role="status">{words}</p>
        <p id="picking-keys" class="help">
          <kbd>↓</kbd> <kbd>↑</kbd> {picking.for === 'claim' ? 'another sentence' : 'other words'}, <kbd>←</kbd> <kbd>→</kbd> its end, with <kbd>Shift</kbd> its start
        </p>
        <p class="form-end">
          <button type="button" class="quiet" onClick={() => cancelPicking(deciding)}>Cancel <kbd aria-hidden="true">Esc</kbd></button>
          <button type="button" class="main" onClick={take}>Take these words <kbd aria-hidden="true">⏎</kbd></button>
        </p>
      </div>
    </Popup>
  );
}
