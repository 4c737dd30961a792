// Editing the text of an article: what that would do to its claims is shown before it is stored.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type Article, type ArticlePatch, claimd, ifMatch, ProblemError } from '../app/api.ts';
import { useLoaded } from '../app/load.ts';
import type { PageView } from '../app/pages.ts';
import { go } from '../app/router.ts';
import { may, signedIn, signingIn } from '../app/session.ts';
import { Dialog } from '../parts/dialog.tsx';
import { differences } from '../parts/difference.ts';
import { serifSoon } from '../parts/faces.ts';
import { Marked } from '../parts/marked.tsx';
import { complain, say } from '../parts/notice.tsx';
import { Empty, Failure, Waiting } from '../parts/states.tsx';
import { counted } from '../words.ts';
import { Summary, touches } from './summary.tsx';

export type Text = Article & { body: string };

/** A reply to a change of a body says what became of the anchors. */
type Patched = Text & { anchors?: Parameters<typeof touches>[0] };

async function load(id: string, signal?: AbortSignal): Promise<Text> {
  const serif = serifSoon();
  const article = await claimd.get('/v1/articles/{id}', { params: { path: { id } }, ...(signal ? { signal } : {}) });
  await serif;
  return article as Text;
}

function patch(base: Text, body: ArticlePatch, query: { dry_run?: boolean }): Promise<Patched> {
  const params = { path: { id: base.id }, query, header: { 'If-Match': ifMatch(base) } };
  return signedIn(() => claimd.patch('/v1/articles/{id}', { params, body })) as unknown as Promise<Patched>;
}

const isStale = (error: unknown) => error instanceof ProblemError && error.status === 412;

/** Asks before what was written is lost, whichever way one leaves. */
function useGuard(isChanged: boolean) {
  useEffect(() => {
    if (!isChanged) return undefined;
    const unload = (event: BeforeUnloadEvent) => event.preventDefault();
    const leave = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (!link || confirm('Leave without saving the edit?')) return;
      event.preventDefault();
      event.stopPropagation();
    };
    addEventListener('beforeunload', unload);
    document.addEventListener('click', leave, true);
    return () => {
      removeEventListener('beforeunload', unload);
      document.removeEventListener('click', leave, true);
    };
  }, [isChanged]);
}

function Changed({ before, after }: { before: string; after: string }) {
  return (
    <div class="edit-difference" tabIndex={0} role="region" aria-label="What was changed" dir="auto">
      <Marked pieces={differences(before, after)} isShort />
    </div>
  );
}

/** Before an edit that touches claims is stored. */
function Look({ base, tried, isBusy, onSave, onClose }: { base: Text; tried: Patched; isBusy: boolean; onSave: () => void; onClose: () => void }) {
  return (
    <Dialog title="What this edit touches" wide onClose={onClose}>
      {tried.anchors && <Summary anchors={tried.anchors} />}
      <Changed before={base.body} after={tried.body} />
      <p class="form-end">
        <button type="button" onClick={onClose}>Go on editing</button>
        <button type="button" class="main" autofocus disabled={isBusy} onClick={onSave}>Save, and look at them</button>
      </p>
    </Dialog>
  );
}

/** Somebody else stored a change while this one was written. */
function Conflict({ base, theirs, onMine, onTheirs, onClose }: { base: Text; theirs: Text; onMine: () => void; onTheirs: () => void; onClose: () => void }) {
  return (
    <Dialog title="Somebody else edited it meanwhile" wide onClose={onClose}>
      {base.body === theirs.body && base.title === theirs.title ? (
        <p>They changed nothing of the title or the text. Your edit goes on top of theirs.</p>
      ) : (
        <>
          <p>This is what they changed:</p>
          <Changed before={`${base.title}\n\n${base.body}`} after={`${theirs.title}\n\n${theirs.body}`} />
          <p class="help">Yours would take their changes back where it does not have them.</p>
        </>
      )}
      <p class="form-end">
        <button type="button" onClick={onTheirs}>Drop mine, go on from theirs</button>
        <button type="button" class="main" onClick={onMine}>Go on with mine</button>
      </p>
    </Dialog>
  );
}

function Editor({ article }: { article: Text }) {
  const base = useSignal(article);
  const title = useSignal(article.title);
  const body = useSignal(article.body);
  const tried = useSignal<Patched | undefined>(undefined);
  const theirs = useSignal<Text | undefined>(undefined);
  const isBusy = useSignal(false);
  const isDone = useSignal(false);
  const isChanged = title.value !== base.value.title || body.value !== base.value.body;
  useGuard(isChanged && !isDone.value);

  const changes = () => ({
    ...(title.value === base.value.title ? {} : { title: title.value }),
    ...(body.value === base.value.body ? {} : { body: body.value }),
  });
  const attempt = async (work: () => Promise<void>) => {
    isBusy.value = true;
    try {
      await work();
    } catch (error) {
      tried.value = undefined;
      if (isStale(error)) theirs.value = await load(article.id);
      else complain(error);
    } finally {
      isBusy.value = false;
    }
  };
  const store = async () => {
    const stored = await patch(base.value, changes(), {});
    isDone.value = true;
    say('Saved');
    go(`/articles/${article.id}${stored.anchors && touches(stored.anchors) ? '/anchors' : ''}`);
  };
  const save = () =>
    attempt(async () => {
      const would = await patch(base.value, changes(), { dry_run: true });
      if (would.anchors && touches(would.anchors)) tried.value = would;
      else await store();
    });
  const rebase = (keepsMine: boolean) => {
    const now = theirs.value;
    theirs.value = undefined;
    if (!now) return;
    base.value = now;
    if (keepsMine) return;
    title.value = now.title;
    body.value = now.body;
  };

  const words = body.value.trim() === '' ? 0 : body.value.trim().split(/\s+/).length;
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label class="field">
        <span>Title</span>
        <input required dir="auto" value={title.value} onInput={(event) => (title.value = event.currentTarget.value)} />
      </label>
      <label class="field">
        <span>Text</span>
        <textarea class="edit-body" required dir="auto" lang={article.language ?? undefined} value={body.value} onInput={(event) => (body.value = event.currentTarget.value)} />
        <span class="help">An empty line stands between paragraphs. Claims and names follow their words. {counted(words, 'word')}</span>
      </label>
      <p class="form-end">
        <a class="button" href={`/articles/${article.id}`}>Cancel</a>
        <button type="submit" class="main" disabled={!isChanged || isBusy.value}>Save</button>
      </p>
      {tried.value && <Look base={base.value} tried={tried.value} isBusy={isBusy.value} onSave={() => void attempt(store)} onClose={() => (tried.value = undefined)} />}
      {theirs.value && <Conflict base={base.value} theirs={theirs.value} onMine={() => rebase(true)} onTheirs={() => rebase(false)} onClose={() => (theirs.value = undefined)} />}
    </form>
  );
}

const Edit: PageView = ({ params }) => {
  const id = params['id'] ?? '';
  const { value: article, error } = useLoaded((signal) => load(id, signal), [id]).value;
  if (error !== undefined) return <Failure error={error}><p><a href="/articles">All articles</a></p></Failure>;
  if (!article || article.id !== id) return <Waiting />;
  return (
    <section class="plain edit">
      <header class="list-head"><h1>Edit the text</h1></header>
      {may('edit') ? (
        <Editor key={id} article={article} />
      ) : (
        <Empty title="Editing needs a key">
          <p>Sign in with a key of scope edit, and this page goes on.</p>
          <p><button type="button" class="main" onClick={() => (signingIn.value = {})}>Sign in</button></p>
        </Empty>
      )}
    </section>
  );
};

export default Edit;
