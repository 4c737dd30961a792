// The list on screen as a call of the API: a line for curl, one for fetch, and the same as files.
import { say } from '../parts/notice.tsx';
import { given, type ListPath, type Query } from './listing.ts';

function addressOf(path: ListPath, query: Query): string {
  const words = new URLSearchParams(given(query));
  words.sort();
  const text = words.toString().replaceAll('%2C', ',');
  return text ? `${path}?${text}` : path;
}

function Line({ label, text }: { label: string; text: string }) {
  const copy = () => navigator.clipboard.writeText(text).then(() => say(`The ${label} line is copied`), () => say('The browser does not let this page copy'));
  return (
    <div class="call-line">
      <pre tabIndex={0} aria-label={`With ${label}`}><code>{text}</code></pre>
      <button type="button" onClick={copy}>Copy<span class="hidden-words"> the {label} line</span></button>
    </div>
  );
}

export function AsCall({ path, query }: { path: ListPath; query: Query }) {
  const { include: _, ...plain } = query;
  const address = addressOf(path, plain);
  const as = (format: string) => addressOf(path, { ...plain, limit: '200', format });
  return (
    <details class="call">
      <summary>This as an API call</summary>
      <Line label="curl" text={`curl '${location.origin}${address}'`} />
      <Line label="fetch" text={`const { data, next } = await (await fetch('${location.origin}${address}')).json();`} />
      <p>
        As files: <a href={as('csv')} download>CSV</a> · <a href={as('json')} download>JSON</a> · <a href={as('ndjson')} download>NDJSON</a>{' '}
        <span class="help">the first 200; <code>next</code> leads on</span>
      </p>
    </details>
  );
}
