/* Three walks. The first looks up each token; the second, from left to right, decides by the word and by what stands before it;
 * the third, from right to left, mends what only the words behind show: "arrested" in "the man arrested on Monday denies it" is a
 * participle, because another finite verb follows and nothing between them could begin a clause. */
#include "claimd/part.h"

#include <string.h>

#include "claimd/tagger.h"

static const uint8_t before_comma = 0; /* of connectives.txt */

/* A capital that is not there because the sentence begins. */
static bool is_name(const struct tagger *tagger, size_t at)
{
    const struct token *token = &tagger->tokens->items[at];
    if (token->kind != TOKEN_WORD || !shape_has_case((enum token_shape)token->shape))
        return false;
    const struct token *before = token - 1;
    if (at == tagger->from || before->mark == '"' || before->mark == '\'' || before->mark == ':')
        return token->shape == SHAPE_MIXED || (token->shape == SHAPE_UPPER && token->size > 1);
    return true;
}

static enum part open_part(const struct tagger *tagger, size_t at)
{
    static const struct str adjectives[] = {STR("able"), STR("ible"), STR("al"),  STR("ful"), STR("ic"),  STR("ive"),
                                            STR("less"), STR("ous"),  STR("ish"), STR("ary"), STR("ant"), STR("ent")};
    struct forms forms = tagger_forms(tagger, at);

    const struct token *token = &tagger->tokens->items[at];
    if (forms.is_verb && at > tagger->from && !token->is_spaced && token[-1].mark == '-')
        return tagger_prefixed(tagger, at, &forms);
    if (forms.is_verb)
        return tagger_verb(tagger, at, &forms);
    if (tagger->last == PART_SUBJECT && !tagger->has_finite && tagger_is_before_object(tagger, at))
        return PART_PRESENT; /* a verb that verbs.txt does not have */
    if (tagger_ends(tagger, at, STR("ly")))
        return PART_ADVERB;
    char last = (char)(tagger->tokens->body.data[token->byte + token->size - 1] | 0x20);
    for (size_t i = 0; i < COUNT(adjectives); i++) {
        if (adjectives[i].data[adjectives[i].size - 1] == last && tagger_ends(tagger, at, adjectives[i]))
            return i + 2 < COUNT(adjectives) ? PART_ADJECTIVE : PART_NOUN;
    }
    return PART_NOUN;
}

static bool is_time(const struct tagger *tagger, size_t at)
{
    static const struct str times[] = {STR("year"),    STR("day"),    STR("week"),   STR("month"),    STR("night"),
                                       STR("morning"), STR("summer"), STR("winter"), STR("autumn"),   STR("evening"),
                                       STR("season"),  STR("decade"), STR("spring"), STR("afternoon")};
    size_t i = 0;
    while (i < COUNT(times) &&
           !(at < tagger->to && str_equal_nocase(token_words(tagger->tokens, at, at + 1), times[i])))
        i++;
    return i < COUNT(times);
}

/* "that", which may be four things. */
static enum part that_part(const struct tagger *tagger, size_t at)
{
    struct forms next = at + 1 < tagger->to ? tagger_forms(tagger, at + 1) : (struct forms){0};
    bool is_before_verb = tagger_is_before_auxiliary(tagger, at) || (next.is_verb && !next.is_ing);

    if (tagger->last == PART_MARK && at > tagger->from && at + 1 < tagger->to &&
        (tagger_class(tagger, at + 1) == PART_DETERMINER || tagger_class(tagger, at + 1) == PART_POSSESSIVE ||
         tagger_class(tagger, at + 1) == PART_SUBJECT))
        return PART_THAT; /* "reported on Friday, citing officials, that the" */
    if (tagger->last == PART_SUBORDINATOR || tagger->last == PART_CONTRAST || tagger->last == PART_OCCASION)
        return PART_DEMONSTRATIVE; /* "if that word" */
    if (tagger->last == PART_PREPOSITION && at + 1 < tagger->to && part_starts_object(tagger_class(tagger, at + 1)))
        return PART_THAT; /* "pointed out that there" */
    if (tagger->last == PART_MARK || tagger->last == PART_PREPOSITION || tagger->last == PART_COORDINATOR)
        return is_before_verb ? PART_DEMONSTRATIVE : tagger->last == PART_COORDINATOR ? PART_THAT : PART_DEMONSTRATIVE;
    if (part_is_verb(tagger->last) && at + 1 < tagger->to && tagger_class(tagger, at + 1) == PART_PREPOSITION &&
        tagger_sense(tagger, at - 1, LEXICON_ATTRIBUTION) == NULL)
        return PART_DEMONSTRATIVE; /* "do that against" */
    if (part_is_noun_like(tagger->last) && is_time(tagger, at + 1))
        return PART_DEMONSTRATIVE; /* "rainfall that year" */
    if (part_is_noun_like(tagger->last) && is_before_verb)
        return PART_RELATIVE;
    return PART_THAT;
}

/* "had once been", "for once", "the town once had": at one time, and not as soon as. */
static bool is_once_adverb(const struct tagger *tagger, size_t at)
{
    if (tagger->last == PART_HAVE || tagger->last == PART_BE || tagger->last == PART_MODAL ||
        tagger->last == PART_SUBJECT || tagger->last == PART_PREPOSITION || tagger->last == PART_ADVERB ||
        tagger->last == PART_COORDINATOR)
        return true;
    if (!part_is_noun_like(tagger->last) && tagger->last != PART_RELATIVE)
        return false;
    struct forms next = at + 1 < tagger->to ? tagger_forms(tagger, at + 1) : (struct forms){0};
    return tagger_is_before_auxiliary(tagger, at) || next.share[FORM_PAST] + next.share[FORM_BOTH] > 0.8F || next.is_ed;
}

/* What a word of a closed class is where it stands. */
/* NOLINTNEXTLINE(readability-function-cognitive-complexity): one case after the other */
static enum part closed_part(const struct tagger *tagger, size_t at, enum part class)
{
    struct str text = token_words(tagger->tokens, at, at + 1);

    if (class == PART_DEMONSTRATIVE && str_equal_nocase(text, STR("that")))
        return that_part(tagger, at);
    if ((class == PART_MODAL || class == PART_DO) && !str_ends(text, STR("ould")) &&
        (tagger->last == PART_DETERMINER || tagger->last == PART_POSSESSIVE))
        return PART_NOUN; /* "his will", but "no more would be" */
    if (class == PART_LINKER && str_equal_nocase(text, STR("once")) && is_once_adverb(tagger, at))
        return PART_ADVERB;
    if (class == PART_DETERMINER && tagger->last == PART_SUBJECT &&
        (str_is(text, "either") || str_is(text, "both") || str_is(text, "all")))
        return PART_ADVERB; /* "we either grow" */
    if ((class == PART_HAVE || class == PART_DO || class == PART_BE) &&
        (tagger->lead == PART_TO || tagger->lead == PART_MODAL || tagger->lead == PART_DO || tagger->is_inverted))
        return PART_BASE;
    if (class == PART_ADJECTIVE && tagger->last == PART_MODAL && str_is(text, "likely"))
        return PART_ADVERB; /* "would likely rise" */
    if (class == PART_COORDINATOR && str_is(text, "yet") &&
        (tagger->last == PART_NOT || tagger->last == PART_HAVE || tagger->last == PART_BE ||
         tagger->last == PART_COORDINATOR || tagger->last == PART_PRONOUN))
        return PART_ADVERB; /* "has not yet been", "and yet" */
    if (class == PART_ADVERB && tagger->last == PART_MARK && at > tagger->from && str_is(text, "so"))
        return PART_COORDINATOR;
    if (class == PART_LINKER && str_equal_nocase(text, STR("like")) &&
        (tagger->lead == PART_MODAL || tagger->lead == PART_TO || tagger->lead == PART_DO))
        return PART_BASE;
    if (class == PART_LINKER && str_equal_nocase(text, STR("like")) && tagger->last == PART_SUBJECT)
        return PART_PRESENT;
    if (class == PART_POSSESSIVE && str_equal_nocase(text, STR("her")) && at + 1 < tagger->to) {
        enum part next = tagger_class(tagger, at + 1);
        return next != PART_MARK && next != PART_ADJECTIVE && next != PART_NOUN ? PART_PRONOUN : PART_POSSESSIVE;
    }
    return class;
}

/* "'s": is, or of whom something is. */
static enum part s_part(const struct tagger *tagger, size_t at)
{
    if (at + 1 < tagger->to && tagger_class(tagger, at + 1) == PART_NOT)
        return PART_BE;
    return tagger->last == PART_SUBJECT || tagger->last == PART_PRONOUN || tagger->last == PART_DEMONSTRATIVE ||
                   tagger->last == PART_QUESTION || tagger->last == PART_RELATIVE || tagger->last == PART_THAT ||
                   tagger->last == PART_ADVERB
               ? PART_BE
               : PART_POSSESSIVE;
}

static bool is_s(const struct tagger *tagger, size_t at)
{
    struct str text = token_words(tagger->tokens, at, at + 1);
    if (text.data[0] != '\'' && text.data[0] != "\u2019"[0])
        return false;
    return (text.size == 2 || text.size == 4) && (text.data[text.size - 1] | 0x20) == 's' &&
           (text.data[0] == '\'' || str_starts(text, STR("\u2019")));
}

static enum part part_of(const struct tagger *tagger, size_t at)
{
    const struct token *token = &tagger->tokens->items[at];
    enum part class = tagger_class(tagger, at);

    if (token->kind == TOKEN_MARK)
        return PART_MARK;
    if (token->kind == TOKEN_NUMBER)
        return PART_NUMBER;
    if (token->kind == TOKEN_LINK)
        return PART_NAME;
    if (is_s(tagger, at))
        return s_part(tagger, at);
    bool is_acronym = token->shape == SHAPE_UPPER && token->size > 1; /* WHO, US */
    if (is_acronym && (class == PART_RELATIVE || class == PART_PRONOUN || class == PART_SUBJECT))
        return PART_NAME;
    if (is_name(tagger, at) && (class == PART_MARK || class == PART_MODAL || class == PART_NOUN ||
                                class == PART_ADJECTIVE || class == PART_ADVERB))
        return PART_NAME;
    return class == PART_MARK ? open_part(tagger, at) : closed_part(tagger, at, class);
}

static bool is_finite(const struct tagger *tagger, enum part part)
{
    switch (part) {
    case PART_PRESENT:
    case PART_PAST:
    case PART_MODAL:
        return true;
    case PART_HAVE:
        return tagger->lead != PART_MODAL && tagger->lead != PART_TO && tagger->lead != PART_HAVE; /* "have had" */
    case PART_BE:
    case PART_DO:
        return tagger->lead != PART_MODAL && tagger->lead != PART_TO;
    default:
        return false;
    }
}

static bool is_past_auxiliary(const struct tagger *tagger, size_t at)
{
    struct str text = token_words(tagger->tokens, at, at + 1);
    return str_equal_nocase(text, STR("was")) || str_equal_nocase(text, STR("were")) ||
           str_equal_nocase(text, STR("had"));
}

/* ", with prices raised", "According to papers seen by us,": no finite verb up to the comma. */
static bool begins_phrase(const struct tagger *tagger, size_t at)
{
    enum { FAR = 16 };
    static const struct str words[] = {STR("with"), STR("without"), STR("despite"), STR("according")};
    struct str text = token_words(tagger->tokens, at, at + 1);
    size_t i = 0;
    while (i < COUNT(words) && !str_equal_nocase(text, words[i]))
        i++;
    if (i == COUNT(words) || at > tagger->from)
        return i < COUNT(words);
    size_t comma = at;
    while (comma < tagger->to && comma < at + FAR && tagger->tokens->items[comma].mark != ',')
        comma++;
    return comma + 2 < tagger->to && comma < at + FAR;
}

static bool is_front(const struct tagger *tagger, size_t at)
{
    static const struct str words[] = {STR("only"), STR("not"), STR("never"), STR("rarely"), STR("seldom")};
    size_t i = 0;
    while (i < COUNT(words) && !str_equal_nocase(token_words(tagger->tokens, at, at + 1), words[i]))
        i++;
    return i < COUNT(words);
}

/* NOLINTNEXTLINE(readability-function-cognitive-complexity): one case after the other */
static void note_other(struct tagger *tagger, size_t at, enum part part)
{
    const struct token *token = &tagger->tokens->items[at];
    struct word *word = &tagger->words[at - tagger->from];

    word->part = (uint8_t)part;
    word->is_finite = is_finite(tagger, part);
    if (at == tagger->from + 1)
        tagger->is_fronted = part == PART_PREPOSITION && is_front(tagger, tagger->from);
    bool is_waiting = part == PART_MARK && tagger->is_relative && !tagger->has_finite; /* "who, being old, held" */
    tagger->has_waited |= is_waiting;
    if (part_is_border(token, part))
        tagger->is_behind_aside = part == PART_MARK && tagger->is_aside && tagger->has_finite;
    if (part_is_border(token, part) && !is_waiting) {
        tagger->has_finite = false;
        tagger->is_inverted = false;
        tagger->is_aside = part != PART_MARK && part != PART_COORDINATOR;
        tagger->is_relative = part == PART_RELATIVE;
        tagger->is_with = false;
    }
    if (part == PART_PREPOSITION && tagger->last == PART_MARK)
        tagger->is_with = begins_phrase(tagger, at);
    if (word->is_finite && part != PART_PRESENT && part != PART_PAST && !tagger->has_finite &&
        (tagger->lead == PART_MARK || tagger->lead == PART_QUESTION || tagger->lead == PART_COORDINATOR ||
         (tagger->is_fronted && tagger->lead != PART_SUBJECT)))
        tagger->is_inverted = true;
    tagger->has_finite |= word->is_finite;
    tagger->has_main |= word->is_finite && !tagger->is_aside;
    if (part_is_verb(part) && word_any_sense(word, LEXICON_ATTRIBUTION) != NULL)
        tagger->has_finite = false; /* what is said may follow without "that" */
    if (part == PART_BASE || part == PART_PRESENT || part == PART_PAST || part == PART_PARTICIPLE || part == PART_ING)
        tagger->verb = part;
    if (word->is_finite && (part == PART_BE || part == PART_HAVE))
        tagger->verb = is_past_auxiliary(tagger, at) ? PART_PAST : PART_PRESENT; /* "was a seat and remained" */
    if (part == PART_MARK && !part_is_border(token, part))
        return; /* quotation marks and hyphens: as if they were not there */
    tagger->last = part;
    if (part == PART_ADVERB && tagger->is_aside && !tagger->has_main &&
        str_is(token_words(tagger->tokens, at, at + 1), "then"))
        tagger->lead = PART_MARK; /* "if it rains then stay" */
    if (part != PART_ADVERB && part != PART_NOT) {
        tagger->lead = part;
        tagger->is_auxiliary =
            part == PART_BE || part == PART_HAVE || (part_is_verb(part) && tagger_is_auxiliary(tagger, at));
    }
}

/* Most words are of parts that change nothing but what stands before the next one. */
static inline void note(struct tagger *tagger, size_t at, enum part part)
{
    static const bool quiet_parts[PART_MARK + 1] = {
        [PART_DETERMINER] = true, [PART_POSSESSIVE] = true, [PART_SUBJECT] = true, [PART_DEMONSTRATIVE] = true,
        [PART_PRONOUN] = true,    [PART_LINKER] = true,     [PART_TO] = true,      [PART_INTERJECTION] = true,
        [PART_NOUN] = true,       [PART_ADJECTIVE] = true,  [PART_NAME] = true,    [PART_NUMBER] = true,
    };
    if (!quiet_parts[part]) {
        note_other(tagger, at, part);
        return;
    }
    struct word *word = &tagger->words[at - tagger->from];
    word->part = (uint8_t)part;
    word->is_finite = false;
    if (at == tagger->from + 1)
        tagger->is_fronted = false;
    tagger->last = tagger->lead = part;
    tagger->is_auxiliary = false;
}

static void look_up(struct tagger *tagger)
{
    size_t covered = tagger->from;
    for (size_t at = tagger->from; at < tagger->to; at++) {
        struct word *word = &tagger->words[at - tagger->from];
        struct lexicon_terms terms = lexicon_rules(tagger->lexicon, tagger->tokens, at, tagger->to);
        *word = (struct word){
            .sense = terms.longest, .single = terms.single, .part = PART_MARK, .is_covered = at < covered};
        word->lists = (word->sense == NULL ? 0 : word->sense->lists) | (word->single == NULL ? 0 : word->single->lists);
        tagger->lists |= word->lists;
        const struct sense *class = word_any_sense(word, LEXICON_CLASSES);
        word->class = class == NULL ? PART_MARK : class->value;
        if (word->sense != NULL && at + word->sense->words > covered)
            covered = at + word->sense->words;
    }
}

/* Tokens of a term that is one thing: a closed class of several words ("because of"), a connective ("as a result"). */
static size_t joined(const struct tagger *tagger, size_t at, enum part *part)
{
    const struct word *word = &tagger->words[at - tagger->from];
    const struct sense *sense = word->class == PART_MARK ? NULL : tagger_sense(tagger, at, LEXICON_CLASSES);
    *part = part_of(tagger, at);
    if (*part == PART_MARK)
        return 1;
    if (sense != NULL && sense->words > 1)
        return sense->words;
    sense = word_sense(word, LEXICON_CONNECTIVES);
    if (sense == NULL || sense->words == 1)
        return 1;
    size_t behind = at + sense->words;
    bool is_comma = behind < tagger->to && tagger->tokens->items[behind].mark == ',';
    if (sense->value == before_comma && !is_comma)
        return 1; /* "that is wrong", but "that is, wrong" */
    *part = PART_ADVERB;
    return sense->words;
}

/* The linker of "only after the accident did they", "not until 1911 did it": no verb comes before the auxiliary. */
static bool is_only_behind(const struct tagger *tagger, size_t at)
{
    enum { FAR = 12 };
    if (at != tagger->from + 1)
        return false;
    enum part class = tagger_class(tagger, at);
    if (!is_front(tagger, at - 1) || (class != PART_SUBORDINATOR && class != PART_LINKER && class != PART_OCCASION))
        return false;
    for (size_t i = at + 1; i < tagger->to && i < at + FAR; i++) {
        struct forms forms = tagger_forms(tagger, i);
        enum part next = tagger_class(tagger, i);
        if (next == PART_DO || next == PART_HAVE || next == PART_MODAL)
            return true;
        if (next == PART_BE || next == PART_SUBJECT || forms.is_ed ||
            forms.share[FORM_PAST] + forms.share[FORM_BOTH] + forms.share[FORM_THIRD] > 0.8F)
            return false;
    }
    return false;
}

/* From left to right. */
static void decide(struct tagger *tagger)
{
    for (size_t at = tagger->from; at < tagger->to;) {
        enum part part = PART_MARK;
        size_t count = joined(tagger, at, &part);
        if (part != PART_PREPOSITION && is_only_behind(tagger, at))
            part = PART_PREPOSITION;
        note(tagger, at++, part);
        for (; count > 1; count--)
            note(tagger, at++, part == PART_PREPOSITION ? PART_PREPOSITION : PART_ADVERB);
    }
}

uint64_t parts_find(const struct lexicon *lexicon, const struct tokens *tokens, size_t from, size_t to,
                    struct word *words)
{
    struct tagger tagger = {.lexicon = lexicon,
                            .tokens = tokens,
                            .from = from,
                            .to = to,
                            .words = words,
                            .last = PART_MARK,
                            .lead = PART_MARK,
                            .verb = PART_MARK};
    look_up(&tagger);
    decide(&tagger);
    tagger_rescue(&tagger);
    tagger_mend(&tagger);
    return tagger.lists;
}
