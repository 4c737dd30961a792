// The fields of a claim, as a compact form: of one that is corrected, and of a new one.
import { type Signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { type Claim, ProblemError } from '../app/api.ts';
import { Choose } from '../parts/choose.tsx';
import { Icon } from '../parts/icon.tsx';
import { inWords } from '../parts/states.tsx';
import { nameOf } from '../reader/holder.tsx';
import { type Reading } from '../reader/reading.ts';
import { certainties, kinds } from '../words.ts';
import { findEntities, makeTags, newTag, offerTags } from './choices.ts';
import { escapes } from './leave.ts';

export type Fields = Pick<Claim, 'text' | 'kind' | 'certainty' | 'polarity' | 'tags' | 'holder'>;

/** Which of the fields are not as they were; for a decision's `changes`. */
export function changed(before: Fields, now: Fields): Partial<Fields> {
  const names = (Object.keys(now) as (keyof Fields)[]).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(now[name]));
  return Object.fromEntries(names.map((name) => [name, now[name]]));
}

export const fieldsOf = ({ text, kind, certainty, polarity, tags, holder }: Claim): Fields => ({ text, kind, certainty, polarity, tags, holder });

interface SelectProps<T extends string> {
  label: string;
  value: T;
  words: Record<T, { label: string; about: string }>;
  onChange: (value: T) => void;
}

export function Select<T extends string>({ label, value, words, onChange }: SelectProps<T>) {
  return (
    <label class="field">
      <span>{label}</span>
      <select value={value} onChange={(event) => onChange(event.currentTarget.value as T)}>
        {(Object.keys(words) as T[]).map((key) => <option key={key} value={key} title={words[key].about}>{words[key].label}</option>)}
      </select>
    </label>
  );
}

interface Part {
  reading: Reading;
  fields: Signal<Fields>;
  set: (changes: Partial<Fields>) => void;
}

/** Nobody: the author. A name of the library, or words. What the article calls them stays beside the name. */
function HolderField({ reading, fields, set }: Part) {
  const { holder } = fields.value;
  const typing = useSignal<string | undefined>(undefined);
  const words = typing.value ?? (holder ? nameOf(holder, reading.entities.value) : '');
  const given = holder ?? { cue: null, commitment: 'reports' as const, via: [] };
  const type = (typed: string) => {
    typing.value = typed;
    set({ holder: typed.trim() ? { ...given, entity: null, text: typed.trim() } : null } as Partial<Fields>);
  };
  return (
    <Choose
      label="Held by"
      placeholder="the author"
      words={words}
      onWords={type}
      find={(typed, stop) => findEntities(reading, typed, stop)}
      onPick={({ key, label }) => {
        typing.value = label;
        set({ holder: { ...given, entity: key, text: holder?.entity ? (holder.text ?? null) : null } } as Partial<Fields>);
      }}
    />
  );
}

function TagsField({ reading, fields, set }: Part) {
  const words = useSignal('');
  const tags = fields.value.tags ?? [];
  const labels = useSignal(new Map([...reading.tags].map(([slug, tag]) => [slug, tag.label])));
  return (
    <div class="field">
      <Choose
        label="Tags"
        placeholder="add one"
        words={words.value}
        onWords={(typed) => (words.value = typed)}
        find={(typed, stop) => offerTags(typed, tags, stop)}
        onPick={({ key, label }) => {
          words.value = '';
          labels.value = new Map(labels.value).set(key, newTag(key) ?? label);
          set({ tags: [...tags, key] });
        }}
      />
      {tags.length > 0 && (
        <ul class="inline">
          {tags.map((slug) => (
            <li key={slug}>
              <button type="button" class="chip" aria-label={`Take the tag ${labels.value.get(slug) ?? slug} away`} onClick={() => set({ tags: tags.filter((one) => one !== slug) })}>
                {labels.value.get(slug) ?? slug}
                <Icon name="cross" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface FormProps {
  /** What the main button does, in a word. */
  verb: string;
  onSubmit: () => Promise<void>;
  onLeave: () => void;
  children?: ComponentChildren;
}

/** Enter sends it from every field, Escape leaves it. What the server finds wrong stands above the buttons. */
export function Form({ verb, onSubmit, onLeave, children }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const error = useSignal<string | undefined>(undefined);
  const isBusy = useSignal(false);
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    if (isBusy.value) return;
    isBusy.value = true;
    error.value = undefined;
    try {
      await onSubmit();
    } catch (cause) {
      error.value = wrong(cause);
    } finally {
      isBusy.value = false;
    }
  };
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented) return;
    if (event.key === 'Enter' && (event.target as Element).matches('textarea, select, input[type=range], input[type=checkbox]')) {
      event.preventDefault();
      form.current?.requestSubmit();
    }
  };
  return (
    <form
      ref={form}
      class="note-form"
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        escapes(onLeave)(event);
        press(event);
      }}
    >
      {children}
      {error.value && <p class="error" role="alert">{error.value}</p>}
      <p class="form-end">
        <button type="button" class="quiet" onClick={onLeave}>Cancel <kbd aria-hidden="true">Esc</kbd></button>
        <button type="submit" class="main">{verb} <kbd aria-hidden="true">⏎</kbd></button>
      </p>
    </form>
  );
}

interface ClaimFormProps extends FormProps {
  reading: Reading;
  fields: Signal<Fields>;
  /** Told of each field that a person changed. */
  onTouch?: (name: keyof Fields) => void;
}

export function ClaimForm({ reading, fields, onTouch, onSubmit, children, ...form }: ClaimFormProps) {
  const text = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => text.current?.focus(), []);
  const set = (changes: Partial<Fields>) => {
    fields.value = { ...fields.value, ...changes };
    for (const name of Object.keys(changes)) onTouch?.(name as keyof Fields);
  };
  const submit = async () => {
    const { tags = [] } = fields.peek();
    if (tags.some(newTag)) fields.value = { ...fields.peek(), tags: await makeTags(tags) };
    await onSubmit();
  };
  const part = { reading, fields, set };
  const { kind, certainty, polarity } = fields.value;
  return (
    <Form {...form} onSubmit={submit}>
      {children}
      <label class="field">
        <span>Claim</span>
        <textarea ref={text} rows={3} maxLength={2000} required dir="auto" value={fields.value.text} onInput={(event) => set({ text: event.currentTarget.value })} />
      </label>
      <div class="field-pair">
        <Select label="Kind" value={kind} words={kinds} onChange={(value) => set({ kind: value })} />
        <Select label="How sure" value={certainty} words={certainties} onChange={(value) => set({ certainty: value })} />
      </div>
      <label class="check">
        <input type="checkbox" checked={polarity === 'negated'} onChange={(event) => set({ polarity: event.currentTarget.checked ? 'negated' : 'affirmed' })} />
        <span>says that it is not so</span>
      </label>
      <HolderField {...part} />
      <TagsField {...part} />
    </Form>
  );
}

/** What is wrong, field by field: "text: is too long". */
function wrong(error: unknown): string {
  if (error instanceof ProblemError && error.errors.length > 0)
    return error.errors.map(({ pointer, detail }) => [pointer?.split('/').at(-1), detail].filter(Boolean).join(': ')).join('; ');
  const { title, text } = inWords(error);
  return text || title;
}
