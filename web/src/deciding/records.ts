// Decisions on their way to the server and back, of claims, mentions and entities alike.
import { claimd, ifMatch, ProblemError } from '../app/api.ts';
import { signedIn } from '../app/session.ts';
import { takeClaims, takeEntities, takeMentions, type Reading } from '../reader/reading.ts';
import type { Conflict, Decision, Plural, Records } from './state.ts';

const query = { offsets: 'utf16' as const };

/** What of a record is put back by an undo. */
const writable = {
  claims: ['anchor', 'text', 'kind', 'certainty', 'polarity', 'holder', 'condition', 'horizon', 'subjects', 'objects', 'tags', 'status'],
  mentions: ['anchor', 'entity', 'candidates', 'metonym', 'status'],
  entities: ['name', 'kind', 'status'],
} as const satisfies { [P in Plural]: readonly (keyof Records[P])[] };

// The client's types say what comes out of one path; here a path is one of three.
type Untyped = (path: string, init: object) => Promise<never>;
const post = claimd.post as unknown as Untyped;
const patch = claimd.patch as unknown as Untyped;
const get = claimd.get as unknown as Untyped;

export function take<P extends Plural>(reading: Reading, plural: P, records: readonly Records[P][]) {
  if (plural === 'claims') takeClaims(reading, records as unknown as Records['claims'][]);
  else if (plural === 'mentions') takeMentions(reading, records as unknown as Records['mentions'][]);
  else takeEntities(reading, records as unknown as Records['entities'][]);
}

/** The record as it is here. */
export function known<P extends Plural>(reading: Reading, plural: P, id: string): Records[P] | undefined {
  const found =
    plural === 'entities' ? reading.entities.value.get(id) : (reading[plural as 'claims' | 'mentions'].value as readonly { id: string }[]).find((one) => one.id === id);
  return found as Records[P] | undefined;
}

/** Decides on records of one sort, all or none. */
export async function send<P extends Plural>(reading: Reading, decisions: readonly Decision<P>[]): Promise<Records[P][]> {
  const [first] = decisions;
  if (!first) return [];
  const body = {
    decisions: decisions.map(({ plural, judged, verdict, reason, changes }) => ({
      id: judged.id,
      revision: known(reading, plural, judged.id)?.revision ?? judged.revision,
      verdict,
      ...(reason ? { reason } : {}),
      ...(changes ? { changes } : {}),
    })),
  };
  const { data } = (await signedIn(() => post(`/v1/${first.plural}/decisions`, { params: { query }, body }))) as { data: { record: Records[P] }[] };
  const records = data.map(({ record }) => record);
  take(reading, first.plural, records);
  return records;
}

const isSame = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

/** What has to change of `now` so that it is `wanted`. Where words stand is given by their ends. */
export function differences<P extends Plural>(plural: P, wanted: Records[P], now: Records[P]): Partial<Records[P]> {
  const value = (record: Records[P], name: keyof Records[P]) => (name === 'anchor' ? places(record) : record[name]);
  const names = (writable[plural] as readonly (keyof Records[P])[]).filter((name) => !isSame(value(wanted, name), value(now, name)));
  return Object.fromEntries(names.map((name) => [name, value(wanted, name)])) as Partial<Records[P]>;
}

/** Puts a record back to what it was: all that is not so now, in one change. */
export async function restore<P extends Plural>(reading: Reading, plural: P, before: Records[P]): Promise<void> {
  const now = known(reading, plural, before.id);
  if (!now) return;
  const init = { params: { path: { id: before.id }, query, header: { 'If-Match': ifMatch(now) } }, body: differences(plural, before, now) };
  take(reading, plural, [await signedIn(() => patch(`/v1/${plural}/{id}`, init))]);
}

function places(record: object) {
  const { anchor } = record as Records['claims'];
  return { start: anchor.start, end: anchor.end };
}

export function isStale(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 412;
}

export function isGone(error: unknown): boolean {
  return error instanceof ProblemError && error.errors.some(({ code }) => code === 'no_such_record' || code === 'not_found');
}

/** What the record is now, and who made it so. */
export async function conflictOf(mine: Decision): Promise<Conflict> {
  const { plural, judged } = mine;
  const init = { params: { path: { id: judged.id }, query } };
  const [theirs, history] = (await Promise.all([
    get(`/v1/${plural}/{id}`, init),
    get(`/v1/${plural}/{id}/history`, { params: { path: { id: judged.id }, query: { limit: 1 } } }),
  ])) as [Records[Plural], { data: { actor: string | null }[] }];
  return { mine, theirs, by: history.data[0]?.actor ?? undefined };
}
