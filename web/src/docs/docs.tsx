import type { PageView } from '../app/pages.ts';

const Docs: PageView = () => (
  <section class="plain">
    <h1>API</h1>
  </section>
);

export default Docs;
