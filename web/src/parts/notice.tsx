// One line that says what just happened, seen for a while and read out by screen readers.
import { signal } from '@preact/signals';
import { inWords } from './states.tsx';

interface Notice {
  text: string;
  isBad: boolean;
  action?: { label: string; run: () => void };
}

const LASTS_MS = 6000;

const notice = signal<Notice | undefined>(undefined);
let timer: ReturnType<typeof setTimeout> | undefined;

function show(next: Notice) {
  notice.value = next;
  clearTimeout(timer);
  timer = setTimeout(() => {
    notice.value = undefined;
  }, LASTS_MS);
}

export function say(text: string, action?: Notice['action']) {
  show({ text, isBad: false, ...(action ? { action } : {}) });
}

export function complain(error: unknown) {
  const { title, text } = inWords(error);
  show({ text: text ? `${title}: ${text}` : title, isBad: true });
}

export function Notices() {
  const now = notice.value;
  return (
    <div class="notice-place" role="status" aria-live="polite">
      {now && (
        <p class={now.isBad ? 'notice notice-bad' : 'notice'}>
          <span>{now.text}</span>
          {now.action && <button type="button" onClick={now.action.run}>{now.action.label}</button>}
        </p>
      )}
    </div>
  );
}
