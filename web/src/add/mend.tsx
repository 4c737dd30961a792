// What a text was taken for, before it is stored: fields that were guessed are marked, and all can be mended.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Article } from '../app/api.ts';
import { useFocus } from '../parts/focus.ts';
import { counted } from '../words.ts';

export type Mended = Pick<Article, 'title' | 'subtitle' | 'authors' | 'publisher' | 'published_at' | 'language' | 'url' | 'body'>;

interface FieldProps {
  label: string;
  isGuessed: boolean;
  help?: string;
  children: ComponentChildren;
}

function Field({ label, isGuessed, help, children }: FieldProps) {
  return (
    <label class="field">
      <span>{label}{isGuessed && <span class="guessed">guessed</span>}</span>
      {children}
      {help && <span class="help">{help}</span>}
    </label>
  );
}

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

export function Mend({ article, onBack, onStore }: { article: Article; onBack: () => void; onStore: (mended: Mended) => void }) {
  const [mended, setMended] = useState<Mended>({ ...article });
  const title = useFocus<HTMLInputElement>();
  const guessed = new Set((article as { guessed?: string[] }).guessed ?? []);
  const set = (change: Partial<Mended>) => setMended({ ...mended, ...change });
  const authors = mended.authors.map(({ name }) => name).join(', ');
  const setAuthors = (text: string) =>
    set({ authors: text.split(',').map((name) => name.trim()).filter(Boolean).map((name) => mended.authors.find((one) => one.name === name) ?? ({ name, entity: null } as Article['authors'][number])) });
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        onStore(mended);
      }}
    >
      <p>This is what the text was taken for: {counted(article.word_count, 'word')} in {counted((article.blocks ?? []).length, 'paragraph')}. Mend what is wrong.</p>
      <Field label="Title" isGuessed={guessed.has('title')}>
        <input ref={title} required autofocus value={mended.title} onInput={(event) => set({ title: event.currentTarget.value })} />
      </Field>
      <Field label="Subtitle" isGuessed={guessed.has('subtitle')}>
        <input value={mended.subtitle ?? ''} onInput={(event) => set({ subtitle: orNull(event.currentTarget.value) })} />
      </Field>
      <div class="mend-row">
        <Field label="Authors" isGuessed={guessed.has('authors')} help="with commas between them">
          <input defaultValue={authors} onChange={(event) => setAuthors(event.currentTarget.value)} />
        </Field>
        <Field label="Publisher" isGuessed={guessed.has('publisher')}>
          <input
            value={mended.publisher?.name ?? ''}
            onInput={(event) => set({ publisher: orNull(event.currentTarget.value) === null ? null : ({ ...(mended.publisher ?? { entity: null }), name: event.currentTarget.value } as Article['publisher']) })}
          />
        </Field>
        <Field label="Published" isGuessed={guessed.has('published_at')} help="2025-06-17, 2025-06 or 2025">
          <input value={mended.published_at ?? ''} onInput={(event) => set({ published_at: orNull(event.currentTarget.value) })} />
        </Field>
        <Field label="Language" isGuessed={guessed.has('language')} help="en, de, pt-BR …">
          <input value={mended.language ?? ''} onInput={(event) => set({ language: orNull(event.currentTarget.value) })} />
        </Field>
      </div>
      <Field label="Address" isGuessed={guessed.has('url')}>
        <input type="url" value={mended.url ?? ''} onInput={(event) => set({ url: orNull(event.currentTarget.value) })} />
      </Field>
      <Field label="Body" isGuessed={guessed.has('body')} help="an empty line between paragraphs">
        <textarea class="mend-body" rows={18} required value={mended.body} onInput={(event) => set({ body: event.currentTarget.value })} />
      </Field>
      <p class="form-end">
        <button type="button" onClick={onBack}>Back</button>
        <button type="submit" class="main">Store and read it</button>
      </p>
    </form>
  );
}
