// Paragraphs that somebody has read to the end: whatever is in them is noted.
import { type Claim, claimd } from '../app/api.ts';
import { session, signedIn } from '../app/session.ts';
import { complain } from '../parts/notice.tsx';
import { type Reading, spanOf } from '../reader/reading.ts';
import { openClaim } from '../reader/steps.ts';
import { isOpen } from './decide.ts';
import { type Deciding, inTurn, remember } from './state.ts';

/** What was decided before: blocks that who is signed in has read, and how much was rejected, which no list shows. */
export async function loadProgress({ reading, read, rejected }: Deciding): Promise<void> {
  const path = { id: reading.article.id };
  const query = { status: ['rejected' as const], count: true, limit: 1, fields: 'id' };
  const [reads, claims, mentions] = await Promise.all([
    claimd.get('/v1/articles/{id}/read', { params: { path } }),
    claimd.get('/v1/articles/{id}/claims', { params: { path, query } } as never) as Promise<{ count?: number }>,
    claimd.get('/v1/articles/{id}/mentions', { params: { path, query } } as never) as Promise<{ count?: number }>,
  ]);
  read.value = new Set(reads.data.filter(({ reader }) => reader === session.peek()?.name).map(({ block }) => block));
  rejected.value = { claims: claims.count ?? 0, mentions: mentions.count ?? 0 };
}

/** The number of the block that a record's words begin in; -1 for one without words. */
export function blockOf({ article }: Reading, record: { anchor: Claim['anchor'] }): number {
  const span = spanOf(record);
  return span ? article.blocks.findLastIndex(({ start }) => start <= span.start) : -1;
}

/** The block one is at: that of the open claim, else the one that was shown last. */
export function blockAt({ reading, block }: Deciding): number | undefined {
  const claim = reading.shown.value.find(({ id }) => id === reading.active.value);
  return claim ? blockOf(reading, claim) : block.value;
}

/** The first block behind this one that was not read; past the last comes the first. */
function unreadFrom({ reading, read }: Deciding, from: number): number | undefined {
  const count = reading.article.blocks.length;
  for (let i = 1; i <= count; i++) {
    const block = (from + i) % count;
    if (!read.value.has(block)) return block;
  }
  return undefined;
}

/** Goes to a block: to its first open suggestion, if it has one. */
export function goToBlock(deciding: Deciding, block: number | undefined) {
  const { reading } = deciding;
  deciding.block.value = block;
  if (block === undefined) return;
  const claim = reading.shown.value.find((one) => isOpen(one) && blockOf(reading, one) === block);
  openClaim(reading, claim?.id);
  if (claim) return;
  reading.words.element(block)?.scrollIntoView({ block: 'center' });
  document.querySelector<HTMLElement>(`[data-strip="${block}"]`)?.focus({ preventScroll: true });
}

export const nextBlock = (deciding: Deciding) => goToBlock(deciding, unreadFrom(deciding, blockAt(deciding) ?? -1));

async function store(deciding: Deciding, block: number, isRead: boolean) {
  const init = { params: { path: { id: deciding.reading.article.id, block } } };
  const path = '/v1/articles/{id}/read/{block}';
  await signedIn<unknown>(() => (isRead ? claimd.put(path, init as never) : claimd.delete(path, init as never)));
}

function set(deciding: Deciding, block: number, isRead: boolean) {
  const next = new Set(deciding.read.value);
  if (isRead) next.add(block);
  else next.delete(block);
  deciding.read.value = next;
}

/** Marks a block as read, or as not read; seen at once. */
export function mark(deciding: Deciding, block: number, isRead: boolean) {
  set(deciding, block, isRead);
  inTurn(deciding, async () => {
    try {
      await store(deciding, block, isRead);
    } catch (error) {
      set(deciding, block, !isRead);
      throw error;
    }
    remember(deciding, isRead ? 'Paragraph done' : 'Paragraph open again', async () => {
      await store(deciding, block, !isRead);
      set(deciding, block, !isRead);
      goToBlock(deciding, block);
    });
  }).catch(complain);
}

/** The block one is at is done; on to the next that is not. */
export function markHere(deciding: Deciding) {
  const here = blockAt(deciding) ?? unreadFrom(deciding, -1);
  if (here === undefined) return;
  if (!deciding.read.value.has(here)) mark(deciding, here, true);
  goToBlock(deciding, unreadFrom(deciding, here));
}
