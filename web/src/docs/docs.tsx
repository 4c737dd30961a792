// The contract to read and to try: operations by resource, their parameters, bodies and replies, sent to this very server.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLoaded } from '../app/load.ts';
import type { PageView } from '../app/pages.ts';
import { place as at } from '../app/router.ts';
import { isSignedIn, signingIn } from '../app/session.ts';
import { Failure, Waiting } from '../parts/states.tsx';
import { Attempt, useAsking } from './attempt.tsx';
import { Code } from './code.tsx';
import { type Contract, exampleOf, follow, operationsOf, type Parameter, type Place, type Schema, typeWords } from './contract.ts';

const load = async (signal: AbortSignal): Promise<Contract> => (await fetch('/openapi.json', { signal })).json();

function Parameters({ contract, list }: { contract: Contract; list: readonly Parameter[] }) {
  if (list.length === 0) return null;
  return (
    <>
      <h3>Parameters</h3>
      <div class="wide-table" tabIndex={0} role="region" aria-label="Parameters">
        <table>
          <thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">What it is</th></tr></thead>
          <tbody>
            {list.map((one) => follow(contract, one)).map((one) => (
              <tr key={`${one.in} ${one.name}`}>
                <th scope="row"><code>{one.name}</code>{one.required && <span class="help"> required</span>}</th>
                <td>{one.in}</td>
                <td>{one.description}<br /><span class="help">{typeWords(one.schema)}</span></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Members({ contract, schema }: { contract: Contract; schema: Schema | undefined }) {
  const found = schema ? follow(contract, (schema.oneOf ?? schema.anyOf)?.[0] ?? schema) : undefined;
  if (!found?.properties) return null;
  return (
    <details>
      <summary>Members</summary>
      <dl class="members">
        {Object.entries(found.properties).map(([name, member]) => (
          <div key={name}>
            <dt><code>{name}</code>{found.required?.includes(name) && !member.readOnly ? <span class="help"> required</span> : null}</dt>
            <dd>{member.description} <span class="help">{typeWords(member)}</span></dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Replies({ contract, place }: { contract: Contract; place: Place }) {
  return (
    <>
      <h3>Replies</h3>
      {Object.entries(place.operation.responses).map(([status, named]) => {
        const reply = follow(contract, named);
        const example = exampleOf(contract, reply.content?.['application/json'] ?? reply.content?.['application/problem+json']);
        return (
          <details key={status}>
            <summary><b>{status}</b> {reply.description}</summary>
            {example && <pre class="code-block code-tall" tabIndex={0}><code>{example}</code></pre>}
          </details>
        );
      })}
    </>
  );
}

/** Prose to the left, code to the right of it where there is room; under its line otherwise. */
function Inside({ contract, place }: { contract: Contract; place: Place }) {
  const { operation, method } = place;
  const asking = useAsking(contract, place);
  const media = operation.requestBody?.content['application/json'];
  return (
    <div class="operation-inside">
      <p>{operation.description}</p>
      <Code request={asking.request} />
      <div>
        <Parameters contract={contract} list={operation.parameters ?? []} />
        {media && (
          <>
            <h3>Body</h3>
            <Members contract={contract} schema={media.schema} />
          </>
        )}
        <Replies contract={contract} place={place} />
        <h3>Try it</h3>
        {method !== 'GET' && !isSignedIn.value && <p>This needs a key: <button type="button" onClick={() => (signingIn.value = {})}>Sign in</button></p>}
        <Attempt asking={asking} />
      </div>
    </div>
  );
}

function OperationPart({ contract, place }: { contract: Contract; place: Place }) {
  const isAsked = at.value.hash === `#${place.operation.operationId}`;
  const [isOpen, setOpen] = useState(isAsked);
  const element = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (!isAsked) return;
    setOpen(true);
    element.current?.scrollIntoView();
  }, [isAsked]);
  const { operation, method, path } = place;
  return (
    <details ref={element} id={operation.operationId} class="operation" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <code class="method" data-method={method}>{method}</code>
        <code>{path}</code>
        <span class="help">{operation.summary}</span>
      </summary>
      {isOpen && <Inside contract={contract} place={place} />}
    </details>
  );
}

function jump(event: MouseEvent, name: string) {
  event.preventDefault();
  document.getElementById(name)?.scrollIntoView();
}

const Docs: PageView = () => {
  const { value: contract, error } = useLoaded(load, []).value;
  if (error !== undefined) return <Failure error={error} />;
  if (!contract) return <Waiting />;
  return (
    <section class="plain docs">
      <header class="list-head">
        <div>
          <h1>API <span class="list-count">{contract.info.version}</span></h1>
          <p class="home-about">Everything here is a call of the API; the page you read uses it too.</p>
        </div>
        <a class="button" href="/openapi.json" download>openapi.json</a>
      </header>
      <nav aria-label="Resources" class="docs-ways">
        <ul class="bar-ways">{contract.tags.map(({ name }) => <li key={name}><a href={`#${name}`} onClick={(event) => jump(event, name)}>{name}</a></li>)}</ul>
      </nav>
      {contract.tags.map(({ name, description }) => (
        <section key={name} class="section" aria-labelledby={name}>
          <h2 id={name}>{name}</h2>
          <p class="help">{description}</p>
          {operationsOf(contract, name).map((place) => <OperationPart key={place.operation.operationId} contract={contract} place={place} />)}
        </section>
      ))}
    </section>
  );
};

export default Docs;
