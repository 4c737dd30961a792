// A difference (difference.ts) as text: what went is struck out, what came underlined, so that colour says nothing alone.
import type { Piece } from './difference.ts';

export function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return (
    <>
      {pieces.map(({ text, is }) => (is === 'same' ? text : is === 'gone' ? <del>{text}</del> : <ins>{text}</ins>))}
    </>
  );
}
