/* What only the words behind show, and what a whole sentence shows. */
#include "claimd/tagger.h"

/* A past form that may be a participle as well, behind something that is no pronoun. */
static bool is_doubtful(const struct tagger *tagger, size_t at)
{
    const struct word *word = &tagger->words[at - tagger->from];
    return word->part == PART_PAST && tagger_forms(tagger, at).share[FORM_PAST] == 0 &&
           word_any_sense(word, LEXICON_ATTRIBUTION) == NULL && at > tagger->from && (word - 1)->part != PART_SUBJECT &&
           (word - 1)->part != PART_RELATIVE && (word - 1)->part != PART_PRONOUN;
}

static void make_participle(struct word *word)
{
    word->part = PART_PARTICIPLE;
    word->is_finite = false;
}

/* "before us": no subject of anything. */
static bool is_before_object_form(const struct tagger *tagger, size_t at)
{
    static const struct str forms[] = {STR("me"), STR("us"), STR("him"), STR("them")};
    size_t i = 0;
    while (i < COUNT(forms) &&
           !(at + 1 < tagger->to && str_equal_nocase(token_words(tagger->tokens, at + 1, at + 2), forms[i])))
        i++;
    return i < COUNT(forms);
}

static bool is_before_two(const struct tagger *tagger, size_t at)
{
    const struct word *word = &tagger->words[at - tagger->from];
    return at + 2 < tagger->to && at > tagger->from && word[1].part == PART_SUBJECT && word[2].part == PART_COORDINATOR;
}

/* The first token from `at` on that is no adverb. */
static size_t first_word(const struct tagger *tagger, size_t at)
{
    while (at < tagger->to && tagger->words[at - tagger->from].part == PART_ADVERB)
        at++;
    return at;
}

/* Whether mend has anything to do at a token. */
static bool may_need_mending(const struct tagger *tagger, size_t at)
{
    enum part part = (enum part)tagger->words[at - tagger->from].part;
    return part == PART_LINKER || part == PART_PAST || part_is_border(&tagger->tokens->items[at], part);
}

/* From right to left: linkers before a clause; of two past forms with nothing between them that could begin a clause, the one
 * with an object is finite, else the second. */
/* NOLINTNEXTLINE(readability-function-cognitive-complexity): one case after the other */
void tagger_mend(struct tagger *tagger)
{
    size_t finite = tagger->to; /* behind, in this stretch; to: none */
    size_t count = 0;           /* of finite verbs */
    size_t seen = 0;            /* of them, so far */
    bool is_bare = false;       /* behind this stretch, a comma and a verb without a subject */
    bool has_clause =
        false; /* behind this stretch, one with a subject: "After the war she left | and married" has none */

    for (size_t i = 0; i < tagger->to - tagger->from; i++)
        count += tagger->words[i].is_finite;

    for (size_t at = tagger->to; at-- > tagger->from;) {
        struct word *word = &tagger->words[at - tagger->from];
        enum part part = (enum part)word->part;
        seen += word->is_finite;
        if (!may_need_mending(tagger, at)) {
            finite = word->is_finite ? at : finite; /* most */
            continue;
        }
        if (part_is_border(&tagger->tokens->items[at], part)) {
            has_clause |= finite < tagger->to && finite > at + 1;
            is_bare =
                tagger->tokens->items[at].mark == ',' && finite < tagger->to && finite == first_word(tagger, at + 1);
            finite = tagger->to;
        } else if (is_bare && seen == count && !tagger->has_waited && is_doubtful(tagger, at) &&
                   tagger->tokens->items[at - 1].mark == ',') {
            make_participle(word); /* "her account, published late, sold badly" */
        } else if (part == PART_LINKER && is_before_two(tagger, at)) {
            word->part = PART_SUBORDINATOR; /* "as she and her mother were" */
        } else if (part == PART_LINKER && finite < tagger->to && (at > tagger->from || has_clause) &&
                   !is_before_object_form(tagger, at) && count > 1) { /* a clause, where another has the main verb */
            word->part = PART_SUBORDINATOR;
            finite = tagger->to;
        } else if (finite < tagger->to && is_doubtful(tagger, at)) {
            bool is_first = tagger_is_before_object(tagger, at) && is_doubtful(tagger, finite);
            make_participle(is_first ? &tagger->words[finite - tagger->from] : word);
        }
        if (word->is_finite)
            finite = at;
    }
}

/* Behind a noun or a pronoun, and not before a verb: "multiple lines of evidence now point". */
static bool is_subject_end(const struct tagger *tagger, size_t at)
{
    size_t before = tagger_before_adverbs(tagger, at);
    enum part part = before < at ? (enum part)tagger->words[before - tagger->from].part : PART_MARK;
    return part == PART_NOUN || part == PART_NAME || part == PART_PRONOUN ||
           (part == PART_ING && before == tagger->from);
}

/* "evidence now points to", "members claim that": what stands around it stands around a verb. */
static bool is_placed(const struct tagger *tagger, size_t at)
{
    enum part next = at + 1 < tagger->to ? (enum part)tagger->words[at + 1 - tagger->from].part : PART_MARK;
    bool is_behind_adverb = tagger->words[at - 1 - tagger->from].part == PART_ADVERB;
    bool is_seeming =
        tagger_is_copula(token_words(tagger->tokens, at, at + 1)) && next != PART_PREPOSITION && next != PART_MARK;
    return next == PART_THAT || is_seeming ||
           (is_behind_adverb && (next == PART_TO || next == PART_PREPOSITION || next == PART_DETERMINER));
}

/* The noun in tokens from..to that is most often a verb, behind a noun; to: none is one often enough. */
static size_t likely_verb(const struct tagger *tagger, size_t from, size_t to, float least)
{
    size_t best = to;

    for (size_t at = from + 1; at < to; at++) {
        const struct word *word = &tagger->words[at - tagger->from];
        if (word->part != PART_NOUN || !is_subject_end(tagger, at))
            continue;
        struct forms forms = tagger_forms(tagger, at);
        float share =
            forms.share[FORM_BASE] > forms.share[FORM_THIRD] ? forms.share[FORM_BASE] : forms.share[FORM_THIRD];
        if (share > 0.3F && is_placed(tagger, at))
            share += 0.5F;
        if (share > least) {
            least = share;
            best = at;
        }
    }
    return best;
}

static bool make_present(struct tagger *tagger, size_t at, size_t none)
{
    if (at < none) {
        tagger->words[at - tagger->from].part = PART_PRESENT;
        tagger->words[at - tagger->from].is_finite = true;
    }
    return at < none;
}

/* Where the stretch from `from` on ends in a coordinator that a verb follows, maybe with its pronoun: "The tool costs a lot and you
 * will". The stretch is then a clause. tagger->to: it does not, or has a finite verb, or begins like no clause. */
static size_t clause_end(const struct tagger *tagger, size_t from)
{
    enum part first = (enum part)tagger->words[from - tagger->from].part;
    if (first != PART_DETERMINER && first != PART_POSSESSIVE && first != PART_DEMONSTRATIVE && first != PART_NOUN &&
        first != PART_NAME)
        return tagger->to;
    for (size_t at = from; at + 2 < tagger->to; at++) {
        const struct word *word = &tagger->words[at - tagger->from];
        if (word->is_finite)
            return tagger->to;
        if (part_is_border(&tagger->tokens->items[at], (enum part)word->part)) {
            return word->part == PART_COORDINATOR &&
                           (word[1].part == PART_PRESENT || (word[1].part == PART_SUBJECT && word[2].is_finite))
                       ? at
                       : tagger->to;
        }
    }
    return tagger->to;
}

/* A sentence with a full stop that begins with a noun phrase and has no finite verb at all: one must be among its nouns. */
static bool is_whole(const struct tagger *tagger)
{
    enum { LEAST = 6 };
    enum part first = (enum part)tagger->words[0].part;
    if (tagger->to - tagger->from < LEAST || tagger->tokens->items[tagger->to - 1].mark != '.' ||
        (first != PART_DETERMINER && first != PART_POSSESSIVE && first != PART_NOUN && first != PART_NAME &&
         first != PART_ING))
        return false;
    for (size_t i = 0; i < tagger->to - tagger->from; i++) {
        if (tagger->words[i].is_finite)
            return false;
    }
    return true;
}

/* A sentence without a main verb, or a clause at its beginning, has one after all where a noun is more often a verb: "letters in the
 * archive contain it". */
void tagger_rescue(struct tagger *tagger)
{
    if (tagger->from == tagger->to)
        return;
    size_t end = clause_end(tagger, tagger->from);
    if (end < tagger->to && make_present(tagger, likely_verb(tagger, tagger->from, end, 0.3F), end))
        return;
    if (!tagger->has_main) {
        (void)make_present(tagger, likely_verb(tagger, tagger->from, tagger->to, is_whole(tagger) ? 0.33F : 0.75F),
                           tagger->to);
    }
}
