// gum's named mentions beside ours.
import { lines, Points } from './data.mjs';
import { analyse } from './driver.mjs';

// The data call what a name says, not what is meant: "Moscow" is a place also where it signs. Buildings are places to them.
const kindOf = (entity, metonym) => (metonym || entity.kind === 'facility' ? 'place' : entity.kind);

/** Mentions of an analysis as names: {start, end, kind, ref, confidence, rules}. */
export const namesOf = ({ entities, mentions }) =>
  mentions.map(({ ref, anchor, confidence, demonym, metonym, why }) => ({
    start: anchor.start,
    end: anchor.end,
    kind: ref === null ? 'other' : kindOf(entities[ref], metonym),
    ref,
    confidence,
    demonym,
    rules: why.map((one) => one.rule).join(' '),
  }));

const kinds = new Set(['person', 'place', 'organization']);
export const isNamed = ({ kind }) => kinds.has(kind);
export const isDemonym = ({ demonym }) => demonym === true;

// A word of a name: a capital, a digit, or what joins them.
const isOfName = (word) => /^[\p{Lu}\p{Lt}\p{N}]/u.test(word) || /^(?:of|the|and|for|de|la|le|du|des|van|von|der|den|bin|al|el|&|da|di|do|dos|y|e|in|on|at|to)$/.test(word) || /^[^\p{L}]+$/u.test(word);

/** A mention without article, title in small letters and possessive; null where it is more than a name. */
const bare = (points, { start, end }) => {
  const text = points.cut(start, end);
  const before = text.match(/^(?:(?:the|a|an|this|that|our|his|her|their|my|your)\s+)?/i)[0].length;
  const name = text.slice(before).replace(/['’]s?$/, '');
  if (name === '' || !/^[\p{Lu}\p{Lt}\p{N}]/u.test(name) || !name.split(/[\s-]+/).every(isOfName) || /[,;()]/.test(name)) return null;
  const from = [...text.slice(0, before)].length;
  return { start: start + from, end: start + from + [...name].length };
};

const inside = (one, other) => one.start >= other.start && one.end <= other.end;

/** Whether our mention is what gum's is: the same end, and not more than it; or the other way round but for a title. */
// Behind "of", "in" … it is another's: "Moscow" of "Vvedenskoye Cemetery in Moscow".
const isSame = (points, mention, name) =>
  mention.end === name.end && mention.start >= name.whole.start && mention.start < name.end &&
  (mention.start <= name.start || !/(?:^|\s)(?:of|in|at|for|and|to|on)\s/.test(points.cut(name.start, mention.start)));

/** Whether a named mention is a name that holds another one. */
const isLonger = (points, mention, name) => {
  const longer = bare(points, mention);
  return longer !== null && inside(name, longer) && longer.end - longer.start > name.end - name.start;
};

/** [{points, found, names, pairs, missed, isName}]: our mentions, gum's names, those that are the same, gum's without one of
 * ours, and whether one of ours is a name of any type, or of one.
 * A name isInner where it lies inside a longer one. */
export const documents = () => {
  const texts = lines('gum.jsonl.gz');
  return analyse(texts.map(({ body, blocks }) => ({ body, blocks }))).map((analysis, i) => {
    const { body, mentions } = texts[i];
    const points = new Points(body);
    const found = namesOf(analysis);
    const named = mentions.filter(({ named: isNamedThere }) => isNamedThere);
    const names = named
      .filter(({ type }) => kinds.has(type))
      .map(({ type, group, wiki, start, end }) => ({ type, group, wiki, whole: { start, end }, ...bare(points, { start, end }) }))
      .filter(({ start }) => start !== undefined);
    for (const name of names) name.isInner = named.some((other) => isLonger(points, other, name));
    const pairs = [];
    const missed = [];
    for (const name of names) {
      const mention = found.find((one) => isSame(points, one, name));
      if (mention) pairs.push({ name, mention });
      else missed.push(name);
    }
    // Right where a named mention of any type begins or ends with it, articles and possessives apart.
    const edges = named.map(({ type, start, end }) => {
      const text = points.cut(start, end);
      return { type, start, end, from: start + text.match(/^(?:(?:the|a|an)\s+)?/i)[0].length, to: end - (text.match(/['’]s?$/)?.[0].length ?? 0) };
    });
    const isName = (one, type) => edges.some((edge) => (type === undefined || edge.type === type) && inside(one, edge) && (one.start === edge.start || one.start === edge.from || one.end === edge.end || one.end === edge.to));
    return { points, found, names, pairs, missed, isName };
  });
};
