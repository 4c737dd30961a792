import type { PageView } from '../app/pages.ts';

const Reader: PageView = () => (
  <section class="plain">
    <h1>Article</h1>
  </section>
);

export default Reader;
