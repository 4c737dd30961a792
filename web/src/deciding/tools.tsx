// What stands below an open note for who may decide: the buttons, or the form that one of them opened.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Claim } from '../app/api.ts';
import { type Action, keyOf } from '../reader/keys.ts';
import { actionsOf } from './actions.ts';
import { ClaimConflict } from './conflict.tsx';
import { Correct } from './correct.tsx';
import { decide } from './decide.ts';
import { escapes, leave } from './leave.ts';
import { Split } from './split.tsx';
import type { Deciding } from './state.ts';

/** Reasons that are often given; others are typed. */
const reasons = ['not a claim', 'nobody says so here', 'the words are cut wrongly', 'said elsewhere already', 'of no interest'];

export interface ToolProps {
  deciding: Deciding;
  claim: Claim;
}

function Reject({ deciding, claim }: ToolProps) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => input.current?.focus(), []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    decide(deciding, { plural: 'claims', judged: claim, verdict: 'reject', reason: input.current?.value.trim() });
  };
  return (
    <form class="note-form" onSubmit={submit} onKeyDown={escapes(() => leave(deciding, claim.id))}>
      <label class="field">
        <span>Why not? <span class="help">May stay empty.</span></span>
        <input ref={input} list="reasons" maxLength={1000} autocomplete="off" />
      </label>
      <datalist id="reasons">{reasons.map((reason) => <option key={reason} value={reason} />)}</datalist>
      <p class="form-end">
        <button type="button" class="quiet" onClick={() => leave(deciding, claim.id)}>Cancel</button>
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
  if (isMine && form.name === 'correct') return <Correct deciding={deciding} claim={claim} />;
  if (isMine && form.name === 'split') return <Split deciding={deciding} claim={claim} />;
  if (isMine && form.name === 'conflict') return <ClaimConflict deciding={deciding} claim={claim} conflict={form.conflict} />;
  return (
    <p class="note-tools note-deciding">
      {claim.status === 'suggested' && <Button deciding={deciding} action="accept" label="Accept" main />}
      <Button deciding={deciding} action="reject" label="Reject" />
      <Button deciding={deciding} action="correct" label="Correct" />
      {claim.anchor.state !== 'orphaned' && <Button deciding={deciding} action="split" label="Split" />}
    </p>
  );
}
