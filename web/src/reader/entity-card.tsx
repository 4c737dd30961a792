// A card of the entity that a mention names: who it is, and where else it is spoken of.
import { useSignal, useSignalEffect } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { type Article, claimd, type Entity, type Mention } from '../app/api.ts';
import { useLoaded } from '../app/load.ts';
import { counted, entityKinds } from '../words.ts';
import { spanOf, useReading } from './reading.ts';

const ELSEWHERE = 5;
const WAIT_MS = 300;
const LEAVE_MS = 250;

interface Elsewhere {
  articles: Article[];
  more: boolean;
}

/** Other articles that speak of it, each once. */
async function elsewhere(entity: string, here: string, signal: AbortSignal): Promise<Elsewhere> {
  const page = await claimd.get('/v1/entities/{id}/mentions', {
    params: { path: { id: entity }, query: { limit: 100, include: ['articles'] } },
    signal,
  });
  const { included } = page as { included?: { articles?: Article[] } };
  const articles = (included?.articles ?? []).filter((article) => article.id !== here);
  return { articles: articles.slice(0, ELSEWHERE), more: articles.length > ELSEWHERE || page.next !== null };
}

function Others({ entity }: { entity: Entity }) {
  const { article } = useReading();
  const loaded = useLoaded((signal) => elsewhere(entity.id, article.id, signal), [entity.id]);
  const { value, error } = loaded.value;
  if (error) return <p class="help">Where else it is spoken of could not be loaded.</p>;
  if (!value) return <p class="help" role="status">Looking where else it is spoken of …</p>;
  if (value.articles.length === 0) return <p class="help">No other article speaks of it.</p>;
  return (
    <>
      <h3>Also in</h3>
      <ul>
        {value.articles.map((other) => <li key={other.id}><a href={`/articles/${other.id}`}>{other.title}</a></li>)}
        {value.more && <li><a href={`/entities/${entity.slug}`}>and more</a></li>}
      </ul>
    </>
  );
}

interface Shown {
  /** undefined while it is open whom a mention means. */
  entity: Entity | undefined;
  mention: Mention | undefined;
  left: number;
  top: number;
}

export interface Card {
  /** Shows the card of a mention soon, or hides it soon when there is none. */
  point: (mention: Mention | undefined, isChosen: boolean) => void;
  /** Shows the card of an entity beside an element. */
  open: (entity: Entity, beside: Element) => void;
  view: () => preact.JSX.Element | null;
}

export function useCard(frame: { current: HTMLElement | null }, tools?: (mention: Mention) => ComponentChildren): Card {
  const reading = useReading();
  const shown = useSignal<Shown | undefined>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const inside = useRef(false);
  const box = useRef<HTMLElement>(null);

  const hide = () => {
    clearTimeout(timer.current);
    shown.value = undefined;
    reading.entity.value = undefined;
    reading.mention.value = undefined;
  };
  const show = (entity: Entity | undefined, mention: Mention | undefined, box: DOMRect) => {
    const origin = frame.current?.getBoundingClientRect();
    if (!origin) return;
    const width = Math.min(352, innerWidth - 32);
    const left = Math.max(16, Math.min(box.left, document.documentElement.clientWidth - width - 16)) - origin.left;
    shown.value = { entity, mention, left, top: box.bottom - origin.top + 8 };
    reading.entity.value = entity?.id;
  };
  // A card that was opened to stay has the focus, and goes when another is opened or this one is closed.
  useSignalEffect(() => {
    const id = reading.mention.value;
    if (id === undefined) {
      if (shown.peek()?.mention) shown.value = undefined;
      return;
    }
    const mention = reading.mentions.peek().find((one) => one.id === id);
    const span = mention && spanOf(mention);
    if (!span) return;
    clearTimeout(timer.current);
    const top = reading.words.top(span) ?? 0;
    if (top < 96 || top > innerHeight / 2) scrollBy({ top: top - innerHeight / 4 });
    const line = reading.words.boxes(span)[0];
    if (line) show(reading.entities.peek().get(mention.entity ?? ''), mention, line);
  });
  useLayoutEffect(() => {
    if (reading.mention.peek() !== undefined && shown.value) box.current?.focus({ preventScroll: true });
  }, [shown.value]);
  const point: Card['point'] = (mention, isChosen) => {
    if (isChosen) {
      reading.mention.value = mention?.id;
      return;
    }
    if (reading.mention.value !== undefined) return;
    if (mention && mention.id === shown.value?.mention?.id) return clearTimeout(timer.current);
    clearTimeout(timer.current);
    const entity = reading.entities.value.get(mention?.entity ?? '');
    const span = mention && spanOf(mention);
    const box = span && reading.words.boxes(span)[0];
    if (mention && entity && box) {
      timer.current = setTimeout(() => show(entity, mention, box), WAIT_MS);
    } else if (shown.value?.mention && !inside.current) {
      timer.current = setTimeout(() => !inside.current && hide(), LEAVE_MS);
    }
  };
  useEffect(() => {
    const escape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || !shown.value || event.defaultPrevented) return;
      event.preventDefault();
      const isStaying = reading.mention.value !== undefined;
      hide();
      if (isStaying) document.getElementById('main')?.focus({ preventScroll: true });
    };
    const outside = (event: PointerEvent) => {
      if (shown.value && !(event.target instanceof Element && event.target.closest('.card'))) hide();
    };
    addEventListener('keydown', escape);
    addEventListener('pointerdown', outside);
    return () => {
      clearTimeout(timer.current);
      removeEventListener('keydown', escape);
      removeEventListener('pointerdown', outside);
    };
  }, []);

  const view = () => {
    if (!shown.value) return null;
    const { entity, left, top } = shown.value;
    const mention = reading.mentions.value.find(({ id }) => id === shown.value?.mention?.id);
    const here = reading.mentions.value.filter((mention) => mention.entity === entity?.id && mention.status !== 'rejected').length;
    return (
      <section
        ref={box}
        class="card"
        tabIndex={-1}
        aria-label={entity?.name ?? mention?.anchor.exact ?? 'A name'}
        style={{ left: `${left}px`, top: `${top}px` }}
        onPointerEnter={() => (inside.current = true)}
        onPointerLeave={() => {
          inside.current = false;
          if (shown.value?.mention && reading.mention.value === undefined) timer.current = setTimeout(hide, LEAVE_MS);
        }}
      >
        {entity ? (
          <>
            <p class="card-kind" data-entity-kind={entity.kind}>{entityKinds[entity.kind].label}{entity.status === 'suggested' && ', suggested'}</p>
            <h2><a href={`/entities/${entity.slug}`}>{entity.name}</a></h2>
            {entity.description && <p>{entity.description}</p>}
            <p class="help">{counted(here, 'mention')} in this article</p>
            <Others entity={entity} />
          </>
        ) : (
          <>
            <h2>“{mention?.anchor.exact}”</h2>
            <p class="help">Nobody has said yet whom or what this means.</p>
          </>
        )}
        {mention && reading.mention.value === mention.id && tools?.(mention)}
      </section>
    );
  };
  return {
    point,
    open: (entity, beside) => show(entity, undefined, beside.getBoundingClientRect()),
    view,
  };
}
