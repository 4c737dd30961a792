// A field that offers what fits the words typed so far (a combobox of the ARIA practices): arrows go through the offers, Enter
// takes one, Escape puts them away.
import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

export interface Choice {
  key: string;
  label: string;
  about?: string;
}

interface Props {
  label: string;
  words: string;
  onWords: (words: string) => void;
  onPick: (choice: Choice) => void;
  find: (words: string, stop: AbortSignal) => Promise<readonly Choice[]>;
  placeholder?: string;
  isFocused?: boolean;
}

const PAUSE_MS = 120;

export function Choose({ label, words, onWords, onPick, find, placeholder, isFocused = false }: Props) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const offers = useSignal<readonly Choice[]>([]);
  const at = useSignal(-1);
  const isOpen = useSignal(false);
  const search = useRef<AbortController>(undefined);

  useLayoutEffect(() => {
    if (isFocused) input.current?.select();
    return () => search.current?.abort();
  }, []);

  const close = () => {
    search.current?.abort();
    isOpen.value = false;
    at.value = -1;
  };
  const look = (typed: string) => {
    search.current?.abort();
    const stop = new AbortController();
    search.current = stop;
    setTimeout(async () => {
      if (stop.signal.aborted) return;
      const found = await find(typed, stop.signal).catch(() => []);
      if (stop.signal.aborted) return;
      offers.value = found;
      at.value = -1;
      isOpen.value = found.length > 0;
    }, PAUSE_MS);
  };
  const pick = (choice: Choice) => {
    close();
    onPick(choice);
  };
  const move = (by: number) => {
    if (!isOpen.value) return look(words);
    at.value = (at.value + by + offers.value.length + (at.value < 0 && by < 0 ? 1 : 0)) % offers.value.length;
    document.getElementById(`${id}-${at.value}`)?.scrollIntoView({ block: 'nearest' });
  };
  const press = (event: KeyboardEvent) => {
    const choice = offers.value[at.value];
    if (event.key === 'ArrowDown') move(1);
    else if (event.key === 'ArrowUp') move(-1);
    else if (event.key === 'Enter' && isOpen.value && choice) pick(choice);
    else if (event.key === 'Escape' && isOpen.value) close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div class="field choose">
      <label for={id}>{label}</label>
      <input
        ref={input}
        id={id}
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-autocomplete="list"
        aria-expanded={isOpen.value}
        aria-controls={`${id}-offers`}
        aria-activedescendant={at.value >= 0 ? `${id}-${at.value}` : undefined}
        placeholder={placeholder}
        value={words}
        onInput={(event) => {
          onWords(event.currentTarget.value);
          look(event.currentTarget.value);
        }}
        onKeyDown={press}
        onBlur={close}
      />
      <ul id={`${id}-offers`} role="listbox" aria-label={label} hidden={!isOpen.value}>
        {offers.value.map((choice, i) => (
          <li
            key={choice.key}
            id={`${id}-${i}`}
            role="option"
            aria-selected={i === at.value}
            onPointerDown={(event) => {
              event.preventDefault(); // the field keeps the focus
              pick(choice);
            }}
          >
            {choice.label}
            {choice.about && <span class="help"> {choice.about}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
