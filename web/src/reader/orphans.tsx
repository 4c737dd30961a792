// Claims that have no place in the text, because their words went out of it: a group of their own below it.
import type { ComponentChildren } from 'preact';
import type { Claim } from '../app/api.ts';
import { Note } from './note.tsx';
import { isOrphan, useReading } from './reading.ts';

interface Props {
  /** Whether an open one unfolds here; where there is no room beside the text, the sheet shows it. */
  unfolds: boolean;
  tools?: (claim: Claim) => ComponentChildren;
}

export function Orphans({ unfolds, tools }: Props) {
  const { article, shown, active } = useReading();
  const orphans = shown.value.filter(isOrphan);
  if (orphans.length === 0) return null;
  return (
    <section class="orphans" aria-labelledby="orphans">
      <h2 id="orphans">Without their words <span class="list-count">{orphans.length}</span></h2>
      <p class="help">An edit took the words of these claims out of the article. <a href={`/articles/${article.id}/anchors`}>Place or reject them</a></p>
      <ol>
        {orphans.map((claim) => {
          const isOpen = unfolds && active.value === claim.id;
          return (
            <li key={claim.id}>
              <Note claim={claim} isOpen={isOpen}>{tools?.(claim)}</Note>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
