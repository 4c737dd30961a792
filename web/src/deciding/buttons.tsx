// Buttons of actions that have keys, and what is often given as a reason.
import { type Action, keyOf } from '../reader/keys.ts';
import { actionsOf } from './actions.ts';
import type { Deciding } from './state.ts';

/** Others are typed. */
export const reasons = {
  claims: ['not a claim', 'nobody says so here', 'the words are cut wrongly', 'said elsewhere already', 'of no interest'],
  names: ['no name', 'the words are cut wrongly', 'of no interest'],
};

interface Props {
  deciding: Deciding;
  action: Action;
  label: string;
  main?: boolean;
}

export function Button({ deciding, action, label, main = false }: Props) {
  const key = keyOf(action);
  return (
    <button type="button" class={main ? 'main' : 'quiet'} aria-keyshortcuts={key} onClick={() => actionsOf(deciding)[action]?.()}>
      {label} <kbd aria-hidden="true">{key.replace('Shift+', '⇧').split(' ')[0]}</kbd>
    </button>
  );
}
