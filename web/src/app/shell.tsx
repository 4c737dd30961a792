// What is around every page: the way to the others, who is signed in, and the page itself.
import { useSignalEffect } from '@preact/signals';
import { Component, type ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../parts/icon.tsx';
import { Notices } from '../parts/notice.tsx';
import { Failure, Waiting } from '../parts/states.tsx';
import { Account } from './account.tsx';
import type { Page, PageView } from './pages.ts';
import { isTyping } from './keys.ts';
import { arrivals, go, match, place, startRouter } from './router.ts';
import { refreshSession } from './session.ts';
import { applyTheme, ThemeButton } from './theme.tsx';

export const ways = [
  { to: '/articles', label: 'Articles' },
  { to: '/claims', label: 'Claims' },
  { to: '/entities', label: 'Entities' },
  { to: '/tags', label: 'Tags' },
  { to: '/docs', label: 'API' },
];

/** `/` puts the cursor into it from anywhere. */
function Search() {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const jump = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      event.preventDefault();
      input.current?.select();
      input.current?.focus();
    };
    addEventListener('keydown', jump);
    return () => removeEventListener('keydown', jump);
  }, []);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const words = input.current?.value.trim();
    if (words) go(`/search?q=${encodeURIComponent(words)}`);
  };
  const words = place.value.pathname === '/search' ? (place.value.searchParams.get('q') ?? '') : '';
  return (
    <form class="bar-search" role="search" aria-label="The library" onSubmit={submit}>
      <Icon name="search" />
      <input ref={input} type="search" aria-label="Search articles, claims and entities" placeholder="Search" aria-keyshortcuts="/" defaultValue={words} />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}

function Header({ page }: { page: Page }) {
  const isHere = (to: string) => page.path === to || page.path.startsWith(`${to}/`);
  return (
    <header class="bar">
      <a class="skip" href="#main">Skip to the content</a>
      <a class="bar-name" href="/">claimd</a>
      <nav aria-label="Pages">
        <ul class="bar-ways">
          {ways.map(({ to, label }) => (
            <li key={to}>
              <a href={to} aria-current={isHere(to) ? 'page' : undefined}>{label}</a>
            </li>
          ))}
        </ul>
      </nav>
      <Search />
      <div class="bar-end">
        <ThemeButton />
        <Account />
      </div>
    </header>
  );
}

/** A mistake in one page must not take the way to the others away. */
class Guard extends Component<{ children: ComponentChildren }, { error: unknown }> {
  override state = { error: undefined as unknown };
  override componentDidCatch(error: unknown) {
    this.setState({ error });
  }
  render() {
    return this.state.error === undefined ? this.props.children : <Failure error={this.state.error} />;
  }
}

/** The page's component once its file is here. */
function usePage(page: Page) {
  const [loaded, setLoaded] = useState<{ page: Page; View?: PageView; error?: unknown }>();
  useEffect(() => {
    page.load().then(
      ({ default: View }) => setLoaded({ page, View }),
      (error: unknown) => setLoaded({ page, error }),
    );
  }, [page]);
  return loaded?.page === page ? loaded : undefined;
}

/** The letters of articles, fetched when nothing else is to do: one that is opened later has them from its first line. */
function fetchLetters() {
  const fetchNow = () => void document.fonts.load('1rem "Source Serif 4"').catch(() => undefined);
  if ('requestIdleCallback' in window) requestIdleCallback(fetchNow, { timeout: 2000 });
  else setTimeout(fetchNow, 500); // Safari
}

export function Shell() {
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    startRouter();
    applyTheme();
    fetchLetters();
    refreshSession().catch(() => undefined); // the page itself will say that the server does not answer
  }, []);
  useSignalEffect(() => {
    if (arrivals.value > 0) main.current?.focus({ preventScroll: true });
  });
  const found = match.value;
  const page = usePage(found.page);
  useEffect(() => {
    document.title = `${found.page.title} · claimd`;
  }, [found]);
  return (
    <>
      <Header page={found.page} />
      <main id="main" ref={main} tabIndex={-1}>
        <Guard key={arrivals.value}>
          {!page && <Waiting />}
          {page?.error !== undefined && <Failure error={page.error} />}
          {page?.View && <page.View params={found.params} />}
        </Guard>
      </main>
      <Notices />
    </>
  );
}
