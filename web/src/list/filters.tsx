// Filters and sort of a list. What is chosen stands in the address, so that it can be sent, kept and gone back to.
import { useEffect, useRef, useState } from 'preact/hooks';
import { go, place, setQuery, without } from '../app/router.ts';
import { Icon } from '../parts/icon.tsx';
import { type CountOf, useCounts } from './facets.tsx';
import type { Query } from './listing.ts';

export type Options = readonly (readonly [value: string, label: string])[];

/** The options of a table of words. */
export function optionsOf(words: Readonly<Record<string, { label: string }>>): Options {
  return Object.entries(words).map(([value, { label }]) => [value, label] as const);
}

export const chosen = (name: string): string | undefined => place.value.searchParams.get(name) ?? undefined;

/** All that the address asks for. */
export function asked(): Query {
  const all = place.value.searchParams;
  return Object.fromEntries([...all.keys()].map((name) => [name, all.getAll(name)]));
}

/** "Forecast (81)"; one that nothing has cannot be chosen. */
function Option({ value, label, countOf, isChosen }: { value: string; label: string; countOf: CountOf; isChosen: boolean }) {
  const count = countOf(value);
  return <option value={value} disabled={count === '0' && !isChosen}>{count === undefined ? label : `${label} (${count})`}</option>;
}

interface ChoiceProps {
  name: string;
  label: string;
  options: Options;
  /** What stands when nothing is chosen. */
  any?: string;
}

export function Choice({ name, label, options, any = 'Any' }: ChoiceProps) {
  const value = chosen(name) ?? '';
  const countOf = useCounts(name);
  const isKnown = value === '' || options.some(([one]) => one === value);
  return (
    <label class="choice">
      <span>{label}</span>
      <select value={value} onChange={(event) => setQuery({ [name]: event.currentTarget.value }, { replace: true })}>
        <option value="">{any}</option>
        {!isKnown && <option value={value}>{value.replaceAll(',', ' or ')}</option>}
        {options.map(([one, text]) => <Option key={one} value={one} label={text} countOf={countOf} isChosen={one === value} />)}
      </select>
    </label>
  );
}

/** Filters that few people need: out of the way until asked for, or until one of them is chosen. */
export function MoreFilters({ names, children }: { names: readonly string[]; children: preact.ComponentChildren }) {
  const isChosen = names.some((name) => chosen(name) !== undefined);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {!isChosen && (
        <button type="button" class="more-filters" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Fewer filters' : 'More filters'}
        </button>
      )}
      {(isOpen || isChosen) && children}
    </>
  );
}

const TYPING_MS = 200;

/** Words to look for (q=). The list follows while one types. */
export function Words({ label }: { label: string }) {
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const q = chosen('q') ?? '';
  useEffect(() => {
    if (input.current && document.activeElement !== input.current) input.current.value = q;
  }, [q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const typed = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setQuery({ q: input.current?.value.trim() }, { replace: true }), TYPING_MS);
  };
  return (
    <label class="choice choice-words">
      <span>{label}</span>
      <input ref={input} type="search" defaultValue={q} onInput={typed} />
    </label>
  );
}

/** A filter that came with the address and has no control of its own: said in words, with a way to let go of it. */
export function Chip({ name, value, children }: { name: string; value?: string; children: preact.ComponentChildren }) {
  return (
    <span class="filter-chip">
      {children}
      <button type="button" class="quiet" aria-label="Remove this filter" onClick={() => go(without(name, value))}><Icon name="cross" /></button>
    </span>
  );
}
