// What the library holds, what waits for a decision, what is new.
import type { Article, Claim } from '../app/api.ts';
import { useLoaded } from '../app/load.ts';
import type { PageView } from '../app/pages.ts';
import { fetchPage, type ListPath, useListing } from '../list/listing.ts';
import { ArticleRow, ClaimRow } from '../list/rows.tsx';
import { Empty, Failure } from '../parts/states.tsx';

const number = new Intl.NumberFormat('en');

/** The last one is a way only where something waits. */
const parts: readonly { to: string; label: string; path: ListPath; query?: Record<string, string> }[] = [
  { to: '/articles', label: 'articles', path: '/v1/articles' },
  { to: '/claims', label: 'claims', path: '/v1/claims' },
  { to: '/entities', label: 'entities', path: '/v1/entities' },
  { to: '/tags', label: 'tags', path: '/v1/tags' },
  { to: '/claims?status=suggested&sort=-confidence', label: 'undecided', path: '/v1/claims', query: { status: 'suggested' } },
];

const countAll = (signal: AbortSignal) =>
  Promise.all(parts.map(({ path, query }) => fetchPage(path, { ...query, count: 'true', limit: '1', fields: 'id' }, signal).then(({ count }) => count ?? 0)));

const Home: PageView = () => {
  const counts = useLoaded(countAll, []).value;
  const [articles] = useListing<Article>('/v1/articles', { limit: '6' }, { counts: false });
  const [forecasts] = useListing<Claim>('/v1/claims', { kind: 'forecast', limit: '6', include: 'articles,entities,tags' }, { counts: false });
  if (counts.error !== undefined) return <Failure error={counts.error} />;
  const isEmpty = counts.value?.[0] === 0;
  return (
    <section class="plain home">
      <header class="list-head">
        <div>
          <h1>Library</h1>
          <p class="home-about">Articles, what they claim, and the exact words that claim it.</p>
        </div>
        {!isEmpty && <a class="button" href="/add">Add an article</a>}
      </header>
      {!isEmpty && <ul class="counts">
        {parts.map(({ to, label }, i) => (
          <li key={to}>
            <a {...(counts.value?.[i] === 0 ? {} : { href: to })}><b>{counts.value ? number.format(counts.value[i] ?? 0) : '…'}</b> {label}</a>
          </li>
        ))}
      </ul>}
      {isEmpty ? (
        <Empty title="Nothing here yet">
          <p>Paste an article or drop a saved page, and claimd shows whom it names and what it claims.</p>
          <p><a class="button button-main" href="/add">Add the first one</a></p>
          <p class="help">Or load the example library: <code>claimd import examples/library</code></p>
        </Empty>
      ) : (
        <div class="columns">
          <section>
            <h2>Articles</h2>
            <ul class="rows">{articles.value.records.map((article) => <li key={article.id}><ArticleRow article={article} /></li>)}</ul>
            <p><a href="/articles">All articles</a></p>
          </section>
          <section>
            <h2>Forecasts</h2>
            <ul class="rows">{forecasts.value.records.map((claim) => <li key={claim.id}><ClaimRow claim={claim} neighbours={forecasts.value.neighbours} /></li>)}</ul>
            <p><a href="/claims?kind=forecast">All forecasts</a></p>
          </section>
        </div>
      )}
    </section>
  );
};

export default Home;
