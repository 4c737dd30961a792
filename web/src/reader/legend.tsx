// What the colours mean; a press on a meaning leaves only the claims that have it.
import { setQuery } from '../app/router.ts';
import { type ColourMode, colourModes } from './colours.ts';
import { useReading } from './reading.ts';

const labels: Record<ColourMode, string> = { kind: 'Kind', certainty: 'Certainty', holder: 'Holder' };

function Modes() {
  const { mode } = useReading();
  const choose = (colour: ColourMode) =>
    setQuery({ colour: colour === 'kind' ? undefined : colour, only: undefined }, { replace: true });
  return (
    <fieldset class="switch">
      <legend class="hidden-words">Colour claims by</legend>
      {colourModes.map((one) => (
        <label key={one}>
          <input type="radio" name="colour" checked={mode.value === one} onChange={() => choose(one)} />
          <span>{labels[one]}</span>
        </label>
      ))}
    </fieldset>
  );
}

function Groups() {
  const { groups, only } = useReading();
  const toggle = (key: string) => {
    const next = new Set(only.value);
    if (!next.delete(key)) next.add(key);
    setQuery({ only: [...next].join(',') }, { replace: true });
  };
  return (
    <ul class="legend-groups" aria-label="Show only">
      {groups.value.map(({ key, label, about, slot, count }) => (
        <li key={key}>
          <button
            type="button"
            class="chip"
            data-slot={slot}
            aria-pressed={only.value.has(key)}
            title={about && `${label}: ${about}`}
            onClick={() => toggle(key)}
          >
            <span class="chip-colour" />
            {label}
            <span class="chip-count">{count}</span>
          </button>
        </li>
      ))}
      {only.value.size > 0 && (
        <li>
          <button type="button" class="quiet" onClick={() => setQuery({ only: undefined }, { replace: true })}>Show all</button>
        </li>
      )}
    </ul>
  );
}

export function Legend() {
  return (
    <div class="legend">
      <Modes />
      <Groups />
    </div>
  );
}
