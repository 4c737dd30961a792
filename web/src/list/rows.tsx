// How a record looks in a list: the same on every page that lists some.
import type { Article, Claim, Entity, Tag } from '../app/api.ts';
import { certainties, counted, dated, entityKinds, kinds } from '../words.ts';

type Neighbours = ReadonlyMap<string, unknown>;

const nameOf = (neighbours: Neighbours, id: string | null | undefined) => (id ? (neighbours.get(id) as Entity | undefined)?.name : undefined);

/** Who holds it, as the article says: "the author", "some scholars, as the author reports". */
export function holderWords(claim: Claim, neighbours: Neighbours): string {
  if (!claim.holder) return 'the author';
  const holder = nameOf(neighbours, claim.holder.entity) ?? claim.holder.text ?? 'somebody';
  const through = (claim.holder.via ?? []).map((one) => nameOf(neighbours, one.entity) ?? one.text).filter(Boolean);
  return through.length > 0 ? `${holder}, through ${through.join(' and ')}` : holder;
}

export function ClaimRow({ claim, neighbours, withArticle = true }: { claim: Claim; neighbours: Neighbours; withArticle?: boolean }) {
  const article = neighbours.get(claim.article) as Article | undefined;
  return (
    <article class="row" data-status={claim.status}>
      <a class="row-main" href={`/articles/${claim.article}#claim-${claim.id}`}>{claim.text}</a>
      <p class="row-facts">
        <span class="mark" data-kind={claim.kind}>{kinds[claim.kind].label}</span>
        {claim.certainty !== 'unstated' && <span>{certainties[claim.certainty].label}</span>}
        {claim.polarity === 'negated' && <span>negated</span>}
        <span>{holderWords(claim, neighbours)}</span>
        {claim.horizon?.by && <span>by {dated(claim.horizon.by)}</span>}
        {claim.status !== 'accepted' && <span class="mark" data-status={claim.status}>{claim.status}</span>}
        {withArticle && article && <span class="row-from">{article.title}</span>}
      </p>
      {claim.tags.length > 0 && (
        <p class="row-tags">
          {claim.tags.map((slug) => <a key={slug} href={`/claims?tags=${encodeURIComponent(slug)}`}>{(neighbours.get(slug) as Tag | undefined)?.label ?? slug}</a>)}
        </p>
      )}
    </article>
  );
}

export function ArticleRow({ article }: { article: Article }) {
  const by = article.authors.map(({ name }) => name).join(', ');
  return (
    <article class="row">
      <a class="row-main" href={`/articles/${article.id}`}>{article.title}</a>
      <p class="row-facts">
        {by && <span>{by}</span>}
        {article.publisher?.name && <span>{article.publisher.name}</span>}
        {article.published_at && <time dateTime={article.published_at}>{dated(article.published_at)}</time>}
        <span>{counted(article.word_count, 'word')}</span>
      </p>
    </article>
  );
}

export function EntityRow({ entity }: { entity: Entity }) {
  const others = entity.aliases.map(({ text }) => text).filter((text) => text !== entity.name);
  return (
    <article class="row" data-status={entity.status}>
      <a class="row-main" href={`/entities/${entity.slug}`}>{entity.name}</a>
      <p class="row-facts">
        <span>{entityKinds[entity.kind].label}</span>
        {entity.status === 'suggested' && <span class="mark" data-status="suggested">suggested</span>}
        {others.length > 0 && <span>also {others.slice(0, 4).join(', ')}</span>}
      </p>
      {entity.description && <p class="row-about">{entity.description}</p>}
    </article>
  );
}

export function TagRow({ tag }: { tag: Tag }) {
  return (
    <article class="row">
      <a class="row-main" href={`/claims?tags=${tag.slug}`}>{tag.label}</a>
      {tag.description && <p class="row-about">{tag.description}</p>}
    </article>
  );
}
