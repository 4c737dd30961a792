// Somebody else changed what was being decided: both versions side by side, and which of them holds.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Claim, Entity } from '../app/api.ts';
import { giveFocus } from '../parts/focus.ts';
import { holderText } from '../reader/holder.tsx';
import { certainties, kinds, statuses } from '../words.ts';
import { type ClaimDecision, goOn, insist, meant } from './decide.ts';
import { escapes } from './leave.ts';
import { closeForm, type Conflict } from './state.ts';
import type { ToolProps } from './tools.tsx';

type Row = [label: string, value: string];

interface Props {
  mine: readonly Row[];
  theirs: readonly Row[];
  by: string | undefined;
  onMine: () => void;
  onTheirs: () => void;
}

/** Only what differs is shown. Escape takes what is stored. */
export function Versions({ mine, theirs, by, onMine, onTheirs }: Props) {
  const first = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => giveFocus(first.current), []);
  const rows = mine.flatMap(([label, value], i) => (value === theirs[i]?.[1] ? [] : [{ label, mine: value, theirs: theirs[i]?.[1] ?? '' }]));
  return (
    <div class="note-form" role="group" aria-label="Changed by somebody else" onKeyDown={escapes(onTheirs)}>
      <p role="alert"><b>{by ?? 'Somebody'} changed this meanwhile.</b> {rows.length === 0 ? 'Nothing differs from what you meant.' : 'Which one holds?'}</p>
      {rows.length > 0 && (
        <table class="versions">
          <thead><tr><td /><th scope="col">Yours</th><th scope="col">{by ?? 'Theirs'}</th></tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.label}><th scope="row">{row.label}</th><td dir="auto">{row.mine}</td><td dir="auto">{row.theirs}</td></tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="form-end">
        <button type="button" ref={first} onClick={onMine}>Keep yours</button>
        <button type="button" onClick={onTheirs}>Take theirs <kbd aria-hidden="true">Esc</kbd></button>
      </p>
    </div>
  );
}

function rowsOf(claim: Claim, entities: ReadonlyMap<string, Entity>): Row[] {
  return [
    ['Decided', statuses[claim.status].label],
    ['Claim', claim.text],
    ['Words', claim.anchor.exact],
    ['Kind', kinds[claim.kind].label],
    ['How sure', certainties[claim.certainty].label],
    ['Says', claim.polarity === 'negated' ? 'that it is not so' : 'that it is so'],
    ['Held by', holderText(claim, entities)],
    ['Tags', (claim.tags ?? []).join(', ') || 'none'],
  ];
}

export function ClaimConflict({ deciding, conflict }: ToolProps & { conflict: Conflict }) {
  const entities = deciding.reading.entities.value;
  const mine = conflict.mine as ClaimDecision;
  const theirs = conflict.theirs as Claim;
  return (
    <Versions
      mine={rowsOf(meant(mine), entities)}
      theirs={rowsOf(theirs, entities)}
      by={conflict.by}
      onMine={() => insist(deciding, mine, theirs)}
      onTheirs={() => {
        closeForm(deciding);
        goOn(deciding, theirs);
      }}
    />
  );
}
