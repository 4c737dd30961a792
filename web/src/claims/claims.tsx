// All claims, by what they are, who holds them, what they are about.
import { useLoaded } from '../app/load.ts';
import { claimd, type Claim } from '../app/api.ts';
import type { PageView } from '../app/pages.ts';
import { place } from '../app/router.ts';
import { Label, type Narrowing } from '../list/facets.tsx';
import { asked, Chip, Choice, chosen, MoreFilters, optionsOf, Words } from '../list/filters.tsx';
import { List, NothingFound } from '../list/list.tsx';
import { useListing } from '../list/listing.ts';
import { ClaimRow } from '../list/rows.tsx';
import { anchorStates, certainties, commitments, kinds, statuses } from '../words.ts';

const sorts = [['-created_at', 'Newest first'], ['created_at', 'Oldest first'], ['horizon', 'Due first'], ['-confidence', 'Surest first']] as const;
const holders = [['author', 'The author'], ['-author', 'Somebody else']] as const;

const narrowings: readonly Narrowing[] = [
  { name: 'tags', label: 'Tag', hasMany: true },
  { name: 'holder', label: 'Held by', words: (value) => (value === 'author' ? 'The author' : undefined) },
  { name: 'article', label: 'Article' },
];
const facets = ['kind', 'certainty', 'status', 'commitment', 'polarity', 'anchor', ...narrowings.map(({ name }) => name)] as const;

const rare = ['commitment', 'polarity', 'anchor'] as const;

/** Filters that a link may bring along and that have no control here. */
const others = ['article', 'entity', 'subject', 'object', 'via', 'tags_exact', 'horizon_from', 'horizon_to', 'condition', 'created_by', 'why', 'confidence_min'] as const;

function EntityName({ id }: { id: string }) {
  const { value } = useLoaded((signal) => claimd.get('/v1/entities/{id}', { params: { path: { id } }, signal }), [id]).value;
  return <>{value?.name ?? id}</>;
}

function OtherFilters() {
  return (
    <>
      {place.value.searchParams.getAll('tags').map((tag) => <Chip key={tag} name="tags" value={tag}>tagged <Label name="tags" value={tag} /></Chip>)}
      {others.filter((name) => chosen(name)).map((name) => (
        <Chip key={name} name={name}>
          {name.replaceAll('_', ' ')}: {['entity', 'subject', 'object', 'via'].includes(name) ? <EntityName id={chosen(name) ?? ''} /> : <Label name={name} value={chosen(name) ?? ''} />}
        </Chip>
      ))}
      {chosen('holder') && !holders.some(([value]) => value === chosen('holder')) && <Chip name="holder">held by <EntityName id={chosen('holder') ?? ''} /></Chip>}
    </>
  );
}

const Claims: PageView = () => {
  const query = { ...asked(), include: 'articles,entities,tags', limit: '30' };
  const [listing, more] = useListing<Claim>('/v1/claims', query, { facets });
  return (
    <List
      title="Claims"
      path="/v1/claims"
      query={query}
      listing={listing}
      more={more}
      narrowBy={narrowings}
      filters={
        <>
          <Words label="Words" />
          <Choice name="kind" label="Kind" options={optionsOf(kinds)} />
          <Choice name="certainty" label="Certainty" options={optionsOf(certainties)} />
          <Choice name="holder" label="Held by" options={holders} any="Anybody" />
          <Choice name="status" label="Status" options={optionsOf(statuses)} any="All but rejected" />
          <Choice name="sort" label="Order" options={sorts} any={chosen('q') ? 'Best match' : 'Newest first'} />
          <MoreFilters names={rare}>
            <Choice name="commitment" label="Whoever reports it" options={optionsOf(commitments)} />
            <Choice name="polarity" label="It says" options={[['affirmed', 'that it is so'], ['negated', 'that it is not so']]} />
            <Choice name="anchor" label="Its words in the article" options={optionsOf(anchorStates)} />
          </MoreFilters>
          <OtherFilters />
        </>
      }
      empty={<NothingFound what="claims" />}
      row={(claim, neighbours) => <ClaimRow claim={claim} neighbours={neighbours} />}
    />
  );
};

export default Claims;
