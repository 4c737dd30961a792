// What stands over the text while something is made: what can be made of a selection, the words being chosen, the form.
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { keyOf } from '../reader/keys.ts';
import type { Span } from '../reader/words.ts';
import { NewClaim, NewMention } from './making.tsx';
import { PickingBar } from './picking.tsx';
import { Popup } from './popup.tsx';
import { type Deciding, openForm } from './state.ts';

interface Props {
  deciding: Deciding;
  frame: { current: HTMLElement | null };
}

const SETTLES_MS = 150;

/** Two buttons beside a selection, once it stands still. */
function SelectionTools({ deciding, frame }: Props) {
  const { reading } = deciding;
  const span = useSignal<Span | undefined>(undefined);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        span.value = reading.words.selected(reading.article.body);
      }, SETTLES_MS);
    };
    document.addEventListener('selectionchange', look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('selectionchange', look);
    };
  }, [reading]);
  const chosen = span.value;
  if (!chosen) return null;
  const make = (name: 'claim' | 'mention') => {
    span.value = undefined;
    openForm(deciding, { name, span: chosen });
  };
  return (
    <Popup reading={reading} frame={frame} span={chosen} label="The selected words" isSmall>
      <button type="button" class="quiet" aria-keyshortcuts={keyOf('newClaim')} onPointerDown={(event) => event.preventDefault()} onClick={() => make('claim')}>New claim <kbd aria-hidden="true">n</kbd></button>
      <button type="button" class="quiet" aria-keyshortcuts={keyOf('newMention')} onPointerDown={(event) => event.preventDefault()} onClick={() => make('mention')}>Name <kbd aria-hidden="true">m</kbd></button>
    </Popup>
  );
}

export function Overlay({ deciding, frame }: Props) {
  const form = deciding.form.value;
  const picking = deciding.picking.value;
  if (form?.name === 'claim') return <NewClaim deciding={deciding} frame={frame} span={form.span} />;
  if (form?.name === 'mention') return <NewMention deciding={deciding} frame={frame} span={form.span} />;
  if (picking) return <PickingBar deciding={deciding} frame={frame} picking={picking} />;
  return <SelectionTools deciding={deciding} frame={frame} />;
}
