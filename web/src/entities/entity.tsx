// One entity: what it is called, where it is spoken of, what it claims and what is claimed of it.
import type { ComponentChildren } from 'preact';
import { type Article, type Claim, claimd, type Entity, type Mention } from '../app/api.ts';
import { useLoaded } from '../app/load.ts';
import type { PageView } from '../app/pages.ts';
import { go } from '../app/router.ts';
import { may } from '../app/session.ts';
import { type ListPath, type Query, useListing } from '../list/listing.ts';
import { ClaimRow } from '../list/rows.tsx';
import { useSignal } from '@preact/signals';
import { Failure, Waiting } from '../parts/states.tsx';
import { counted, dated, entityKinds } from '../words.ts';
import { MergeDialog } from './merge.tsx';

interface PartProps<T> {
  title: string;
  path: ListPath;
  query: Query;
  empty: string;
  all?: string;
  row: (record: T, neighbours: Map<string, unknown>) => ComponentChildren;
}

function Part<T extends { id: string }>({ title, path, query, empty, all, row }: PartProps<T>) {
  const [listing, more] = useListing<T>(path, query);
  const { records, neighbours, count, next, isLoading, error } = listing.value;
  return (
    <section class="section" aria-busy={isLoading}>
      <h2>{title} <span class="list-count">{count ?? ''}</span></h2>
      {error !== undefined && <Failure error={error} />}
      {records.length === 0 && (isLoading ? <Waiting /> : <p class="help">{empty}</p>)}
      <ul class="rows">{records.map((record) => <li key={record.id}>{row(record, neighbours)}</li>)}</ul>
      {next !== null && <p class="list-more"><button type="button" disabled={isLoading} onClick={more}>Show more</button></p>}
      {all && records.length > 0 && <p><a href={all}>As a list to filter</a></p>}
    </section>
  );
}

function MentionRow({ mention, neighbours }: { mention: Mention; neighbours: Map<string, unknown> }) {
  const article = neighbours.get(mention.article) as Article | undefined;
  const { prefix, exact, suffix } = mention.anchor;
  return (
    <article class="row">
      <a class="row-quote" href={`/articles/${mention.article}#mention-${mention.id}`}>
        {prefix && <span>…{prefix}</span>}<mark>{exact}</mark>{suffix && <span>{suffix}…</span>}
      </a>
      <p class="row-facts">
        {article && <span>{article.title}</span>}
        {mention.metonym && <span>stands for it</span>}
        {mention.status !== 'accepted' && <span class="mark" data-status={mention.status}>{mention.status}</span>}
      </p>
    </article>
  );
}

function Facts({ entity }: { entity: Entity }) {
  const aliases = entity.aliases.filter(({ text }) => text !== entity.name);
  return (
    <dl class="facts">
      <div><dt>Kind</dt><dd>{entityKinds[entity.kind].label}</dd></div>
      {aliases.length > 0 && (
        <div>
          <dt>Also called</dt>
          <dd>{aliases.map((alias) => <span key={`${alias.text} ${alias.lang}`} class="fact">{alias.text}{alias.metonym ? ' (stands for it)' : alias.form ? ` (${alias.form})` : ''}</span>)}</dd>
        </div>
      )}
      {entity.same_as.length > 0 && (
        <div>
          <dt>Elsewhere</dt>
          <dd>{entity.same_as.map((url) => <a key={url} class="fact" href={url} rel="noreferrer noopener">{new URL(url).hostname.replace(/^www\./, '')}</a>)}</dd>
        </div>
      )}
    </dl>
  );
}

const About = ({ entity }: { entity: Entity }) => {
  const isMerging = useSignal(false);
  const merged = (into: Entity) => {
    isMerging.value = false;
    go(`/entities/${into.slug}`);
  };
  return (
    <section class="plain list">
      <header class="list-head">
        <div>
          <h1>{entity.name}</h1>
          {entity.description && <p class="home-about">{entity.description}</p>}
        </div>
        {may('edit') && <button type="button" onClick={() => (isMerging.value = true)}>Merge with another …</button>}
      </header>
      <Facts entity={entity} />
      <Part<Claim>
        title={`What ${entity.name} claims`}
        path="/v1/claims"
        query={{ holder: entity.id, include: 'articles,entities,tags', limit: '10' }}
        empty={`No claim here is held by ${entity.name}.`}
        all={`/claims?holder=${entity.slug}`}
        row={(claim, neighbours) => <ClaimRow claim={claim} neighbours={neighbours} />}
      />
      <Part<Claim>
        title={`What is claimed of ${entity.name}`}
        path="/v1/claims"
        query={{ subject: entity.id, include: 'articles,entities,tags', limit: '10' }}
        empty={`No claim here is about ${entity.name}.`}
        all={`/claims?subject=${entity.slug}`}
        row={(claim, neighbours) => <ClaimRow claim={claim} neighbours={neighbours} />}
      />
      <Part<Mention>
        title={`Where ${entity.name} is spoken of`}
        path="/v1/mentions"
        query={{ entity: entity.id, include: 'articles', limit: '10' }}
        empty={`No article here speaks of ${entity.name}.`}
        row={(mention, neighbours) => <MentionRow mention={mention} neighbours={neighbours} />}
      />
      {isMerging.value && <MergeDialog entity={entity} onDone={merged} onClose={() => (isMerging.value = false)} />}
      <p class="help section">{counted(entity.revision, 'revision')}; made by {entity.created_by}, last changed on {dated(entity.updated_at)}. <a href={`/entities/${entity.slug}/history`}>History</a></p>
    </section>
  );
};

const EntityPage: PageView = ({ params }) => {
  const id = params.id ?? '';
  const { value, error, isLoading } = useLoaded((signal) => claimd.get('/v1/entities/{id}', { params: { path: { id } }, signal }), [id]).value;
  if (error !== undefined) return <Failure error={error}><p><a href="/entities">All entities</a></p></Failure>;
  return value && !(isLoading && value.slug !== id) ? <About key={value.id} entity={value as Entity} /> : <Waiting />;
};

export default EntityPage;
