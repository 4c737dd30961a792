import type { PageView } from '../app/pages.ts';

const Claims: PageView = () => (
  <section class="plain">
    <h1>Claims</h1>
  </section>
);

export default Claims;
