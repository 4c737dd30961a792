import type { PageView } from '../app/pages.ts';

const Home: PageView = () => (
  <section class="plain">
    <h1>Library</h1>
  </section>
);

export default Home;
