// A box beside words of the body, for what is made of them.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Reading } from '../reader/reading.ts';
import type { Span } from '../reader/words.ts';

interface Props {
  reading: Reading;
  frame: { current: HTMLElement | null };
  span: Span;
  label: string;
  isSmall?: boolean;
  children: ComponentChildren;
}

/** Below the last line of the words; on the screen from left to right. */
export function Popup({ reading, frame, span, label, isSmall = false, children }: Props) {
  const place = useSignal({ left: 0, top: 0 });
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isSmall) box.current?.scrollIntoView({ block: 'nearest' });
  }, [place.value.top]);
  useLayoutEffect(() => {
    const origin = frame.current?.getBoundingClientRect();
    const line = reading.words.boxes(span).at(-1);
    if (!origin || !line) return;
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const room = document.documentElement.clientWidth;
    const width = isSmall ? 12 * rem : Math.min(24 * rem, room - 2 * rem);
    const start = isSmall ? line.right - width / 2 : line.left;
    place.value = { left: Math.max(rem, Math.min(start, room - width - rem)) - origin.left, top: line.bottom - origin.top + 8 };
  }, [span.start, span.end]);
  return (
    <section ref={box} class={isSmall ? 'popup popup-small' : 'card popup'} aria-label={label} style={{ left: `${place.value.left}px`, top: `${place.value.top}px` }}>
      {children}
    </section>
  );
}
