// Where notes stand beside the text.

export interface Wish {
  /** Where the note's words are. */
  top: number;
  height: number;
}

interface Group {
  first: number;
  weight: number;
  /** Sum of weight × where the group's first note would have to be for each note to stand beside its words. */
  sum: number;
}

const PINNED = 1e6;

/** Tops for notes in the order of their words: none covers another, `gap` between them, none above 0, and in sum of squares
 * each as near to its words as that allows. The pinned one stands beside its words if anything lets it.
 *
 * It is isotonic regression by pooling adjacent violators: with the heights before a note taken off its wish, "no note covers
 * another" is "wishes never fall". O(notes). */
export function place(wishes: readonly Wish[], gap: number, pinned = -1): number[] {
  const groups: Group[] = [];
  const before: number[] = [];
  let height = 0;
  for (const [i, wish] of wishes.entries()) {
    before.push(height);
    const weight = i === pinned ? PINNED : 1;
    let group: Group = { first: i, weight, sum: weight * (wish.top - height) };
    for (let above = groups.at(-1); above && above.sum / above.weight >= group.sum / group.weight; above = groups.at(-1)) {
      groups.pop();
      group = { first: above.first, weight: above.weight + group.weight, sum: above.sum + group.sum };
    }
    groups.push(group);
    height += wish.height + gap;
  }
  const tops: number[] = [];
  for (const [i, group] of groups.entries()) {
    const end = groups[i + 1]?.first ?? wishes.length;
    const at = Math.max(0, group.sum / group.weight);
    for (let note = group.first; note < end; note++) tops.push(at + (before[note] ?? 0));
  }
  return tops;
}
