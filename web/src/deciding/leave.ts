// The ways out of a form.
import { openClaim } from '../reader/steps.ts';
import { closeForm, type Deciding } from './state.ts';

/** Closes the form and goes back to the note. */
export function leave(deciding: Deciding, claim: string) {
  closeForm(deciding);
  openClaim(deciding.reading, claim);
}

/** Escape leaves a form, wherever the cursor is in it. */
export function escapes(run: () => void) {
  return (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    run();
  };
}
