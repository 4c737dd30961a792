// How far one is with an article: its claims and names, and the paragraphs in which nothing more is.
import { useComputed } from '@preact/signals';
import { Icon } from '../parts/icon.tsx';
import { type Action, keyOf } from '../reader/keys.ts';
import { actionsOf } from './actions.ts';
import { isOpen } from './decide.ts';
import type { Deciding } from './state.ts';

interface Judged {
  status: string;
  decided_by: string | null;
}

/** Of those that were suggested once. */
function tally(records: readonly Judged[], before: number) {
  const open = records.filter(isOpen).length;
  return { done: before + records.filter((one) => !isOpen(one) && one.decided_by !== null).length, open };
}

interface MeterProps {
  deciding: Deciding;
  label: string;
  done: number;
  all: number;
  action: Action;
}

function Meter({ deciding, label, done, all, action }: MeterProps) {
  if (all === 0) return null;
  return (
    <li>
      <button
        type="button"
        class="meter"
        data-done={done === all}
        aria-keyshortcuts={keyOf(action)}
        title={done === all ? undefined : 'Go to the next'}
        style={{ '--share': `${(100 * done) / all}%` }}
        onClick={() => actionsOf(deciding)[action]?.()}
      >
        {done === all && <Icon name="check" />}
        <span>{label}</span> <span class="meter-count">{done}<span class="hidden-words"> of </span><span aria-hidden="true">/</span>{all}<span class="hidden-words"> done</span></span>
      </button>
    </li>
  );
}

export function Progress({ deciding }: { deciding: Deciding }) {
  const { reading, read, rejected } = deciding;
  const claims = useComputed(() => tally(reading.claims.value, rejected.value.claims));
  const names = useComputed(() => tally(reading.mentions.value, rejected.value.mentions));
  const blocks = reading.article.blocks.length;
  return (
    <ul class="progress" aria-label="Progress">
      <Meter deciding={deciding} label="Claims" action="nextOpen" done={claims.value.done} all={claims.value.done + claims.value.open} />
      <Meter deciding={deciding} label="Names" action="nextName" done={names.value.done} all={names.value.done + names.value.open} />
      <Meter deciding={deciding} label="Paragraphs" action="nextBlock" done={read.value.size} all={blocks} />
    </ul>
  );
}
