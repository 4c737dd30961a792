// What an edit of a body did to the anchors, as a list to work through: the words before beside those now.
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { isTyping } from '../app/keys.ts';
import { useLoaded } from '../app/load.ts';
import type { PageView } from '../app/pages.ts';
import { may, signingIn } from '../app/session.ts';
import { Empty, Failure, Waiting } from '../parts/states.tsx';
import { anchorStates, counted } from '../words.ts';
import { Item, type Outcome } from './item.tsx';
import { type Anchored, loadWork, toLookAt, type Work } from './work.ts';
import '../reader/base.ts';

/** How many are on the page at first, and come with each "Show more". */
const STEP = 50;

/** What may have turned the meaning comes first. */
function byRisk(a: Anchored, b: Anchored): number {
  return (b.record.anchor.risk?.length ?? 0) - (a.record.anchor.risk?.length ?? 0);
}

/** `j` and `k` go from one to the next; `a`, `p` and `r` press the buttons of the one with the focus. */
function useKeys(list: { current: HTMLElement | null }) {
  useEffect(() => {
    const acts: Record<string, string> = { a: 'confirm', p: 'pick', r: 'reject' };
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) return;
      const items = Array.from(list.current?.querySelectorAll<HTMLElement>('.anchor-item:not(.anchor-done)') ?? []);
      const at = items.findIndex((item) => item.contains(document.activeElement));
      if (event.key === 'j' || event.key === 'k') {
        const next = at < 0 ? 0 : (at + (event.key === 'j' ? 1 : -1) + items.length) % items.length;
        items[next]?.focus();
      }
      const act = acts[event.key];
      if (act) items[at]?.querySelector<HTMLButtonElement>(`[data-act=${act}]`)?.click();
      if (act) event.preventDefault();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, []);
}

function Moved({ moved, work }: { moved: readonly Anchored[]; work: Work }) {
  return (
    <details class="section">
      <summary>{counted(moved.length, 'anchor')} moved along with unchanged words; nothing to do</summary>
      <ul class="rows">
        {moved.map((one) => (
          <li key={one.record.id} dir="auto">
            {one.is === 'claim' ? <a href={`/articles/${work.article.id}#claim-${one.record.id}`}>{one.record.text}</a> : one.record.anchor.exact}
          </li>
        ))}
      </ul>
    </details>
  );
}

function List({ work }: { work: Work }) {
  const list = useRef<HTMLDivElement>(null);
  const done = useSignal<ReadonlyMap<string, Outcome>>(new Map());
  /** As they are now, with their new revisions. */
  const records = useSignal<ReadonlyMap<string, Anchored>>(new Map());
  const shown = useSignal(STEP);
  useKeys(list);

  const open = toLookAt.flatMap((state) => work.all.filter(({ record }) => record.anchor.state === state).sort(byRisk));
  const moved = work.all.filter(({ record }) => record.anchor.state === 'moved');
  const finish = (now: Anchored, outcome: Outcome | undefined) => {
    const next = new Map(done.value);
    if (outcome) next.set(now.record.id, outcome);
    else next.delete(now.record.id);
    records.value = new Map(records.value).set(now.record.id, now);
    done.value = next;
    const items = Array.from(list.current?.querySelectorAll<HTMLElement>('.anchor-item') ?? []);
    const at = items.findIndex((item) => item.dataset['record'] === now.record.id);
    const following = outcome ? [...items.slice(at + 1), ...items.slice(0, at)].find((item) => !next.has(item.dataset['record'] ?? '')) : items[at];
    setTimeout(() => following?.focus(), 0); // when the list is as it will be
  };

  const page = open.slice(0, shown.value);
  return (
    <div ref={list}>
      {open.length > 0 && (
        <p class="anchors-progress">
          <progress aria-label="Looked at" max={open.length} value={done.value.size} />
          <span role="status">{done.value.size === open.length ? 'All looked at.' : `${done.value.size} of ${open.length} looked at`}</span>
          {done.value.size < open.length && may('edit') && <span class="help"><kbd>j</kbd> <kbd>k</kbd> next, before · <kbd>a</kbd> right · <kbd>p</kbd> pick · <kbd>r</kbd> reject</span>}
        </p>
      )}
      {open.length > 0 && !may('edit') && (
        <p class="help">To confirm, place or reject them, <button type="button" onClick={() => (signingIn.value = {})}>sign in</button> with a key of scope edit.</p>
      )}
      {open.length === 0 && (
        <Empty title="Nothing to look at">
          <p>Every claim and every mention stands where its words are.</p>
        </Empty>
      )}
      {toLookAt.map((state) => {
        const here = page.filter(({ record }) => record.anchor.state === state);
        if (here.length === 0) return null;
        const count = open.filter(({ record }) => record.anchor.state === state).length;
        return (
          <section key={state} class="section">
            <h2>{anchorStates[state].label} <span class="list-count">{count}</span></h2>
            <p class="help">{anchorStates[state].about}</p>
            {here.map((one) => (
              <Item
                key={one.record.id}
                work={work}
                one={records.value.get(one.record.id) ?? one}
                status={one.record.status}
                outcome={done.value.get(one.record.id)}
                onDone={finish}
              />
            ))}
          </section>
        );
      })}
      {shown.value < open.length && <p class="list-more"><button type="button" onClick={() => (shown.value += STEP)}>Show more</button></p>}
      {moved.length > 0 && <Moved moved={moved} work={work} />}
    </div>
  );
}

const Anchors: PageView = ({ params }) => {
  const id = params['id'] ?? '';
  const { value: work, error } = useLoaded((signal) => loadWork(id, signal), [id]).value;
  if (error !== undefined) return <Failure error={error}><p><a href="/articles">All articles</a></p></Failure>;
  if (!work || work.article.id !== id) return <Waiting />;
  return (
    <section class="plain anchors">
      <header class="list-head">
        <div>
          <h1>What the edit touched</h1>
          <p class="home-about" dir="auto"><a href={`/articles/${id}`}>{work.article.title}</a></p>
        </div>
      </header>
      <List work={work} />
    </section>
  );
};

export default Anchors;
