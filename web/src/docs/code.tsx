// A request in one of several languages. Which one is chosen once, for all operations, and kept on this device.
import { signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { copy } from '../parts/copy.ts';
import { type Language, languages, type Request } from './samples.ts';

const PLACE = 'claimd language';

const chosen = signal<Language>(languages.find(({ name }) => name === localStorage.getItem(PLACE)) ?? (languages[0] as Language));

function choose(language: Language) {
  chosen.value = language;
  localStorage.setItem(PLACE, language.name);
}

export function Code({ request }: { request: Request }) {
  const name = useId();
  const text = chosen.value.write(request, location.origin);
  return (
    <div class="code-sample">
      <div class="code-head">
        <fieldset class="switch">
          <legend class="hidden-words">Language</legend>
          {languages.map((one) => (
            <label key={one.name}>
              <input type="radio" name={name} checked={one === chosen.value} onChange={() => choose(one)} />
              <span>{one.label}</span>
            </label>
          ))}
        </fieldset>
        <button type="button" class="quiet" onClick={() => void copy(text, 'The code')}>Copy</button>
      </div>
      <pre class="code-block" tabIndex={0} aria-label={`With ${chosen.value.label}`}><code>{text}</code></pre>
    </div>
  );
}
