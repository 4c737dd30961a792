// A new claim or a new name from words of the body. What a program takes the words for fills the fields that nobody touched.
import { useComputed, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { Choose, type Choice } from '../parts/choose.tsx';
import { complain } from '../parts/notice.tsx';
import { nameOf } from '../reader/holder.tsx';
import type { Span } from '../reader/words.ts';
import { entityKinds } from '../words.ts';
import { findEntities } from './choices.ts';
import { ClaimForm, type Fields, Form, Select } from './fields.tsx';
import { guessClaim, type GuessedClaim, guessName } from './guess.ts';
import { makeClaim, makeMention, type Named } from './make.ts';
import { Popup } from './popup.tsx';
import { closeForm, type Deciding } from './state.ts';
import { asSentence } from './text.ts';

interface Props {
  deciding: Deciding;
  frame: { current: HTMLElement | null };
  span: Span;
}

/** Runs a guess about the words; what comes too late is dropped. */
function useGuess<T>(guess: (stop: AbortSignal) => Promise<T>, take: (guessed: T) => void) {
  useEffect(() => {
    const stop = new AbortController();
    guess(stop.signal).then(
      (guessed) => !stop.signal.aborted && take(guessed),
      (error: unknown) => !stop.signal.aborted && complain(error),
    );
    return () => stop.abort();
  }, []);
}

function close(deciding: Deciding) {
  closeForm(deciding);
  document.getElementById('main')?.focus({ preventScroll: true });
}

export function NewClaim({ deciding, frame, span }: Props) {
  const { reading } = deciding;
  const words = reading.article.body.slice(span.start, span.end);
  const fields = useSignal<Fields>({ text: asSentence(words), kind: 'fact', certainty: 'unstated', polarity: 'affirmed', holder: null, tags: [] });
  const touched = useRef(new Set<string>());
  const rest = useRef<GuessedClaim>({});
  useGuess(
    (stop) => guessClaim(reading, span, stop),
    ({ text, kind, certainty, polarity, holder, tags, ...more }) => {
      rest.current = more;
      const guessed = Object.entries({ text, kind, certainty, polarity, holder, tags }).filter(([name, value]) => value !== undefined && !touched.current.has(name));
      fields.value = { ...fields.value, ...Object.fromEntries(guessed) };
    },
  );
  return (
    <Popup reading={reading} frame={frame} span={span} label="A new claim">
      <ClaimForm
        reading={reading}
        fields={fields}
        verb="Make the claim"
        onSubmit={() => makeClaim(deciding, span, { ...rest.current, ...fields.value, text: fields.value.text.trim() })}
        onLeave={() => close(deciding)}
        onTouch={(name) => touched.current.add(name)}
      >
        <h3>A new claim</h3>
      </ClaimForm>
    </Popup>
  );
}

const NEW = 'new';

export function NewMention({ deciding, frame, span }: Props) {
  const { reading } = deciding;
  const exact = reading.article.body.slice(span.start, span.end);
  const words = useSignal(exact);
  const picked = useSignal<string | undefined>(undefined);
  const kind = useSignal<keyof typeof entityKinds>('person');
  const metonym = useSignal(false);
  const isTouched = useRef(false);
  useGuess(
    (stop) => guessName(reading, span, stop),
    (guessed) => {
      if (isTouched.current || !guessed) return;
      kind.value = guessed.kind;
      const known = [...reading.entities.value.values()].find(({ name }) => name.toLowerCase() === exact.toLowerCase());
      picked.value = guessed.entity ?? known?.id;
      if (picked.value) words.value = nameOf({ entity: picked.value, text: exact }, reading.entities.value);
    },
  );
  const named = useComputed<Named>(() => (picked.value ? { entity: picked.value } : { name: words.value.trim(), kind: kind.value }));
  const find = async (typed: string, stop: AbortSignal): Promise<Choice[]> => {
    const found = await findEntities(reading, typed, stop);
    return typed.trim() ? [...found, { key: NEW, label: `“${typed.trim()}”`, about: 'as a new entity' }] : found;
  };
  return (
    <Popup reading={reading} frame={frame} span={span} label="A new name">
      <Form verb="Note the name" onSubmit={() => makeMention(deciding, span, named.value, metonym.value)} onLeave={() => close(deciding)}>
        <h3>“{exact}” names …</h3>
        <Choose
          label="Whom or what"
          isFocused
          words={words.value}
          onWords={(typed) => {
            isTouched.current = true;
            words.value = typed;
            picked.value = undefined;
          }}
          find={find}
          onPick={({ key, label }) => {
            isTouched.current = true;
            picked.value = key === NEW ? undefined : key;
            if (key !== NEW) words.value = label;
          }}
        />
        {picked.value === undefined ? (
          <>
            <p class="help">New in the library.</p>
            <Select
              label="Kind"
              value={kind.value}
              words={entityKinds}
              onChange={(value) => {
                isTouched.current = true;
                kind.value = value;
              }}
            />
          </>
        ) : (
          <p class="help">In the library.</p>
        )}
        <label class="check">
          <input type="checkbox" checked={metonym.value} onChange={(event) => (metonym.value = event.currentTarget.checked)} />
          <span>names one thing and means another, as a capital its government</span>
        </label>
      </Form>
    </Popup>
  );
}
