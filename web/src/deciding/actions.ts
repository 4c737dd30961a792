// What the keys and buttons of deciding do.
import type { Claim, Entity } from '../app/api.ts';
import type { Action, Actions } from '../reader/keys.ts';
import { openClaim, step } from '../reader/steps.ts';
import { markHere, nextBlock } from './blocks.ts';
import { decide, isOpen } from './decide.ts';
import { acceptAll, decideName, entityOf, openName, rejectAll, stepName } from './names.ts';
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

/** Runs with the open name, else with the open claim. */
function withRecord(deciding: Deciding, run: (record: { id: string }) => void) {
  const name = openName(deciding);
  if (name) run(name);
  else withClaim(deciding, run);
}

function withEntity(deciding: Deciding, run: (entity: Entity) => void) {
  const name = openName(deciding);
  const entity = name && entityOf(deciding, name);
  if (entity) run(entity);
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
    nextName: () => stepName(deciding, 1),
    beforeName: () => stepName(deciding, -1),
    acceptName: () => withEntity(deciding, (entity) => acceptAll(deciding, entity)),
    rejectName: () => withEntity(deciding, (entity) => isOpen(entity) && rejectAll(deciding, entity)),
    nextOpen: () => step(reading, 1, isOpen),
    beforeOpen: () => step(reading, -1, isOpen),
    accept: () => {
      const judged = openName(deciding);
      if (!judged) withClaim(deciding, (claim) => decide(deciding, { plural: 'claims', judged: claim, verdict: 'accept' }), isOpen);
      else if (isOpen(judged) && judged.entity) decideName(deciding, { plural: 'mentions', judged, verdict: 'accept' });
      else if (isOpen(judged)) openForm(deciding, { name: 'correct', id: judged.id });
    },
    reject: () => withRecord(deciding, ({ id }) => openForm(deciding, { name: 'reject', id })),
    rejectPlainly: () => {
      const judged = openName(deciding);
      if (judged) decideName(deciding, { plural: 'mentions', judged, verdict: 'reject' });
      else withClaim(deciding, (claim) => decide(deciding, { plural: 'claims', judged: claim, verdict: 'reject' }));
    },
    correct: () => withRecord(deciding, ({ id }) => openForm(deciding, { name: 'correct', id })),
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
