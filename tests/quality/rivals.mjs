// The rivals, each as what it is good at: sentences(text) gives the sentences as strings in order, names(text) gives
// [{start, end, kind}] of people, places and organisations, in order and apart, whole(text) gives all that it can say of a text,
// page(html) gives {body, title, byline, date}. One that is not installed is left out.

const load = async (name) => {
  try {
    const module = await import(name);
    return module.default ?? module;
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
};

const titles = /^(?:(?:the|mrs?|ms|dr|president|senator|sen|(?:prime )?minister|governor|gov|representative|rep|king|queen|prince|sir|general)\b\.? ?)+/i;

/** A name as we give it: without title, article, possessive and the marks around it. */
const bare = (text, start, piece) => {
  const from = Math.max(0, text.indexOf(piece, start));
  const before = piece.match(/^[^\p{L}\p{N}]*/u)[0].length;
  const title = piece.slice(before).match(titles)?.[0].length ?? 0;
  const name = piece.slice(before + title).replace(/[^\p{L}\p{N}]+$/u, '').replace(/['’]s$/, '');
  return { start: from + before + title, end: from + before + title + name.length };
};

/** Of names that overlap, the longest. */
const apart = (names) => {
  const kept = [];
  for (const one of [...names].sort((a, b) => b.end - b.start - (a.end - a.start)))
    if (kept.every((other) => one.end <= other.start || one.start >= other.end)) kept.push(one);
  return kept.sort((a, b) => a.start - b.start);
};

const compromise = async () => {
  const nlp = await load('compromise');
  if (nlp === null) return null;
  return {
    name: 'compromise',
    sentences: (text) => nlp.tokenize(text).json({ text: true, terms: false }).map((one) => one.text),
    names: (text) => {
      const doc = nlp(text);
      const found = [];
      for (const [method, kind] of [['people', 'person'], ['places', 'place'], ['organizations', 'organization']])
        for (const one of doc[method]().json({ offset: true, terms: false }))
          found.push({ ...bare(text, one.offset.start, one.text), kind });
      return apart(found.filter((one) => one.start < one.end));
    },
    whole: (text) => {
      const doc = nlp(text);
      return { sentences: doc.json({ offset: true }), people: doc.people().json(), places: doc.places().json(), organizations: doc.organizations().json() };
    },
  };
};

const wink = async () => {
  const [winkNLP, model] = [await load('wink-nlp'), await load('wink-eng-lite-web-model')];
  if (winkNLP === null || model === null) return null;
  const nlp = winkNLP(model, ['sbd']);
  return { name: 'wink-nlp', sentences: (text) => nlp.readDoc(text).sentences().out() };
};

const sbd = async () => {
  const tokenizer = await load('sbd');
  if (tokenizer === null) return null;
  return { name: 'sbd', sentences: (text) => tokenizer.sentences(text) };
};

const intl = async () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
  return { name: 'Intl.Segmenter', sentences: (text) => Array.from(segmenter.segment(text), (one) => one.segment) };
};

/** Readability takes apart the document it is given. */
const readability = async () => {
  const [module, dom] = [await load('@mozilla/readability'), await load('linkedom')];
  if (module === null || dom === null) return null;
  return {
    name: 'readability',
    page: (html) => {
      const found = new module.Readability(dom.parseHTML(html).document).parse() ?? {};
      return { body: found.textContent ?? '', title: found.title, byline: found.byline, date: found.publishedTime };
    },
  };
};

export const rivals = async () => (await Promise.all([compromise(), wink(), sbd(), intl(), readability()])).filter((rival) => rival !== null);

/** Where the pieces of a text stand in it, one behind the other, as [start, end) of the string; white space at their ends is no part.
 * Rivals that change white space inside are forgiven: it is not compared. */
export const places = (text, pieces) => {
  const found = [];
  let at = 0;
  for (const piece of pieces) {
    const letters = piece.replaceAll(/\s+/g, '');
    if (letters === '') continue;
    while (at < text.length && /\s/.test(text[at])) at++;
    let end = at;
    for (let i = 0; i < letters.length && end < text.length; end++)
      if (text[end] === letters[i]) i++;
      else if (!/\s/.test(text[end])) break;
    found.push([at, end]);
    at = end;
  }
  return found;
};
