// What the pointer points at in the body: marks are painted, so they get no events of their own.
import { useEffect } from 'preact/hooks';
import type { Claim, Mention } from '../app/api.ts';
import { type Reading, spanOf } from './reading.ts';
import type { Span } from './words.ts';

const size = ({ start, end }: Span) => end - start;

/** What holds a position, the shortest first. */
function around<T extends { anchor: Claim['anchor'] }>(records: readonly T[], position: number): T[] {
  const found: { record: T; span: Span }[] = [];
  for (const record of records) {
    const span = spanOf(record);
    if (!span) continue;
    if (span.start > position) break; // they are in the order of their words
    if (span.end > position) found.push({ record, span });
  }
  return found.sort((a, b) => size(a.span) - size(b.span)).map(({ record }) => record);
}

/** Whether the point is on the words, and not beside them, where the nearest position is theirs all the same. */
function isOn(reading: Reading, record: { anchor: Claim['anchor'] }, x: number, y: number): boolean {
  const span = spanOf(record);
  return !!span && reading.words.boxes(span).some((box) => x >= box.left && x <= box.right && y >= box.top && y <= box.bottom);
}

export interface Pointed {
  claims: Claim[];
  mention: Mention | undefined;
}

export function pointedAt(reading: Reading, x: number, y: number): Pointed {
  const position = reading.words.at(x, y);
  if (position === undefined) return { claims: [], mention: undefined };
  const on = (record: Claim | Mention) => isOn(reading, record, x, y);
  return {
    claims: around(reading.shown.value, position).filter(on),
    mention: around(reading.mentions.value, position).find((one) => one.status !== 'rejected' && on(one)),
  };
}

interface Options {
  body: { current: HTMLElement | null };
  onMention: (mention: Mention | undefined, isChosen: boolean) => void;
}

/** Hovering joins words to their note; a press opens it, the next press the longer claim around it. */
export function usePointing(reading: Reading, { body, onMention }: Options) {
  useEffect(() => {
    const element = body.current;
    if (!element) return;
    let frame = 0;
    let last = { x: 0, y: 0 };
    const look = () => {
      frame = 0;
      const { claims, mention } = pointedAt(reading, last.x, last.y);
      reading.hovered.value = claims[0]?.id;
      element.classList.toggle('is-pointed', claims.length > 0 || mention !== undefined);
      onMention(mention, false);
    };
    const move = (event: PointerEvent) => {
      if (event.pointerType === 'touch') return;
      last = { x: event.clientX, y: event.clientY };
      frame ||= requestAnimationFrame(look);
    };
    const leave = () => {
      cancelAnimationFrame(frame);
      frame = 0;
      reading.hovered.value = undefined;
      onMention(undefined, false);
    };
    const press = (event: MouseEvent) => {
      if (!(getSelection()?.isCollapsed ?? true)) return;
      const { claims, mention } = pointedAt(reading, event.clientX, event.clientY);
      if (mention && claims.length === 0) onMention(mention, true);
      if (claims.length === 0) return;
      const at = claims.findIndex((claim) => claim.id === reading.active.value);
      reading.active.value = claims[(at + 1) % claims.length]?.id;
    };
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerleave', leave);
    element.addEventListener('click', press);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener('pointermove', move);
      element.removeEventListener('pointerleave', leave);
      element.removeEventListener('click', press);
    };
  }, [reading]);
}
