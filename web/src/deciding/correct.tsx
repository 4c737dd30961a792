// Correcting a claim in its note: what was changed is sent as one decision.
import { useSignal } from '@preact/signals';
import { correct, decide, isOpen } from './decide.ts';
import { ClaimForm, changed, type Fields, fieldsOf } from './fields.tsx';
import { leave } from './leave.ts';
import type { ToolProps } from './tools.tsx';

export function Correct({ deciding, claim }: ToolProps) {
  const before = fieldsOf(claim);
  const fields = useSignal<Fields>(before);
  const submit = async () => {
    const changes = changed(before, { ...fields.value, text: fields.value.text.trim() });
    if (Object.keys(changes).length > 0) return correct(deciding, { plural: 'claims', judged: claim, verdict: 'correct', changes });
    if (isOpen(claim)) decide(deciding, { plural: 'claims', judged: claim, verdict: 'accept' });
    else leave(deciding, claim.id);
  };
  return (
    <ClaimForm
      reading={deciding.reading}
      fields={fields}
      verb={isOpen(claim) ? 'Accept as corrected' : 'Correct'}
      onSubmit={submit}
      onLeave={() => leave(deciding, claim.id)}
    />
  );
}
