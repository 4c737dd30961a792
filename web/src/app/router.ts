// Which page the address asks for, and how to get to another one without loading anew.
import { computed, signal } from '@preact/signals';
import { nowhere, type Page, type Params, pages } from './pages.ts';

/** Where we are. Filters of a list are its query: change them with `go`, read them here. */
export const place = signal(new URL(location.href));

interface Match {
  page: Page;
  params: Params;
}

/** The values of a pattern's {…} where the path has its form. */
function paramsOf(pattern: string, path: string): Params | undefined {
  const names = pattern.split('/');
  const parts = path.split('/');
  if (names.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [i, name] of names.entries()) {
    const part = parts[i] ?? '';
    if (name.startsWith('{') && part !== '') params[name.slice(1, -1)] = decodeURIComponent(part);
    else if (name !== part) return undefined;
  }
  return params;
}

function matchOf(path: string): Match | undefined {
  for (const page of pages) {
    const params = paramsOf(page.path, path);
    if (params) return { page, params };
  }
  return undefined;
}

const path = computed(() => place.value.pathname);
export const match = computed(() => matchOf(path.value) ?? { page: nowhere, params: {} });

/** Counts arrivals at a page (not changes of its query or hash), so that focus and scroll can follow. */
export const arrivals = signal(0);

let restoring = 0;

/** Puts the page where it was scrolled to, as soon as it is long enough again. */
function restoreScroll(y: number) {
  const mine = ++restoring;
  const until = performance.now() + 1500;
  const tries = () => {
    if (mine !== restoring) return;
    scrollTo(0, y);
    if (Math.abs(scrollY - y) > 1 && performance.now() < until) requestAnimationFrame(tries);
  };
  tries();
}

/** Goes to an address of ours. `replace` keeps the back button free of every step of a filter. */
export function go(to: string | URL, { replace = false }: { replace?: boolean } = {}) {
  const next = new URL(to, place.value);
  if (next.origin !== location.origin || !matchOf(next.pathname)) {
    location.assign(next);
    return;
  }
  const isElsewhere = next.pathname !== place.value.pathname;
  restoring++;
  if (replace) {
    history.replaceState({}, '', next);
  } else {
    history.replaceState({ y: scrollY }, '');
    history.pushState({}, '', next);
  }
  place.value = next;
  if (isElsewhere) {
    scrollTo(0, 0);
    arrivals.value++;
  }
}

/** Changes parameters of the query; undefined or '' takes one away. */
export function setQuery(changes: Record<string, string | undefined>, options: { replace?: boolean } = {}) {
  const next = new URL(place.value);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.searchParams.set(name, value);
    else next.searchParams.delete(name);
  }
  go(next, options);
}

/** This address without a parameter, or without one of its values. */
export function without(name: string, value?: string): URL {
  const next = new URL(place.value);
  next.searchParams.delete(name, value);
  return next;
}

function linkOf(event: MouseEvent): HTMLAnchorElement | null {
  if (event.defaultPrevented || event.button !== 0) return null;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return null;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return null;
  return matchOf(link.pathname) ? link : null;
}

export function startRouter() {
  history.scrollRestoration = 'manual';
  document.addEventListener('click', (event) => {
    const link = linkOf(event);
    if (!link) return;
    event.preventDefault();
    go(link.href);
  });
  addEventListener('popstate', (event) => {
    const next = new URL(location.href);
    const isElsewhere = next.pathname !== place.value.pathname;
    place.value = next;
    const { y } = (event.state ?? {}) as { y?: number };
    if (y !== undefined) restoreScroll(y);
    if (isElsewhere) arrivals.value++;
  });
  addEventListener('pagehide', () => history.replaceState({ y: scrollY }, ''));
}
