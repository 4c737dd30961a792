// An operation tried against this server: a form made from its parameters, the request it comes to, and the reply.
import { useState } from 'preact/hooks';
import { type Contract, exampleOf, follow, givesOf, type Parameter, type Place } from './contract.ts';
import { addressOf, type Request } from './samples.ts';

interface Answer {
  status: number;
  took: number;
  headers: string;
  text: string;
}

const SHOWN = 20_000;

async function send(method: string, address: string, body: string): Promise<Answer> {
  const began = performance.now();
  const reply = await fetch(address, { method, ...(body ? { body, headers: { 'Content-Type': 'application/json' } } : {}) });
  const text = await reply.text();
  let shown = text;
  try {
    shown = JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // not JSON: as it is
  }
  return {
    status: reply.status,
    took: performance.now() - began,
    headers: [...reply.headers].map(([name, value]) => `${name}: ${value}`).join('\n'),
    text: shown.length > SHOWN ? `${shown.slice(0, SHOWN)}\n… (${shown.length - SHOWN} more characters)` : shown,
  };
}

/** What somebody has typed so far, and the request it comes to. */
export function useAsking(contract: Contract, { path, method, operation }: Place) {
  const parameters = (operation.parameters ?? []).map((one) => follow(contract, one)).filter((one) => one.in !== 'header');
  const media = operation.requestBody?.content['application/json'];
  const [values, setValues] = useState<Record<string, string>>({});
  const [body, setBody] = useState(() => exampleOf(contract, media));
  const valueOf = ({ in: where, name }: Parameter) => values[`${where} ${name}`] ?? '';
  const request: Request = {
    method,
    path,
    inPath: Object.fromEntries(parameters.filter((one) => one.in === 'path').map((one) => [one.name, valueOf(one) || String(one.example ?? '')])),
    query: parameters.filter((one) => one.in === 'query' && valueOf(one)).map((one) => [one, valueOf(one)]),
    body: media ? body : '',
    gives: givesOf(contract, operation),
    isList: method === 'GET' && parameters.some(({ name }) => name === 'cursor'),
  };
  return { parameters, body, setBody, request, setValue: ({ in: where, name }: Parameter, value: string) => setValues({ ...values, [`${where} ${name}`]: value }) };
}

export function Attempt({ asking }: { asking: ReturnType<typeof useAsking> }) {
  const { parameters, body, setBody, request, setValue } = asking;
  const { method } = request;
  const [takesBody] = useState(request.body !== '');
  const [answer, setAnswer] = useState<Answer>();
  const [error, setError] = useState<string>();
  const run = async (event: SubmitEvent) => {
    event.preventDefault();
    setError(undefined);
    try {
      setAnswer(await send(method, addressOf(request), request.body));
    } catch {
      setError('The server does not answer.');
    }
  };
  return (
    <form class="form attempt" onSubmit={run}>
      <div class="attempt-fields">
        {parameters.map((one) => (
          <label key={`${one.in} ${one.name}`} class="choice">
            <span>{one.name}{one.required ? ' (required)' : ''}</span>
            <input
              required={one.required ?? false}
              placeholder={one.example === undefined ? '' : String(one.example)}
              onInput={(event) => setValue(one, event.currentTarget.value.trim())}
            />
          </label>
        ))}
      </div>
      {takesBody && (
        <label class="field">
          <span>Body</span>
          <textarea class="code" rows={Math.min(16, body.split('\n').length + 1)} spellcheck={false} value={body} onInput={(event) => setBody(event.currentTarget.value)} />
        </label>
      )}
      <p class="form-end">
        <button type="submit" class="main">Send {method}</button>
      </p>
      <div aria-live="polite">
        {error && <p class="error">{error}</p>}
        {answer && (
          <>
            <p><b class={answer.status < 400 ? 'good' : 'error'}>{answer.status}</b> in {answer.took.toFixed(0)} ms</p>
            <details><summary>Headers</summary><pre class="code-block" tabIndex={0}><code>{answer.headers}</code></pre></details>
            {answer.text && <pre class="code-block code-tall" tabIndex={0} aria-label="Reply"><code>{answer.text}</code></pre>}
          </>
        )}
      </div>
    </form>
  );
}
