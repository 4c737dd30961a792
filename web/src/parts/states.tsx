// What stands where there is nothing to show: waiting, a failure in words, an empty place that says what to do.
import type { ComponentChildren } from 'preact';
import { ConnectionError, ProblemError } from '../app/api.ts';

/** Seen only when waiting lasts: what is there within a blink needs no sign. */
export function Waiting({ what = 'Loading' }: { what?: string }) {
  return <p class="waiting" role="status">{what} …</p>;
}

interface InWords {
  title: string;
  text: string;
}

/** The server's details begin small, because they can follow a field's name. */
const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1).replace(/\.?$/, '.');

export function inWords(error: unknown): InWords {
  if (error instanceof ConnectionError)
    return { title: 'The server does not answer', text: 'Is claimd still running? Nothing was lost; try again when it is back.' };
  if (!(error instanceof ProblemError))
    return { title: 'This page has a fault', text: error instanceof Error ? error.message : String(error) };
  if (error.status === 404) return { title: 'Not here', text: sentence(error.message) };
  if (error.status === 401) return { title: 'Sign in to see this', text: 'This server shows its library to people with a key.' };
  if (error.status === 403) return { title: 'Your key does not allow this', text: sentence(error.message) };
  return { title: error.problem.title, text: error.errors.map((item) => [item.pointer ?? item.parameter, item.detail].filter(Boolean).join(' ')).join('; ') || error.message };
}

export function Failure({ error, children }: { error: unknown; children?: ComponentChildren }) {
  const { title, text } = inWords(error);
  return (
    <section class="state" role="alert">
      <h1>{title}</h1>
      <p>{text}</p>
      {children}
      {error instanceof ProblemError && error.status === 404 ? (
        <p>Look for it by its words in the field above, or go on from <a href="/">the library</a>.</p>
      ) : (
        <p><button type="button" onClick={() => location.reload()}>Try again</button></p>
      )}
    </section>
  );
}

export function Empty({ title, children }: { title: string; children?: ComponentChildren }) {
  return (
    <section class="state">
      <h2>{title}</h2>
      {children}
    </section>
  );
}
