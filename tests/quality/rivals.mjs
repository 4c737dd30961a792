// The rivals, each as what it is good at: sentences(text) gives the sentences as strings in order, names(text) gives
// [{text, kind}] in order. One that is not installed is left out.

const load = async (name) => {
  try {
    const module = await import(name);
    return module.default ?? module;
  } catch (error) {
    if (error.code === 'ERR_MODULE_NOT_FOUND') return null;
    throw error;
  }
};

const compromise = async () => {
  const nlp = await load('compromise');
  if (nlp === null) return null;
  const kinds = { Person: 'person', Place: 'place', Organization: 'organization' };
  return {
    name: 'compromise',
    sentences: (text) => nlp.tokenize(text).json({ text: true, terms: false }).map((one) => one.text),
    names: (text) => {
      const doc = nlp(text);
      const found = [];
      for (const [method, tag] of [['people', 'Person'], ['places', 'Place'], ['organizations', 'Organization']])
        for (const one of doc[method]().json({ offset: true, terms: false }))
          found.push({ text: one.text, start: one.offset.start, kind: kinds[tag] });
      return found;
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

export const rivals = async () => (await Promise.all([compromise(), wink(), sbd(), intl()])).filter((rival) => rival !== null);

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
