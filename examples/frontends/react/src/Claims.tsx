// The claims of a library by kind and words, a page at a time: filters, cursors and errors of the API in one component.
import { type Claim, createClient, ProblemError } from 'claimd-client';
import { useEffect, useRef, useState } from 'react';

const claimd = createClient({ baseUrl: new URLSearchParams(location.search).get('api') ?? 'http://127.0.0.1:8080' });
const KINDS = ['forecast', 'fact', 'cause', 'evaluation', 'recommendation', 'comparison', 'definition', 'question'] as const;

const inWords = (word: string) => word.replaceAll('_', ' ');
const messageOf = (error: unknown) =>
  error instanceof ProblemError ? error.message : `No reply. Start claimd with --allow-origin ${location.origin}`;

function Item({ claim }: { claim: Claim }) {
  return (
    <li>
      {claim.text}
      <blockquote>“{claim.anchor.exact}”</blockquote>
      <small>
        {claim.holder?.text ?? 'the author'} · {inWords(claim.certainty)}
        {claim.horizon?.by ? ` · by ${claim.horizon.by}` : ''}
      </small>
    </li>
  );
}

export function Claims() {
  const [kind, setKind] = useState<(typeof KINDS)[number]>('forecast');
  const [q, setQ] = useState('');
  const [claims, setClaims] = useState<Claim[]>([]);
  const [error, setError] = useState<string>();
  const [hasMore, setHasMore] = useState(false);
  const more = useRef<() => Promise<void>>(undefined);

  useEffect(() => {
    let isCurrent = true;
    // An iterator over the pages of this list: each call of more() fetches one.
    const pages = claimd.pages('/v1/claims', { params: { query: { kind: [kind], limit: 10, ...(q.trim() ? { q } : {}) } } });
    more.current = async () => {
      try {
        const { value: page } = await pages.next();
        if (!isCurrent) return;
        setClaims((before) => [...before, ...(page?.data ?? [])]);
        setHasMore(page?.next != null);
      } catch (problem) {
        if (isCurrent) setError(messageOf(problem));
      }
    };
    setClaims([]);
    setError(undefined);
    const typing = setTimeout(() => void more.current?.(), 150);
    return () => {
      isCurrent = false;
      clearTimeout(typing);
    };
  }, [kind, q]);

  return (
    <main>
      <h1>Claims</h1>
      <form role="search" onSubmit={(event) => event.preventDefault()}>
        <label>
          Kind
          <select value={kind} onChange={(event) => setKind(event.target.value as typeof kind)}>
            {KINDS.map((one) => (
              <option key={one}>{one}</option>
            ))}
          </select>
        </label>
        <label>
          Words
          <input type="search" value={q} onChange={(event) => setQ(event.target.value)} />
        </label>
      </form>
      {error && <p role="alert">{error}</p>}
      <ul aria-live="polite">
        {claims.map((claim) => (
          <Item key={claim.id} claim={claim} />
        ))}
      </ul>
      {!error && claims.length === 0 && <p>No such claims.</p>}
      {hasMore && (
        <button type="button" onClick={() => void more.current?.()}>
          More
        </button>
      )}
    </main>
  );
}
