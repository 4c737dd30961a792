import type { PageView } from '../app/pages.ts';

const Articles: PageView = () => (
  <section class="plain">
    <h1>Articles</h1>
  </section>
);

export default Articles;
