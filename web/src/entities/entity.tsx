import type { PageView } from '../app/pages.ts';

const Entity: PageView = () => (
  <section class="plain">
    <h1>Entity</h1>
  </section>
);

export default Entity;
