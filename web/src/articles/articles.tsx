import type { Article } from '../app/api.ts';
import type { PageView } from '../app/pages.ts';
import { place } from '../app/router.ts';
import { Label, type Narrowing } from '../list/facets.tsx';
import { asked, Chip, Choice, chosen, Words } from '../list/filters.tsx';
import { List, NothingFound } from '../list/list.tsx';
import { useListing } from '../list/listing.ts';
import { ArticleRow } from '../list/rows.tsx';
import { Empty } from '../parts/states.tsx';

const sorts = [['-published_at', 'Published last'], ['published_at', 'Published first'], ['title', 'Title'], ['-word_count', 'Longest']] as const;
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

const narrowings: readonly Narrowing[] = [
  { name: 'author', label: 'Author', hasMany: true },
  { name: 'publisher', label: 'Publisher' },
  { name: 'language', label: 'Language', words: (value) => (value === null ? 'not known' : languages.of(value)) },
];
const facets = narrowings.map(({ name }) => name);

const others = ['author', 'publisher', 'language', 'license', 'published_at_from', 'published_at_to', 'variant_of'] as const;

const Articles: PageView = () => {
  const query = { ...asked(), limit: '30' };
  const [listing, more] = useListing<Article>('/v1/articles', query, { facets });
  const isFiltered = place.value.search !== '';
  return (
    <List
      title="Articles"
      path="/v1/articles"
      query={query}
      listing={listing}
      more={more}
      narrowBy={isFiltered || (listing.value.count ?? 1) > 0 ? narrowings : undefined}
      beside={<a class="button" href="/add">Add an article</a>}
      filters={
        <>
          <Words label="Words" />
          <Choice name="sort" label="Order" options={sorts} any={chosen('q') ? 'Best match' : 'Added last'} />
          {others.filter((name) => chosen(name)).map((name) => <Chip key={name} name={name}>{name.replaceAll('_', ' ')}: <Label name={name} value={chosen(name) ?? ''} /></Chip>)}
        </>
      }
      empty={isFiltered ? <NothingFound what="articles" /> : (
        <Empty title="No articles yet">
          <p><a href="/add">Add the first one</a>: paste its text, or drop a saved page.</p>
        </Empty>
      )}
      row={(article) => <ArticleRow article={article} />}
    />
  );
};

export default Articles;
