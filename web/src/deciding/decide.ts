// Deciding on a claim: it is seen at once, and the next suggestion is open before the server has answered.
import type { Claim } from '../app/api.ts';
import { say } from '../parts/notice.tsx';
import { dropClaim, takeClaims } from '../reader/reading.ts';
import { claimFrom, openClaim } from '../reader/steps.ts';
import { conflictOf, isGone, isStale, restore, send } from './records.ts';
import { closeForm, type Deciding, type Decision, inTurn, openForm, remember, type Verdict } from './state.ts';

export type ClaimDecision = Decision<'claims'>;

export const isOpen = (record: { status: string }) => record.status === 'suggested';

const said: Record<Verdict, string> = { accept: 'Accepted', reject: 'Rejected', correct: 'Corrected' };

/** What the person meant the claim to be. */
export function meant({ judged, verdict, changes }: ClaimDecision): Claim {
  return { ...judged, ...changes, status: verdict === 'reject' ? 'rejected' : 'accepted' };
}

/** After a decision: the next suggestion; else the claim itself, or what stands beside it. */
function goOn({ reading }: Deciding, { judged, verdict }: ClaimDecision) {
  const next = claimFrom(reading, judged.id, 1, isOpen) ?? (verdict === 'reject' ? claimFrom(reading, judged.id, 1) : judged);
  openClaim(reading, next?.id);
}

/** Asks which version holds, when another than the judged one was found. Other errors are thrown on. */
async function settle(deciding: Deciding, decision: ClaimDecision, error: unknown) {
  const { reading } = deciding;
  if (isGone(error)) {
    dropClaim(reading, decision.judged.id);
    return say('Somebody has deleted this claim meanwhile');
  }
  takeClaims(reading, [decision.judged]);
  openClaim(reading, decision.judged.id);
  if (!isStale(error)) throw error;
  const conflict = await conflictOf(decision);
  takeClaims(reading, [conflict.theirs as Claim]);
  openForm(deciding, { name: 'conflict', id: decision.judged.id, conflict });
}

/** Sends a decision that is seen already. */
async function make(deciding: Deciding, decision: ClaimDecision): Promise<void> {
  const { reading } = deciding;
  try {
    await send(reading, [decision]);
  } catch (error) {
    return settle(deciding, decision, error);
  }
  remember(deciding, said[decision.verdict], async () => {
    await restore(reading, 'claims', decision.judged);
    openClaim(reading, decision.judged.id);
  });
}

export function decide(deciding: Deciding, decision: ClaimDecision) {
  closeForm(deciding);
  goOn(deciding, decision);
  takeClaims(deciding.reading, [meant(decision)]);
  void inTurn(deciding, () => make(deciding, decision));
}
