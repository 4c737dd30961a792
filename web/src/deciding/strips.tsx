// A strip before the lines of each paragraph: a press says that nothing more is in it. They are one stop for the Tab key;
// arrows go on.
import { useSignal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { keyOf } from '../reader/keys.ts';
import { blockAt, mark } from './blocks.ts';
import type { Deciding } from './state.ts';

interface Place {
  top: number;
  height: number;
}

/** Where the blocks are in the frame, kept up as the page changes. */
function usePlaces({ reading }: Deciding, frame: { current: HTMLElement | null }) {
  const places = useSignal<readonly Place[]>([]);
  /** Where lines begin, from the frame's own side of that. */
  const start = useSignal(0);
  useLayoutEffect(() => {
    const measure = () => {
      const body = reading.words.element(0)?.closest('.body')?.getBoundingClientRect();
      const origin = frame.current?.getBoundingClientRect();
      const top = origin?.top ?? 0;
      if (frame.current && body && origin) start.value = getComputedStyle(frame.current).direction === 'rtl' ? origin.right - body.right : body.left - origin.left;
      places.value = reading.article.blocks.map((_, i) => {
        const box = reading.words.element(i)?.getBoundingClientRect();
        return { top: (box?.top ?? 0) - top, height: box?.height ?? 0 };
      });
    };
    const resized = new ResizeObserver(measure);
    for (const element of [frame.current, reading.words.element(0)?.closest('.body')]) if (element) resized.observe(element);
    measure();
    return () => resized.disconnect();
  }, []);
  return { places, start };
}

export function Strips({ deciding, frame }: { deciding: Deciding; frame: { current: HTMLElement | null } }) {
  const { places, start } = usePlaces(deciding, frame);
  const stop = useSignal(0);
  const here = blockAt(deciding);
  const count = places.value.length;
  const move = (event: KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    stop.value = Math.min(Math.max(stop.value + by, 0), count - 1);
    const strip = (event.currentTarget as Element).querySelector<HTMLElement>(`[data-strip="${stop.value}"]`);
    strip?.focus();
  };
  return (
    <div class="strips" style={{ insetInlineStart: `${start.value}px` }} role="toolbar" aria-label="Paragraphs done" aria-orientation="vertical" onKeyDown={move}>
      {places.value.map(({ top, height }, i) => {
        const isRead = deciding.read.value.has(i);
        return (
          <button
            key={i}
            type="button"
            class="strip"
            data-strip={i}
            data-here={i === here}
            tabIndex={i === stop.value ? 0 : -1}
            aria-pressed={isRead}
            aria-label={`Paragraph ${i + 1} done`}
            aria-keyshortcuts={keyOf('done')}
            title={isRead ? 'Done. Press to open it again.' : 'Nothing more here'}
            style={{ top: `${top}px`, height: `${height}px` }}
            onFocus={() => {
              stop.value = i;
              deciding.block.value = i;
            }}
            onClick={() => mark(deciding, i, !isRead)}
          >
            {isRead && <Icon name="check" />}
          </button>
        );
      })}
    </div>
  );
}
