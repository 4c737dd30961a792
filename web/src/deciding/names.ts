// Deciding on names: what a mention means, and whether a suggested entity is one.
import { claimd, type Entity, type Mention } from '../app/api.ts';
import { complain, say } from '../parts/notice.tsx';
import { byPlace, dropMention, takeEntities, takeMentions } from '../reader/reading.ts';
import { isOpen } from './decide.ts';
import { type Named, withEntity } from './make.ts';
import { conflictOf, isGone, isStale, known, restore, send } from './records.ts';
import { closeForm, type Deciding, type Decision, inTurn, openForm, remember, type Verdict } from './state.ts';

export type NameDecision = Decision<'mentions'>;

/** The mention whose card is open to stay. */
export function openName({ reading }: Deciding): Mention | undefined {
  return reading.mentions.value.find(({ id }) => id === reading.mention.value);
}

/** The next suggested name, from the open one or from the open claim on; past the last comes the first. */
function nameFrom({ reading }: Deciding, by: 1 | -1): Mention | undefined {
  const all = reading.mentions.value;
  const here = all.find(({ id }) => id === reading.mention.value) ?? reading.claims.value.find(({ id }) => id === reading.active.value);
  const open = all.filter((one) => isOpen(one) && one.id !== here?.id);
  const isBeyond = (one: Mention) => !here || Math.sign(byPlace(one, here)) === by;
  return by > 0 ? (open.find(isBeyond) ?? open[0]) : (open.findLast(isBeyond) ?? open.at(-1));
}

export function stepName(deciding: Deciding, by: 1 | -1) {
  const next = nameFrom(deciding, by);
  closeForm(deciding);
  deciding.reading.mention.value = next?.id;
  if (!next) say('No name is left to decide on');
}

function reopenName({ reading }: Deciding, id: string) {
  reading.mention.value = undefined;
  reading.mention.value = id;
}

const said: Record<Verdict, string> = { accept: 'Name accepted', reject: 'Name rejected', correct: 'Name corrected' };

async function settle(deciding: Deciding, decision: NameDecision, error: unknown) {
  const { reading } = deciding;
  if (isGone(error)) {
    dropMention(reading, decision.judged.id);
    return say('Somebody has deleted this name meanwhile');
  }
  takeMentions(reading, [decision.judged]);
  reopenName(deciding, decision.judged.id);
  if (!isStale(error)) throw error;
  const conflict = await conflictOf(decision);
  const { entity } = conflict.theirs as Mention;
  if (entity && !reading.entities.value.has(entity)) takeEntities(reading, [await claimd.get('/v1/entities/{id}', { params: { path: { id: entity } } })]);
  takeMentions(reading, [conflict.theirs as Mention]);
  openForm(deciding, { name: 'conflict', id: decision.judged.id, conflict });
}

/** A suggested entity whose name is accepted is one. Gives what takes that back. */
async function acceptEntity(deciding: Deciding, id: string | null): Promise<() => Promise<void>> {
  const { reading } = deciding;
  const judged = id ? reading.entities.value.get(id) : undefined;
  if (!judged || !isOpen(judged)) return async () => undefined;
  await send(reading, [{ plural: 'entities', judged, verdict: 'accept' }]);
  return () => restore(reading, 'entities', judged);
}

/** Accepts or rejects a name; it is seen at once. */
export function decideName(deciding: Deciding, decision: NameDecision) {
  const { reading } = deciding;
  const { judged, verdict } = decision;
  closeForm(deciding);
  takeMentions(reading, [{ ...judged, status: verdict === 'reject' ? 'rejected' : 'accepted' }]);
  stepName(deciding, 1);
  inTurn(deciding, async () => {
    try {
      await send(reading, [decision]);
      const back = verdict === 'reject' ? undefined : await acceptEntity(deciding, judged.entity);
      remember(deciding, said[verdict], async () => {
        await back?.();
        await restore(reading, 'mentions', judged);
        reopenName(deciding, judged.id);
      });
    } catch (error) {
      await settle(deciding, decision, error);
    }
  }).catch(complain);
}

/** It means another, known or new. Throws what the server finds wrong. */
export function correctName(deciding: Deciding, judged: Mention, named: Named, metonym: boolean): Promise<void> {
  const { reading } = deciding;
  return inTurn(deciding, async () => {
    const decision: NameDecision = { plural: 'mentions', judged, verdict: 'correct' };
    try {
      const drop = await withEntity(deciding, named, async (entity) => {
        decision.changes = { entity, metonym };
        await send(reading, [decision]);
      });
      const back = await acceptEntity(deciding, 'entity' in named ? named.entity : null);
      closeForm(deciding);
      stepName(deciding, 1);
      remember(deciding, said.correct, async () => {
        await back();
        await restore(reading, 'mentions', judged);
        await drop();
        reopenName(deciding, judged.id);
      });
    } catch (error) {
      if (!isStale(error) && !isGone(error)) throw error;
      await settle(deciding, decision, error);
    }
  });
}

/** Another name or kind of a suggested entity. */
export function correctEntity(deciding: Deciding, judged: Entity, changes: Partial<Pick<Entity, 'name' | 'kind'>>): Promise<void> {
  const { reading } = deciding;
  return inTurn(deciding, async () => {
    await send(reading, [{ plural: 'entities', judged, verdict: 'correct', changes }]);
    closeForm(deciding);
    remember(deciding, `${judged.name} corrected`, () => restore(reading, 'entities', judged));
  });
}

/** The entity, and all suggested names of it in this article. */
export function acceptAll(deciding: Deciding, entity: Entity) {
  const { reading } = deciding;
  const names = reading.mentions.value.filter((one) => isOpen(one) && one.entity === entity.id);
  closeForm(deciding);
  takeMentions(reading, names.map((one) => ({ ...one, status: 'accepted' as const })));
  stepName(deciding, 1);
  inTurn(deciding, async () => {
    const back = await acceptEntity(deciding, entity.id);
    await send(reading, names.map((judged) => ({ plural: 'mentions' as const, judged, verdict: 'accept' as const })));
    remember(deciding, `${entity.name} accepted`, async () => {
      await back();
      for (const name of names) await restore(reading, 'mentions', name);
      if (names[0]) reopenName(deciding, names[0].id);
    });
  }).catch((error: unknown) => {
    takeMentions(reading, names);
    complain(error);
  });
}

/** The names of an entity as the server has them now: it decides on them with the entity. */
async function reload({ reading }: Deciding, { id }: Entity) {
  const query = { entity: [id], status: ['suggested', 'accepted', 'rejected'], offsets: 'utf16', limit: 200 };
  const list = claimd.list('/v1/articles/{id}/mentions', { params: { path: { id: reading.article.id }, query } } as never);
  takeMentions(reading, (await Array.fromAsync(list)) as Mention[]);
}

/** It is no entity: all its suggested names go with it. */
export function rejectAll(deciding: Deciding, entity: Entity) {
  const { reading } = deciding;
  const first = reading.mentions.value.find((one) => isOpen(one) && one.entity === entity.id);
  closeForm(deciding);
  takeEntities(reading, [{ ...entity, status: 'rejected' }]);
  takeMentions(reading, reading.mentions.value.filter((one) => isOpen(one) && one.entity === entity.id).map((one) => ({ ...one, status: 'rejected' as const })));
  stepName(deciding, 1);
  inTurn(deciding, async () => {
    await send(reading, [{ plural: 'entities', judged: entity, verdict: 'reject' }]);
    await reload(deciding, entity);
    remember(deciding, `${entity.name} rejected`, async () => {
      await restore(reading, 'entities', entity);
      await reload(deciding, entity);
      if (first) reopenName(deciding, first.id);
    });
  }).catch(async (error: unknown) => {
    takeEntities(reading, [entity]);
    complain(error);
    await reload(deciding, entity);
  });
}

export const entityOf = (deciding: Deciding, mention: Mention) => (mention.entity ? known(deciding.reading, 'entities', mention.entity) : undefined);
