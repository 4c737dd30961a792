// Tags as the tree that `broader` makes of them.
import type { Tag } from '../app/api.ts';

export interface Branch {
  tag: Tag;
  narrower: Branch[];
}

/** The branches at the top, each in the order of labels. A tag whose broader one is not among them stands at the top. */
export function treeOf(tags: readonly Tag[]): Branch[] {
  const branches = new Map(tags.map((tag) => [tag.slug, { tag, narrower: [] as Branch[] }]));
  const top: Branch[] = [];
  for (const branch of branches.values()) (branches.get(branch.tag.broader ?? '')?.narrower ?? top).push(branch);
  const sort = (list: Branch[]) => {
    list.sort((a, b) => a.tag.label.localeCompare(b.tag.label));
    for (const branch of list) sort(branch.narrower);
  };
  sort(top);
  return top;
}

/** The slugs of a branch and of all below it: where it cannot be moved to. */
export function within(branch: Branch): Set<string> {
  return new Set([branch.tag.slug, ...branch.narrower.flatMap((one) => [...within(one)])]);
}
