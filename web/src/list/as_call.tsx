// The list on screen as a call of the API, a line for curl and one for fetch; and as a file.
import { useSignal } from '@preact/signals';
import { copy } from '../parts/copy.ts';
import { complain, say } from '../parts/notice.tsx';
import { counted } from '../words.ts';
import { type Format, gather, save } from './files.ts';
import { type ListPath, pairsOf, type Query } from './listing.ts';

function addressOf(path: ListPath, query: Query): string {
  const words = new URLSearchParams(pairsOf(query));
  words.sort();
  const text = words.toString().replaceAll('%2C', ',');
  return text ? `${path}?${text}` : path;
}

function Line({ label, text }: { label: string; text: string }) {
  return (
    <div class="call-line">
      <pre tabIndex={0} aria-label={`With ${label}`}><code>{text}</code></pre>
      <button type="button" onClick={() => void copy(text, `The ${label} line`)}>Copy<span class="hidden-words"> the {label} line</span></button>
    </div>
  );
}

const formats: readonly (readonly [Format, string])[] = [['csv', 'CSV'], ['json', 'JSON'], ['ndjson', 'NDJSON']];

/** The link is the first page as the API gives it; a press follows the pages to the end. */
function Files({ path, query }: { path: ListPath; query: Query }) {
  const isBusy = useSignal(false);
  const addressIn = (format: Format) => addressOf(path, { ...query, limit: '200', format });
  const fetchAll = async (format: Format) => {
    if (isBusy.peek()) return;
    isBusy.value = true;
    try {
      const file = await gather(addressIn(format), format);
      save(file, `${path.slice('/v1/'.length)}.${format}`);
      if (!file.isWhole) say(`The file has the first ${counted(file.pages * 200, 'record')}; the API call leads on`);
    } catch (error) {
      complain(error);
    } finally {
      isBusy.value = false;
    }
  };
  return (
    <p class="call-files" aria-busy={isBusy.value}>
      <span>What is shown, as a file</span>
      {formats.map(([format, label]) => (
        <a
          key={format}
          href={addressIn(format)}
          download
          onClick={(event) => {
            event.preventDefault();
            void fetchAll(format);
          }}
        >
          {label}
        </a>
      ))}
    </p>
  );
}

export function AsCall({ path, query }: { path: ListPath; query: Query }) {
  const { include: _, ...plain } = query;
  const address = addressOf(path, plain);
  return (
    <div class="call">
      <details>
        <summary>This as an API call</summary>
        <Line label="curl" text={`curl '${location.origin}${address}'`} />
        <Line label="fetch" text={`const { data, next } = await (await fetch('${location.origin}${address}')).json();`} />
      </details>
      <Files path={path} query={plain} />
    </div>
  );
}
