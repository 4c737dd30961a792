// The text of a new article: pasted, dropped or chosen as a file.
import { useRef, useState } from 'preact/hooks';
import { useFocus } from '../parts/focus.ts';
import { complain } from '../parts/notice.tsx';

export type SourceType = 'text/plain' | 'text/markdown' | 'text/html';

export interface Given {
  text: string;
  type: SourceType;
}

const types: readonly (readonly [SourceType, string])[] = [['text/plain', 'Plain text'], ['text/markdown', 'Markdown'], ['text/html', 'HTML']];

/** By the name of a file, or by how a text begins. */
function typeOf(text: string, name = ''): SourceType {
  if (/\.x?html?$/i.test(name) || /^\s*(<!doctype html|<html|<head|<body|<article|<p[ >])/i.test(text)) return 'text/html';
  return /\.(md|markdown)$/i.test(name) ? 'text/markdown' : 'text/plain';
}

/** A saved page may say in which encoding it is; browsers' decoders know the usual ones. */
async function textOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  const named = /<meta[^>]+charset=["']?([\w-]+)/i.exec(head)?.[1];
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder(named ?? 'windows-1252').decode(bytes);
  }
}

export function Give({ isBusy, onGive }: { isBusy: boolean; onGive: (given: Given) => void }) {
  const [text, setText] = useState('');
  const [type, setType] = useState<SourceType>('text/plain');
  const [isOver, setOver] = useState(false);
  const field = useFocus<HTMLTextAreaElement>();
  const input = useRef<HTMLInputElement>(null);
  const take = async (file: File | null | undefined) => {
    if (!file) return;
    try {
      const found = await textOf(file);
      setText(found);
      setType(typeOf(found, file.name));
    } catch (error) {
      complain(error);
    }
  };
  const typed = (value: string) => {
    if (text === '') setType(typeOf(value));
    setText(value);
  };
  return (
    <form
      class={isOver ? 'form give give-over' : 'form give'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        void take(event.dataTransfer?.files[0]);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        onGive({ text, type });
      }}
    >
      <label class="field">
        <span>Its text, or a saved page</span>
        <textarea ref={field} rows={16} required autofocus placeholder="Paste here, or drop a file" value={text} onInput={(event) => typed(event.currentTarget.value)} />
      </label>
      <p class="help">Title, authors and date are read out of it where it has them. Comment forms, share bars and the like are left out; what you give is kept as it is.</p>
      <div class="give-end">
        <label class="choice">
          <span>It is</span>
          <select value={type} onChange={(event) => setType(event.currentTarget.value as SourceType)}>
            {types.map(([value, label]) => <option key={value} value={value}>{label}</option>)}
          </select>
        </label>
        <input ref={input} class="hidden-words" type="file" tabIndex={-1} aria-hidden="true" accept=".txt,.md,.markdown,.html,.htm,.xhtml,text/plain,text/markdown,text/html" onChange={(event) => void take(event.currentTarget.files?.[0])} />
        <button type="button" onClick={() => input.current?.click()}>Choose a file …</button>
        <button type="submit" class="main" disabled={isBusy || text.trim() === ''}>{isBusy ? 'Reading …' : 'See what it is taken for'}</button>
      </div>
    </form>
  );
}
