// Loading what a component shows: loading, ready or failed, with the value before kept on screen while a new one comes.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

export interface Loaded<T> {
  /** The newest value; it may be of the address before while `isLoading`. */
  value: T | undefined;
  error: unknown;
  isLoading: boolean;
}

/** Calls `load` whenever one of `needs` changes; the signal it gets ends when the next load begins. */
export function useLoaded<T>(load: (signal: AbortSignal) => Promise<T>, needs: readonly unknown[]): ReadonlySignal<Loaded<T>> {
  const state = useSignal<Loaded<T>>({ value: undefined, error: undefined, isLoading: true });
  useEffect(() => {
    const stop = new AbortController();
    state.value = { ...state.peek(), isLoading: true };
    load(stop.signal).then(
      (value) => {
        if (!stop.signal.aborted) state.value = { value, error: undefined, isLoading: false };
      },
      (error: unknown) => {
        if (!stop.signal.aborted) state.value = { value: undefined, error, isLoading: false };
      },
    );
    return () => stop.abort();
  }, needs);
  return state;
}
