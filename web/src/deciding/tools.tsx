// What stands below an open note for who may decide: the buttons, or the form that one of them opened.
import { useEffect, useRef } from 'preact/hooks';
import type { Claim } from '../app/api.ts';
import { type Action, keyOf } from '../reader/keys.ts';
import { openClaim } from '../reader/steps.ts';
import { actionsOf } from './actions.ts';
import { decide } from './decide.ts';
import { closeForm, type Deciding } from './state.ts';

/** Reasons that are often given; others are typed. */
const reasons = ['not a claim', 'nobody says so here', 'the words are cut wrongly', 'said elsewhere already', 'of no interest'];

export interface ToolProps {
  deciding: Deciding;
  claim: Claim;
}

/** Closes the form and goes back to the note. */
export function leave({ deciding, claim }: ToolProps) {
  closeForm(deciding);
  openClaim(deciding.reading, claim.id);
}

/** Escape leaves a form, wherever the cursor is in it. */
export function escapes(run: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
}

function Reject({ deciding, claim }: ToolProps) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    decide(deciding, { plural: 'claims', judged: claim, verdict: 'reject', reason: input.current?.value.trim() });
  };
  return (
    <form class="note-form" onSubmit={submit} onKeyDown={escapes(() => leave({ deciding, claim }))}>
      <label class="field">
        <span>Why not? <span class="help">May stay empty.</span></span>
        <input ref={input} list="reasons" maxLength={1000} autocomplete="off" />
      </label>
      <datalist id="reasons">{reasons.map((reason) => <option key={reason} value={reason} />)}</datalist>
      <p class="form-end">
        <button type="button" class="quiet" onClick={() => leave({ deciding, claim })}>Cancel</button>
        <button type="submit" class="main">Reject</button>
      </p>
    </form>
  );
}

function Button({ deciding, action, label, main = false }: { deciding: Deciding; action: Action; label: string; main?: boolean }) {
  const key = keyOf(action);
  return (
    <button type="button" class={main ? 'main' : 'quiet'} aria-keyshortcuts={key} onClick={() => actionsOf(deciding)[action]?.()}>
      {label} <kbd aria-hidden="true">{key.replace('Shift+', '⇧').split(' ')[0]}</kbd>
    </button>
  );
}

export function Tools({ deciding, claim }: ToolProps) {
  const form = deciding.form.value;
  const isMine = form && 'id' in form && form.id === claim.id;
  if (isMine && form.name === 'reject') return <Reject deciding={deciding} claim={claim} />;
  return (
    <p class="note-tools note-deciding">
      {claim.status === 'suggested' && <Button deciding={deciding} action="accept" label="Accept" main />}
      <Button deciding={deciding} action="reject" label="Reject" />
    </p>
  );
}
