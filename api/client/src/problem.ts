// What goes wrong, as errors that can be told apart.
import type { components } from './schema.js';

export type Problem = components['schemas']['Problem'];
export type ProblemItem = NonNullable<Problem['errors']>[number];

/** The server refused: a problem document (RFC 9457), or a reply that a proxy on the way made of one. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  /** For programs: `stale`, `not_found`, `quote_ambiguous` …; `http_502` where somebody else than claimd answered. */
  readonly code: string;
  /** Every wrong field (`pointer`) or parameter (`parameter`), with what was expected. */
  readonly errors: readonly ProblemItem[];
  readonly problem: Problem;

  constructor(status: number, problem: Problem, code: string) {
    super(problem.detail || problem.title);
    this.status = status;
    this.problem = problem;
    this.errors = problem.errors ?? [];
    this.code = code;
  }

  /** With 412: the revision that the record has now. */
  get revision(): number | undefined {
    const { revision } = this.problem as { revision?: unknown };
    return typeof revision === 'number' ? revision : undefined;
  }

  /** What is wrong with the field of a JSON Pointer, or with a parameter of that name. */
  at(place: string): ProblemItem | undefined {
    return this.errors.find((item) => item.pointer === place || item.parameter === place);
  }
}

/** No reply came: the server is not there, or the connection broke. The request may have been done all the same. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'title' in value && 'status' in value;
}

/** Reads the body of a reply that is an error. */
export async function problemOf(response: Response): Promise<ProblemError> {
  const text = await response.text().catch(() => '');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (isProblem(value)) return new ProblemError(response.status, value, value.errors?.[0]?.code ?? codeOf(value.type));
  const problem = {
    type: 'about:blank',
    title: response.statusText || `HTTP ${response.status}`,
    status: response.status,
    detail: `The server answered ${response.status}, and not in claimd’s words.`,
    instance: new URL(response.url || 'http://-/').pathname,
    errors: [],
  } as unknown as Problem;
  return new ProblemError(response.status, problem, `http_${response.status}`);
}

function codeOf(type: string): string {
  return type.slice(type.lastIndexOf('/') + 1);
}
