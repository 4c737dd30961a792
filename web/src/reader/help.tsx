// What all keys do.
import { Dialog } from '../parts/dialog.tsx';
import { may } from '../app/session.ts';
import { actions } from './keys.ts';
import './base.ts';

/** "Shift J", "Ctrl Z": as they are written on the keys. */
function Keys({ name }: { name: string }) {
  const parts = /^[A-Z]$/.test(name) ? ['Shift', name] : name.split('+').map((part) => (part.length === 1 ? part.toUpperCase() : part));
  return <>{parts.map((part) => <kbd key={part}>{part === 'Escape' ? 'Esc' : part}</kbd>)}</>;
}

export function Help({ onClose }: { onClose: () => void }) {
  const shown = actions.filter(({ whose }) => whose === 'reading' || may('edit'));
  return (
    <Dialog title="Keys" onClose={onClose} wide>
      <div class="keys">
        {[...Map.groupBy(shown, ({ group }) => group)].map(([group, rows]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {rows.map(({ name, keys, does }) => (
                <div key={name}>
                  <dt>{keys.map((key, i) => <span key={key}>{i > 0 && ' or '}<Keys name={key} /></span>)}</dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      {!may('edit') && <p class="help">Sign in with a key of scope edit to decide on suggestions by keys.</p>}
    </Dialog>
  );
}
