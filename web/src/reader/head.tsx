// What stands above and below an article: title, who wrote it, where it appeared; whom it names; what was noted of it.
import { Fragment } from 'preact';
import { may } from '../app/session.ts';
import { EntityLink } from '../parts/entity-link.tsx';
import type { Claim, Entity } from '../app/api.ts';
import { counted, dated, entityKinds } from '../words.ts';
import { useReading, type Whole } from './reading.ts';

function Names({ named }: { named: readonly { name: string | null; entity: string | null }[] }) {
  return (
    <>
      {named.map(({ name, entity }, i) => (
        <Fragment key={i}>
          {i > 0 && ', '}
          <bdi>{entity ? <EntityLink id={entity}>{name}</EntityLink> : name}</bdi>
        </Fragment>
      ))}
    </>
  );
}

function Origin({ article }: { article: Whole }) {
  const { original } = article;
  if (!original) return null;
  const where = [original.publisher, original.published_at && dated(original.published_at)].filter(Boolean).join(', ');
  return <p class="help">First published{where && ` by ${where}`}{original.url && <> at <a href={original.url} rel="noreferrer">{new URL(original.url).host}</a></>}.</p>;
}

/** Where an edit of the text left claims or mentions that somebody should look at. */
function Touched() {
  const { article, claims, mentions } = useReading();
  const states = ['changed', 'ambiguous', 'orphaned'];
  const touched = (records: readonly Pick<Claim, 'status' | 'anchor'>[]) =>
    records.filter(({ status, anchor }) => status !== 'rejected' && states.includes(anchor.state ?? 'exact')).length;
  const counts = [[touched(claims.value), 'claim'], [touched(mentions.value), 'mention']] as const;
  const words = counts.filter(([count]) => count > 0).map(([count, name]) => counted(count, name)).join(' and ');
  if (!words) return null;
  return <p class="touched not-printed">An edit touched the words of {words}. <a href={`/articles/${article.id}/anchors`}>Look at them</a></p>;
}

export function Head() {
  const { article } = useReading();
  const authors = (article.authors ?? []).filter((author) => author.name);
  return (
    <header class="article-head" dir="auto" lang={article.language ?? undefined}>
      <h1>{article.title}</h1>
      {article.subtitle && <p class="article-subtitle">{article.subtitle}</p>}
      <p class="article-by" dir="ltr">
        {authors.length > 0 && <span>By <Names named={authors} /></span>}
        {article.publisher?.name && <span><Names named={[article.publisher]} /></span>}
        {article.published_at && <time dateTime={article.published_at}>{dated(article.published_at)}</time>}
        <span>{counted(article.word_count, 'word')}</span>
        {article.url && <a href={article.url} rel="noreferrer">Original</a>}
      </p>
      <Origin article={article} />
      <Touched />
    </header>
  );
}

/** Everybody and everything that the article names, by how often. */
export function Named({ onOpen }: { onOpen: (entity: Entity, beside: Element) => void }) {
  const { mentions, entities, entity: chosen } = useReading();
  const counts = new Map<string, number>();
  for (const { entity, status } of mentions.value)
    if (entity && status !== 'rejected') counts.set(entity, (counts.get(entity) ?? 0) + 1);
  const named = [...counts].flatMap(([id, count]) => {
    const entity = entities.value.get(id);
    return entity ? [{ entity, count }] : [];
  });
  if (named.length === 0) return null;
  named.sort((a, b) => b.count - a.count || a.entity.name.localeCompare(b.entity.name));
  return (
    <section class="named" aria-labelledby="named">
      <h2 id="named">Named here</h2>
      <ul>
        {named.map(({ entity, count }) => (
          <li key={entity.id}>
            <button
              type="button"
              class="chip"
              data-entity-kind={entity.kind}
              aria-pressed={chosen.value === entity.id}
              title={entityKinds[entity.kind].label}
              onClick={(event) => onOpen(entity, event.currentTarget)}
            >
              {entity.name}
              <span class="chip-count">{count}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Foot() {
  const { article } = useReading();
  return (
    <footer class="article-foot help">
      {article.about_author && <p dir="auto">{article.about_author}</p>}
      {article.note && <p dir="auto">{article.note}</p>}
      {article.license && <p>Licence: {article.license}</p>}
      <p class="inline not-printed">
        {may('edit') && <a href={`/articles/${article.id}/edit`}>Edit the text</a>}
        <a href={`/articles/${article.id}/history`}>History</a>
        <a href={`/v1/articles/${article.id}?include=claims,mentions,entities,tags&pretty`}>This article as JSON</a>
      </p>
    </footer>
  );
}
