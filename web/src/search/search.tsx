// Everything that holds some words: the best of each kind, and a way to all of them.
import type { ComponentChildren } from 'preact';
import type { Article, Claim, Entity, Tag } from '../app/api.ts';
import type { PageView } from '../app/pages.ts';
import { place } from '../app/router.ts';
import { type ListPath, useListing } from '../list/listing.ts';
import { ArticleRow, ClaimRow, EntityRow, TagRow } from '../list/rows.tsx';
import { Empty, Waiting } from '../parts/states.tsx';

const BEST = '5';

interface PartProps<T> {
  title: string;
  path: ListPath;
  q: string;
  all?: string;
  include?: string;
  row: (record: T, neighbours: Map<string, unknown>) => ComponentChildren;
}

function Part<T extends { id: string }>({ title, path, q, all, include, row }: PartProps<T>) {
  const [listing] = useListing<T>(path, { q, limit: BEST, include });
  const { records, neighbours, count, isLoading, error } = listing.value;
  if (error !== undefined) return null;
  if (records.length === 0 && isLoading) return <section class="section"><Waiting /></section>;
  return (
    <section class="section">
      <h2>{title} <span class="list-count">{count ?? ''}</span></h2>
      {records.length === 0 ? <p class="help">None.</p> : <ul class="rows">{records.map((record) => <li key={record.id}>{row(record, neighbours)}</li>)}</ul>}
      {all && records.length > 0 && <p><a href={all}>{(count ?? 0) > records.length ? `All ${count} ${title.toLowerCase()}` : `These ${title.toLowerCase()}`} as a list to filter</a></p>}
    </section>
  );
}

const Search: PageView = () => {
  const q = place.value.searchParams.get('q')?.trim() ?? '';
  const words = encodeURIComponent(q);
  return (
    <section class="plain list">
      <header class="list-head"><h1>{q ? <>Search: <q>{q}</q></> : 'Search'}</h1></header>
      {q === '' ? (
        <Empty title="What are you looking for?">
          <p>Type words into the field above; <kbd>/</kbd> leads there from anywhere. <code>"two words"</code> keeps them together, <code>chess OR go</code> takes either, <code>-war</code> leaves a word out, <code>pop*</code> takes beginnings.</p>
        </Empty>
      ) : (
        <>
          <Part<Claim> title="Claims" path="/v1/claims" q={q} all={`/claims?q=${words}`} include="articles,entities,tags" row={(claim, neighbours) => <ClaimRow claim={claim} neighbours={neighbours} />} />
          <Part<Article> title="Articles" path="/v1/articles" q={q} all={`/articles?q=${words}`} row={(article) => <ArticleRow article={article} />} />
          <Part<Entity> title="Entities" path="/v1/entities" q={q} all={`/entities?q=${words}`} row={(entity) => <EntityRow entity={entity} />} />
          <Part<Tag> title="Tags" path="/v1/tags" q={q} row={(tag) => <TagRow tag={tag} />} />
        </>
      )}
    </section>
  );
};

export default Search;
