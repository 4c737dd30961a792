import type { PageView } from '../app/pages.ts';

const Add: PageView = () => (
  <section class="plain">
    <h1>Add an article</h1>
  </section>
);

export default Add;
