// Deciding on suggestions: by buttons below an open note, and by keys.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type Claim, claimd } from '../app/api.ts';
import { isTyping } from '../app/keys.ts';
import { may, signedIn } from '../app/session.ts';
import { complain, say } from '../parts/notice.tsx';
import { type Reading, takeClaims, useReading } from '../reader/reading.ts';

type Verdict = 'accept' | 'reject' | 'reopen';

const said: Record<Verdict, string> = { accept: 'Accepted', reject: 'Rejected', reopen: 'A suggestion again' };

/** Goes through the claims that are shown; past the last comes the first. */
function step(reading: Reading, by: number) {
  const all = reading.shown.value;
  const at = all.findIndex((claim) => claim.id === reading.active.value);
  const next = at < 0 && by < 0 ? all.length - 1 : (at + by + all.length) % all.length;
  reading.active.value = all[next]?.id;
}

async function decide(reading: Reading, claim: Claim, verdict: Verdict, reason?: string) {
  const decision = { id: claim.id, revision: claim.revision, verdict, ...(reason ? { reason } : {}) };
  try {
    const { data } = await signedIn(() =>
      claimd.post('/v1/claims/decisions', { params: { query: { offsets: 'utf16' } }, body: { decisions: [decision] } }),
    );
    const record = data[0]?.record as Claim | null | undefined;
    if (!record) return;
    if (verdict === 'reject') step(reading, 1);
    takeClaims(reading, [record]);
    if (verdict === 'reopen') reading.active.value = record.id;
    if (verdict === 'accept') step(reading, 1);
    say(said[verdict], verdict === 'reopen' ? undefined : { label: 'Undo', run: () => void decide(reading, record, 'reopen') });
  } catch (error) {
    complain(error);
  }
}

export function DecisionTools({ claim }: { claim: Claim }) {
  const reading = useReading();
  const reason = useSignal('');
  if (!may('edit') || claim.status !== 'suggested') return null;
  return (
    <div class="note-tools">
      <button type="button" class="main" aria-keyshortcuts="a" onClick={() => void decide(reading, claim, 'accept')}>Accept</button>
      <button type="button" aria-keyshortcuts="r" onClick={() => void decide(reading, claim, 'reject', reason.value)}>Reject</button>
      <input aria-label="Reason, if you reject it" placeholder="reason" value={reason.value} onInput={(event) => (reason.value = event.currentTarget.value)} />
    </div>
  );
}

/** `j` and `k` go through the claims; with a key of scope edit `a` accepts and `r` rejects the open suggestion. */
export function useDecidingKeys(reading: Reading) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) return;
      if (event.key === 'j' || event.key === 'k') step(reading, event.key === 'j' ? 1 : -1);
      const claim = reading.claims.value.find((one) => one.id === reading.active.value);
      if (claim?.status !== 'suggested' || !may('edit')) return;
      if (event.key === 'a') void decide(reading, claim, 'accept');
      if (event.key === 'r') void decide(reading, claim, 'reject');
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [reading]);
}
