// From one claim to another: the open one has its note beside the words, and the focus.
import type { Claim } from '../app/api.ts';
import { giveFocus } from '../parts/focus.ts';
import type { Reading } from './reading.ts';

/** Opens a claim's note and puts the focus on it; on one that is not on the page yet, when it comes (note.tsx). */
export function openClaim(reading: Reading, id: string | undefined) {
  reading.active.value = id;
  reading.toFocus = id;
  giveFocus(id === undefined ? document.getElementById('main') : document.querySelector<HTMLElement>(`[data-claim="${id}"] .note-text a`));
}

/** The claim that is `by` further than this one in the order of words, of those that `wanted` lets through; past the last
 * comes the first. */
export function claimFrom(reading: Reading, id: string | undefined, by: 1 | -1, wanted: (claim: Claim) => boolean = () => true): Claim | undefined {
  const all = reading.shown.value;
  const at = all.findIndex((claim) => claim.id === id);
  const from = at < 0 && by < 0 ? all.length : at;
  for (let i = 1; i <= all.length; i++) {
    const claim = all[(from + by * i + all.length * 2) % all.length];
    if (claim && claim.id !== id && wanted(claim)) return claim;
  }
  return undefined;
}

export function step(reading: Reading, by: 1 | -1, wanted?: (claim: Claim) => boolean) {
  const claim = claimFrom(reading, reading.active.value, by, wanted);
  if (claim) openClaim(reading, claim.id);
}
