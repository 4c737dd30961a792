// What deciding on one article needs beside the reading: which form is open, and what can be undone.
import { type Signal, signal } from '@preact/signals';
import type { Claim, Entity, Mention } from '../app/api.ts';
import { complain, say } from '../parts/notice.tsx';
import type { Reading } from '../reader/reading.ts';
import type { Span } from '../reader/words.ts';

export interface Records {
  claims: Claim;
  mentions: Mention;
  entities: Entity;
}
export type Plural = keyof Records;
export type Verdict = 'accept' | 'reject' | 'correct';

/** A decision on one record, as its maker meant it. */
export interface Decision<P extends Plural = Plural> {
  plural: P;
  /** The record that was judged. */
  judged: Records[P];
  verdict: Verdict;
  reason?: string | undefined;
  changes?: Partial<Records[P]>;
}

/** Somebody else changed the record meanwhile. */
export interface Conflict {
  mine: Decision;
  theirs: Records[Plural];
  /** Who; undefined where the history does not say. */
  by: string | undefined;
}

export type Form =
  | { name: 'reject' | 'correct' | 'split'; id: string }
  | { name: 'conflict'; id: string; conflict: Conflict }
  | { name: 'claim' | 'mention'; span: Span };

interface Step {
  /** What was done, in the past tense: "Accepted". */
  said: string;
  undo: () => Promise<void>;
}

/** Words that are being chosen by keys, for a claim or a name. */
export interface Picking {
  for: 'claim' | 'mention';
  span: Span;
}

export interface Deciding {
  reading: Reading;
  /** The form that is open. Forms of a record stand in its note or card in place of its details. */
  form: Signal<Form | undefined>;
  picking: Signal<Picking | undefined>;
  /** What can be undone; the last one first to go. */
  steps: Step[];
  /** Numbers of the blocks that were marked as read by who is signed in. */
  read: Signal<ReadonlySet<number>>;
  /** How many suggestions had been rejected before: they are in no list. */
  rejected: Signal<{ claims: number; mentions: number }>;
  /** The block that was shown last. */
  block: Signal<number | undefined>;
  /** The last request that was begun: each waits for the one before, so that an undo finds what it has to undo. */
  turn: Promise<unknown>;
}

export function newDeciding(reading: Reading): Deciding {
  return { reading, form: signal(undefined), picking: signal(undefined), steps: [], read: signal(new Set()), rejected: signal({ claims: 0, mentions: 0 }), block: signal(undefined), turn: Promise.resolve() };
}

/** Does the work when all work before it is done, whether that went well or not. */
export function inTurn<T>(deciding: Deciding, work: () => Promise<T>): Promise<T> {
  const next = deciding.turn.then(work);
  deciding.turn = next.catch(() => undefined);
  return next;
}

/** Undoes what was done last. */
export function undo(deciding: Deciding) {
  inTurn(deciding, async () => {
    const step = deciding.steps.pop();
    if (!step) return say('Nothing to undo');
    await step.undo();
    say(`Undone: ${step.said.toLowerCase()}`);
  }).catch(complain);
}

/** Says what was done, and keeps how it is undone. */
export function remember(deciding: Deciding, said: string, undoes: () => Promise<void>) {
  deciding.steps.push({ said, undo: undoes });
  say(said, { label: 'Undo', run: () => undo(deciding) });
}

export function openForm(deciding: Deciding, form: Form) {
  deciding.picking.value = undefined;
  deciding.form.value = form;
  deciding.reading.working.value = 'id' in form ? form.id : undefined;
  deciding.reading.draft.value = 'span' in form ? form.span : undefined;
}

export function closeForm(deciding: Deciding) {
  deciding.picking.value = undefined;
  deciding.form.value = undefined;
  deciding.reading.working.value = undefined;
  deciding.reading.draft.value = undefined;
}
