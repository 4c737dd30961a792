// Two entities that are one: everything that names the first will name the other.
import { useState } from 'preact/hooks';
import { claimd, type Entity } from '../app/api.ts';
import { signedIn } from '../app/session.ts';
import { useListing } from '../list/listing.ts';
import { Dialog } from '../parts/dialog.tsx';
import { complain, say } from '../parts/notice.tsx';
import { entityKinds } from '../words.ts';

interface Props {
  entity: Entity;
  onDone: (into: Entity) => void;
  onClose: () => void;
}

export function MergeDialog({ entity, onDone, onClose }: Props) {
  const [words, setWords] = useState(entity.name);
  const [into, setInto] = useState<Entity>();
  const [isBusy, setBusy] = useState(false);
  const [listing] = useListing<Entity>('/v1/entities', words.trim() ? { q: words.trim(), limit: '8' } : { limit: '8' }, { counts: false });
  const others = listing.value.records.filter(({ id }) => id !== entity.id);
  const merge = async (event: SubmitEvent) => {
    event.preventDefault();
    if (!into) return;
    setBusy(true);
    try {
      await signedIn(() => claimd.post('/v1/entities/{id}/merge', { params: { path: { id: entity.id } }, body: { into: into.id } }));
      say(`${entity.name} is now part of ${into.name}`);
      onDone(into);
    } catch (error) {
      complain(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={`Merge ${entity.name} with another`} onClose={onClose}>
      <form class="form" onSubmit={merge}>
        <p>What names <b>{entity.name}</b> will name the other one, and its address leads there. This cannot be undone here.</p>
        <label class="field">
          <span>Look for the one that stays</span>
          <input type="search" autofocus value={words} onInput={(event) => setWords(event.currentTarget.value)} />
        </label>
        <fieldset class="options">
          <legend class="hidden-words">The one that stays</legend>
          {others.map((other) => (
            <label key={other.id} class="option">
              <input type="radio" name="into" checked={into?.id === other.id} onChange={() => setInto(other)} />
              <span>{other.name} <span class="help">{entityKinds[other.kind].label}{other.description ? `, ${other.description}` : ''}</span></span>
            </label>
          ))}
          {others.length === 0 && <p class="help">No other entity has these words.</p>}
        </fieldset>
        <p class="form-end">
          <button type="button" onClick={onClose}>Cancel</button>
          <button type="submit" class="main" disabled={!into || isBusy}>Merge</button>
        </p>
      </form>
    </Dialog>
  );
}
