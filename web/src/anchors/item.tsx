// One claim or mention whose words an edit touched: the words before beside those now, and what can be done.
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { type Claim, ProblemError } from '../app/api.ts';
import { may } from '../app/session.ts';
import { after, before, differences } from '../parts/difference.ts';
import { EntityLink } from '../parts/entity-link.tsx';
import { Marked } from '../parts/marked.tsx';
import { complain } from '../parts/notice.tsx';
import type { Span } from '../reader/words.ts';
import { kinds, risks } from '../words.ts';
import { Pick } from './pick.tsx';
import { type Anchored, decide, putAnchor, spanOf, type Work } from './work.ts';

export type Outcome = 'confirmed' | 'placed' | 'rejected';

const said: Record<Outcome, string> = { confirmed: 'Confirmed', placed: 'Placed', rejected: 'Rejected' };

const AROUND = 70;

/** The end of what stands before words, and the beginning of what stands behind them; cut between words where there are spaces. */
const tail = (text: string) => (text.length <= AROUND ? text : `…${text.slice(-AROUND).replace(/^\S*\s/, '')}`);
const head = (text: string) => (text.length <= AROUND ? text : `${text.slice(0, AROUND).replace(/\s\S*$/, '')}…`);

interface Props {
  work: Work;
  one: Anchored;
  /** Its status when the page was opened, which is what undoing goes back to. */
  status: Anchored['record']['status'];
  outcome: Outcome | undefined;
  /** With the record as it is now; without an outcome it is to be looked at again. */
  onDone: (now: Anchored, outcome: Outcome | undefined) => void;
}

function Quote({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="side">
      <h4>{label}</h4>
      <blockquote dir="auto">{children}</blockquote>
    </div>
  );
}

/** The words now, in what of their block stands around them. */
function Place({ work, span, children }: { work: Work; span: Span; children: ComponentChildren }) {
  const { body, blocks } = work.article;
  const block = blocks.findLast(({ start }) => start <= span.start) ?? { start: 0, end: body.length };
  return (
    <>
      <span class="around">{tail(body.slice(block.start, span.start))}</span>
      {children}
      <span class="around">{head(body.slice(span.end, Math.max(span.end, block.end)))}</span>
    </>
  );
}

function Sides({ work, one }: { work: Work; one: Anchored }) {
  const { anchor } = one.record;
  const { body } = work.article;
  const span = spanOf(one);
  const exact = anchor.exact ?? '';
  if (anchor.state === 'changed' && span) {
    const pieces = differences(anchor.was ?? exact, exact);
    return (
      <div class="sides">
        <Quote label="Before"><Marked pieces={before(pieces)} /></Quote>
        <Quote label="Now"><Place work={work} span={span}><Marked pieces={after(pieces)} /></Place></Quote>
      </div>
    );
  }
  const stood = anchor.start ?? 0;
  return (
    <div class="sides">
      <Quote label="Before">
        <span class="around">…{anchor.prefix?.replace(/^\S*\s/, '')}</span>{exact}<span class="around">{anchor.suffix?.replace(/\s\S*$/, '')}…</span>
      </Quote>
      {span ? (
        <Quote label="Perhaps here"><Place work={work} span={span}><mark>{body.slice(span.start, span.end)}</mark></Place></Quote>
      ) : (
        <Quote label="Where it stood"><Place work={work} span={{ start: stood, end: stood }}><span class="gone-here">gone</span></Place></Quote>
      )}
    </div>
  );
}

/** What of a claim's cue, condition and horizon has lost its words. */
function lostParts(claim: Claim): string[] {
  const parts = [['who said it', claim.holder?.cue], ['condition', claim.condition], ['horizon', claim.horizon]] as const;
  return parts.flatMap(([name, part]) => (part?.text && part.start === null ? [`${name} “${part.text}”`] : []));
}

function Why({ one }: { one: Anchored }) {
  const { risk = [] } = one.record.anchor;
  const lost = one.is === 'claim' ? lostParts(one.record) : [];
  if (risk?.length === 0 && lost.length === 0) return null;
  return (
    <p class="anchor-why">
      {(risk ?? []).map((each) => <span key={each} class="risk">{risks[each]}</span>)}
      {lost.length > 0 && <span>no longer in the text: {lost.join(', ')}</span>}
    </p>
  );
}

function Name({ work, one }: { work: Work; one: Anchored }) {
  const { article } = work;
  if (one.is === 'claim') {
    return (
      <>
        <h3 dir="auto"><a href={`/articles/${article.id}#claim-${one.record.id}`}>{one.record.text}</a></h3>
        <p class="help">{kinds[one.record.kind].label}{one.record.status === 'suggested' && ', suggested'}</p>
      </>
    );
  }
  const entity = work.entities.get(one.record.entity ?? '');
  return (
    <>
      <h3 dir="auto">{entity ? <EntityLink id={entity.slug}>{entity.name}</EntityLink> : one.record.anchor.exact}</h3>
      <p class="help">A mention{one.record.status === 'suggested' && ', suggested'}</p>
    </>
  );
}

export function Item({ work, one, status, outcome, onDone }: Props) {
  const isPicking = useSignal(false);
  const isBusy = useSignal(false);
  const span = spanOf(one);
  const { anchor } = one.record;

  const act = async (change: () => Promise<Anchored>, next: Outcome | undefined) => {
    if (isBusy.value) return;
    isBusy.value = true;
    try {
      onDone(await change(), next);
      isPicking.value = false;
    } catch (error) {
      const isStale = error instanceof ProblemError && error.status === 412;
      complain(isStale ? new Error('Somebody else changed it meanwhile. Load the page anew.') : error);
    } finally {
      isBusy.value = false;
    }
  };
  const confirm = () => span && void act(() => putAnchor(one, span), 'confirmed');
  const reject = () => void act(() => decide(one, 'reject'), 'rejected');
  const undo = () => void act(() => decide(one, status === 'suggested' ? 'reopen' : 'accept'), undefined);

  if (outcome !== undefined) {
    return (
      <article class="anchor-item anchor-done" data-record={one.record.id}>
        <p>
          <b>{said[outcome]}</b> <span dir="auto">{one.is === 'claim' ? one.record.text : anchor.exact}</span>
          {outcome === 'rejected' && <button type="button" class="quiet" disabled={isBusy.value} onClick={undo}>Undo</button>}
        </p>
      </article>
    );
  }
  return (
    <article class="anchor-item" data-record={one.record.id} data-state={anchor.state} tabIndex={-1}>
      <Why one={one} />
      <Name work={work} one={one} />
      <Sides work={work} one={one} />
      {may('edit') && !isPicking.value && (
        <p class="anchor-tools">
          {span && <button type="button" class="main" data-act="confirm" disabled={isBusy.value} onClick={confirm}>{anchor.state === 'changed' ? 'Still right' : 'This is the place'}</button>}
          <button type="button" data-act="pick" disabled={isBusy.value} onClick={() => (isPicking.value = true)}>{span ? 'Other words …' : 'Pick its words …'}</button>
          <button type="button" data-act="reject" disabled={isBusy.value} onClick={reject}>Reject</button>
        </p>
      )}
      {isPicking.value && (
        <Pick
          article={work.article}
          words={anchor.exact ?? ''}
          near={anchor.start ?? 0}
          isBusy={isBusy.value}
          onPick={(picked) => void act(() => putAnchor(one, picked), 'placed')}
          onCancel={() => (isPicking.value = false)}
        />
      )}
    </article>
  );
}
