// The page of one article: its words, and its claims beside them.
import { useComputed, useSignal, useSignalEffect } from '@preact/signals';
import { type ComponentType, options } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { Claim } from '../app/api.ts';
import { useLoaded } from '../app/load.ts';
import type { PageView } from '../app/pages.ts';
import { withStyles } from '../app/late.ts';
import { place } from '../app/router.ts';
import { may } from '../app/session.ts';
import { complain } from '../parts/notice.tsx';
import { Failure, Waiting } from '../parts/states.tsx';
import { counted } from '../words.ts';
import { Body, isPrinting } from './body.tsx';
import { claimHash, claimOfHash } from './cite.ts';
import { useCard } from './entity-card.tsx';
import { Foot, Head, Named } from './head.tsx';
import { Join } from './join.tsx';
import { type Actions, useKeys } from './keys.ts';
import { Legend } from './legend.tsx';
import { Margin } from './margin.tsx';
import { startMarks } from './marks.ts';
import { NoClaims } from './no-claims.tsx';
import { usePointing } from './pointing.ts';
import { Orphans } from './orphans.tsx';
import { PrintedNotes } from './print.tsx';
import { loadReading, type Reading, ReadingContext, spanOf } from './reading.ts';
import { Sheet } from './sheet.tsx';
import { openClaim, step } from './steps.ts';
import './base.ts';

type Parts = typeof import('../deciding/deciding.tsx');
type DecidingParts = Parts & { state: ReturnType<Parts['newDeciding']>; actions: Actions };

/** Whether there is room for notes beside the text. Agrees with styles/reader.css. */
const wide = matchMedia('(width >= 62rem)');

/** Room at the edges of the window. */
const EDGE = 16;

/** Brings a claim's words on the screen. */
function showWords(reading: Reading, id: string) {
  const claim = reading.claims.value.find((one) => one.id === id);
  const span = claim && spanOf(claim);
  const top = span && reading.words.top(span);
  if (claim && !span) document.querySelector(`.orphans [data-claim="${id}"]`)?.scrollIntoView({ block: 'nearest' });
  if (top === undefined) return;
  const bar = document.querySelector('.reader-bar')?.getBoundingClientRect().bottom ?? 0; // one to three lines high
  const bottom = wide.matches ? innerHeight - 12 * EDGE : innerHeight / 3; // the sheet hides the rest
  if (top < bar + EDGE || top > bottom) scrollBy({ top: top - (wide.matches ? innerHeight / 3 : innerHeight / 5) });
}

/** The open claim and the address say the same. */
function useAddress(reading: Reading) {
  const hash = useComputed(() => place.value.hash);
  // What was written here last. Effects come late on a busy page: to follow it would take back what was opened since.
  const own = useRef<string>(undefined);
  useSignalEffect(() => {
    const id = claimOfHash(hash.value);
    if (id !== undefined && hash.value !== own.current) reading.active.value = id;
  });
  useSignalEffect(() => {
    const id = reading.active.value;
    if (id === undefined && claimOfHash(location.hash) === undefined) return;
    if (id) showWords(reading, id);
    // Keys can go through claims faster than browsers let addresses change.
    const timer = setTimeout(() => {
      const now = reading.active.peek();
      const next = new URL(location.href);
      next.hash = now ? claimHash(now) : '';
      own.current = next.hash;
      history.replaceState(history.state, '', next);
      place.value = next;
    }, 150);
    return () => clearTimeout(timer);
  });
}

/** While printing, the document has all notes and numbers in it. */
function usePrinting() {
  useEffect(() => {
    const set = (value: boolean) => {
      const before = options.debounceRendering;
      options.debounceRendering = (render) => render(); // the browser takes the document as it is when we return
      isPrinting.value = value;
      if (before) options.debounceRendering = before;
      else delete options.debounceRendering;
    };
    const begin = () => set(true);
    const end = () => set(false);
    addEventListener('beforeprint', begin);
    addEventListener('afterprint', end);
    return () => {
      removeEventListener('beforeprint', begin);
      removeEventListener('afterprint', end);
      isPrinting.value = false;
    };
  }, []);
}

function useWide() {
  const isWide = useSignal(wide.matches);
  useEffect(() => {
    const change = () => {
      isWide.value = wide.matches;
    };
    wide.addEventListener('change', change);
    return () => wide.removeEventListener('change', change);
  }, []);
  return isWide;
}

/** What those need who may decide: it comes when somebody is signed in, and goes when they leave. */
function useDeciding(reading: Reading) {
  const deciding = useSignal<DecidingParts | undefined>(undefined);
  useSignalEffect(() => {
    if (!may('edit')) {
      deciding.value = undefined;
      return;
    }
    let isWanted = true;
    void withStyles(import('../deciding/deciding.tsx')).then((parts) => {
      const state = parts.newDeciding(reading);
      if (!isWanted) return;
      deciding.value = { ...parts, state, actions: parts.actionsOf(state) };
      parts.inTurn(state, () => parts.loadProgress(state)).catch(complain);
    });
    return () => {
      isWanted = false;
    };
  });
  return deciding;
}

function Article({ reading }: { reading: Reading }) {
  const frame = useRef<HTMLDivElement>(null);
  const text = useRef<HTMLElement>(null);
  const isWide = useWide();
  useAddress(reading);
  usePrinting();
  const help = useSignal<ComponentType<{ onClose: () => void }> | undefined>(undefined);
  const showHelp = () => void import('./help.tsx').then(({ Help }) => (help.value = Help));
  const deciding = useDeciding(reading);
  const decider = deciding.value;
  const card = useCard(frame, decider && ((mention) => <decider.NameTools deciding={decider.state} mention={mention} />));
  usePointing(reading, { body: text, onMention: card.point });
  const keys: Actions = useMemo(
    () => ({
      next: () => step(reading, 1),
      before: () => step(reading, -1),
      close: () => openClaim(reading, undefined),
      help: showHelp,
      ...decider?.actions,
    }),
    [reading, decider],
  );
  useKeys(keys);
  useEffect(() => startMarks(reading), [reading]);
  useEffect(() => {
    document.title = `${reading.article.title} · claimd`;
  }, [reading]);
  useSignalEffect(() => {
    document.documentElement.dataset['colour'] = reading.mode.value;
  });
  const tools = (claim: Claim) => decider && <decider.Tools deciding={decider.state} claim={claim} />;
  const count = reading.claims.value.filter((claim) => claim.status !== 'rejected').length;
  return (
    <>
      <div class="reader-bar">
        {count > 0 ? <Legend /> : <p class="help">{counted(0, 'claim')}</p>}
        {decider && <decider.Progress deciding={decider.state} />}
        <button type="button" class="quiet keys-button" aria-label="Keys" title="Keys" aria-keyshortcuts="?" onClick={showHelp}><kbd>?</kbd></button>
      </div>
      <div class="reader" ref={frame}>
        <article class="text" ref={text}>
          <Head />
          <Body />
          <Orphans unfolds={isWide.value} tools={tools} />
          <Named onOpen={card.open} />
          <Foot />
        </article>
        {isWide.value && count > 0 && <Margin tools={tools} />}
        {count === 0 && <aside class="margin"><NoClaims article={reading.article.id} /></aside>}
        {isWide.value && <Join frame={frame} />}
        {decider && <decider.Strips deciding={decider.state} frame={frame} />}
        {decider && <decider.Overlay deciding={decider.state} frame={frame} />}
        {card.view()}
        {isPrinting.value && <PrintedNotes />}
      </div>
      {!isWide.value && count > 0 && <Sheet tools={tools} />}
      {help.value && <help.value onClose={() => (help.value = undefined)} />}
    </>
  );
}

const Reader: PageView = ({ params }) => {
  const id = params['id'] ?? '';
  const loaded = useLoaded((stop) => loadReading(id, stop), [id]);
  const { value: reading, error } = loaded.value;
  if (error) return <Failure error={error}><p><a href="/articles">All articles</a></p></Failure>;
  if (!reading || reading.article.id !== id) return <Waiting what="Loading the article" />;
  return (
    <ReadingContext.Provider value={reading}>
      <Article key={id} reading={reading} />
    </ReadingContext.Provider>
  );
};

export default Reader;
