// Who holds a claim, through whom it came, and what each takes of it: "some scholars, as the author reports".
import type { Claim, Entity } from '../app/api.ts';
import { EntityLink } from '../parts/entity-link.tsx';
import { type Commitment, commitments } from '../words.ts';

type Named = { entity: string | null; text?: string | null };
type Entities = ReadonlyMap<string, Entity>;

/** "reports it" after a name, "as … reports" around one. */
const around: Record<Commitment, string> = { endorses: 'agrees', reports: 'reports', doubts: 'doubts', denies: 'denies' };

export function nameOf(named: Named, entities: Entities): string {
  const entity = entities.get(named.entity ?? '');
  return entity?.name ?? named.text ?? 'somebody';
}

/** In the text a holder may be "they": then the name says more, else the article's own words do. */
function Name({ named, entities }: { named: Named; entities: Entities }) {
  return named.entity ? <EntityLink id={named.entity}>{nameOf(named, entities)}</EntityLink> : <>{nameOf(named, entities)}</>;
}

export function holderText(claim: Claim, entities: Entities): string {
  const { holder } = claim;
  if (!holder) return 'the author';
  const via = (holder.via ?? []).toReversed().map((one) => `, as ${nameOf(one, entities)} ${around[one.commitment ?? 'reports']}`);
  return nameOf(holder, entities) + via.join('') + authorText(holder.commitment);
}

function authorText(commitment: Commitment | null | undefined): string {
  if (!commitment) return '';
  return commitment === 'reports' ? ', as the author reports' : `; the author ${commitments[commitment].label}`;
}

export function Holder({ claim, entities }: { claim: Claim; entities: Entities }) {
  const { holder } = claim;
  if (!holder) return <>the author</>;
  return (
    <>
      <Name named={holder} entities={entities} />
      {(holder.via ?? []).toReversed().map((one, i) => (
        <span key={i}>
          , as <Name named={one} entities={entities} /> {around[one.commitment ?? 'reports']}
        </span>
      ))}
      {authorText(holder.commitment)}
    </>
  );
}
