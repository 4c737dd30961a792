// The tag tree. Who may edit can move a tag below another, by dragging or by the keyboard.
import { useSignal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { claimd, ifMatch, type Tag } from '../app/api.ts';
import { useLoaded } from '../app/load.ts';
import type { PageView } from '../app/pages.ts';
import { may, signedIn } from '../app/session.ts';
import { AsCall } from '../list/as_call.tsx';
import { Dialog } from '../parts/dialog.tsx';
import { complain, say } from '../parts/notice.tsx';
import { Empty, Failure, Waiting } from '../parts/states.tsx';
import { type Branch, treeOf, within } from './tree.ts';

const number = new Intl.NumberFormat('en');

async function allTags(signal: AbortSignal): Promise<Tag[]> {
  const tags: Tag[] = [];
  for await (const tag of claimd.list('/v1/tags', { params: { query: { sort: 'label', limit: 200 } }, signal })) tags.push(tag as Tag);
  return tags;
}

/** How many claims have a tag or one below it, of those that most have. */
async function countClaims(signal: AbortSignal): Promise<ReadonlyMap<string, string>> {
  const { facets } = await claimd.get('/v1/facets/claims', { params: { query: { facets: ['tags'], limit: 200 } }, signal });
  return new Map(facets.flatMap(({ values, capped }) => values.map(({ value, count }) => [value ?? '', `${number.format(count)}${capped ? '+' : ''}`])));
}

const load = async (signal: AbortSignal) => {
  const [tags, counts] = await Promise.all([allTags(signal), countClaims(signal)]);
  return { tags, counts };
};

interface Moving {
  /** The branch being dragged. */
  dragged: Branch | undefined;
  drag: (branch: Branch | undefined) => void;
  ask: (branch: Branch) => void;
  move: (branch: Branch, broader: string | null) => void;
}

function Node({ branch, counts, moving }: { branch: Branch; counts: ReadonlyMap<string, string>; moving: Moving }) {
  const { tag, narrower } = branch;
  const isOver = useSignal(false);
  const takes = moving.dragged !== undefined && !within(moving.dragged).has(tag.slug);
  return (
    <li>
      <div
        class={isOver.value && takes ? 'tag-line tag-over' : 'tag-line'}
        draggable={may('edit')}
        onDragStart={(event) => {
          event.dataTransfer?.setData('text/plain', tag.slug);
          moving.drag(branch);
        }}
        onDragEnd={() => moving.drag(undefined)}
        onDragOver={(event) => {
          if (!takes) return;
          event.preventDefault();
          isOver.value = true;
        }}
        onDragLeave={() => (isOver.value = false)}
        onDrop={(event) => {
          event.preventDefault();
          isOver.value = false;
          if (moving.dragged && takes) moving.move(moving.dragged, tag.slug);
        }}
      >
        <a href={`/claims?tags=${tag.slug}`}>{tag.label}</a>
        {counts.has(tag.slug) && <span class="list-count">{counts.get(tag.slug)}<span class="hidden-words"> claims</span></span>}
        {tag.description && <span class="help">{tag.description}</span>}
        <a class="tag-history" href={`/tags/${tag.slug}/history`}>History<span class="hidden-words"> of {tag.label}</span></a>
        {may('edit') && <button type="button" class="quiet tag-move" onClick={() => moving.ask(branch)}>Move<span class="hidden-words"> {tag.label}</span></button>}
      </div>
      {narrower.length > 0 && <ul class="tag-branch">{narrower.map((one) => <Node key={one.tag.slug} branch={one} counts={counts} moving={moving} />)}</ul>}
    </li>
  );
}

function MoveDialog({ branch, tags, onMove, onClose }: { branch: Branch; tags: readonly Tag[]; onMove: (broader: string | null) => void; onClose: () => void }) {
  const [broader, setBroader] = useState(branch.tag.broader ?? '');
  const inside = within(branch);
  return (
    <Dialog title={`Move ${branch.tag.label}`} onClose={onClose}>
      <form class="form" onSubmit={(event) => {
        event.preventDefault();
        onMove(broader === '' ? null : broader);
      }}>
        <label class="field">
          <span>Below</span>
          <select autofocus value={broader} onChange={(event) => setBroader(event.currentTarget.value)}>
            <option value="">nothing: at the top</option>
            {tags.filter(({ slug }) => !inside.has(slug)).map(({ slug, label }) => <option key={slug} value={slug}>{label}</option>)}
          </select>
        </label>
        <p class="help">Claims tagged with it are found under every tag above it.</p>
        <p class="form-end">
          <button type="button" onClick={onClose}>Cancel</button>
          <button type="submit" class="main">Move</button>
        </p>
      </form>
    </Dialog>
  );
}

const Tags: PageView = () => {
  const version = useSignal(0);
  const asked = useSignal<Branch | undefined>(undefined);
  const dragged = useSignal<Branch | undefined>(undefined);
  const { value, error } = useLoaded(load, [version.value]).value;
  if (error !== undefined) return <Failure error={error} />;
  if (!value) return <Waiting />;
  const { tags, counts } = value;

  const patch = (tag: Tag, broader: string | null) =>
    signedIn(() => claimd.patch('/v1/tags/{slug}', { params: { path: { slug: tag.slug }, header: { 'If-Match': ifMatch(tag) } }, body: { broader } }));
  const move = async ({ tag }: Branch, broader: string | null) => {
    asked.value = undefined;
    if (broader === tag.broader) return;
    try {
      const changed = (await patch(tag, broader)) as Tag;
      const target = tags.find(({ slug }) => slug === broader);
      say(`${tag.label} stands ${target ? `below ${target.label}` : 'at the top'}`, { label: 'Undo', run: () => void patch(changed, tag.broader).then(() => version.value++, complain) });
    } catch (cause) {
      complain(cause);
    }
    version.value++;
  };
  const moving: Moving = { dragged: dragged.value, drag: (branch) => (dragged.value = branch), ask: (branch) => (asked.value = branch), move: (branch, broader) => void move(branch, broader) };
  const toTop = dragged.value?.tag.broader != null;
  return (
    <section class="plain list">
      <header class="list-head">
        <h1>Tags <span class="list-count">{tags.length}</span></h1>
        {may('edit') && <p class="help">Drag a tag onto another, or press Move.</p>}
      </header>
      <AsCall path="/v1/tags" query={{ sort: 'label' }} />
      {tags.length === 0 && <Empty title="No tags yet"><p>Tags are made by <code>POST /v1/tags</code>, and with a claim that is decided on.</p></Empty>}
      <ul class="tag-tree">{treeOf(tags).map((branch) => <Node key={branch.tag.slug} branch={branch} counts={counts} moving={moving} />)}</ul>
      {toTop && (
        <p
          class="tag-top"
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged.value) moving.move(dragged.value, null);
          }}
        >
          Drop here to put it at the top
        </p>
      )}
      {asked.value && <MoveDialog branch={asked.value} tags={tags} onMove={(broader) => asked.value && void move(asked.value, broader)} onClose={() => (asked.value = undefined)} />}
    </section>
  );
};

export default Tags;
