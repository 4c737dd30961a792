// Where there is no room beside the text: one note at the bottom of the screen, and the way to the next.
import type { ComponentChildren } from 'preact';
import type { Claim } from '../app/api.ts';
import { Icon } from '../parts/icon.tsx';
import { counted } from '../words.ts';
import { Note } from './note.tsx';
import { useReading } from './reading.ts';

export function Sheet({ tools }: { tools?: (claim: Claim) => ComponentChildren }) {
  const { shown, active } = useReading();
  const all = shown.value;
  const at = all.findIndex((claim) => claim.id === active.value);
  const claim = all[at];
  const step = (by: number) => {
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : (at + by + all.length) % all.length;
    active.value = all[next]?.id;
  };
  return (
    <aside class="sheet" aria-labelledby="claims-below">
      <h2 id="claims-below" class="hidden-words">Claims</h2>
      <div class="sheet-bar">
        <button type="button" class="quiet" aria-label="Claim before" onClick={() => step(-1)}><Icon name="left" /></button>
        <span aria-live="polite">{claim ? `Claim ${at + 1} of ${all.length}` : counted(all.length, 'claim')}</span>
        <button type="button" class="quiet" aria-label="Next claim" onClick={() => step(1)}><Icon name="right" /></button>
        {claim && (
          <button type="button" class="quiet sheet-close" aria-label="Close" onClick={() => (active.value = undefined)}><Icon name="cross" /></button>
        )}
      </div>
      {claim && <div class="sheet-note"><Note claim={claim} isOpen>{tools?.(claim)}</Note></div>}
    </aside>
  );
}
