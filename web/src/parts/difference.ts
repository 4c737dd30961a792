// What differs between two texts, word by word.
import { diffArrays } from 'diff';

export interface Piece {
  text: string;
  /** In both texts, only in the one before, or only in the one after. */
  is: 'same' | 'gone' | 'new';
}

/** Past this many changed words the texts have too little in common for the rest to be worth looking for. */
const MOST_EDITS = 4000;

const words = new Intl.Segmenter('und', { granularity: 'word' });

const tokens = (text: string) => Array.from(words.segment(text), ({ segment }) => segment);

/** Spaces and points alone, between two changes: as a thing that stayed they would only cut the change into crumbs. */
const isCrumb = (text: string) => !/[\p{L}\p{N}]/u.test(text) && text.length <= 3;

/** Together the pieces that are not new give `before`, and those that are not gone give `after`. */
export function differences(before: string, after: string): Piece[] {
  const found = diffArrays(tokens(before), tokens(after), { maxEditLength: MOST_EDITS });
  if (!found) return [{ text: before, is: 'gone' as const }, { text: after, is: 'new' as const }].filter(({ text }) => text !== '');
  const parts = found.map(({ value, added, removed }): Piece => ({ text: value.join(''), is: added ? 'new' : removed ? 'gone' : 'same' }));
  const pieces: Piece[] = [];
  let gone = '';
  let added = '';
  const end = () => {
    if (gone) pieces.push({ text: gone, is: 'gone' });
    if (added) pieces.push({ text: added, is: 'new' });
    gone = added = '';
  };
  for (const [i, { text, is }] of parts.entries()) {
    const isBetween = i > 0 && i < parts.length - 1;
    if (is === 'same' && !(isBetween && isCrumb(text))) {
      end();
      pieces.push({ text, is });
    } else {
      if (is !== 'new') gone += text;
      if (is !== 'gone') added += text;
    }
  }
  end();
  return pieces;
}

export const before = (pieces: readonly Piece[]) => pieces.filter(({ is }) => is !== 'new');
export const after = (pieces: readonly Piece[]) => pieces.filter(({ is }) => is !== 'gone');
