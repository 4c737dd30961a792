// A whole list as a file. The API gives pages; they are put together here, one after the other.
import { ProblemError } from '../app/api.ts';

export type Format = 'csv' | 'json' | 'ndjson';

interface Gathered {
  text: string;
  type: string;
  pages: number;
  /** Whether the list ended there. */
  isWhole: boolean;
}

/** 10,000 records: more than a spreadsheet is read for, and still a second's work. */
const MOST_PAGES = 50;

/** How pages become one: CSV has its header once, lines follow each other, JSON is one list. */
const joins: Record<Format, (pages: readonly string[]) => string> = {
  csv: (pages) => pages.map((page, i) => (i === 0 ? page : page.slice(page.indexOf('\n') + 1))).join(''),
  ndjson: (pages) => pages.join(''),
  json: (pages) => `${JSON.stringify(pages.flatMap((page) => (JSON.parse(page) as { data: unknown[] }).data), null, 2)}\n`,
};

async function failureOf(reply: Response): Promise<Error> {
  const problem = (await reply.json().catch(() => undefined)) as ConstructorParameters<typeof ProblemError>[1] | undefined;
  return problem ? new ProblemError(reply.status, problem, `http_${reply.status}`) : new Error(`The server answered ${reply.status}`);
}

/** All pages from an address on. */
export async function gather(address: string, format: Format): Promise<Gathered> {
  const pages: string[] = [];
  let next: string | undefined = address;
  let type = '';
  while (next && pages.length < MOST_PAGES) {
    const reply: Response = await fetch(next);
    if (!reply.ok) throw await failureOf(reply);
    pages.push(await reply.text());
    type = reply.headers.get('Content-Type') ?? '';
    next = /<([^>]+)>; rel="next"/.exec(reply.headers.get('Link') ?? '')?.[1];
  }
  return { text: joins[format](pages), type, pages: pages.length, isWhole: !next };
}

/** Hands a file to the browser, which asks or stores as its user likes. */
export function save({ text, type }: { text: string; type: string }, name: string) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
