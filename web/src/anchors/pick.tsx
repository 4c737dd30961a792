// Saying where an anchor's words are: by selecting them in the article, or by typing them and choosing among their places.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Words, type Span } from '../reader/words.ts';
import { placesOf, type Whole } from './work.ts';

const MOST_PLACES = 12;
const AROUND = 60;

interface Props {
  article: Whole;
  /** The words to begin with, and where they stood or may stand. */
  words: string;
  near: number;
  isBusy: boolean;
  onPick: (span: Span) => void;
  onCancel: () => void;
}

const same = (a: Span | undefined, b: Span) => a?.start === b.start && a.end === b.end;

function Text({ article, chosen, near, onSelect }: { article: Whole; chosen: Span | undefined; near: number; onSelect: (span: Span) => void }) {
  const words = useRef(new Words()).current;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const there = words.element(words.blockAt(near));
    if (box.current && there) box.current.scrollTop = there.offsetTop - box.current.offsetTop - box.current.clientHeight / 3;
  }, []);
  const select = () => {
    const span = words.selected(article.body);
    if (span) onSelect(span);
  };
  return (
    <div class="pick-text" ref={box} tabIndex={0} role="region" aria-label="The article" lang={article.language ?? undefined} onPointerUp={select} onKeyUp={select}>
      {article.blocks.map((block, i) => {
        const from = chosen ? Math.max(chosen.start, block.start) : block.end;
        const to = chosen ? Math.min(chosen.end, block.end) : block.end;
        const part = (start: number, end: number) => article.body.slice(start, end);
        return (
          <p key={i} dir="auto" class="block" data-block={i} ref={(element) => words.set(i, block, element)}>
            {from < to ? <>{part(block.start, from)}<mark>{part(from, to)}</mark>{part(to, block.end)}</> : part(block.start, block.end)}
          </p>
        );
      })}
    </div>
  );
}

export function Pick({ article, words, near, isBusy, onPick, onCancel }: Props) {
  const { body } = article;
  const typed = useSignal(words);
  const chosen = useSignal<Span | undefined>(undefined);
  const places = placesOf(body, typed.value.trim(), MOST_PLACES);
  const only = places.length === 1 ? places[0] : undefined;
  const span = chosen.value ?? only;
  const select = (selected: Span) => {
    chosen.value = selected;
    typed.value = body.slice(selected.start, selected.end);
  };
  return (
    <form
      class="pick"
      onSubmit={(event) => {
        event.preventDefault();
        if (span) onPick(span);
      }}
    >
      <p class="help">Select the words in the article, or type them.</p>
      <Text article={article} chosen={span} near={near} onSelect={select} />
      <label class="field">
        <span>The words</span>
        <textarea
          rows={2}
          dir="auto"
          autofocus
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value;
            chosen.value = undefined;
          }}
        />
      </label>
      {places.length === 0 && <p role="status" class="help">These words stand nowhere in the article.</p>}
      {places.length > 1 && (
        <fieldset class="options">
          <legend>They stand in {places.length === MOST_PLACES ? 'many' : places.length} places. Which?</legend>
          {places.map((place) => (
            <label key={place.start} class="option">
              <input type="radio" name="place" checked={same(span, place)} onChange={() => (chosen.value = place)} />
              <span dir="auto">…{body.slice(Math.max(0, place.start - AROUND), place.start)}<mark>{body.slice(place.start, place.end)}</mark>{body.slice(place.end, place.end + AROUND)}…</span>
            </label>
          ))}
        </fieldset>
      )}
      <p class="form-end">
        <button type="button" onClick={onCancel}>Cancel</button>
        <button type="submit" class="main" disabled={!span || isBusy}>These are its words</button>
      </p>
    </form>
  );
}
