// In print, claims are numbered notes below the article.
import { certainties, dated, kinds } from '../words.ts';
import { holderText } from './holder.tsx';
import { isOrphan, useReading } from './reading.ts';

export function PrintedNotes() {
  const { article, shown, entities } = useReading();
  return (
    <section class="printed-notes">
      <h2>Claims</h2>
      <ol>
        {shown.value.map((claim) => (
          <li key={claim.id} dir="auto">
            {claim.text}{' '}
            <small>
              {[
                kinds[claim.kind].label,
                claim.certainty !== 'unstated' && certainties[claim.certainty].label.toLowerCase(),
                claim.holder && `held by ${holderText(claim, entities.value)}`,
                claim.horizon?.by && `by ${dated(claim.horizon.by)}`,
                claim.status === 'suggested' && 'suggested, not decided',
                isOrphan(claim) && 'its words are no longer in the article',
              ].filter(Boolean).join(' · ')}
            </small>
          </li>
        ))}
      </ol>
      <p><small>{location.origin}/articles/{article.id}</small></p>
    </section>
  );
}
