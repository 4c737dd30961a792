// Who is who: of gum's names (see gum.mjs) of one group, the share that comes out as one entity, also without those that lie inside a
// longer name ("Basel" of "University of Basel"), which is one mention to us; and of the pairs of names that we
// join, the share that gum keeps apart. There demonyms do not count: "Americans" is a mention of their country to us by design,
// and people to gum.
import { documents, isDemonym } from './gum.mjs';

const pairsOf = (count) => (count * (count - 1)) / 2;

const countBy = (list, key) => {
  const counts = new Map();
  for (const one of list) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  return counts;
};

export const measure = async ({ show }) => {
  let names = 0;
  let together = 0;
  let outer = 0;
  let outerTogether = 0;
  let joined = 0;
  let wrong = 0;
  for (const { points, names: all, pairs } of documents()) {
    const sizes = countBy(all, (name) => name.group);
    for (const [group, size] of sizes) {
      if (size < 2) continue;
      const refs = countBy(pairs.filter(({ name, mention }) => name.group === group && mention.ref !== null), ({ mention }) => mention.ref);
      names += size;
      together += Math.max(0, ...refs.values());
      const alone = all.filter((name) => name.group === group && !name.isInner);
      if (alone.length > 1) {
        outer += alone.length;
        outerTogether += Math.max(0, ...countBy(pairs.filter(({ name, mention }) => alone.includes(name) && mention.ref !== null), ({ mention }) => mention.ref).values());
      }
      if (show && refs.size > 1) console.log(`apart: ${all.filter((name) => name.group === group).map((name) => `${points.cut(name.start, name.end)}=${pairs.find((pair) => pair.name === name)?.mention.ref}`).join(' | ')}`);
    }
    for (const ref of new Set(pairs.map(({ mention }) => mention.ref))) {
      if (ref === null) continue;
      const ours = pairs.filter(({ mention }) => mention.ref === ref && !isDemonym(mention));
      const groups = countBy(ours, ({ name }) => name.group);
      const right = [...groups.values()].reduce((sum, count) => sum + pairsOf(count), 0);
      joined += pairsOf(ours.length);
      wrong += pairsOf(ours.length) - right;
      if (show && groups.size > 1) console.log(`joined: ${ours.map(({ name }) => `${points.cut(name.start, name.end)}#${name.group}`).join(' | ')}`);
    }
  }
  return [
    { name: 'referents gum, of one group as one entity', ours: names === 0 ? 0 : together / names, aim: 0.8, count: names, floor: 0.82 },
    { name: 'referents gum, the same, of names in no other name', ours: outer === 0 ? 0 : outerTogether / outer, count: outer, floor: 0.88 },
    { name: 'referents gum, joined pairs that are wrong', ours: joined === 0 ? 0 : wrong / joined, aim: 0.03, floor: 0.025, count: joined, isLower: true },
  ];
};
