// An address that nobody knows: the nearest one that there is, and the ways on.
import type { PageView } from '../app/pages.ts';
import { place } from '../app/router.ts';
import { ways } from '../app/shell.tsx';

/** "/article/x" → "/articles/x": the page whose name begins alike. */
function nearest(path: string): string | undefined {
  const [, first = '', ...rest] = path.toLowerCase().split('/');
  const way = first.length > 2 ? ways.find(({ to }) => to.slice(1, 4) === first.slice(0, 3)) : undefined;
  return way && [way.to, ...rest.slice(0, 1)].join('/');
}

const Nowhere: PageView = () => {
  const { pathname } = place.value;
  const near = nearest(pathname);
  return (
    <section class="state">
      <h1>Nothing is at this address</h1>
      <p class="nowhere-path"><code>{decodeURI(pathname)}</code></p>
      {near && near !== pathname && <p>Did you mean <a href={near}>{near}</a>?</p>}
      <p>Look for it by its words in the field above (<kbd>/</kbd> leads there), or go on from here:</p>
      <ul class="ways">
        <li><a href="/">The library</a></li>
        {ways.map(({ to, label }) => <li key={to}><a href={to}>{label}</a></li>)}
      </ul>
    </section>
  );
};

export default Nowhere;
