// The part of the body that is on the screen or soon will be. Whenever anything in a document changes, a note beside the text
// too, Chromium goes through all ranges of all highlights: with 2,000 a frame of scrolling took 22 ms of the main thread, and takes
// 8 with those that are near.
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Span, Words } from './words.ts';

/** Up to here all marks are made, so that nothing depends on scrolling. */
const MANY = 400;
/** How far above and below the window marks are made, and how far one scrolls before others are made. */
const AHEAD = 1500;
const STEP = 700;

const everything: Span = { start: 0, end: Number.POSITIVE_INFINITY };

/** Follows scrolling until it is stopped. */
export function startNear(words: Words, marks: number): { near: ReadonlySignal<Span>; stop: () => void } {
  const near = signal(everything);
  if (marks <= MANY) return { near, stop: () => undefined };
  let at = Number.NaN;
  let frame = 0;
  const look = () => {
    frame = 0;
    if (Math.abs(scrollY - at) < STEP) return; // never, where it is not a number
    at = scrollY;
    near.value = words.between(-AHEAD, innerHeight + AHEAD);
  };
  const scrolled = () => {
    frame ||= requestAnimationFrame(look);
  };
  const resized = () => {
    at = Number.NaN;
    scrolled();
  };
  look();
  addEventListener('scroll', scrolled, { passive: true });
  addEventListener('resize', resized);
  return {
    near,
    stop: () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', scrolled);
      removeEventListener('resize', resized);
    },
  };
}
