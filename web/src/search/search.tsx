import type { PageView } from '../app/pages.ts';

const Search: PageView = () => (
  <section class="plain">
    <h1>Search</h1>
  </section>
);

export default Search;
