// Sentences and words of an article, for what is chosen by keys and for what is guessed.
import type { Reading } from '../reader/reading.ts';
import type { Span } from '../reader/words.ts';

type Grain = 'sentence' | 'word';

const plain: Record<Grain, RegExp> = { sentence: /[^.!?]+[.!?]*\S*\s*/g, word: /[\p{L}\p{N}][\p{L}\p{N}\p{M}’'-]*/gu };

/** What a browser without Intl.Segmenter has is cut by marks and spaces. */
function pieces(text: string, grain: Grain, language: string): Span[] {
  if ('Segmenter' in Intl) {
    const all = [...new Intl.Segmenter(language, { granularity: grain }).segment(text)];
    return all.filter(({ isWordLike }) => isWordLike ?? true).map(({ index, segment }) => ({ start: index, end: index + segment.length }));
  }
  return [...text.matchAll(plain[grain])].map(({ index, 0: piece }) => ({ start: index, end: index + piece.length }));
}

/** Without spaces at its ends. */
export function trimmed(body: string, { start, end }: Span): Span {
  const words = body.slice(start, end);
  return { start: start + words.length - words.trimStart().length, end: end - (words.length - words.trimEnd().length) };
}

function cut({ article }: Reading, within: Span, grain: Grain): Span[] {
  const text = article.body.slice(within.start, within.end);
  return pieces(text, grain, article.language ?? 'en').map(({ start, end }) => trimmed(article.body, { start: within.start + start, end: within.start + end }));
}

export const wordsOf = (reading: Reading, within: Span) => cut(reading, within, 'word');

export function sentencesOf(reading: Reading): Span[] {
  return reading.article.blocks.flatMap((block) => cut(reading, block, 'sentence')).filter(({ start, end }) => start < end);
}

/** The sentences that the words stand in, as one span. */
export function sentenceAround(reading: Reading, span: Span): Span {
  const blocks = reading.article.blocks.filter(({ start, end }) => start < span.end && end > span.start);
  const around = blocks.flatMap((block) => cut(reading, block, 'sentence')).filter(({ start, end }) => start < span.end && end > span.start);
  return { start: Math.min(span.start, around[0]?.start ?? span.start), end: Math.max(span.end, around.at(-1)?.end ?? span.end) };
}

/** The words as a sentence of their own: "the toll is too high" is "The toll is too high." */
export function asSentence(words: string): string {
  const text = words.trim().replaceAll(/\s+/g, ' ').replace(/[,;:–—-]+$/, '');
  const first = String.fromCodePoint(text.codePointAt(0) ?? 32);
  return first.toUpperCase() + text.slice(first.length) + (/[.!?…。！？]["”’)]?$/.test(text) ? '' : '.');
}
