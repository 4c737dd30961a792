// What an article without claims says beside it, or below: how it gets some.
import { useSignal } from '@preact/signals';
import { claimd } from '../app/api.ts';
import { may, signedIn, signingIn } from '../app/session.ts';
import { complain, say } from '../parts/notice.tsx';
import { Empty } from '../parts/states.tsx';

/** Has the server read the article, and suggest what it finds. */
function Ask({ article }: { article: string }) {
  const isBusy = useSignal(false);
  const ask = async () => {
    isBusy.value = true;
    try {
      const { claims, mentions } = await signedIn(() => claimd.post('/v1/articles/{id}/analysis', { params: { path: { id: article } } }));
      if (claims.new + mentions.new > 0) location.reload();
      else say('Nothing new was found');
    } catch (error) {
      complain(error);
    } finally {
      isBusy.value = false;
    }
  };
  return <p><button type="button" class="main" disabled={isBusy.value} onClick={ask}>{isBusy.value ? 'Reading …' : 'Have claims suggested'}</button></p>;
}

export function NoClaims({ article }: { article: string }) {
  return (
    <Empty title="No claims yet">
      {!may('suggest') && (
        <>
          <p>Sign in to have some suggested, or to state one from words of the text.</p>
          <p><button type="button" onClick={() => (signingIn.value = {})}>Sign in</button></p>
        </>
      )}
      {may('edit') && <p>Select words of the text to state one, or have them looked for.</p>}
      {may('suggest') && <Ask article={article} />}
      <p class="help">Programs send them over the API: <a href="/docs#postV1Claims">POST /v1/claims</a>.</p>
    </Empty>
  );
}
