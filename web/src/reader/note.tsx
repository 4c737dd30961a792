// A claim as a note beside its words: two or three lines, and all of it when it is open.
import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Claim } from '../app/api.ts';
import { copy } from '../parts/copy.ts';
import { EntityLink } from '../parts/entity-link.tsx';
import { giveFocus } from '../parts/focus.ts';
import { Icon } from '../parts/icon.tsx';
import { anchorStates, certainties, dated, kinds } from '../words.ts';
import { citation, claimAddress, claimHash } from './cite.ts';
import { slotOf } from './colours.ts';
import { Holder, holderText, nameOf } from './holder.tsx';
import { type PartKind, partsOf } from './marks.ts';
import { useReading } from './reading.ts';

const partNames: Record<PartKind, string> = { cue: 'said by', condition: 'condition', horizon: 'by when', hedge: 'how sure' };

/** The claim's own words, with what limits them marked. */
function Quote({ claim }: { claim: Claim }) {
  const { exact, start } = claim.anchor;
  if (exact === null || start === null) return null;
  const pieces: ComponentChildren[] = [];
  let at = 0;
  for (const part of partsOf(claim)) {
    const [from, to] = [part.start - start, part.end - start];
    if (from < at || to > exact.length) continue;
    pieces.push(exact.slice(at, from));
    pieces.push(
      <mark class={`part part-${part.kind}`} title={partNames[part.kind]}>
        <span class="hidden-words">{partNames[part.kind]}: </span>
        {exact.slice(from, to)}
      </mark>,
    );
    at = to;
  }
  pieces.push(exact.slice(at));
  return <blockquote class="note-quote" dir="auto">{pieces}</blockquote>;
}

function Row({ name, children }: { name: string; children: ComponentChildren }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function certaintyText(claim: Claim): string {
  const { label } = certainties[claim.certainty];
  if (!claim.probability) return label;
  const [low = 0, high = 1] = claim.probability;
  return `${label}, ${Math.round(low * 100)}–${Math.round(high * 100)} %`;
}

function People({ named }: { named: Claim['subjects'] }) {
  const { entities } = useReading();
  return (
    <ul class="inline">
      {(named ?? []).map((one, i) => (
        <li key={i}>
          {one.entity ? <EntityLink id={one.entity}>{nameOf(one, entities.value)}</EntityLink> : one.text}
          {one.entity && one.text && one.text !== nameOf(one, entities.value) ? ` (${one.text})` : ''}
        </li>
      ))}
    </ul>
  );
}

function Tags({ slugs }: { slugs: readonly string[] }) {
  const { tags } = useReading();
  return (
    <ul class="inline">
      {slugs.map((slug) => (
        <li key={slug}><a href={`/claims?tags=${slug}`}>{tags.get(slug)?.label ?? slug}</a></li>
      ))}
    </ul>
  );
}

/** Reasons in words, once a suggestion was opened: most articles have none. */
const reasons = signal<typeof import('./why.ts') | undefined>(undefined);

function Suggested({ claim }: { claim: Claim }) {
  useEffect(() => {
    if (!reasons.peek()) void import('./why.ts').then((words) => (reasons.value = words));
  }, []);
  const why = claim.why ?? [];
  if (!reasons.value) return <Row name="Suggested">…</Row>;
  const { confidenceWords, whyWords } = reasons.value;
  return (
    <Row name="Suggested">
      {claim.confidence !== null && <>{confidenceWords(claim.confidence)}. </>}
      {why.length > 0 && <span class="note-why">Found by {why.map(whyWords).join('; ')}.</span>}
    </Row>
  );
}

/** Why a program suggested it, and what a person made of that. */
function Status({ claim }: { claim: Claim }) {
  if (claim.status === 'suggested') return <Suggested claim={claim} />;
  if (!claim.decided_by || !claim.decided_at) return null;
  const verb = claim.status === 'rejected' ? 'Rejected' : 'Accepted';
  return <Row name={verb}>by {claim.decided_by}, {dated(claim.decided_at)}{claim.reason ? `: ${claim.reason}` : ''}</Row>;
}

function Details({ claim }: { claim: Claim }) {
  const { article, entities } = useReading();
  const { state } = claim.anchor;
  return (
    <div class="note-details">
      <Quote claim={claim} />
      <dl>
        <Row name="Held by"><Holder claim={claim} entities={entities.value} /></Row>
        <Row name="How sure">{certaintyText(claim)}</Row>
        {claim.polarity === 'negated' && <Row name="Says">that it is not so</Row>}
        {claim.condition && <Row name={claim.condition.negated ? 'Unless' : 'If'}>“{claim.condition.text}”</Row>}
        {claim.horizon && <Row name="By">{claim.horizon.by ? dated(claim.horizon.by) : ''}{claim.horizon.text ? ` “${claim.horizon.text}”` : ''}</Row>}
        {claim.subjects && claim.subjects.length > 0 && <Row name="About"><People named={claim.subjects} /></Row>}
        {claim.objects && claim.objects.length > 0 && <Row name="Involves"><People named={claim.objects} /></Row>}
        {claim.tags && claim.tags.length > 0 && <Row name="Tags"><Tags slugs={claim.tags} /></Row>}
        {state && state !== 'exact' && state !== 'moved' && <Row name={anchorStates[state].label}>{anchorStates[state].about}</Row>}
        <Status claim={claim} />
      </dl>
      <p class="note-tools">
        <button type="button" class="quiet" onClick={() => copy(claimAddress(claim), 'The address')}><Icon name="link" />Copy link</button>
        <button type="button" class="quiet" onClick={() => copy(citation(article, claim), 'The citation')}><Icon name="quote" />Cite</button>
        <a href={`/claims/${claim.id}/history`}>History</a>
        <a href={`/v1/claims/${claim.id}?pretty`}>JSON</a>
      </p>
    </div>
  );
}

interface Props {
  claim: Claim;
  isOpen: boolean;
  children?: ComponentChildren;
}

/** What is seen of every claim; `children` come below it when it is open. */
export function Note({ claim, isOpen, children }: Props) {
  const reading = useReading();
  const { hovered, active, working, entities, mode, groups } = reading;
  const link = useRef<HTMLAnchorElement>(null);
  useLayoutEffect(() => {
    if (reading.toFocus !== claim.id) return;
    reading.toFocus = undefined;
    if (document.activeElement !== link.current) giveFocus(link.current);
  });
  const isSuggested = claim.status === 'suggested';
  const classes = ['note', isOpen && 'note-open', isSuggested && 'note-suggested', hovered.value === claim.id && 'note-hovered'];
  const toggle = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    active.value = isOpen ? undefined : claim.id;
  };
  return (
    <article
      class={classes.filter(Boolean).join(' ')}
      data-slot={slotOf(mode.value, claim, groups.value)}
      data-claim={claim.id}
      dir="auto"
      onPointerEnter={() => (hovered.value = claim.id)}
      onPointerLeave={() => (hovered.value = undefined)}
      onFocusIn={() => (hovered.value = claim.id)}
      onFocusOut={() => (hovered.value = undefined)}
    >
      <h3 class="note-text">
        <a ref={link} href={claimHash(claim.id)} aria-expanded={isOpen} onClick={toggle}>{claim.text}</a>
      </h3>
      <p class="note-meta">
        <span class="note-kind">{kinds[claim.kind].label}</span>
        {claim.certainty !== 'unstated' && <span>{certainties[claim.certainty].label.toLowerCase()}</span>}
        {!isOpen && claim.holder && <span class="note-holder">{holderText(claim, entities.value)}</span>}
        {isSuggested && <span class="note-status">suggested</span>}
      </p>
      {isOpen && working.value !== claim.id && <Details claim={claim} />}
      {isOpen && children}
    </article>
  );
}
