import type { PageView } from '../app/pages.ts';

const Entities: PageView = () => (
  <section class="plain">
    <h1>Entities</h1>
  </section>
);

export default Entities;
