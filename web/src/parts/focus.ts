// Where one goes on typing. The attribute `autofocus` is heeded once for a whole document, so what comes later asks by itself.
import { useEffect, useRef } from 'preact/hooks';
import { isTyping } from '../app/keys.ts';

/** Gives an element the focus, unless somebody types in the bar above: what the server answers late must not make keys of their letters. */
export function giveFocus(element: HTMLElement | null | undefined) {
  const now = document.activeElement;
  if (isTyping(now) && !now?.closest('main')) return;
  element?.focus({ preventScroll: true });
}

/** The element that gets this has the focus as soon as it is there. */
export function useFocus<T extends HTMLElement>() {
  const element = useRef<T>(null);
  useEffect(() => element.current?.focus({ preventScroll: true }), []);
  return element;
}
