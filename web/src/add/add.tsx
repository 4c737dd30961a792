// A new article: give a text, see what it is taken for, mend that, store it.
import { useSignal } from '@preact/signals';
import { type Article, type ArticleNew, claimd } from '../app/api.ts';
import type { PageView } from '../app/pages.ts';
import { go } from '../app/router.ts';
import { may, signedIn, signingIn } from '../app/session.ts';
import { complain, say } from '../parts/notice.tsx';
import { Empty } from '../parts/states.tsx';
import { Give, type Given } from './give.tsx';
import { Mend, type Mended } from './mend.tsx';

type Step = { name: 'give' } | { name: 'mend'; given: Given; article: Article } | { name: 'store' };

/** Creates it, or only asks what would be created. */
function create(body: ArticleNew, query: { dry_run?: boolean; analyze?: boolean }): Promise<Article> {
  return signedIn(() => claimd.post('/v1/articles', { params: { query }, body } as never)) as Promise<Article>;
}

/** What of the taken article was changed by hand; a changed body goes in place of the source. */
function changesOf({ given, article }: { given: Given; article: Article }, mended: Mended): ArticleNew {
  const { body, ...fields } = mended;
  const changed = Object.fromEntries(Object.entries(fields).filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(article[name as keyof Article])));
  const text = body === article.body ? { source: given.text, source_type: given.type } : { body };
  return { ...changed, title: mended.title, ...text } as ArticleNew;
}

const Add: PageView = () => {
  const step = useSignal<Step>({ name: 'give' });
  const isBusy = useSignal(false);

  const take = async (given: Given) => {
    isBusy.value = true;
    try {
      const article = await create({ source: given.text, source_type: given.type } as ArticleNew, { dry_run: true });
      step.value = { name: 'mend', given, article };
    } catch (error) {
      complain(error);
    } finally {
      isBusy.value = false;
    }
  };

  const store = async (taken: Extract<Step, { name: 'mend' }>, mended: Mended) => {
    isBusy.value = true;
    step.value = { name: 'store' };
    try {
      const { id } = await create(changesOf(taken, mended), { analyze: true });
      say('Stored, and read for names and claims');
      go(`/articles/${id}`);
    } catch (error) {
      complain(error);
      step.value = taken;
    } finally {
      isBusy.value = false;
    }
  };

  const now = step.value;
  return (
    <section class="plain add">
      <header class="list-head"><h1>Add an article</h1></header>
      {!may('edit') ? (
        <Empty title="Adding needs a key">
          <p>Sign in with a key of scope edit, and this page goes on.</p>
          <p><button type="button" class="main" onClick={() => (signingIn.value = {})}>Sign in</button></p>
        </Empty>
      ) : now.name === 'give' ? (
        <Give isBusy={isBusy.value} onGive={take} />
      ) : now.name === 'mend' ? (
        <Mend article={now.article} onBack={() => (step.value = { name: 'give' })} onStore={(mended) => void store(now, mended)} />
      ) : (
        <p class="waiting" role="status">Storing it, and reading it for names and claims …</p>
      )}
    </section>
  );
};

export default Add;
