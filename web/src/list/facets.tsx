// How many records of a list have which value: beside the choices of its filters, and as lists of what to narrow it down by.
import { createContext } from 'preact';
import { useContext, useState } from 'preact/hooks';
import { place, without } from '../app/router.ts';
import { Icon } from '../parts/icon.tsx';
import type { Facet } from './listing.ts';

const number = new Intl.NumberFormat('en');

/** The facets of the list around. */
export const Facets = createContext<ReadonlyMap<string, Facet>>(new Map());

/** Of a part of a large library: at least so many. */
const countWords = (facet: Facet, count: number) => `${number.format(count)}${facet.capped ? '+' : ''}`;

/** Undefined where nobody counted. */
export type CountOf = (value: string) => string | undefined;

export function useCounts(name: string): CountOf {
  const facet = useContext(Facets).get(name);
  return (value) => {
    const found = facet?.values.find((one) => (one.value ?? 'null') === value);
    if (facet && found) return countWords(facet, found.count);
    return facet && !facet.more && !facet.capped && /^\w+$/.test(value) ? '0' : undefined;
  };
}

/** What people call a value that was counted; else the value itself. */
export function Label({ name, value }: { name: string; value: string }) {
  const found = useContext(Facets).get(name)?.values.find((one) => one.value === value);
  return <>{found?.label ?? value.replaceAll(',', ' or ')}</>;
}

/** What a facet is called, and whether a record may have several of its values: then each narrows the list further. */
export interface Narrowing {
  name: string;
  label: string;
  hasMany?: boolean;
  words?: (value: string | null) => string | undefined;
}

const FIRST = 8;

function addressWith({ name, hasMany }: Narrowing, value: string): string {
  const next = without(name, hasMany ? value : undefined);
  next.searchParams.append(name, value);
  return next.href;
}

function FacetList({ narrowing, facet }: { narrowing: Narrowing; facet: Facet }) {
  const [isWhole, setWhole] = useState(false);
  const chosen = place.value.searchParams.getAll(narrowing.name);
  const rest = facet.values.length - FIRST;
  return (
    <section>
      <h2>{narrowing.label}</h2>
      <ul>
        {facet.values.slice(0, isWhole || rest === 1 ? undefined : FIRST).map(({ value, label, count }) => {
          const text = value ?? 'null';
          const isChosen = chosen.includes(text);
          return (
            <li key={text}>
              <a href={isChosen ? without(narrowing.name, text).href : addressWith(narrowing, text)} aria-current={isChosen ? 'true' : undefined}>
                <span>{narrowing.words?.(value ?? null) ?? label ?? value}</span>
                {isChosen ? <Icon name="cross" /> : <span class="facet-count">{countWords(facet, count)}</span>}
                {isChosen && <span class="hidden-words">, chosen: take it away</span>}
              </a>
            </li>
          );
        })}
      </ul>
      {rest > 1 && <button type="button" class="quiet" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>{isWhole ? 'Fewer' : `${rest} more`}</button>}
    </section>
  );
}

/** Beside the list where there is room, else above it and folded. */
export function Narrow({ by }: { by: readonly Narrowing[] }) {
  const facets = useContext(Facets);
  const [isOpen, setOpen] = useState(false);
  const lists = by.flatMap((narrowing) => {
    const facet = facets.get(narrowing.name);
    return facet && facet.values.length > 0 ? [<FacetList key={narrowing.name} narrowing={narrowing} facet={facet} />] : [];
  });
  const isCapped = by.some(({ name }) => facets.get(name)?.capped);
  return (
    <aside class="facets" aria-label="Narrow down">
      <button type="button" class="facets-fold" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>Narrow down</button>
      <div class="facets-lists" data-open={isOpen}>
        {lists}
        {isCapped && <p class="help">Counted among the newest 20,000.</p>}
      </div>
    </aside>
  );
}
