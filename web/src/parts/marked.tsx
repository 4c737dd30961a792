// A difference (difference.ts) as text: what went is struck out, what came underlined, so that colour says nothing alone.
import type { Piece } from './difference.ts';

/** How much of what stayed is shown beside a change where only changes matter. */
const AROUND = 80;

function shortened(text: string, isFirst: boolean, isLast: boolean): string {
  if (text.length <= 2 * AROUND) return text;
  const start = isFirst ? '' : text.slice(0, AROUND).replace(/\s\S*$/, '');
  const end = isLast ? '' : text.slice(-AROUND).replace(/^\S*\s/, '');
  return `${start} … ${end}`;
}

/** A mark ends with its words, not with the space behind them. */
function Mark({ piece: { text, is } }: { piece: Piece }) {
  const [, lead = '', core = '', trail = ''] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  const inside = core || text;
  const marked = is === 'gone' ? <del>{inside}</del> : <ins>{inside}</ins>;
  return core ? <>{lead}{marked}{trail}</> : marked;
}

interface Props {
  pieces: readonly Piece[];
  /** Whether what stayed is cut down to what stands beside a change. */
  isShort?: boolean;
}

export function Marked({ pieces, isShort = false }: Props) {
  return (
    <>
      {pieces.map(({ text, is }, i) => {
        if (is === 'same') return isShort ? shortened(text, i === 0, i === pieces.length - 1) : text;
        return <Mark key={i} piece={{ text, is }} />;
      })}
    </>
  );
}
