// An operation tried against this server: a form made from its parameters, the request it comes to, and the reply.
import { useState } from 'preact/hooks';
import { say } from '../parts/notice.tsx';
import { type Contract, exampleOf, follow, type Place } from './contract.ts';

interface Answer {
  status: number;
  took: number;
  headers: string;
  text: string;
}

const SHOWN = 20_000;

function addressOf(path: string, values: Readonly<Record<string, string>>, names: readonly string[]): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[`path ${name}`] ?? `{${name}}`));
  const query = new URLSearchParams();
  for (const name of names) if (values[`query ${name}`]) query.append(name, values[`query ${name}`] ?? '');
  const text = query.toString().replaceAll('%2C', ',');
  return text ? `${filled}?${text}` : filled;
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

function curlOf(method: string, address: string, body: string): string {
  const lines = [`curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(location.origin + address)}`];
  if (method !== 'GET') lines.push('-H "Authorization: Bearer $KEY"');
  if (body) lines.push("-H 'Content-Type: application/json'", `-d ${quoted(body)}`);
  return lines.join(' \\\n     ');
}

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

export function Attempt({ contract, place }: { contract: Contract; place: Place }) {
  const { path, method, operation } = place;
  const parameters = (operation.parameters ?? []).map((one) => follow(contract, one)).filter((one) => one.in !== 'header');
  const media = operation.requestBody?.content['application/json'];
  const [values, setValues] = useState<Record<string, string>>({});
  const [body, setBody] = useState(() => exampleOf(contract, media));
  const [answer, setAnswer] = useState<Answer>();
  const [error, setError] = useState<string>();
  const address = addressOf(path, values, parameters.filter((one) => one.in === 'query').map(({ name }) => name));
  const line = curlOf(method, address, media ? body : '');
  const run = async (event: SubmitEvent) => {
    event.preventDefault();
    setError(undefined);
    try {
      setAnswer(await send(method, address, media ? body : ''));
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
              onInput={(event) => setValues({ ...values, [`${one.in} ${one.name}`]: event.currentTarget.value.trim() })}
            />
          </label>
        ))}
      </div>
      {media && (
        <label class="field">
          <span>Body</span>
          <textarea class="code" rows={Math.min(16, body.split('\n').length + 1)} spellcheck={false} value={body} onInput={(event) => setBody(event.currentTarget.value)} />
        </label>
      )}
      <pre class="code-block" tabIndex={0} aria-label="With curl"><code>{line}</code></pre>
      <p class="form-end">
        <button type="button" onClick={() => navigator.clipboard.writeText(line).then(() => say('The curl line is copied'), () => undefined)}>Copy</button>
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
