// Starts the real program on a data folder of its own and speaks to it. Every JSON reply is held against the contract.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import Ajv2020 from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const binary = process.env.CLAIMD_BINARY ?? join(root, 'build', 'asan', 'claimd');
export const ADMIN = 'an-admin-key-for-tests-0123456789abcdef';

const text = execFileSync(binary, ['openapi'], { encoding: 'utf8', maxBuffer: 1 << 26 });
export const contract = JSON.parse(text);
const contractFile = join(root, 'api', 'openapi.json');
if (!existsSync(contractFile)) {
  mkdirSync(dirname(contractFile), { recursive: true });
  writeFileSync(contractFile, text);
}

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true });
addFormats(ajv);
const thinned = (value) =>
  Array.isArray(value)
    ? value.map(thinned)
    : value && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).filter(([k, v]) => !(k === 'required' && Array.isArray(v))).map(([k, v]) => [k, thinned(v)]))
      : value;
ajv.addSchema(contract, 'whole');
ajv.addSchema(thinned(contract), 'thin'); // for fields=, which may leave out what a record always has

const escaped = (name) => name.replaceAll('~', '~0').replaceAll('/', '~1');
const patterns = Object.keys(contract.paths).map((path) => ({
  path,
  segments: path.split('/'),
  fixed: path.split('/').filter((part) => !part.startsWith('{')).length,
}));

/** The contract's path that a request's path falls under, the most literal first. */
export function routeOf(path) {
  const segments = path.split('?')[0].split('/');
  return patterns
    .filter((one) => one.segments.length === segments.length && one.segments.every((part, i) => part.startsWith('{') || part === segments[i]))
    .sort((a, b) => b.fixed - a.fixed)[0]?.path;
}

const validators = new Map();
function validator(ref) {
  if (!validators.has(ref)) validators.set(ref, ajv.compile({ $ref: ref }));
  return validators.get(ref);
}

/** Operations that were called in this process, as "get /v1/claims 200". */
export const called = new Set();

/** What a reference in the contract stands for, or the thing itself. */
export const meant = (thing) => (thing?.$ref ? thing.$ref.slice(2).split('/').reduce((at, part) => at[part.replaceAll('~1', '/').replaceAll('~0', '~')], contract) : thing);

/** Fails unless value is what the schema at a pointer of the contract wants. document: whole, or thin for fields=. */
export function valid(pointer, value, where, document = 'whole') {
  const validate = validator(`${document}#${pointer}`);
  if (!validate(value)) assert.fail(`${where}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value).slice(0, 1000)}`);
}

// Of HTTP itself, and what only a browser asks for.
const ordinary = new Set(['connection', 'content-encoding', 'content-length', 'content-type', 'date', 'keep-alive', 'transfer-encoding']);

const isJson = (type) => /[/+]json$/.test(type);

/** The reply of an operation: its status, its type, its headers and its schema are those of the contract. */
function checkReply(pointer, operation, path, reply, where) {
  const response = meant(operation.responses[reply.status]);
  assert.ok(response, `${where} is not in the contract`);
  for (const name of Object.keys(reply.headers))
    assert.ok(ordinary.has(name) || Object.keys(response.headers).some((one) => one.toLowerCase() === name), `${where}: the header ${name} is not in the contract`);
  for (const [name, header] of Object.entries(response.headers))
    assert.ok(!meant(header).required || reply.headers[name.toLowerCase()] !== undefined, `${where}: the header ${name} is missing`);
  if (reply.text === '') return;
  const type = reply.headers['content-type'].split(';')[0];
  assert.ok(response.content?.[type], `${where}: ${type} is not in the contract`);
  if (!isJson(type)) return;
  const document = reply.status < 300 && /[?&]fields=/.test(path) ? 'thin' : 'whole';
  const at = operation.responses[reply.status].$ref?.slice(1) ?? `${pointer}/responses/${reply.status}`;
  valid(`${at}/content/${escaped(type)}/schema`, reply.body, where, document);
}

/** What was accepted is what the contract says that may be sent. */
function checkRequest(pointer, operation, sent, where) {
  const type = 'application/json';
  if (!operation.requestBody?.content[type] || sent === undefined || typeof sent === 'string' || Buffer.isBuffer(sent)) return;
  valid(`${pointer}/requestBody/content/${escaped(type)}/schema`, JSON.parse(JSON.stringify(sent)), `${where}: the request`);
}

function check(method, path, reply, sent) {
  const verb = (method === 'HEAD' ? 'GET' : method).toLowerCase();
  const route = routeOf(path);
  const operations = route && contract.paths[route];
  const type = (reply.headers['content-type'] ?? '').split(';')[0];
  const where = `${method} ${path} ${reply.status}`;
  assert.ok(reply.status < 500 || reply.status === 501 || reply.status === 503, `${where}: ${reply.text}`);
  if (isJson(type) && reply.text !== '') {
    assert.ok(reply.text.endsWith('\n'), `${where}: ends with a newline`);
    reply.body = JSON.parse(reply.text);
  }
  if (reply.status >= 400) {
    assert.equal(type, 'application/problem+json', where);
    assert.equal(reply.body.status, reply.status, where);
    valid('/components/schemas/Problem', reply.body, where);
  }
  if (!operations) return;
  if (operations[verb]) called.add(`${verb} ${route} ${reply.status}`);
  // A method that the path does not have is a 405, which the others document.
  const [name, operation] = operations[verb] ? [verb, operations[verb]] : Object.entries(operations)[0];
  const pointer = `/paths/${escaped(route)}/${name}`;
  checkReply(pointer, operation, path, reply, where);
  if (operations[verb] && reply.status < 300) checkRequest(pointer, operation, sent, where);
}

/** One request, nothing followed, nothing retried. */
export function send(port, method, path, { body, headers = {}, agent } = {}) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host: '127.0.0.1', port, method, path, headers, agent }, (response) => {
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('error', reject);
      response.on('end', () => {
        let bytes = Buffer.concat(pieces);
        if (response.headers['content-encoding'] === 'gzip' && bytes.length > 0) bytes = gunzipSync(bytes);
        resolve({ status: response.statusCode, headers: response.headers, text: bytes.toString('utf8') });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Starts the program. options: args, dir (kept), env, key. */
export async function start({ args = [], dir, env = {} } = {}) {
  const owns = dir === undefined;
  dir ??= mkdtempSync(join(tmpdir(), 'claimd-test-'));
  const child = spawn(binary, ['serve', '--listen', '127.0.0.1:0', '--data', dir, '--quiet', ...args], {
    env: { ...process.env, CLAIMD_ADMIN_KEY: ADMIN, CLAIMD_DATA: '', CLAIMD_LISTEN: '', ...env },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8');
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal })));
  const port = await new Promise((resolve, reject) => {
    child.stderr.on('data', (piece) => {
      said += piece;
      const open = /http:\/\/127\.0\.0\.1:(\d+)\/\n/.exec(said);
      if (open) resolve(Number(open[1]));
    });
    ended.then(({ code, signal }) => reject(new Error(`claimd ended at its start: ${code ?? signal}\n${said}`)));
  });
  const agent = new http.Agent({ keepAlive: true });
  const server = {
    dir, port, child, agent,
    said: () => said,
    /** {status, headers, text, body}. body of the options: a value, or a string or Buffer sent as it is. */
    async api(method, path, { body, key = ADMIN, headers = {} } = {}) {
      const all = { ...headers };
      if (key !== null) all.Authorization ??= `Bearer ${key}`;
      let bytes;
      if (body !== undefined) {
        bytes = typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
        all['Content-Type'] ??= 'application/json';
        all['Content-Length'] = Buffer.byteLength(bytes);
      }
      // A connection that the server closed meanwhile is opened anew, but nothing is sent twice once a reply began.
      const reply = await send(port, method, path, { body: bytes, headers: all, agent }).catch((error) => {
        if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') throw error;
        return send(port, method, path, { body: bytes, headers: all });
      });
      check(method, path, reply, body);
      return reply;
    },
    /** The same, which must come out with this status. */
    async want(status, method, path, options) {
      const reply = await server.api(method, path, options);
      assert.equal(reply.status, status, `${method} ${path}: ${reply.text.slice(0, 1500)}`);
      return reply;
    },
    /** All records of a list, through its pages. */
    async all(path, options) {
      const records = [];
      for (let next = path, pages = 0; next !== null; pages++) {
        assert.ok(pages < 1000, 'pages end');
        const { body, headers } = await server.want(200, 'GET', next, options);
        records.push(...body.data);
        if (body.next === null) {
          assert.equal(headers.link, undefined);
          break;
        }
        const link = /^<([^>]+)>; rel="next"$/.exec(headers.link);
        assert.ok(link, `Link: ${headers.link}`);
        const bare = path.replace(/[?&]cursor=[^&]*/, (cut, at) => (cut[0] === '?' && path.includes('&', at) ? '?' : '')).replace('?&', '?');
        assert.equal(link[1], `${bare}${bare.includes('?') ? '&' : '?'}cursor=${body.next}`);
        next = link[1];
      }
      return records;
    },
    async makeKey(scope, name = `${scope} ${Math.random().toString(36).slice(2)}`) {
      return (await server.want(201, 'POST', '/v1/keys', { body: { name, scope } })).body;
    },
    async kill() {
      agent.destroy();
      process.kill(child.pid, 'SIGKILL');
      await ended;
    },
    async stop() {
      agent.destroy();
      if (child.exitCode === null && child.signalCode === null) process.kill(child.pid, 'SIGTERM');
      const { code, signal } = await ended;
      if (owns) rmSync(dir, { recursive: true, force: true });
      assert.doesNotMatch(said, /Sanitizer|runtime error|assert/i, said);
      assert.equal(signal, null, said);
      assert.equal(code, 0, said);
    },
  };
  for (let tries = 0; ; tries++) {
    const ready = await send(port, 'GET', '/readyz', {}).catch(() => null);
    if (ready?.status === 200) return server;
    assert.ok(tries < 1200, said); // a minute
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/**
 * Sends bytes on a socket and gives what came. `closes`: until the server closed it; else until so many `replies` began, and then
 * until `after` ms without a byte, in which more could come. What is wanted is waited for `patience` ms: a slow machine fails nothing.
 */
export function exchange(port, bytes, { replies = 1, closes = false, after = 80, patience = 30_000, end = false } = {}) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    const pieces = [];
    let closed = false;
    let timer;
    const raw = () => Buffer.concat(pieces).toString('latin1');
    const begun = () => raw().match(/(^|\n)HTTP\/1\.1 \d{3}/g)?.length ?? 0;
    const finish = () => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ raw: raw(), closed, status: Number(/^HTTP\/1\.1 (\d{3})/.exec(raw())?.[1] ?? 0), replies: begun() });
    };
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(finish, closes || begun() < replies ? patience : after);
    };
    socket.on('connect', () => {
      wait();
      for (const piece of Array.isArray(bytes) ? bytes : [bytes]) socket.write(piece);
      if (end) socket.end();
    });
    socket.on('data', (piece) => {
      pieces.push(piece);
      wait();
    });
    socket.on('close', () => {
      closed = true;
      finish();
    });
    socket.on('error', (error) => {
      if (error.code === 'ECONNRESET' || error.code === 'EPIPE') {
        closed = true;
        finish();
      } else reject(error);
    });
  });
}

/** Measures time, and again when what it found was not good: others share the machine. The last of the tries counts. */
export async function measured(t, measure, tries = 6) {
  for (; tries > 1; tries--) {
    try {
      return await measure();
    } catch (error) {
      if (!(error instanceof assert.AssertionError)) throw error;
      t.diagnostic(`measured again: ${error.message}`);
    }
  }
  return measure();
}

/** An article to hang things on. */
export const BODY =
  'Ada Lovelace wrote in 1843 that the engine might compose music. Critics said the engine would never think.\n\n' +
  'If funding continues, the engine will be finished by 1850. The “great engine” was never built 😀 at all.\n\n' +
  'Charles Babbage, according to The Times, doubted it. Oil prices may rise again.';
export const anArticle = (more = {}) => ({ title: 'The engine', body: BODY, ...more });
