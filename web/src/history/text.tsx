// What an edit changed in the text of an article, word by word. The texts are fetched when somebody asks, since they may be long.
import { useSignal } from '@preact/signals';
import { claimd } from '../app/api.ts';
import { useLoaded } from '../app/load.ts';
import { differences, type Piece } from '../parts/difference.ts';
import { Marked } from '../parts/marked.tsx';
import { inWords, Waiting } from '../parts/states.tsx';

/** Where a body is, as the history names it: /v1/articles/{id}/bodies/{revision}. */
async function fetchBody(link: string, signal: AbortSignal): Promise<string> {
  const [, id = '', revision = ''] = /^\/v1\/articles\/([^/]+)\/bodies\/(\d+)$/.exec(link) ?? [];
  return (await claimd.get('/v1/articles/{id}/bodies/{revision}', { params: { path: { id, revision: Number(revision) } }, signal })).body;
}

async function fetchDifference(before: string, after: string, signal: AbortSignal): Promise<Piece[]> {
  const [old, now] = await Promise.all([fetchBody(before, signal), fetchBody(after, signal)]);
  return differences(old, now);
}

function Difference({ before, after, label }: { before: string; after: string; label: string }) {
  const { value: pieces, error } = useLoaded((signal) => fetchDifference(before, after, signal), [before, after]).value;
  if (error !== undefined) return <p class="help" role="alert">{inWords(error).text}</p>;
  if (!pieces) return <Waiting />;
  if (pieces.every(({ is }) => is === 'same')) return <p class="help">The words are the same: paragraphs became headings, quotations or items of a list, or the other way round.</p>;
  return (
    <div class="edit-difference" tabIndex={0} role="region" aria-label={label} dir="auto">
      <Marked pieces={pieces} isShort />
    </div>
  );
}

interface Props {
  /** Links to the body before and after; null where it is not kept. */
  before: string | null;
  after: string | null;
  revision: number;
  /** Whether it is shown without being asked for. */
  isOpen: boolean;
}

export function TextChange({ before, after, revision, isOpen }: Props) {
  const wasOpened = useSignal(isOpen);
  if (before === null || after === null) return <p class="help">The text was edited. What it was is not kept any more.</p>;
  return (
    <details open={isOpen} onToggle={(event) => (wasOpened.value ||= event.currentTarget.open)}>
      <summary>What was edited in the text</summary>
      {wasOpened.value && <Difference before={before} after={after} label={`What revision ${revision} changed in the text`} />}
    </details>
  );
}
