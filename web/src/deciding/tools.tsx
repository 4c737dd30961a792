// What stands below an open note for who may decide: the buttons, or the form that one of them opened.
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Claim } from '../app/api.ts';
import { Button, reasons } from './buttons.tsx';
import { ClaimConflict } from './conflict.tsx';
import { Correct } from './correct.tsx';
import { decide } from './decide.ts';
import { escapes, leave } from './leave.ts';
import { Split } from './split.tsx';
import type { Deciding } from './state.ts';

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
      <datalist id="reasons">{reasons.claims.map((reason) => <option key={reason} value={reason} />)}</datalist>
      <p class="form-end">
        <button type="button" class="quiet" onClick={() => leave(deciding, claim.id)}>Cancel</button>
        <button type="submit" class="main">Reject</button>
      </p>
    </form>
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
