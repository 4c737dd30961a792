// The contract (OpenAPI 3.1) as the page reads it: references followed, operations by tag.
export interface Schema {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: unknown[];
  const?: unknown;
  format?: string;
  items?: Schema;
  properties?: Record<string, Schema>;
  required?: string[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  maxLength?: number;
  maxItems?: number;
  maximum?: number;
  minimum?: number;
  default?: unknown;
  readOnly?: boolean;
}

interface Example {
  $ref?: string;
  summary?: string;
  value?: unknown;
}

interface Media {
  schema?: Schema;
  example?: unknown;
  examples?: Record<string, Example>;
}

export interface Parameter {
  $ref?: string;
  name: string;
  in: 'path' | 'query' | 'header';
  required?: boolean;
  description?: string;
  schema?: Schema;
  example?: unknown;
}

export interface Reply {
  $ref?: string;
  description?: string;
  content?: Record<string, Media>;
}

export interface Operation {
  operationId: string;
  summary: string;
  description?: string;
  tags: string[];
  parameters?: Parameter[];
  requestBody?: { required?: boolean; content: Record<string, Media> };
  responses: Record<string, Reply>;
}

export interface Contract {
  info: { title: string; version: string; description: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, Operation>>;
}

/** What a reference leads to. */
export function follow<T extends { $ref?: string }>(contract: Contract, thing: T): T {
  let at: unknown = thing;
  for (let i = 0; i < 8 && typeof at === 'object' && at !== null && '$ref' in at; i++) {
    const path = String((at as { $ref: string }).$ref).slice(2).split('/');
    at = path.reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part.replaceAll('~1', '/').replaceAll('~0', '~')], contract);
  }
  return (at ?? thing) as T;
}

/** The first example of a body, as text that can be edited. */
export function exampleOf(contract: Contract, media: Media | undefined): string {
  if (!media) return '';
  const value = media.example ?? follow(contract, Object.values(media.examples ?? {})[0] ?? {}).value;
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** A schema in one line: "string", "one of a, b", "list of Claim", "string or null". */
export function typeWords(schema: Schema | undefined): string {
  if (!schema) return 'anything';
  if (schema.$ref) return schema.$ref.split('/').at(-1) ?? '';
  if (schema.enum) return `one of ${schema.enum.join(', ')}`;
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  const several = schema.anyOf ?? schema.oneOf;
  if (several) return several.map(typeWords).join(' or ');
  if (schema.type === 'array') return `list of ${typeWords(schema.items)}`;
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : (schema.type ?? 'anything');
  return schema.format ? `${type} (${schema.format})` : type;
}

/** What comes back when all goes well. */
export function givesOf(contract: Contract, { responses }: Operation): 'json' | 'text' | undefined {
  const done = Object.entries(responses).find(([status]) => status.startsWith('2'))?.[1];
  const types = Object.keys((done && follow(contract, done).content) ?? {});
  return types.includes('application/json') ? 'json' : types.length > 0 ? 'text' : undefined;
}

export interface Place {
  path: string;
  method: string;
  operation: Operation;
}

export function operationsOf(contract: Contract, tag: string): Place[] {
  return Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).filter(([, operation]) => operation.tags.includes(tag)).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
}
