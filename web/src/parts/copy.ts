// Copying to the clipboard, also where the page is not in a secure context (plain HTTP from another machine).
import { say } from './notice.tsx';

function copyOldWay(text: string): boolean {
  const area = document.createElement('textarea');
  area.value = text;
  area.setAttribute('readonly', '');
  area.className = 'hidden-words';
  document.body.append(area);
  area.select();
  const isCopied = document.execCommand('copy');
  area.remove();
  return isCopied;
}

/** Copies and says what was copied: "The citation was copied". */
export async function copy(text: string, what: string): Promise<void> {
  const focused = document.activeElement;
  try {
    if ('clipboard' in navigator) await navigator.clipboard.writeText(text);
    else if (!copyOldWay(text)) throw new Error('refused');
    say(`${what} was copied`);
  } catch {
    say(`The browser did not allow copying. ${what}: ${text}`);
  } finally {
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}
