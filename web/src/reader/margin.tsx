// The notes beside the text: each as near to its words as the others let it, the open one right beside them.
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Claim } from '../app/api.ts';
import { Note } from './note.tsx';
import { place } from './place.ts';
import { spanOf, useReading } from './reading.ts';

const GAP = 10;
/** All notes are in the document up to here, so that they can be found and read in one go; past it, those near the window. */
const ALL = 150;
/** How far above and below the window notes are made, and how far one scrolls before others are made. */
const AHEAD = 1200;
const STEP = 400;

/** Before a note was seen: about 44 characters a line of 21 pixels, and the line below. */
function guessHeight(claim: Claim): number {
  return 48 + 21 * Math.ceil(claim.text.length / 44);
}

/** The part of the column that notes are made for, in its own coordinates. */
function useWindow(column: { current: HTMLElement | null }) {
  const seen = useSignal({ from: -AHEAD, to: innerHeight + AHEAD });
  useEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      const top = column.current?.getBoundingClientRect().top ?? 0;
      const from = Math.floor((-top - AHEAD) / STEP) * STEP;
      const to = Math.ceil((innerHeight - top + AHEAD) / STEP) * STEP;
      if (from !== seen.value.from || to !== seen.value.to) seen.value = { from, to };
    };
    const later = () => {
      frame ||= requestAnimationFrame(look);
    };
    look();
    addEventListener('scroll', later, { passive: true });
    addEventListener('resize', later);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', later);
      removeEventListener('resize', later);
    };
  }, []);
  return seen;
}

/** Heights of the notes as they are on the page, by claim. */
function useHeights(column: { current: HTMLElement | null }) {
  const heights = useRef(new Map<string, number>());
  const version = useSignal(0);
  const observer = useRef<ResizeObserver>(undefined);
  useLayoutEffect(() => {
    observer.current = new ResizeObserver((entries) => {
      for (const { target } of entries) {
        const id = (target as HTMLElement).dataset['note'];
        if (id && target.isConnected) heights.current.set(id, (target as HTMLElement).offsetHeight);
      }
      version.value++;
    });
    for (const note of column.current?.children ?? []) observer.current.observe(note);
    return () => observer.current?.disconnect();
  }, []);
  const watch = (element: Element | null) => {
    if (element) observer.current?.observe(element);
  };
  return { heights: heights.current, version, watch };
}

interface Props {
  /** What comes below the details of the open note. */
  tools?: (claim: Claim) => ComponentChildren;
}

export function Margin({ tools }: Props) {
  const reading = useReading();
  const column = useRef<HTMLOListElement>(null);
  const lines = useSignal<number[]>([]);
  const seen = useWindow(column);
  const { heights, version, watch } = useHeights(column);
  const notes = useComputed(() => reading.shown.value.filter((claim) => spanOf(claim)));

  // By position, below the top of the body. Colours, filters and decisions move no words, so each is measured once.
  const depths = useRef(new Map<number, number>());
  const measure = () => {
    const body = reading.words.element(0)?.getBoundingClientRect().top ?? 0;
    const offset = body - (column.current?.getBoundingClientRect().top ?? 0);
    lines.value = notes.value.map((claim) => {
      const span = spanOf(claim) ?? { start: 0, end: 0 };
      let depth = depths.current.get(span.start);
      if (depth === undefined) depths.current.set(span.start, (depth = (reading.words.top(span) ?? body) - body));
      return depth + offset;
    });
  };
  useSignalEffect(measure); // follows `notes`
  useEffect(() => {
    const resized = new ResizeObserver(() => {
      depths.current.clear();
      measure();
    });
    const body = reading.words.element(0)?.closest('.body');
    if (body) resized.observe(body);
    return () => resized.disconnect();
  }, []);

  const tops = useComputed(() => {
    void version.value;
    const wishes = notes.value.map((claim, i) => ({ top: lines.value[i] ?? 0, height: heights.get(claim.id) ?? guessHeight(claim) }));
    return place(wishes, GAP, notes.value.findIndex((claim) => claim.id === reading.active.value));
  });
  const bottom = useComputed(() => {
    const last = notes.value.at(-1);
    return last ? (tops.value.at(-1) ?? 0) + (heights.get(last.id) ?? guessHeight(last)) : 0;
  });
  const made = useComputed(() => {
    const { from, to } = seen.value;
    const isNear = (top: number) => top >= from && top <= to;
    return notes.value.flatMap((claim, i) => {
      const top = tops.value[i] ?? 0;
      const isMade = notes.value.length <= ALL || isNear(top) || claim.id === reading.active.value;
      return isMade ? [{ claim, top, number: i + 1 }] : [];
    });
  });

  return (
    <aside class="margin" aria-labelledby="claims-beside">
      <h2 id="claims-beside" class="hidden-words">Claims</h2>
      <ol class={notes.value.length <= ALL ? 'notes' : 'notes notes-many'} ref={column} style={{ blockSize: `${bottom.value}px` }}>
        {made.value.map(({ claim, top, number }) => (
          <li
            key={claim.id}
            ref={watch}
            data-note={claim.id}
            aria-setsize={notes.value.length}
            aria-posinset={number}
            style={{ transform: `translateY(${Math.round(top)}px)` }}
          >
            <Note claim={claim} isOpen={reading.active.value === claim.id}>{tools?.(claim)}</Note>
          </li>
        ))}
      </ol>
    </aside>
  );
}
