// A request as code, in the languages that people call an API from. What is shown runs as it stands; tests/browser/frontends.test.mjs
// runs it.
import type { Parameter } from './contract.ts';

export interface Request {
  method: string;
  /** With {…} where it has parameters, and what these are; the query as it is sent. */
  path: string;
  inPath: Readonly<Record<string, string>>;
  query: readonly (readonly [parameter: Parameter, value: string])[];
  /** JSON text; '' without. */
  body: string;
  /** Whether what comes back is JSON, a text, or nothing. */
  gives: 'json' | 'text' | undefined;
  isList: boolean;
}

export interface Language {
  name: string;
  label: string;
  write: (request: Request, origin: string) => string;
}

export function addressOf({ path, inPath, query }: Request): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(inPath[name] ?? `{${name}}`));
  const text = new URLSearchParams(query.map(([{ name }, value]) => [name, value])).toString().replaceAll('%2C', ',');
  return text ? `${filled}?${text}` : filled;
}

const needsKey = ({ method }: Request) => method !== 'GET';

/** Every line but the first further in. */
const indented = (text: string, by: number) => text.replaceAll('\n', `\n${' '.repeat(by)}`);

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

function curl(request: Request, origin: string): string {
  const { method, body } = request;
  const lines = [`curl ${method === 'GET' ? '' : `-X ${method} `}${quoted(origin + addressOf(request))}`];
  if (needsKey(request)) lines.push('-H "Authorization: Bearer $KEY"');
  if (body) lines.push("-H 'Content-Type: application/json'", `-d ${quoted(body)}`);
  return lines.join(' \\\n     ');
}

/** A value as JavaScript writes it: names without quotation marks where they need none, short lists on a line. */
function literal(value: unknown): string {
  return JSON.stringify(value, null, 2)
    .replace(/\[\n([^[\]{}]{1,60}?)\n *\]/g, (_, inside: string) => `[${inside.trim().replace(/,\n */g, ', ')}]`)
    .replace(/^( *)"([A-Za-z_]\w*)":/gm, '$1$2:')
    .replace(/"((?:[^"\\\n]|\\.)*)"/g, (text, inside: string) => (/['\\]/.test(inside) ? text : `'${inside}'`));
}

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return body; // while somebody types it
  }
};

function fetchLines(request: Request, origin: string): string {
  const { method, body, gives } = request;
  const headers = [needsKey(request) && 'Authorization: `Bearer ${key}`', body && "'Content-Type': 'application/json'"].filter(Boolean);
  const init = [
    method !== 'GET' && `method: '${method}'`,
    headers.length > 0 && `headers: { ${headers.join(', ')} }`,
    body && `body: JSON.stringify(${indented(literal(parsed(body)), 2)})`,
  ].filter(Boolean);
  const options = init.length > 0 ? `, {\n  ${init.join(',\n  ')},\n}` : '';
  const lines = [`const reply = await fetch('${origin}${addressOf(request)}'${options});`, 'if (!reply.ok) throw new Error(await reply.text());'];
  if (gives) lines.push(`console.log(await reply.${gives}());`);
  return lines.join('\n');
}

/** A value as Python writes it. */
function pythonOf(value: unknown, depth = 0): string {
  const inner = ' '.repeat(4 * (depth + 1));
  const many = (open: string, parts: readonly string[], close: string) =>
    parts.length === 0 ? open + close : `${open}\n${parts.map((part) => `${inner}${part},\n`).join('')}${' '.repeat(4 * depth)}${close}`;
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value)) return many('[', value.map((one) => pythonOf(one, depth + 1)), ']');
  if (typeof value === 'object') return many('{', Object.entries(value).map(([name, one]) => `${JSON.stringify(name)}: ${pythonOf(one, depth + 1)}`), '}');
  return JSON.stringify(value);
}

function python(request: Request, origin: string): string {
  const { method, body, gives } = request;
  const headers = [needsKey(request) && '"Authorization": f"Bearer {key}"', body && '"Content-Type": "application/json"'].filter(Boolean);
  const given = [
    `"${origin}${addressOf(request)}"`,
    method !== 'GET' && `method="${method}"`,
    headers.length > 0 && `headers={${headers.join(', ')}}`,
    body && `data=json.dumps(${indented(pythonOf(parsed(body)), 4)}).encode()`,
  ].filter(Boolean);
  const asked = given.length === 1 ? given[0] : `Request(\n    ${given.join(',\n    ')},\n)`;
  const names = given.length === 1 ? 'urlopen' : 'Request, urlopen';
  const read = gives === 'json' ? 'print(json.load(reply))' : gives === 'text' ? 'print(reply.read().decode())' : 'print(reply.status)';
  return [
    ...(body || gives === 'json' ? ['import json'] : []),
    `from urllib.request import ${names}`,
    '',
    ...(given.length === 1 ? [`with urlopen(${asked}) as reply:`] : [`request = ${asked}`, 'with urlopen(request) as reply:']),
    `    ${read}`,
  ].join('\n');
}

/** A parameter's value as the client's types want it. */
function typed({ schema }: Parameter, value: string): unknown {
  const type = schema?.type;
  if (type === 'array') return value.split(',');
  return type === 'integer' || type === 'number' || type === 'boolean' ? parsed(value) : value;
}

function client(request: Request, origin: string): string {
  const { method, path, inPath, query, body, gives, isList } = request;
  const params = {
    ...(Object.keys(inPath).length > 0 ? { path: inPath } : {}),
    ...(query.length > 0 ? { query: Object.fromEntries(query.map(([parameter, value]) => [parameter.name, typed(parameter, value)])) } : {}),
  };
  const init = { ...(Object.keys(params).length > 0 ? { params } : {}), ...(body ? { body: parsed(body) } : {}), ...(gives === 'text' ? { parseAs: 'text' } : {}) };
  const given = Object.keys(init).length > 0 ? `, ${literal(init)}` : '';
  const call = `claimd.${isList ? 'list' : method.toLowerCase()}('${path}'${given})`;
  return [
    "import { createClient } from 'claimd-client';",
    '',
    `const claimd = createClient({ baseUrl: '${origin}'${needsKey(request) ? ', key' : ''} });`,
    isList ? `for await (const record of ${call}) console.log(record);` : `console.log(await ${call});`,
  ].join('\n');
}

export const languages: readonly Language[] = [
  { name: 'curl', label: 'curl', write: curl },
  { name: 'fetch', label: 'JavaScript', write: fetchLines },
  { name: 'python', label: 'Python', write: python },
  { name: 'client', label: 'Our client', write: client },
];
