// The article's own words. Each block's text is one node, so that marks (marks.ts) are painted and not made of elements; in
// print, and where there are no highlights, elements it is.
import { signal } from '@preact/signals';
import { h } from 'preact';
import { allMarks, elementMarks, hasHighlights, type Mark } from './marks.ts';
import { type Reading, spanOf, useReading } from './reading.ts';
import type { Span } from './words.ts';

/** While the page is printed: claims get numbers, and their notes stand at the end. */
export const isPrinting = signal(false);

type BlockOf = Reading['article']['blocks'][number];

interface Piece extends Span {
  names: string[];
  /** Numbers of the notes that end here; 0 is none. */
  numbers: number[];
}

/** The parts of a block between borders of marks, each with the marks it is in. */
function piecesOf(block: Span, marks: readonly Mark[], ends: ReadonlyMap<number, number[]>): Piece[] {
  const inside = marks.flatMap(({ name, spans }) =>
    spans.filter((span) => span.start < block.end && span.end > block.start).map((span) => ({ name, ...span })),
  );
  const borders = new Set([block.start, block.end]);
  for (const { start, end } of inside) {
    borders.add(Math.max(start, block.start));
    borders.add(Math.min(end, block.end));
  }
  for (const end of ends.keys()) if (end > block.start && end <= block.end) borders.add(end);
  const sorted = [...borders].sort((a, b) => a - b);
  return sorted.slice(1).map((end, i) => {
    const start = sorted[i] ?? end;
    const names = inside.filter((mark) => mark.start <= start && mark.end >= end).map((mark) => mark.name);
    return { start, end, names, numbers: ends.get(end) ?? [] };
  });
}

function slotOfName(names: readonly string[]): string | undefined {
  return names.map((name) => /^claim-(\d)/.exec(name)?.[1]).findLast((slot) => slot !== undefined);
}

function Pieces({ block, marks, ends }: { block: Span; marks: readonly Mark[]; ends: ReadonlyMap<number, number[]> }) {
  const { body } = useReading().article;
  return (
    <>
      {piecesOf(block, marks, ends).map(({ start, end, names, numbers }) => {
        const text = body.slice(start, end);
        const suggested = names.some((name) => name.endsWith('-suggested')) ? ' claim-suggested' : '';
        return (
          <>
            {names.length === 0 ? text : <mark class={names.join(' ') + suggested} data-slot={slotOfName(names)}>{text}</mark>}
            {numbers.length > 0 && <sup class="note-number">{numbers.join(', ')}</sup>}
          </>
        );
      })}
    </>
  );
}

/** Where the words of notes end, with the notes' numbers. */
function endsOf(reading: Reading): Map<number, number[]> {
  const ends = new Map<number, number[]>();
  for (const [i, claim] of reading.shown.value.entries()) {
    const span = spanOf(claim);
    if (span) ends.set(span.end, [...(ends.get(span.end) ?? []), i + 1]);
  }
  return ends;
}

const noEnds: ReadonlyMap<number, number[]> = new Map();

function BlockText({ block }: { block: Span }) {
  const reading = useReading();
  if (isPrinting.value) return <Pieces block={block} marks={allMarks(reading)} ends={endsOf(reading)} />;
  if (!hasHighlights) return <Pieces block={block} marks={elementMarks.value} ends={noEnds} />;
  return <>{reading.article.body.slice(block.start, block.end)}</>;
}

const elements: Record<BlockOf['kind'], 'p' | 'h2' | 'blockquote' | 'li'> = {
  paragraph: 'p',
  heading: 'h2',
  quotation: 'blockquote',
  list_item: 'li',
};

function Block({ index, block }: { index: number; block: BlockOf }) {
  const { words } = useReading();
  const ref = (element: HTMLElement | null) => words.set(index, block, element);
  return h(elements[block.kind] as string, { dir: 'auto', class: 'block', 'data-block': index, ref }, <BlockText block={block} />);
}

/** Neighbouring list items are one list. */
function runsOf(blocks: readonly BlockOf[]): { first: number; blocks: BlockOf[] }[] {
  const runs: { first: number; blocks: BlockOf[] }[] = [];
  for (const [i, block] of blocks.entries()) {
    const last = runs.at(-1);
    if (last && block.kind === 'list_item' && last.blocks[0]?.kind === 'list_item') last.blocks.push(block);
    else runs.push({ first: i, blocks: [block] });
  }
  return runs;
}

export function Body() {
  const { article } = useReading();
  return (
    <div class="body" lang={article.language ?? undefined}>
      {runsOf(article.blocks).map(({ first, blocks }) =>
        blocks[0]?.kind === 'list_item' ? (
          <ul key={first}>
            {blocks.map((block, i) => <Block key={first + i} index={first + i} block={block} />)}
          </ul>
        ) : (
          blocks[0] && <Block key={first} index={first} block={blocks[0]} />
        ),
      )}
    </div>
  );
}
