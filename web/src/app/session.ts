// Who is signed in. The key is exchanged once for a cookie that no script can read; it is kept nowhere.
import { computed, signal } from '@preact/signals';
import { ProblemError, claimd } from './api.ts';

export type Session = Awaited<ReturnType<typeof ask>>;

const ask = () => claimd.get('/v1/session');

/** undefined until asked for; null where even reading needs a key. */
export const session = signal<Session | null | undefined>(undefined);

export const isSignedIn = computed(() => typeof session.value?.name === 'string');

const ranks = ['read', 'suggest', 'edit', 'admin'] as const;

/** Whether the session has this scope: `if (may('edit'))`. */
export function may(scope: (typeof ranks)[number]): boolean {
  return isSignedIn.value && ranks.indexOf(session.value?.scope ?? 'read') >= ranks.indexOf(scope);
}

/** Whether the dialog that asks for a key is open, and why it was opened. */
export const signingIn = signal<{ why?: string } | undefined>(undefined);

export async function refreshSession(): Promise<void> {
  try {
    session.value = await ask();
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 401) throw error;
    session.value = null;
  }
}

export async function signIn(key: string): Promise<void> {
  await claimd.post('/v1/session', { headers: { Authorization: `Bearer ${key}` } });
  await refreshSession();
}

export async function signOut(): Promise<void> {
  await claimd.delete('/v1/session');
  await refreshSession();
}

/** Runs what needs a session; where it has ended meanwhile, asks for a key and lets the error through. */
export async function signedIn<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProblemError && error.status === 401) {
      signingIn.value = { why: 'The session has ended. Sign in again, and go on where you were.' };
      void refreshSession();
    }
    throw error;
  }
}
