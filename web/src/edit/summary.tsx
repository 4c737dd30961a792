// What an edit does to the anchors of an article, in words.
import { counted, type Risk, risks } from '../words.ts';

interface Counts {
  exact: number;
  moved: number;
  changed: number;
  ambiguous: number;
  orphaned: number;
  risk: Record<Risk, number>;
}

export interface Anchors {
  claims: Counts;
  mentions: Counts;
}

const touched = ({ changed, ambiguous, orphaned }: Counts) => changed + ambiguous + orphaned;

/** How many anchors somebody should look at after the edit. */
export const touches = ({ claims, mentions }: Anchors): number => touched(claims) + touched(mentions);

function Of({ counts, one }: { counts: Counts; one: string }) {
  const risky = (Object.keys(risks) as Risk[]).filter((risk) => counts.risk[risk] > 0);
  return (
    <>
      {counts.changed > 0 && (
        <li>
          The words of {counted(counts.changed, one)} change.
          {risky.length > 0 && <ul>{risky.map((risk) => <li key={risk}><span class="risk">{risks[risk]}</span>{counts.changed > 1 && ` in ${counts.risk[risk]}`}</li>)}</ul>}
        </li>
      )}
      {counts.orphaned > 0 && <li>{counted(counts.orphaned, one)} {counts.orphaned === 1 ? 'loses its' : 'lose their'} words.</li>}
      {counts.ambiguous > 0 && <li>Of {counted(counts.ambiguous, one)} nothing tells where the words are then.</li>}
      {counts.moved > 0 && <li class="help">{counted(counts.moved, one)} {counts.moved === 1 ? 'moves' : 'move'} along unchanged.</li>}
    </>
  );
}

export function Summary({ anchors }: { anchors: Anchors }) {
  return (
    <ul class="summary">
      <Of counts={anchors.claims} one="claim" />
      <Of counts={anchors.mentions} one="mention" />
    </ul>
  );
}
