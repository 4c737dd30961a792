// Splitting a claim in two where a person says: the first part keeps the claim's id, the second is a claim of its own.
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Claim } from '../app/api.ts';
import { spanOf } from '../reader/reading.ts';
import type { Span } from '../reader/words.ts';
import { certainties, kinds } from '../words.ts';
import { Form, Select } from './fields.tsx';
import { guessClaim, type GuessedClaim } from './guess.ts';
import { leave } from './leave.ts';
import { splitClaim } from './make.ts';
import { asSentence, wordsOf } from './text.ts';
import type { ToolProps } from './tools.tsx';

/** A clause's end without the word and the marks that join it to the next. */
const JOINT = /[\s,;:–—-]*(?:\b(?:and|but|or|while|whereas)\b)?[\s,;:–—-]*$/iu;

/** The words before the cut and those behind it. */
function parts(body: string, whole: Span, cut: number): [Span, Span] {
  const first = body.slice(whole.start, cut).replace(JOINT, '');
  return [{ start: whole.start, end: whole.start + Math.max(first.length, 1) }, { start: cut, end: whole.end }];
}

/** Behind the first joint that has words on both sides, else in the middle. */
function firstCut(body: string, words: readonly Span[]): number {
  const joint = words.findIndex(({ start }, i) => i > 0 && i < words.length - 1 && /^(?:and|but|or|while|whereas)$/i.test(body.slice(start, words[i]?.end)));
  return joint > 0 ? joint + 1 : Math.max(1, Math.ceil(words.length / 2));
}

export function Split({ deciding, claim }: ToolProps) {
  const { reading } = deciding;
  const { body } = reading.article;
  const whole = spanOf(claim) ?? { start: 0, end: 0 };
  const words = useRef(wordsOf(reading, whole)).current;
  const slider = useRef<HTMLInputElement>(null);
  const at = useSignal(firstCut(body, words));
  const own = useSignal<[string | undefined, string | undefined]>([undefined, undefined]); // texts that a person wrote
  const guessed = useSignal<GuessedClaim>({});
  const chosen = useSignal<Partial<Pick<Claim, 'kind' | 'certainty'>>>({});
  const spans = useComputed(() => parts(body, whole, words[at.value]?.start ?? whole.end));
  const texts = useComputed(() => spans.value.map(({ start, end }, i) => own.value[i] ?? asSentence(body.slice(start, end))) as [string, string]);
  useLayoutEffect(() => slider.current?.focus(), []);
  useSignalEffect(() => {
    const [, second] = spans.value;
    reading.draft.value = second;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      guessClaim(reading, second, stop.signal).then(
        (found) => !stop.signal.aborted && (guessed.value = found),
        () => undefined, // the first part's kind will do
      );
    }, 150);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  });
  const kind = chosen.value.kind ?? guessed.value.kind ?? claim.kind;
  const certainty = chosen.value.certainty ?? guessed.value.certainty ?? claim.certainty;
  const submit = async () => {
    const [first, second] = spans.value;
    const [one, two] = texts.value;
    const decision = { plural: 'claims' as const, judged: claim, verdict: 'correct' as const, changes: { anchor: first, text: one.trim() } as Partial<Claim> };
    const { holder, tags } = claim;
    await splitClaim(deciding, decision, second, { ...guessed.value, holder: guessed.value.holder ?? holder, tags, text: two.trim(), kind, certainty });
  };
  if (words.length < 2) return <p class="note-form">One word cannot be split. <button type="button" class="quiet" onClick={() => leave(deciding, claim.id)}>Back</button></p>;
  const [first, second] = spans.value;
  const write = (i: 0 | 1) => (event: InputEvent & { currentTarget: HTMLTextAreaElement }) => {
    const next: typeof own.value = [...own.value];
    next[i] = event.currentTarget.value;
    own.value = next;
  };
  return (
    <Form verb="Split" onSubmit={submit} onLeave={() => leave(deciding, claim.id)}>
      <p class="split" dir="auto">
        <mark class="split-first">{body.slice(first.start, first.end)}</mark>
        {body.slice(first.end, second.start)}
        <mark class="split-second">{body.slice(second.start, second.end)}</mark>
      </p>
      <label class="field">
        <span>Cut <span class="help"><kbd>←</kbd> <kbd>→</kbd></span></span>
        <input
          ref={slider}
          type="range"
          min={1}
          max={words.length - 1}
          value={at.value}
          aria-valuetext={`behind “${body.slice(words[at.value - 1]?.start, words[at.value - 1]?.end)}”`}
          onInput={(event) => (at.value = event.currentTarget.valueAsNumber)}
        />
      </label>
      <label class="field">
        <span>First claim</span>
        <textarea rows={2} maxLength={2000} required dir="auto" value={texts.value[0]} onInput={write(0)} />
      </label>
      <label class="field">
        <span>Second claim</span>
        <textarea rows={2} maxLength={2000} required dir="auto" value={texts.value[1]} onInput={write(1)} />
      </label>
      <div class="field-pair">
        <Select label="Its kind" value={kind} words={kinds} onChange={(value) => (chosen.value = { ...chosen.value, kind: value })} />
        <Select label="How sure" value={certainty} words={certainties} onChange={(value) => (chosen.value = { ...chosen.value, certainty: value })} />
      </div>
    </Form>
  );
}
