// Records that a person makes: claims, names, entities. Undoing deletes them.
import { type Claim, type ClaimNew, claimd, type Entity, ifMatch, type Mention } from '../app/api.ts';
import { signedIn } from '../app/session.ts';
import { dropClaim, dropMention, takeClaims, takeEntities, takeMentions } from '../reader/reading.ts';
import { openClaim } from '../reader/steps.ts';
import type { Span } from '../reader/words.ts';
import { goOn, type ClaimDecision, meant } from './decide.ts';
import { known, restore, send } from './records.ts';
import { closeForm, type Deciding, inTurn, remember } from './state.ts';

const query = { offsets: 'utf16' as const };

export type NewClaim = Omit<ClaimNew, 'article' | 'anchor'>;

function postClaim({ reading }: Deciding, span: Span, fields: NewClaim): Promise<Claim> {
  const body = { ...fields, article: reading.article.id, anchor: span, status: 'accepted' };
  return signedIn(() => claimd.post('/v1/claims', { params: { query }, body } as never)) as Promise<Claim>;
}

/** Deletes it unless somebody changed it after us. */
async function deleteClaim({ reading }: Deciding, { id }: Claim) {
  const now = known(reading, 'claims', id);
  if (!now) return;
  await signedIn(() => claimd.delete('/v1/claims/{id}', { params: { path: { id }, header: { 'If-Match': ifMatch(now) } } }));
  dropClaim(reading, id);
}

export function makeClaim(deciding: Deciding, span: Span, fields: NewClaim): Promise<void> {
  return inTurn(deciding, async () => {
    const before = deciding.reading.active.value;
    const made = await postClaim(deciding, span, fields);
    closeForm(deciding);
    takeClaims(deciding.reading, [made]);
    openClaim(deciding.reading, made.id);
    remember(deciding, 'Claim made', async () => {
      await deleteClaim(deciding, made);
      openClaim(deciding.reading, before === made.id ? undefined : before);
    });
  });
}

/** The first part is the claim as it is now, with other words; the second is a claim of its own. Both or none. */
export function splitClaim(deciding: Deciding, first: ClaimDecision, span: Span, second: NewClaim): Promise<void> {
  return inTurn(deciding, async () => {
    const { reading } = deciding;
    const made = await postClaim(deciding, span, second);
    takeClaims(reading, [made]);
    try {
      await send(reading, [first]);
    } catch (error) {
      await deleteClaim(deciding, made);
      throw error;
    }
    closeForm(deciding);
    goOn(deciding, meant(first));
    remember(deciding, 'Split in two', async () => {
      await restore(reading, 'claims', first.judged);
      await deleteClaim(deciding, made);
      openClaim(reading, first.judged.id);
    });
  });
}

async function postEntity(name: string, kind: Entity['kind']): Promise<Entity> {
  return signedIn(() => claimd.post('/v1/entities', { body: { name, kind, status: 'accepted' } } as never)) as Promise<Entity>;
}

/** An entity by id, or one that is made. */
export type Named = { entity: string } | { name: string; kind: Entity['kind'] };

/** Runs with the entity's id. A new entity goes again when that fails, and with the undo. */
export async function withEntity(deciding: Deciding, named: Named, run: (entity: string) => Promise<void>): Promise<() => Promise<void>> {
  if ('entity' in named) {
    await run(named.entity);
    return async () => undefined;
  }
  const made = await postEntity(named.name, named.kind);
  const drop = async () => {
    await signedIn(() => claimd.delete('/v1/entities/{id}', { params: { path: { id: made.id } } }));
  };
  try {
    takeEntities(deciding.reading, [made]);
    await run(made.id);
  } catch (error) {
    await drop();
    throw error;
  }
  return drop;
}

export function makeMention(deciding: Deciding, span: Span, named: Named, metonym: boolean): Promise<void> {
  const { reading } = deciding;
  return inTurn(deciding, async () => {
    let made: Mention | undefined;
    const dropEntity = await withEntity(deciding, named, async (entity) => {
      const body = { article: reading.article.id, anchor: span, entity, metonym, status: 'accepted' };
      made = (await signedIn(() => claimd.post('/v1/mentions', { params: { query }, body } as never))) as Mention;
    });
    if (!made) return;
    const { id } = made;
    closeForm(deciding);
    takeMentions(reading, [made]);
    reading.mention.value = id;
    remember(deciding, 'Name noted', async () => {
      const now = known(reading, 'mentions', id);
      if (!now) return;
      await signedIn(() => claimd.delete('/v1/mentions/{id}', { params: { path: { id }, header: { 'If-Match': ifMatch(now) } } }));
      dropMention(reading, id);
      await dropEntity();
    });
  });
}
