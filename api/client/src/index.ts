// A client of claimd. README.md shows it at work; the types come from the contract, api/openapi.json.
import createFetchClient, { type FetchResponse, type MaybeOptionalInit } from 'openapi-fetch';
import type { HttpMethod, PathsWithMethod, RequiredKeysOf } from 'openapi-typescript-helpers';
import { problemOf } from './problem.js';
import { type RetryOptions, withRetries } from './retry.js';
import type { components, paths } from './schema.js';

export { ConnectionError, type Problem, ProblemError, type ProblemItem } from './problem.js';
export type { RetryOptions } from './retry.js';
export type { components, paths } from './schema.js';

type Schemas = components['schemas'];
export type Article = Schemas['Article'];
export type ArticleNew = Schemas['ArticleNew'];
export type ArticlePatch = Schemas['ArticlePatch'];
export type Claim = Schemas['Claim'];
export type ClaimNew = Schemas['ClaimNew'];
export type ClaimPatch = Schemas['ClaimPatch'];
export type Entity = Schemas['Entity'];
export type EntityNew = Schemas['EntityNew'];
export type EntityPatch = Schemas['EntityPatch'];
export type Included = Schemas['Included'];
export type Key = Schemas['Key'];
export type KeyNew = Schemas['KeyNew'];
export type Mention = Schemas['Mention'];
export type MentionNew = Schemas['MentionNew'];
export type MentionPatch = Schemas['MentionPatch'];
export type Tag = Schemas['Tag'];
export type TagNew = Schemas['TagNew'];
export type TagPatch = Schemas['TagPatch'];

export interface ClientOptions extends RetryOptions {
  /** Where claimd is, without a path; in a browser this page's own server when left out. */
  baseUrl?: string;
  /** An API key. A page that claimd serves itself has a session instead and needs none. */
  key?: string;
  /** Instead of globalThis.fetch. */
  fetch?: (request: Request) => Promise<Response>;
}

/** Optional where nothing in it is required. */
type Init<I> = RequiredKeysOf<I> extends never ? [I?] : [I];
type PathItem<P extends keyof paths> = paths[P];
/** The JSON that a call answers with; undefined for 204. */
type Answer<P extends keyof paths, M extends HttpMethod, I> = M extends keyof paths[P]
  ? paths[P][M] extends Record<string | number, unknown>
    ? NonNullable<FetchResponse<paths[P][M], I, 'application/json'>['data']>
    : never
  : never;

type Call<M extends HttpMethod> = <
  P extends PathsWithMethod<paths, M>,
  I extends MaybeOptionalInit<PathItem<P>, M>,
>(
  path: P,
  ...init: Init<I>
) => Promise<Answer<P, M, I>>;

/** Paths that answer a list. */
type ListPath = {
  [P in PathsWithMethod<paths, 'get'>]: Answer<P, 'get', object> extends { data: unknown[]; next?: unknown } ? P : never;
}[PathsWithMethod<paths, 'get'>];
type Page<P extends ListPath> = Answer<P, 'get', object>;
type Item<P extends ListPath> = Page<P> extends { data: (infer T)[] } ? T : never;

export interface Claimd {
  /** Each call answers the JSON of the reply, or throws ProblemError or ConnectionError. */
  get: Call<'get'>;
  post: Call<'post'>;
  put: Call<'put'>;
  patch: Call<'patch'>;
  delete: Call<'delete'>;
  /** A list page by page: `for await (const page of claimd.pages('/v1/claims'))`. */
  pages: <P extends ListPath, I extends MaybeOptionalInit<PathItem<P>, 'get'>>(
    path: P,
    ...init: Init<I>
  ) => AsyncGenerator<Page<P>, void, undefined>;
  /** A list record by record, over all its pages. */
  list: <P extends ListPath, I extends MaybeOptionalInit<PathItem<P>, 'get'>>(
    path: P,
    ...init: Init<I>
  ) => AsyncGenerator<Item<P>, void, undefined>;
}

/** A header value for PATCH and DELETE: only if nobody changed the record after this revision. */
export function ifMatch(record: { revision: number }): string {
  return `"r${record.revision}"`;
}

/** A new Idempotency-Key. POST has one of its own unless you send yours. */
export function idempotencyKey(): string {
  // randomUUID is there in secure contexts only, which a page on another machine's plain HTTP address is not.
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export function createClient(options: ClientOptions = {}): Claimd {
  const { baseUrl = '', key, fetch: send = (request) => globalThis.fetch(request), ...retry } = options;
  const inner = createFetchClient<paths, 'application/json'>({
    baseUrl: baseUrl || (typeof location === 'undefined' ? '' : location.origin),
    fetch: withRetries(send, retry),
    querySerializer: { array: { style: 'form', explode: false } }, // with commas: any of them
    ...(key === undefined ? {} : { headers: { Authorization: `Bearer ${key}` } }),
  });
  inner.use({
    onRequest({ request }) {
      if (request.method === 'POST' && !request.headers.has('Idempotency-Key'))
        request.headers.set('Idempotency-Key', idempotencyKey());
      return request;
    },
    async onResponse({ response }) {
      if (!response.ok) throw await problemOf(response);
    },
  });

  // The types above say what comes out; inside, all methods are one.
  const call = (method: HttpMethod) => (async (path: string, init?: object) => {
    const { data } = await inner.request(method as never, path as never, init as never);
    return data;
  }) as never;

  async function* pages(path: string, init: { params?: { query?: Record<string, unknown> } } = {}) {
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const query = cursor === undefined ? init.params?.query : { ...init.params?.query, cursor };
      const get = call('get') as (path: string, init: object) => Promise<{ data: unknown[]; next: string | null }>;
      const page = await get(path, { ...init, params: { ...init.params, query } });
      yield page;
      cursor = page.next;
    }
  }

  async function* list(path: string, init?: object) {
    for await (const page of pages(path, init)) yield* page.data;
  }

  return {
    get: call('get'),
    post: call('post'),
    put: call('put'),
    patch: call('patch'),
    delete: call('delete'),
    pages: pages as never,
    list: list as never,
  };
}
