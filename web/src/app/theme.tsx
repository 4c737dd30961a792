// Light or dark: the system's choice, until the reader makes another. It is the only thing that is kept on this device.
import { useSignal } from '@preact/signals';
import { Icon } from '../parts/icon.tsx';

const PLACE = 'claimd theme';

type Theme = 'light' | 'dark';

const system = matchMedia('(prefers-color-scheme: dark)');

function chosen(): Theme | undefined {
  const kept = localStorage.getItem(PLACE);
  return kept === 'light' || kept === 'dark' ? kept : undefined;
}

export function applyTheme() {
  document.documentElement.style.colorScheme = chosen() ?? '';
}

export function ThemeButton() {
  const theme = useSignal<Theme>(chosen() ?? (system.matches ? 'dark' : 'light'));
  const other = theme.value === 'dark' ? 'light' : 'dark';
  const change = () => {
    theme.value = other;
    if ((other === 'dark') === system.matches) localStorage.removeItem(PLACE);
    else localStorage.setItem(PLACE, other);
    applyTheme();
  };
  return (
    <button type="button" class="quiet" aria-label={`Use ${other} colours`} title={`Use ${other} colours`} onClick={change}>
      <Icon name={other} />
    </button>
  );
}
