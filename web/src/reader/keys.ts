// All keys of the reader. The table is what `?` shows, and the only place where a key is named; who does what an action says
// gives a function for it.
import { useEffect } from 'preact/hooks';
import { isTyping } from '../app/keys.ts';

/** Whether it is there for every reader, or for who may decide. */
type Whose = 'reading' | 'deciding';

const table = {
  next:          { keys: ['j'],           whose: 'reading',  group: 'Going through', does: 'the next claim' },
  before:        { keys: ['k'],           whose: 'reading',  group: 'Going through', does: 'the claim before' },
  nextOpen:      { keys: ['J'],           whose: 'deciding', group: 'Going through', does: 'the next suggestion, past what is decided' },
  beforeOpen:    { keys: ['K'],           whose: 'deciding', group: 'Going through', does: 'the suggestion before' },
  nextName:      { keys: ['l'],           whose: 'deciding', group: 'Going through', does: 'the next suggested name' },
  beforeName:    { keys: ['h'],           whose: 'deciding', group: 'Going through', does: 'the suggested name before' },
  nextBlock:     { keys: ['p'],           whose: 'deciding', group: 'Going through', does: 'the next paragraph that is not done' },
  accept:        { keys: ['a'],           whose: 'deciding', group: 'Deciding', does: 'accept the open suggestion' },
  reject:        { keys: ['r'],           whose: 'deciding', group: 'Deciding', does: 'reject it, with a reason' },
  rejectPlainly: { keys: ['R'],           whose: 'deciding', group: 'Deciding', does: 'reject it without a reason' },
  correct:       { keys: ['e'],           whose: 'deciding', group: 'Deciding', does: 'correct it, which accepts it' },
  split:         { keys: ['s'],           whose: 'deciding', group: 'Deciding', does: 'split a claim in two' },
  acceptName:    { keys: ['A'],           whose: 'deciding', group: 'Deciding', does: 'accept whom a name means, here and everywhere in the article' },
  rejectName:    { keys: ['X'],           whose: 'deciding', group: 'Deciding', does: 'reject a suggested entity and all its names' },
  done:          { keys: ['d'],           whose: 'deciding', group: 'Deciding', does: 'paragraph done: nothing more is in it' },
  undo:          { keys: ['u', 'Ctrl+z'], whose: 'deciding', group: 'Deciding', does: 'undo what was done last' },
  newClaim:      { keys: ['n'],           whose: 'deciding', group: 'New', does: 'a claim from the selected words; without a selection, choose them' },
  newMention:    { keys: ['m'],           whose: 'deciding', group: 'New', does: 'a name from the selected words; without a selection, choose them' },
  close:         { keys: ['Escape'],      whose: 'reading',  group: 'Everywhere', does: 'close what is open' },
  search:        { keys: ['/'],           whose: 'reading',  group: 'Everywhere', does: 'search the library' },
  help:          { keys: ['?'],           whose: 'reading',  group: 'Everywhere', does: 'this table' },
} as const satisfies Record<string, { keys: readonly string[]; whose: Whose; group: string; does: string }>;

export type Action = keyof typeof table;
export type Actions = Partial<Record<Action, () => void>>;

export const actions = Object.entries(table).map(([name, row]) => ({ name: name as Action, ...row }));

/** For `aria-keyshortcuts`. */
export const keyOf = (action: Action): string => table[action].keys.map((key) => (/^[A-Z]$/.test(key) ? `Shift+${key}` : key.replace('Ctrl', 'Control'))).join(' ');

function nameOf(event: KeyboardEvent): string {
  return event.ctrlKey || event.metaKey ? `Ctrl+${event.key.toLowerCase()}` : event.key;
}

/** Does what the keys say, while nobody is typing and no dialog is open. */
export function useKeys(given: Actions) {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.altKey || isTyping(event.target) || document.querySelector('dialog[open]')) return;
      const action = actions.find(({ keys }) => (keys as readonly string[]).includes(nameOf(event)));
      const run = action && given[action.name];
      if (!run) return;
      event.preventDefault();
      run();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  }, [given]);
}
