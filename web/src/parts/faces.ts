// The face of texts comes with the first page that shows one. A face that is late is not used any more (styles/fonts.css).
const FACE_MS = 300;

/** Resolves when it is there, or would be too late: what is measured before it came would have to be measured again. */
export function serifSoon(): Promise<unknown> {
  return Promise.race([document.fonts.load('1em "Source Serif 4"'), new Promise((resolve) => setTimeout(resolve, FACE_MS))]);
}
