// What fields of people, things and tags offer.
import { claimd, type Entity } from '../app/api.ts';
import type { Choice } from '../parts/choose.tsx';
import { type Reading, takeEntities } from '../reader/reading.ts';
import { entityKinds } from '../words.ts';

const LIMIT = 8;

function offered({ id, name, kind, description }: Entity): Choice {
  return { key: id, label: name, about: [entityKinds[kind].label, description].filter(Boolean).join(', ') };
}

/** Those that the article names come first, without asking; then the library's. What is offered is known to the reading. */
export async function findEntities(reading: Reading, words: string, stop: AbortSignal): Promise<Choice[]> {
  const wanted = words.trim().toLowerCase();
  const here = [...reading.entities.value.values()].filter(({ name, status }) => status !== 'rejected' && name.toLowerCase().includes(wanted)).slice(0, LIMIT);
  if (wanted === '') return here.map(offered);
  const { data } = await claimd.get('/v1/entities', { params: { query: { q: words.trim(), limit: LIMIT } }, signal: stop });
  const others = data.filter(({ id }) => !here.some((one) => one.id === id));
  takeEntities(reading, others);
  return [...here, ...others].slice(0, LIMIT).map(offered);
}

export async function findTags(words: string, stop: AbortSignal): Promise<Choice[]> {
  const query = words.trim() ? { q: words.trim(), limit: LIMIT } : { limit: LIMIT };
  const { data } = await claimd.get('/v1/tags', { params: { query }, signal: stop });
  return data.map(({ slug, label, description }) => ({ key: slug, label, ...(description ? { about: description } : {}) }));
}
