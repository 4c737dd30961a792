// Deciding on a claim: it is seen at once, and the next suggestion is open before the server has answered.
import type { Claim } from '../app/api.ts';
import { complain, say } from '../parts/notice.tsx';
import { dropClaim, takeClaims } from '../reader/reading.ts';
import { claimFrom, openClaim } from '../reader/steps.ts';
import { conflictOf, differences, isGone, isStale, restore, send } from './records.ts';
import { closeForm, type Deciding, type Decision, inTurn, openForm, remember, type Verdict } from './state.ts';

export type ClaimDecision = Decision<'claims'>;

export const isOpen = (record: { status: string }) => record.status === 'suggested';

const said: Record<Verdict, string> = { accept: 'Accepted', reject: 'Rejected', correct: 'Corrected' };

/** What the person meant the claim to be. */
export function meant({ judged, verdict, changes }: ClaimDecision): Claim {
  return { ...judged, ...changes, status: verdict === 'reject' ? 'rejected' : 'accepted' };
}

/** After a decision: the next suggestion; else the claim itself, or what stands beside it. */
export function goOn({ reading }: Deciding, now: Claim) {
  const next = isOpen(now) ? now : claimFrom(reading, now.id, 1, isOpen);
  openClaim(reading, (next ?? (now.status === 'rejected' ? claimFrom(reading, now.id, 1) : now))?.id);
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

function keep(deciding: Deciding, { judged, verdict }: ClaimDecision) {
  remember(deciding, said[verdict], async () => {
    await restore(deciding.reading, 'claims', judged);
    openClaim(deciding.reading, judged.id);
  });
}

/** For decisions that say all: accept, reject. */
export function decide(deciding: Deciding, decision: ClaimDecision) {
  const { reading } = deciding;
  closeForm(deciding);
  goOn(deciding, meant(decision));
  takeClaims(reading, [meant(decision)]);
  inTurn(deciding, async () => {
    try {
      await send(reading, [decision]);
      keep(deciding, decision);
    } catch (error) {
      await settle(deciding, decision, error);
    }
  }).catch(complain);
}

/** For what the server may find fault with: the form stays until it has answered. Throws what it finds. */
export function correct(deciding: Deciding, decision: ClaimDecision): Promise<void> {
  return inTurn(deciding, async () => {
    try {
      await send(deciding.reading, [decision]);
    } catch (error) {
      if (isStale(error) || isGone(error)) return settle(deciding, decision, error);
      throw error;
    }
    closeForm(deciding);
    goOn(deciding, meant(decision));
    keep(deciding, decision);
  });
}

/** Another version was found, and this person's holds: all of it. */
export function insist(deciding: Deciding, mine: ClaimDecision, theirs: Claim) {
  const { status, ...changes } = differences('claims', meant(mine), theirs);
  const isMore = mine.verdict !== 'reject' && Object.keys(changes).length > 0;
  decide(deciding, { plural: 'claims', judged: theirs, verdict: isMore ? 'correct' : mine.verdict, ...(isMore ? { changes } : {}), reason: mine.reason });
}
