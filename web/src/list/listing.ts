// A list of the API page by page: what came so far, whether there is more, and how many there are in all.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { claimd, type Included } from '../app/api.ts';

export type ListPath = '/v1/articles' | '/v1/claims' | '/v1/entities' | '/v1/mentions' | '/v1/tags';
export type Query = Readonly<Record<string, string | undefined>>;

interface Page<T> {
  data: T[];
  next: string | null;
  count?: number;
  included?: Included;
}

export interface Listing<T> {
  records: T[];
  /** Records that these name, by id. */
  neighbours: Map<string, unknown>;
  next: string | null;
  count: number | undefined;
  isLoading: boolean;
  error: unknown;
}

/** The query without what was left empty. */
export function given(query: Query): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1])));
}

/** One page. The types of the client know each path by itself; here one function serves all of them. */
export function fetchPage<T>(path: ListPath, query: Query, signal?: AbortSignal): Promise<Page<T>> {
  const init = { params: { query: given(query) }, ...(signal ? { signal } : {}) };
  return claimd.get(path as '/v1/claims', init as never) as unknown as Promise<Page<T>>;
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

const empty = <T>(): Listing<T> => ({ records: [], neighbours: new Map(), next: null, count: undefined, isLoading: true, error: undefined });

/** Loads the first page whenever path or query change, and its count beside it; `more` adds the next one. */
export function useListing<T>(path: ListPath, query: Query, { counts = true } = {}): [ReadonlySignal<Listing<T>>, () => void] {
  const state = useSignal<Listing<T>>(empty());
  const stop = useRef<AbortController>(undefined);
  const key = JSON.stringify(given(query));

  const load = (cursor?: string) => {
    const mine = stop.current;
    if (!mine) return;
    state.value = { ...state.peek(), isLoading: true };
    fetchPage<T>(path, { ...query, cursor }, mine.signal).then(
      (page) => {
        if (mine.signal.aborted) return;
        const before = cursor ? state.peek() : { ...empty<T>(), count: state.peek().count };
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
      const { include: _, sort: __, ...filters } = query;
      fetchPage<T>(path, { ...filters, count: 'true', limit: '1', fields: 'id' }, mine.signal).then(
        ({ count }) => {
          if (!mine.signal.aborted) state.value = { ...state.peek(), count };
        },
        () => undefined, // the list itself says what is wrong
      );
    }
    return () => mine.abort();
  }, [path, key]);

  return [state, () => load(state.peek().next ?? undefined)];
}
