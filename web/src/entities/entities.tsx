import type { Entity } from '../app/api.ts';
import type { PageView } from '../app/pages.ts';
import { asked, Choice, chosen, optionsOf, Words } from '../list/filters.tsx';
import { List, NothingFound } from '../list/list.tsx';
import { useListing } from '../list/listing.ts';
import { EntityRow } from '../list/rows.tsx';
import { entityKinds, statuses } from '../words.ts';

const sorts = [['name', 'Name'], ['-created_at', 'Newest first'], ['-updated_at', 'Changed last']] as const;

const Entities: PageView = () => {
  const query = { ...(chosen('q') ? {} : { sort: 'name' }), ...asked(), limit: '30' };
  const [listing, more] = useListing<Entity>('/v1/entities', query, { facets: ['kind', 'status'] });
  return (
    <List
      title="Entities"
      path="/v1/entities"
      query={query}
      listing={listing}
      more={more}
      filters={
        <>
          <Words label="Words" />
          <Choice name="kind" label="Kind" options={optionsOf(entityKinds)} />
          <Choice name="status" label="Status" options={optionsOf(statuses)} any="All but rejected" />
          <Choice name="sort" label="Order" options={sorts} any={chosen('q') ? 'Best match' : 'Name'} />
        </>
      }
      empty={<NothingFound what="entities" />}
      row={(entity) => <EntityRow entity={entity} />}
    />
  );
};

export default Entities;
