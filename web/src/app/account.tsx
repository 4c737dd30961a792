// Signing in and out.
import { useState } from 'preact/hooks';
import { Dialog } from '../parts/dialog.tsx';
import { Icon } from '../parts/icon.tsx';
import { say } from '../parts/notice.tsx';
import { inWords } from '../parts/states.tsx';
import { ProblemError } from './api.ts';
import { isSignedIn, session, signIn, signOut, signingIn } from './session.ts';

function SignIn({ why }: { why?: string | undefined }) {
  const [key, setKey] = useState('');
  const [error, setError] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const close = () => {
    signingIn.value = undefined;
  };
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      await signIn(key.trim());
      close();
      say(`Signed in as ${session.value?.name}`);
    } catch (cause) {
      const isRefused = cause instanceof ProblemError && cause.status === 401;
      setError(isRefused ? 'This server knows no such key, or it has expired or was revoked.' : inWords(cause).text);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title="Sign in" onClose={close}>
      <form class="form" onSubmit={submit}>
        <p>{why ?? 'Reading needs nothing. To add, decide and change, paste your key once.'}</p>
        <label class="field">
          <span>Key</span>
          <input
            type="password"
            name="key"
            autocomplete="off"
            spellcheck={false}
            required
            autofocus
            aria-invalid={error !== undefined}
            aria-describedby="key-help"
            value={key}
            onInput={(event) => setKey(event.currentTarget.value)}
          />
        </label>
        <p id="key-help" class="help">
          The first start of the server printed one, and keeps it in <code>admin.key</code> in its data folder. It is
          exchanged for a session of twelve hours and not stored here.
        </p>
        {error && <p class="error" role="alert">{error}</p>}
        <p class="form-end">
          <button type="submit" class="main" disabled={isBusy || key.trim() === ''}>Sign in</button>
        </p>
      </form>
    </Dialog>
  );
}

export function Account() {
  const leave = () => signOut().then(() => say('Signed out'));
  return (
    <>
      {isSignedIn.value ? (
        <span class="account">
          <span class="account-name" title={`Scope: ${session.value?.scope}`}><Icon name="person" />{session.value?.name}</span>
          <button type="button" class="quiet" onClick={leave}>Sign out</button>
        </span>
      ) : (
        <button type="button" class="quiet" onClick={() => (signingIn.value = {})}>Sign in</button>
      )}
      {signingIn.value && <SignIn why={signingIn.value.why} />}
    </>
  );
}
