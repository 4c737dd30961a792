import type { PageView } from '../app/pages.ts';

const Tags: PageView = () => (
  <section class="plain">
    <h1>Tags</h1>
  </section>
);

export default Tags;
