// The line between words and their note.
import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { slotOf } from './colours.ts';
import { spanOf, useReading } from './reading.ts';

interface Line {
  path: string;
  slot: number;
}

export function Join({ frame }: { frame: { current: HTMLElement | null } }) {
  const reading = useReading();
  const line = useSignal<Line | undefined>(undefined);

  const draw = (): Line | undefined => {
    const id = reading.hovered.value ?? reading.active.value;
    const claim = reading.shown.value.find((one) => one.id === id);
    const note = frame.current?.querySelector(`[data-claim="${id}"]`);
    const span = claim && spanOf(claim);
    if (!claim || !note || !span || !frame.current) return undefined;
    const origin = frame.current.getBoundingClientRect();
    const words = reading.words.boxes(span)[0];
    const text = reading.words.element(reading.words.blockAt(span.start))?.getBoundingClientRect();
    if (!words || !text) return undefined;
    const box = note.getBoundingClientRect();
    const isLeftToRight = box.left > text.left;
    const from = { x: (isLeftToRight ? text.right : text.left) - origin.left, y: words.top + words.height / 2 - origin.top };
    const to = { x: (isLeftToRight ? box.left : box.right) - origin.left, y: box.top + 18 - origin.top };
    const middle = (from.x + to.x) / 2;
    const path = `M${from.x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${to.x} ${to.y}`;
    return { path, slot: slotOf(reading.mode.value, claim, reading.groups.value) };
  };

  useSignalEffect(() => {
    line.value = draw();
    // Notes glide to their places; the line follows until they are there.
    const until = performance.now() + 250;
    let next = requestAnimationFrame(function follow() {
      line.value = draw();
      if (performance.now() < until) next = requestAnimationFrame(follow);
    });
    return () => cancelAnimationFrame(next);
  });
  useEffect(() => {
    const redraw = () => {
      line.value = draw();
    };
    addEventListener('resize', redraw);
    return () => removeEventListener('resize', redraw);
  }, []);

  return (
    <svg class="join" aria-hidden="true" data-slot={line.value?.slot}>
      {line.value && <path d={line.value.path} />}
    </svg>
  );
}
