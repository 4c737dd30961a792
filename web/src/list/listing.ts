// A list of the API page by page: what came so far, whether there is more, and how many there are in all.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { claimd, type Included } from '../app/api.ts';

export type ListPath = '/v1/articles' | '/v1/claims' | '/v1/entities' | '/v1/mentions' | '/v1/tags';
/** Several values under one name stand several times in the address: all of them. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

interface Page<T> {
  data: T[];
  next: string | null;
  count?: number;
  included?: Included;
}

/** How many records of the list have which value, as the server counts. */
export interface Facet {
  name: string;
  values: { value?: string | null; label?: string | null; count: number }[];
  more: boolean;
  capped: boolean;
}

export interface Listing<T> {
  records: T[];
  /** Records that these name, by id. */
  neighbours: Map<string, unknown>;
  next: string | null;
  count: number | undefined;
  facets: ReadonlyMap<string, Facet>;
  isLoading: boolean;
  error: unknown;
}

/** The query as it stands in an address, without what was left empty. */
export function pairsOf(query: Query): [string, string][] {
  return Object.entries(query).flatMap(([name, value]) => [value ?? []].flat().filter(Boolean).map((one): [string, string] => [name, one]));
}

const initOf = (query: Query, signal?: AbortSignal) =>
  ({ params: { query }, querySerializer: () => new URLSearchParams(pairsOf(query)).toString(), ...(signal ? { signal } : {}) }) as never;

/** One page. The types of the client know each path by itself; here one function serves all of them. */
export function fetchPage<T>(path: ListPath, query: Query, signal?: AbortSignal): Promise<Page<T>> {
  return claimd.get(path as '/v1/claims', initOf(query, signal)) as unknown as Promise<Page<T>>;
}

const countAll = (path: ListPath, query: Query, signal: AbortSignal) =>
  fetchPage(path, { ...query, count: 'true', limit: '1', fields: 'id' }, signal).then(({ count }) => count);

interface Counted {
  facets: Facet[];
  count: number;
  capped: boolean;
}

const FACET_VALUES = '12';

/** The facets by name; and how many records there are, counted apart where the facets looked at a part only. */
async function fetchFacets(path: ListPath, query: Query, names: readonly string[], signal: AbortSignal) {
  const of = path.replace('/v1/', '/v1/facets/') as '/v1/facets/claims';
  const { facets, count, capped } = (await claimd.get(of, initOf({ ...query, facets: names.join(','), limit: FACET_VALUES }, signal))) as Counted;
  return { facets: new Map(facets.map((facet) => [facet.name, facet])), count: capped ? await countAll(path, query, signal) : count };
}

function addNeighbours(into: Map<string, unknown>, included: Included | undefined): Map<string, unknown> {
  const all = new Map(into);
  for (const records of Object.values(included ?? {})) {
    if (!Array.isArray(records)) continue;
    for (const record of records as { id?: string; slug?: string }[]) {
      if (record.id) all.set(record.id, record);
      if (record.slug) all.set(record.slug, record);
    }
  }
  return all;
}

const empty = <T>(): Listing<T> => ({ records: [], neighbours: new Map(), next: null, count: undefined, facets: new Map(), isLoading: true, error: undefined });

interface Options {
  counts?: boolean;
  /** Filters of whose values is counted how many records have each. */
  facets?: readonly string[];
}

/** Loads the first page whenever path or query change, and what is counted beside it; `more` adds the next one. */
export function useListing<T>(path: ListPath, query: Query, { counts = true, facets }: Options = {}): [ReadonlySignal<Listing<T>>, () => void] {
  const state = useSignal<Listing<T>>(empty());
  const stop = useRef<AbortController>(undefined);
  const key = JSON.stringify(pairsOf(query));

  const load = (cursor?: string) => {
    const mine = stop.current;
    if (!mine) return;
    state.value = { ...state.peek(), isLoading: true };
    fetchPage<T>(path, { ...query, cursor }, mine.signal).then(
      (page) => {
        if (mine.signal.aborted) return;
        const before = cursor ? state.peek() : { ...empty<T>(), count: state.peek().count, facets: state.peek().facets };
        state.value = {
          ...before,
          records: [...before.records, ...page.data],
          neighbours: addNeighbours(before.neighbours, page.included),
          next: page.next,
          isLoading: false,
        };
      },
      (error: unknown) => {
        if (!mine.signal.aborted) state.value = { ...state.peek(), isLoading: false, error };
      },
    );
  };

  useEffect(() => {
    const mine = new AbortController();
    stop.current = mine;
    state.value = { ...state.peek(), error: undefined, count: undefined };
    load();
    if (counts) {
      const { include: _, sort: __, limit: ___, ...filters } = query;
      const counting: Promise<Partial<Listing<T>>> = facets ? fetchFacets(path, filters, facets, mine.signal) : countAll(path, filters, mine.signal).then((count) => ({ count }));
      counting.then(
        (counted) => {
          if (!mine.signal.aborted) state.value = { ...state.peek(), ...counted };
        },
        () => undefined, // the list itself says what is wrong
      );
    }
    return () => mine.abort();
  }, [path, key]);

  return [state, () => load(state.peek().next ?? undefined)];
}
