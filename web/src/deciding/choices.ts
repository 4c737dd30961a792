// What fields of people, things and tags offer.
import { claimd, type Entity, type Tag } from '../app/api.ts';
import { may } from '../app/session.ts';
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

const NEW = 'new:'; // no slug has a colon

/** Of the library, but those given; and a new one, for who may make tags and means none that there is. */
export async function offerTags(words: string, without: readonly string[], stop: AbortSignal): Promise<Choice[]> {
  const found = await findTags(words, stop);
  const label = words.trim();
  const isThere = without.includes(NEW + label) || found.some((one) => one.label.toLowerCase() === label.toLowerCase());
  const free = found.filter(({ key }) => !without.includes(key));
  return label && !isThere && may('edit') ? [...free, { key: NEW + label, label: `Make “${label}”`, about: 'a new tag' }] : free;
}

/** What a tag is called that is not made yet; undefined for one that is. */
export const newTag = (key: string): string | undefined => (key.startsWith(NEW) ? key.slice(NEW.length) : undefined);

/** Makes those that are new. Gives the slugs of all. */
export function makeTags(keys: readonly string[]): Promise<string[]> {
  return Promise.all(keys.map(async (key) => {
    const label = newTag(key);
    return label === undefined ? key : ((await claimd.post('/v1/tags', { body: { label } })) as Tag).slug;
  }));
}

async function findTags(words: string, stop: AbortSignal): Promise<Choice[]> {
  const query = words.trim() ? { q: words.trim(), limit: LIMIT } : { limit: LIMIT };
  const { data } = await claimd.get('/v1/tags', { params: { query }, signal: stop });
  return data.map(({ slug, label, description }) => ({ key: slug, label, ...(description ? { about: description } : {}) }));
}
