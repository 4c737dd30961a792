// The history of a record: who changed it, when, and what was changed, field by field.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { claimd, type Entity } from '../app/api.ts';
import { useLoaded } from '../app/load.ts';
import type { PageView } from '../app/pages.ts';
import { differences } from '../parts/difference.ts';
import { Marked } from '../parts/marked.tsx';
import { Failure, Waiting } from '../parts/states.tsx';
import { type Change, changesBetween, type Fields, labelOf, type Leaf, leavesOf } from './leaves.ts';
import { TextChange } from './text.tsx';

type Kind = 'articles' | 'claims' | 'entities' | 'tags';

interface Entry {
  id: string;
  at: string;
  action: 'created' | 'changed' | 'merged' | 'deleted';
  revision: number;
  actor: string;
  route: string;
  request_id: string;
  /** Where the text is that an article had then; the same until it got another. */
  body: string | null;
  record: Fields | null;
}

const PAGE = 50;

const done: Record<Entry['action'], string> = { created: 'Created', changed: 'Changed', merged: 'Merged into another', deleted: 'Deleted' };

function fetchHistory(kind: Kind, name: string, cursor: string | undefined, signal: AbortSignal): Promise<{ data: Entry[]; next: string | null }> {
  const path = kind === 'tags' ? { slug: name } : { id: name };
  const query = { limit: PAGE, ...(cursor ? { cursor } : {}) };
  const call = kind === 'tags' ? '/v1/tags/{slug}/history' : (`/v1/${kind}/{id}/history` as '/v1/claims/{id}/history');
  return claimd.get(call as '/v1/claims/{id}/history', { params: { path, query }, signal } as never) as unknown as Promise<{ data: Entry[]; next: string | null }>;
}

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });

/** An id is an entity, mostly: then its name says more. */
function Value({ text }: { text: string }) {
  const isId = /^[0-7][0-9a-hjkmnp-tv-z]{12}$/.test(text);
  const named = useLoaded<Entity | undefined>(
    (signal) => (isId ? (claimd.get('/v1/entities/{id}', { params: { path: { id: text } }, signal }) as Promise<Entity>) : Promise.resolve(undefined)),
    [text],
  );
  return <>{named.value.value?.name ?? text}</>;
}

const asList = (value: Leaf['value'] | undefined): readonly string[] => (value === undefined ? [] : typeof value === 'string' ? [value] : value);

/** Whether two texts have enough in common for their difference to be read word by word. */
const isProse = (text: string) => text.split(/\s+/, 4).length === 4;

function Difference({ change: { before, after } }: { change: Change }) {
  if (typeof before === 'string' && typeof after === 'string' && isProse(before) && isProse(after))
    return <Marked pieces={differences(before, after)} />;
  const [old, now] = [asList(before), asList(after)];
  const gone = old.filter((one) => !now.includes(one));
  const came = now.filter((one) => !old.includes(one));
  const stayed = now.length - came.length;
  return (
    <>
      {gone.map((one) => <span key={one} class="value"><del><Value text={one} /></del></span>)}
      {gone.length > 0 && came.length > 0 && <span aria-hidden="true">→ </span>}
      {came.map((one) => <span key={one} class="value"><ins><Value text={one} /></ins></span>)}
      {stayed > 0 && <span class="help">and {stayed} as before</span>}
      {gone.length === 0 && came.length === 0 && <span class="help">in another order</span>}
    </>
  );
}

/** Whether the text of an article was edited, which shows in its fingerprint where the texts are not kept. */
const hasOtherText = (before: Entry, after: Entry) =>
  before.record !== null && after.record !== null && (before.body !== after.body || before.record['body_sha256'] !== after.record['body_sha256']);

function Changes({ before, after, isText }: { before: Fields; after: Fields; isText: boolean }) {
  const changes = changesBetween(before, after);
  if (changes.length === 0 && isText) return null;
  if (changes.length === 0) return <p class="help">Nothing that a reader sees: only positions or dates.</p>;
  return (
    <dl class="changes">
      {changes.map((change) => (
        <div key={change.label}>
          <dt>{change.label}</dt>
          <dd dir="auto"><Difference change={change} /></dd>
        </div>
      ))}
    </dl>
  );
}

/** Says nothing of a record that is new. */
const placed = labelOf(['anchor', 'state']);

function First({ record }: { record: Fields }) {
  return (
    <details>
      <summary>As it was made</summary>
      <dl class="changes">
        {leavesOf(record).filter(({ label }) => label !== placed).map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd dir="auto">{asList(value).map((one) => <span key={one} class="value"><Value text={one} /></span>)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function One({ entry, before, isFirstText }: { entry: Entry; before: Entry | undefined; isFirstText: boolean }) {
  const isText = before !== undefined && hasOtherText(before, entry);
  return (
    <article class="history-entry" data-revision={entry.revision}>
      <h2>
        {done[entry.action]} <span class="help">by {entry.actor}, <time dateTime={entry.at}>{moment.format(new Date(entry.at))}</time></span>
      </h2>
      {entry.record && (before?.record ? <Changes before={before.record} after={entry.record} isText={isText} /> : <First record={entry.record} />)}
      {isText && <TextChange before={before.body} after={entry.body} revision={entry.revision} isOpen={isFirstText} />}
      <p class="help">Revision {entry.revision}, through <code>{entry.route}</code></p>
    </article>
  );
}

/** What the record is called, as far as its newest state says. */
function titleOf(entries: readonly Entry[]): string {
  const record = entries.find((entry) => entry.record)?.record ?? {};
  return String(record['title'] ?? record['text'] ?? record['name'] ?? record['label'] ?? '');
}

function addressOf(kind: Kind, name: string, entries: readonly Entry[]): string {
  const article = entries.find((entry) => entry.record)?.record?.['article'];
  if (kind === 'claims') return `/articles/${String(article)}#claim-${name}`;
  return kind === 'tags' ? `/claims?tags=${name}` : `/${kind}/${name}`;
}

function History({ kind, name }: { kind: Kind; name: string }) {
  const entries = useSignal<readonly Entry[]>([]);
  const cursor = useSignal<string | undefined>(undefined);
  const { value, error, isLoading } = useLoaded((signal) => fetchHistory(kind, name, cursor.value, signal), [cursor.value]).value;
  useEffect(() => {
    if (value && !entries.value.includes(value.data[0] as Entry)) entries.value = [...entries.value, ...value.data];
  }, [value]);
  if (error !== undefined) return <Failure error={error} />;
  if (entries.value.length === 0) return <Waiting />;
  const all = entries.value;
  const next = value?.next ?? null;
  // What a change did shows against the one before it, so the last of a page waits for the page after.
  const shown = next === null ? all : all.slice(0, -1);
  const firstText = shown.findIndex((entry, i) => all[i + 1] && hasOtherText(all[i + 1] as Entry, entry));
  const isGone = all[0]?.action === 'deleted' || all[0]?.action === 'merged';
  return (
    <section class="plain history">
      <header class="list-head">
        <div>
          <h1>History</h1>
          <p class="home-about" dir="auto">{isGone ? titleOf(all) : <a href={addressOf(kind, name, all)}>{titleOf(all)}</a>}</p>
        </div>
      </header>
      {shown.map((entry, i) => <One key={entry.id} entry={entry} before={all[i + 1]} isFirstText={i === firstText} />)}
      {next !== null && <p class="list-more"><button type="button" disabled={isLoading} onClick={() => (cursor.value = next)}>Show more</button></p>}
    </section>
  );
}

export const historyOf = (kind: Kind): PageView => ({ params }) => {
  const name = params['id'] ?? params['slug'] ?? '';
  return <History key={name} kind={kind} name={name} />;
};
