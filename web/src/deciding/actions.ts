// What the keys and buttons of deciding do.
import type { Claim } from '../app/api.ts';
import type { Action, Actions } from '../reader/keys.ts';
import { openClaim, step } from '../reader/steps.ts';
import { markHere, nextBlock } from './blocks.ts';
import { decide, isOpen } from './decide.ts';
import { beginPicking } from './picking.tsx';
import { closeForm, type Deciding, openForm, undo } from './state.ts';

function active({ reading }: Deciding): Claim | undefined {
  return reading.shown.value.find((claim) => claim.id === reading.active.value);
}

/** Runs with the open claim; opens the next suggestion when none is open. */
function withClaim(deciding: Deciding, run: (claim: Claim) => void, wanted: (claim: Claim) => boolean = () => true) {
  const claim = active(deciding);
  if (!claim) step(deciding.reading, 1, isOpen);
  else if (wanted(claim)) run(claim);
}

/** From the selected words; without any, from words that are chosen by keys. */
function make(deciding: Deciding, name: 'claim' | 'mention') {
  const span = deciding.reading.words.selected(deciding.reading.article.body);
  if (span) openForm(deciding, { name, span });
  else beginPicking(deciding, name);
}

export function actionsOf(deciding: Deciding): Actions {
  const { reading } = deciding;
  return {
    nextOpen: () => step(reading, 1, isOpen),
    beforeOpen: () => step(reading, -1, isOpen),
    accept: () => withClaim(deciding, (judged) => decide(deciding, { plural: 'claims', judged, verdict: 'accept' }), isOpen),
    reject: () => withClaim(deciding, ({ id }) => openForm(deciding, { name: 'reject', id })),
    rejectPlainly: () => withClaim(deciding, (judged) => decide(deciding, { plural: 'claims', judged, verdict: 'reject' })),
    correct: () => withClaim(deciding, ({ id }) => openForm(deciding, { name: 'correct', id })),
    split: () => withClaim(deciding, ({ id }) => openForm(deciding, { name: 'split', id }), ({ anchor }) => anchor.state !== 'orphaned'),
    newClaim: () => make(deciding, 'claim'),
    newMention: () => make(deciding, 'mention'),
    nextBlock: () => nextBlock(deciding),
    done: () => markHere(deciding),
    undo: () => undo(deciding),
    close: () => {
      if (deciding.form.value) closeForm(deciding);
      else openClaim(reading, undefined);
    },
  } satisfies Partial<Record<Action, () => void>>;
}
