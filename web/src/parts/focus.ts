// Where one goes on typing. The attribute `autofocus` is heeded once for a whole document, so what comes later asks by itself.
import { useEffect, useRef } from 'preact/hooks';

/** The element that gets this has the focus as soon as it is there. */
export function useFocus<T extends HTMLElement>() {
  const element = useRef<T>(null);
  useEffect(() => element.current?.focus({ preventScroll: true }), []);
  return element;
}
