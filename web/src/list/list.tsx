// A page that is a list: its head, its filters, its records, more of them, and what to do when there are none.
import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { Empty, Failure, Waiting } from '../parts/states.tsx';
import { AsCall } from './as_call.tsx';
import { Facets, Narrow, type Narrowing } from './facets.tsx';
import type { Listing, ListPath, Query } from './listing.ts';

const number = new Intl.NumberFormat('en');

interface Props<T> {
  title: string;
  path: ListPath;
  query: Query;
  listing: ReadonlySignal<Listing<T>>;
  more: () => void;
  filters: ComponentChildren;
  beside?: ComponentChildren;
  narrowBy?: readonly Narrowing[] | undefined;
  empty: ComponentChildren;
  row: (record: T, neighbours: Map<string, unknown>) => ComponentChildren;
}

export function List<T extends { id: string }>({ title, path, query, listing, more, filters, beside, narrowBy, empty, row }: Props<T>) {
  const { records, neighbours, next, count, facets, isLoading, error } = listing.value;
  return (
    <Facets.Provider value={facets}>
      <section class="plain list" aria-busy={isLoading}>
        <header class="list-head">
          <h1>{title} <span class="list-count">{count === undefined ? '' : number.format(count)}</span></h1>
          {beside}
        </header>
        <form class="list-filters" aria-label="Filters" onSubmit={(event) => event.preventDefault()}>{filters}</form>
        <AsCall path={path} query={query} />
        <div class="list-body">
          {narrowBy && <Narrow by={narrowBy} />}
          {error !== undefined ? (
            <Failure error={error} />
          ) : (
            <div>
              <ul class="rows">{records.map((record) => <li key={record.id}>{row(record, neighbours)}</li>)}</ul>
              {records.length === 0 && (isLoading ? <Waiting /> : empty)}
              {next !== null && <p class="list-more"><button type="button" disabled={isLoading} onClick={more}>Show more</button></p>}
            </div>
          )}
        </div>
      </section>
    </Facets.Provider>
  );
}

/** The usual words for a list whose filters leave nothing. */
export function NothingFound({ what }: { what: string }) {
  return (
    <Empty title={`No ${what} like that`}>
      <p>Take a filter away, or look for fewer words.</p>
    </Empty>
  );
}
