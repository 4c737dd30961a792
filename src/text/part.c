/* Three walks. The first looks up each token; the second, from left to right, decides by the word and by what stands before it;
 * the third, from right to left, mends what only the words behind show: "arrested" in "the man arrested on Monday denies it" is a
 * participle, because another finite verb follows and nothing between them could begin a clause. */
#include "claimd/part.h"

#include <string.h>

/* How often a form must be a verb, by verbs.txt, where what stands before leaves it open. */
static const float share_certain = 0.97F;      /* hardly ever anything else */
static const float share_alone = 0.85F;        /* "police plans": nothing but a noun before it */
static const float share_before_object = 0.3F; /* "Russia plans to": what follows a verb follows */
static const float share_after_to = 0.2F;      /* "to market" */
static const uint8_t before_comma = 0;         /* of connectives.txt */
static const float share_says = 0.75F;         /* by attribution.txt: "and said it" */
static const float share_hardly = 0.25F;       /* "higher ground" */
static const float share_first = 0.5F;         /* "Report it": a sentence that begins with it */

/* What a token could be, and how often it is that. */
struct forms {
    float share[FORM_COUNT];
    bool is_verb; /* any of them, or by its ending */
    bool is_ed, is_ing;
};

struct tagger {
    const struct lexicon *lexicon;
    const struct tokens *tokens;
    size_t from, to;
    struct word *words;
    uint64_t lists; /* of all words */

    /* Of what stands before, while going from left to right. */
    enum part last;       /* of the token before */
    enum part lead;       /* of the one before that is neither adverb nor "not" */
    enum part verb;       /* of the last verb: "and" goes on with its like */
    bool is_auxiliary;    /* lead is have or be in any form */
    bool has_finite;      /* since a clause could begin */
    bool is_aside;        /* since a clause began that hangs on another: "which …" */
    bool is_relative;     /* and that is a relative clause */
    bool has_main;        /* a finite verb stood in none of those */
    bool is_behind_aside; /* the comma before has ended such a clause */
    bool has_waited;      /* a relative clause waited behind a comma for its verb */
    bool is_with;         /* "with" began the stretch behind a comma: what follows has no finite verb */
    bool is_fronted;      /* "only in 1997", "never before": the auxiliary that comes stands before its subject */
    bool is_inverted;     /* an auxiliary began the clause: "would the deal hold" */
};

static const struct sense *of_list(const struct sense *sense, unsigned list)
{
    while (sense != NULL && sense->list != list)
        sense = sense_behind(sense);
    return sense;
}

_Static_assert(LEXICON_LIST_COUNT <= 64, "word.lists has a bit for each list");

const struct sense *word_find(const struct word *word, unsigned list, bool is_any)
{
    const struct sense *sense = of_list(word->sense, list);
    return sense != NULL || !is_any || word->single == word->sense ? sense : of_list(word->single, list);
}

static const struct sense *sense_of(const struct tagger *tagger, size_t at, unsigned list)
{
    return word_any_sense(&tagger->words[at - tagger->from], list);
}

/* end in lower case */
static bool ends_in(const struct tagger *tagger, size_t at, struct str end)
{
    const struct token *token = &tagger->tokens->items[at];
    const char *text = tagger->tokens->body.data + token->byte + token->size - end.size;
    size_t same = 0;
    if (token->size <= end.size + 1 || (text[end.size - 1] | 0x20) != end.data[end.size - 1])
        return false;
    while (same < end.size && (text[same] | 0x20) == end.data[same])
        same++;
    return same == end.size;
}

static struct forms forms_of(const struct tagger *tagger, size_t at)
{
    struct forms forms = {0};
    for (const struct sense *sense = sense_of(tagger, at, LEXICON_VERBS); sense != NULL; sense = sense_behind(sense)) {
        if (sense->list == LEXICON_VERBS && sense->words == 1) {
            forms.share[sense->value] = sense->weight;
            forms.is_verb = true;
        }
    }
    forms.is_ed = !forms.is_verb && ends_in(tagger, at, STR("ed"));
    forms.is_ing = !forms.is_verb && ends_in(tagger, at, STR("ing"));
    forms.is_verb |= forms.is_ed || forms.is_ing;
    return forms;
}

static bool has_case(enum token_shape shape)
{
    return shape == SHAPE_CAPITAL || shape == SHAPE_UPPER || shape == SHAPE_MIXED;
}

/* A capital that is not there because the sentence begins. */
static bool is_name(const struct tagger *tagger, size_t at)
{
    const struct token *token = &tagger->tokens->items[at];
    if (token->kind != TOKEN_WORD || !has_case((enum token_shape)token->shape))
        return false;
    const struct token *before = token - 1;
    if (at == tagger->from || before->mark == '"' || before->mark == '\'' || before->mark == ':')
        return token->shape == SHAPE_MIXED || (token->shape == SHAPE_UPPER && token->size > 1);
    return true;
}

/* The closed class of a token by itself; PART_MARK: none. */
static enum part class_of(const struct tagger *tagger, size_t at)
{
    return (enum part)tagger->words[at - tagger->from].class;
}

static bool is_object_start(enum part part)
{
    return part == PART_DETERMINER || part == PART_POSSESSIVE || part == PART_SUBJECT || part == PART_DEMONSTRATIVE ||
           part == PART_PRONOUN || part == PART_TO || part == PART_ADVERB || part == PART_QUESTION;
}

/* Whether what follows token `at` looks like what follows a verb. */
static bool is_before_object(const struct tagger *tagger, size_t at)
{
    if (at + 1 >= tagger->to)
        return false;
    const struct token *next = &tagger->tokens->items[at + 1];
    enum part class = class_of(tagger, at + 1);
    return class == PART_MARK
               ? next->kind == TOKEN_NUMBER || next->mark == '"' || has_case((enum token_shape)next->shape)
               : is_object_start(class);
}

/* Of a noun phrase: "told the". */
static bool is_before_phrase(const struct tagger *tagger, size_t at)
{
    enum part next = at + 1 < tagger->to ? class_of(tagger, at + 1) : PART_MARK;
    return next == PART_DETERMINER || next == PART_POSSESSIVE || next == PART_SUBJECT || next == PART_PRONOUN;
}

static bool is_before_auxiliary(const struct tagger *tagger, size_t at)
{
    enum part class = at + 1 < tagger->to ? class_of(tagger, at + 1) : PART_MARK;
    return class == PART_BE || class == PART_HAVE || class == PART_DO || class == PART_MODAL;
}

static bool is_verb(enum part part)
{
    return part == PART_BASE || part == PART_PRESENT || part == PART_PAST || part == PART_PARTICIPLE ||
           part == PART_ING;
}

static bool is_noun_like(enum part part)
{
    return part == PART_NOUN || part == PART_NAME || part == PART_NUMBER;
}

/* What keeps a verb from being finite: it stands inside a noun phrase. */
static bool is_inside_phrase(enum part last)
{
    return last == PART_DETERMINER || last == PART_POSSESSIVE || last == PART_ADJECTIVE || last == PART_PREPOSITION ||
           last == PART_LINKER || last == PART_DEMONSTRATIVE;
}

/* The token that stands before `at`, over adverbs ("readers rarely block"); `at`: none does. */
static size_t before_adverbs(const struct tagger *tagger, size_t at)
{
    size_t before = at;
    while (before > tagger->from && tagger->words[before - 1 - tagger->from].part == PART_ADVERB)
        before--;
    return before > tagger->from ? before - 1 : at;
}

/* "these readers", "most people": whose verb has no s. */
static bool is_plural(const struct tagger *tagger, size_t at)
{
    static const struct str plurals[] = {STR("people"),   STR("police"),   STR("men"),  STR("women"),
                                         STR("children"), STR("majority"), STR("rest"), STR("others")};
    struct str text = token_words(tagger->tokens, at, at + 1);
    size_t i = 0;
    while (i < COUNT(plurals) && !str_equal_nocase(text, plurals[i]))
        i++;
    return i < COUNT(plurals) || ends_in(tagger, at, STR("s"));
}

/* A subject has been cut off from its verb: "the fields, which were shut, hold", "those who say yes talk". */
static bool is_main_awaited(const struct tagger *tagger, size_t at)
{
    if (tagger->has_main || at == tagger->from)
        return false;
    return tagger->lead == PART_MARK || (tagger->is_relative && tagger->has_finite);
}

/* "a three-hour recorded interview" */
static bool is_behind_compound(const struct tagger *tagger, size_t at)
{
    const struct token *tokens = tagger->tokens->items;
    return at > tagger->from + 2 && tokens[at - 3].kind == TOKEN_NUMBER && tokens[at - 2].mark == '-' &&
           !tokens[at - 1].is_spaced;
}

/* "an official told": a verb of saying. */
static bool is_saying(const struct tagger *tagger, size_t at)
{
    const struct sense *sense = sense_of(tagger, at, LEXICON_ATTRIBUTION);
    return sense != NULL && sense->weight >= share_says;
}

/* Before what may be said: "said it", "denied that". */
static bool is_before_content(const struct tagger *tagger, size_t at)
{
    return is_saying(tagger, at) && at + 1 < tagger->to &&
           (class_of(tagger, at + 1) == PART_SUBJECT ||
            str_equal_nocase(token_words(tagger->tokens, at + 1, at + 2), STR("that")));
}

/* "became", "sounds": a verb that says what its subject is. */
static bool is_copula(struct str text)
{
    static const struct str verbs[] = {STR("became"), STR("become"), STR("becomes"), STR("got"),      STR("get"),
                                       STR("gets"),   STR("seemed"), STR("seems"),   STR("remained"), STR("remains"),
                                       STR("remain"), STR("felt"),   STR("feels"),   STR("looked"),   STR("looks"),
                                       STR("sounds"), STR("smells"), STR("tastes"),  STR("appears")};
    size_t i = 0;
    while (i < COUNT(verbs) && !str_equal_nocase(text, verbs[i]))
        i++;
    return i < COUNT(verbs);
}

/* "became embroiled", "got stuck", "remains closed" */
static bool is_behind_copula(const struct tagger *tagger, size_t at)
{
    size_t before = before_adverbs(tagger, at);
    return before != at && is_verb((enum part)tagger->words[before - tagger->from].part) &&
           is_copula(token_words(tagger->tokens, before, before + 1));
}

/* ", but added": a comma and but join clauses, not participles. */
static bool is_behind_but(const struct tagger *tagger, size_t at)
{
    return at > tagger->from + 1 && tagger->tokens->items[at - 2].mark == ',' &&
           str_is(token_words(tagger->tokens, at - 1, at), "but");
}

/* ", founded in 1868", ", compared with": behind a comma, once the main verb has come, unless "and sold" makes a list of verbs of it. */
static bool is_reduced(const struct tagger *tagger, size_t at)
{
    enum { LIST_TOKENS = 12 };
    size_t comma = before_adverbs(tagger, at);
    if (!tagger->has_main || comma == at || tagger->is_behind_aside || tagger->tokens->items[comma].mark != ',' ||
        at + 1 >= tagger->to)
        return false;
    enum part next = class_of(tagger, at + 1);
    if (next != PART_PREPOSITION && next != PART_LINKER && next != PART_TO)
        return false;
    for (size_t i = at + 1; i + 1 < tagger->to && i < at + LIST_TOKENS; i++) {
        if (class_of(tagger, i) == PART_COORDINATOR) {
            struct forms like = forms_of(tagger, i + 1);
            return !like.is_ed && like.share[FORM_PAST] + like.share[FORM_BOTH] == 0;
        }
    }
    return true;
}

/* Past forms behind what may be a subject; PART_ADJECTIVE and PART_PARTICIPLE are not finite. */
/* NOLINTNEXTLINE(readability-function-cognitive-complexity): one case after the other */
static enum part past_part(const struct tagger *tagger, size_t at, const struct forms *forms)
{
    if (forms->share[FORM_PAST] + forms->share[FORM_BOTH] + forms->share[FORM_PARTICIPLE] < share_hardly &&
        !forms->is_ed && tagger->lead != PART_SUBJECT && !tagger->is_auxiliary)
        return PART_NOUN;
    bool is_only_participle = forms->share[FORM_PARTICIPLE] > 0 && forms->share[FORM_PAST] == 0;

    if (tagger->is_auxiliary || tagger->is_inverted || is_behind_copula(tagger, at))
        return PART_PARTICIPLE;
    if (is_only_participle)
        return is_inside_phrase(tagger->last) ? PART_ADJECTIVE : PART_PARTICIPLE;
    if (forms->share[FORM_PAST] > 0 || (tagger->last == PART_PREPOSITION && is_main_awaited(tagger, at)))
        return PART_PAST; /* "those who stayed behind fished" */
    if (tagger->last == PART_DETERMINER && at + 1 < tagger->to && class_of(tagger, at + 1) == PART_DETERMINER)
        return PART_PAST; /* "both shortened the stay" */
    if (tagger->last == PART_ING && at + 1 < tagger->to && class_of(tagger, at + 1) == PART_MARK &&
        tagger->tokens->items[at + 1].kind == TOKEN_WORD)
        return PART_ADJECTIVE; /* "performing specialized tasks" */
    if (tagger->is_with && !tagger->has_finite && !is_before_phrase(tagger, at) && tagger->lead != PART_SUBJECT)
        return PART_PARTICIPLE; /* ", with no group singled out" */
    if (is_inside_phrase(tagger->last) || is_behind_compound(tagger, at)) {
        return tagger->last == PART_ADJECTIVE && (is_before_phrase(tagger, at) || is_saying(tagger, at))
                   ? PART_PAST
                   : PART_ADJECTIVE;
    }
    if (is_reduced(tagger, at) || ((tagger->lead == PART_CONTRAST || tagger->lead == PART_OCCASION) &&
                                   tagger->last != PART_NOT && !is_before_phrase(tagger, at)))
        return PART_PARTICIPLE; /* "while mainly used as", "when asked" */
    bool is_by = at + 1 < tagger->to && str_is(token_words(tagger->tokens, at + 1, at + 2), "by");
    if (tagger->lead == PART_COORDINATOR && is_before_content(tagger, at))
        return PART_PAST;                   /* "had misled them and said it" */
    if (tagger->lead == PART_COORDINATOR) { /* "and fished", but "tiny and surrounded by" */
        return (tagger->verb == PART_PARTICIPLE && !is_behind_but(tagger, at)) ||
                       (is_by && tagger->verb == PART_PRESENT)
                   ? PART_PARTICIPLE
                   : PART_PAST;
    }
    if (tagger->lead == PART_MARK && at == tagger->from)
        return PART_PARTICIPLE;
    return is_by ? PART_PARTICIPLE : PART_PAST;
}

/* A past form comes next: "that sales taxes rose". */
static bool is_before_past(const struct tagger *tagger, size_t at)
{
    if (at + 1 >= tagger->to)
        return false;
    struct forms next = forms_of(tagger, at + 1);
    return next.is_ed || next.share[FORM_PAST] + next.share[FORM_BOTH] > 0;
}

/* ", the broker estimates.": what ends the sentence behind a comma and two or three words that can be a subject. */
static bool is_last_saying(const struct tagger *tagger, size_t at)
{
    size_t start = at;
    if (at + 2 != tagger->to || !is_noun_like(tagger->last) || !tagger->has_main ||
        sense_of(tagger, at, LEXICON_ATTRIBUTION) == NULL)
        return false;
    while (start > tagger->from && at < start + 4 && tagger->words[start - 1 - tagger->from].part != PART_MARK)
        start--;
    return start > tagger->from && start < at && tagger->tokens->items[start - 1].mark == ',' &&
           tagger->words[start - tagger->from].part == PART_DETERMINER;
}

/* A past form comes behind adverbs: "plots no longer differed". */
static bool is_before_late_past(const struct tagger *tagger, size_t at)
{
    size_t next = at + 1;
    while (next < tagger->to && class_of(tagger, next) == PART_ADVERB)
        next += sense_of(tagger, next, LEXICON_CLASSES)->words;
    return next > at + 1 && next < tagger->to && is_before_past(tagger, next - 1);
}

/* "says", "plans" */
/* NOLINTNEXTLINE(readability-function-cognitive-complexity): one case after the other */
static enum part third_part(const struct tagger *tagger, size_t at, float share)
{
    bool is_public = tagger->last == PART_ADJECTIVE && share >= share_alone && is_before_object(tagger, at);
    if (is_inside_phrase(tagger->last) && !(tagger->last == PART_DEMONSTRATIVE && share >= 0.5F) && !is_public)
        return PART_NOUN; /* "the public says it" has a verb */
    if (share < share_certain && is_before_late_past(tagger, at))
        return PART_NOUN;
    if (tagger->last == PART_NUMBER && share < share_certain && !tagger->is_relative)
        return PART_NOUN; /* "7 saves" */
    if (is_last_saying(tagger, at))
        return PART_PRESENT;
    if (is_before_auxiliary(tagger, at) ||
        (tagger->has_finite && !is_main_awaited(tagger, at) && is_noun_like(tagger->last)))
        return PART_NOUN;
    if (tagger->lead == PART_SUBJECT || tagger->lead == PART_RELATIVE || tagger->lead == PART_PRONOUN ||
        tagger->lead == PART_DEMONSTRATIVE)
        return PART_PRESENT;
    if (tagger->lead == PART_COORDINATOR) {
        return (tagger->verb == PART_PRESENT && share >= share_before_object) ||
                       (share >= 0.5F && is_before_phrase(tagger, at))
                   ? PART_PRESENT
                   : PART_NOUN; /* "and leaves you" */
    }
    if (tagger->lead == PART_TO || tagger->lead == PART_MODAL || tagger->lead == PART_DO || tagger->lead == PART_BE)
        return PART_NOUN;
    bool is_needed =
        tagger->is_aside && !tagger->has_finite && is_noun_like(tagger->last) && !is_before_past(tagger, at);
    bool is_likely = is_needed || is_main_awaited(tagger, at) || is_before_object(tagger, at);
    return share >= (is_likely ? share_before_object : share_alone) ? PART_PRESENT : PART_NOUN;
}

static bool is_pronoun(enum part part)
{
    return part == PART_SUBJECT || part == PART_PRONOUN;
}

/* The pronoun before stands behind a verb: "let it go", "help you find". */
static bool is_object_pronoun(const struct tagger *tagger, size_t at)
{
    const struct word *word = &tagger->words[at - tagger->from];
    while (at > tagger->from + 1 && (word - 1)->part != PART_SUBJECT) {
        at--;
        word--;
    }
    return at > tagger->from + 1 && is_verb((enum part)(word - 2)->part);
}

/* "these go", "they all go": a word that may be the subject alone, of many. */
static bool is_behind_all(const struct tagger *tagger, size_t at)
{
    static const struct str all[] = {STR("all"),  STR("both"), STR("few"),   STR("many"),
                                     STR("most"), STR("some"), STR("these"), STR("those")};
    if (at == tagger->from || (tagger->last != PART_DETERMINER && tagger->last != PART_DEMONSTRATIVE))
        return false;
    for (size_t i = 0; i < COUNT(all); i++) {
        if (str_equal_nocase(token_words(tagger->tokens, at - 1, at), all[i]))
            return true;
    }
    return false;
}

/* "say", "plan": finite only behind a subject that is not he, she or it. */
/* NOLINTNEXTLINE(readability-function-cognitive-complexity): one case after the other */
static enum part base_part(const struct tagger *tagger, size_t at, float share)
{
    if (tagger->lead == PART_TO || tagger->lead == PART_MODAL || tagger->lead == PART_DO ||
        (tagger->is_inverted && !is_inside_phrase(tagger->last)))
        return share >= share_after_to ? PART_BASE : PART_NOUN;
    if (tagger->lead == PART_SUBJECT) {
        return is_object_pronoun(tagger, at) && (tagger->has_finite || tagger->verb == PART_BASE) ? PART_BASE
                                                                                                  : PART_PRESENT;
    }
    if (tagger->lead == PART_RELATIVE && tagger->words[at - tagger->from - 1].part == PART_RELATIVE &&
        at > tagger->from + 1 && tagger->words[at - tagger->from - 2].part == PART_PREPOSITION)
        return PART_NOUN; /* "by which soil is" */
    if (tagger->lead == PART_RELATIVE)
        return tagger->has_finite ? PART_BASE : PART_PRESENT;
    if (is_behind_all(tagger, at) && share >= 0.4F && at + 1 < tagger->to && is_pronoun(class_of(tagger, at + 1)))
        return PART_PRESENT; /* "most place it" */
    if (is_behind_all(tagger, at) && share >= share_certain && !tagger->has_finite && !is_before_auxiliary(tagger, at))
        return PART_PRESENT;
    if (is_inside_phrase(tagger->last) || tagger->lead == PART_BE || tagger->lead == PART_HAVE ||
        (tagger->last == PART_ING && at > tagger->from + 1 &&
         is_inside_phrase((enum part)tagger->words[at - 2 - tagger->from].part)))
        return PART_NOUN; /* "an exciting win" */
    if (tagger->last == PART_NUMBER && share < share_certain && !is_before_phrase(tagger, at))
        return PART_NOUN; /* "a 6-4 win" */
    if (is_main_awaited(tagger, at))
        return share >= share_first && !is_before_auxiliary(tagger, at) ? PART_PRESENT : PART_NOUN;
    if (at == tagger->from)
        return share >= share_first && !is_before_auxiliary(tagger, at) ? PART_BASE : PART_NOUN;
    if (tagger->lead == PART_COORDINATOR && share >= share_alone && is_before_phrase(tagger, at) &&
        str_is(token_words(tagger->tokens, at - 1, at), "so"))
        return PART_BASE; /* ", so ignore the rest" */
    if (tagger->lead == PART_COORDINATOR) {
        bool is_like = tagger->verb == PART_BASE || tagger->verb == PART_PRESENT;
        return is_like && share >= share_first ? tagger->verb : PART_NOUN;
    }
    if (share >= share_certain && !tagger->has_finite && !is_before_auxiliary(tagger, at))
        return PART_PRESENT; /* "sources at the bank believe" */
    if (tagger->is_aside && !tagger->has_finite && is_noun_like(tagger->lead) &&
        share >= (tagger->last == PART_ADVERB && is_plural(tagger, before_adverbs(tagger, at)) ? 0.2F : 0.75F) &&
        !is_before_auxiliary(tagger, at))
        return PART_PRESENT; /* "if people specialize", "because readers rarely block": the clause needs a verb */
    if (is_before_auxiliary(tagger, at) || share < (is_before_object(tagger, at) ? 0.5F : share_alone))
        return PART_NOUN;
    if (tagger->has_finite)
        return PART_BASE; /* "let small vessels carry guns" */
    return (at > tagger->from && is_plural(tagger, at - 1)) || tagger->lead == PART_PRONOUN ||
                   tagger->lead == PART_DETERMINER
               ? PART_PRESENT
               : PART_NOUN;
}

/* "untamed", "uninhabited": what is not a verb without its first letters is none with them. */
static bool is_undone(const struct tagger *tagger, size_t at)
{
    const struct token *token = &tagger->tokens->items[at];
    const char *text = tagger->tokens->body.data + token->byte;
    return (text[0] | 0x20) == 'u' && text[1] == 'n';
}

static enum part verb_part(const struct tagger *tagger, size_t at, const struct forms *forms)
{
    const float *share = forms->share;

    if (forms->is_ing)
        return PART_ING;
    if (forms->is_ed && is_undone(tagger, at))
        return PART_ADJECTIVE;
    if (share[FORM_BASE] > 0 && (tagger->lead == PART_TO || tagger->lead == PART_MODAL || tagger->lead == PART_DO ||
                                 tagger->is_inverted || at == tagger->from))
        return base_part(tagger, at, share[FORM_BASE]);
    if (forms->is_ed || share[FORM_PAST] + share[FORM_PARTICIPLE] + share[FORM_BOTH] > 0) {
        /* "cut", "set": a noun or adjective where its like stands, else past. */
        return past_part(tagger, at, forms);
    }
    if (share[FORM_THIRD] > 0)
        return third_part(tagger, at, share[FORM_THIRD]);
    return base_part(tagger, at, share[FORM_BASE]);
}

/* "be", "been", "being", "having", and "have" behind a modal. */
static bool is_auxiliary(const struct tagger *tagger, size_t at)
{
    static const struct str forms[] = {STR("be"), STR("been"), STR("being"), STR("have"), STR("having"), STR("'ve")};
    struct str text = token_words(tagger->tokens, at, at + 1);
    size_t i = 0;
    if (text.size < 2 || text.size > 6)
        return false;
    while (i < COUNT(forms) && !str_equal_nocase(text, forms[i]))
        i++;
    return i < COUNT(forms);
}

/* A verb form behind a hyphen: "state-owned", but "she co-founded it" and "was re-elected". */
static enum part prefixed_part(const struct tagger *tagger, size_t at, const struct forms *forms)
{
    static const struct str prefixes[] = {STR("co"),    STR("re"),  STR("pre"), STR("over"),
                                          STR("under"), STR("out"), STR("mis")};
    size_t i = 0;
    if (at < tagger->from + 3)
        return PART_ADJECTIVE;
    while (i < COUNT(prefixes) && !str_equal_nocase(token_words(tagger->tokens, at - 2, at - 1), prefixes[i]))
        i++;
    enum part before = (enum part)tagger->words[at - 3 - tagger->from].part;
    if (i == COUNT(prefixes) || is_inside_phrase(before))
        return PART_ADJECTIVE;
    if (before == PART_BE || before == PART_HAVE || (is_verb(before) && is_auxiliary(tagger, at - 3)))
        return PART_PARTICIPLE;
    return forms->is_ing                                                           ? PART_ING
           : forms->is_ed || forms->share[FORM_PAST] + forms->share[FORM_BOTH] > 0 ? PART_PAST
                                                                                   : PART_ADJECTIVE;
}

static enum part open_part(const struct tagger *tagger, size_t at)
{
    static const struct str adjectives[] = {STR("able"), STR("ible"), STR("al"),  STR("ful"), STR("ic"),  STR("ive"),
                                            STR("less"), STR("ous"),  STR("ish"), STR("ary"), STR("ant"), STR("ent")};
    struct forms forms = forms_of(tagger, at);

    const struct token *token = &tagger->tokens->items[at];
    if (forms.is_verb && at > tagger->from && !token->is_spaced && token[-1].mark == '-')
        return prefixed_part(tagger, at, &forms);
    if (forms.is_verb)
        return verb_part(tagger, at, &forms);
    if (tagger->last == PART_SUBJECT && !tagger->has_finite && is_before_object(tagger, at))
        return PART_PRESENT; /* a verb that verbs.txt does not have */
    if (ends_in(tagger, at, STR("ly")))
        return PART_ADVERB;
    char last = (char)(tagger->tokens->body.data[token->byte + token->size - 1] | 0x20);
    for (size_t i = 0; i < COUNT(adjectives); i++) {
        if (adjectives[i].data[adjectives[i].size - 1] == last && ends_in(tagger, at, adjectives[i]))
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
    struct forms next = at + 1 < tagger->to ? forms_of(tagger, at + 1) : (struct forms){0};
    bool is_before_verb = is_before_auxiliary(tagger, at) || (next.is_verb && !next.is_ing);

    if (tagger->last == PART_MARK && at > tagger->from && at + 1 < tagger->to &&
        (class_of(tagger, at + 1) == PART_DETERMINER || class_of(tagger, at + 1) == PART_POSSESSIVE ||
         class_of(tagger, at + 1) == PART_SUBJECT))
        return PART_THAT; /* "reported on Friday, citing officials, that the" */
    if (tagger->last == PART_SUBORDINATOR || tagger->last == PART_CONTRAST || tagger->last == PART_OCCASION)
        return PART_DEMONSTRATIVE; /* "if that word" */
    if (tagger->last == PART_PREPOSITION && at + 1 < tagger->to && is_object_start(class_of(tagger, at + 1)))
        return PART_THAT; /* "pointed out that there" */
    if (tagger->last == PART_MARK || tagger->last == PART_PREPOSITION || tagger->last == PART_COORDINATOR)
        return is_before_verb ? PART_DEMONSTRATIVE : tagger->last == PART_COORDINATOR ? PART_THAT : PART_DEMONSTRATIVE;
    if (is_verb(tagger->last) && at + 1 < tagger->to && class_of(tagger, at + 1) == PART_PREPOSITION &&
        sense_of(tagger, at - 1, LEXICON_ATTRIBUTION) == NULL)
        return PART_DEMONSTRATIVE; /* "do that against" */
    if (is_noun_like(tagger->last) && is_time(tagger, at + 1))
        return PART_DEMONSTRATIVE; /* "rainfall that year" */
    if (is_noun_like(tagger->last) && is_before_verb)
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
    if (!is_noun_like(tagger->last) && tagger->last != PART_RELATIVE)
        return false;
    struct forms next = at + 1 < tagger->to ? forms_of(tagger, at + 1) : (struct forms){0};
    return is_before_auxiliary(tagger, at) || next.share[FORM_PAST] + next.share[FORM_BOTH] > 0.8F || next.is_ed;
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
        enum part next = class_of(tagger, at + 1);
        return next != PART_MARK && next != PART_ADJECTIVE && next != PART_NOUN ? PART_PRONOUN : PART_POSSESSIVE;
    }
    return class;
}

/* "'s": is, or of whom something is. */
static enum part s_part(const struct tagger *tagger, size_t at)
{
    if (at + 1 < tagger->to && class_of(tagger, at + 1) == PART_NOT)
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
    enum part class = class_of(tagger, at);

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

/* Whether a clause could begin behind a token of this part, so that what was seen before no longer counts. */
static inline bool is_border(const struct token *token, enum part part)
{
    static const bool inner_marks[128] = {['"'] = true, ['\''] = true, ['-'] = true, ['$'] = true, ['%'] = true};
    static const bool border_parts[PART_MARK + 1] = {
        [PART_COORDINATOR] = true, [PART_SUBORDINATOR] = true, [PART_CONTRAST] = true, [PART_OCCASION] = true,
        [PART_RELATIVE] = true,    [PART_THAT] = true,         [PART_QUESTION] = true,
    };
    /* Without a branch, since nobody can tell what comes next. */
    return (border_parts[part] | ((part == PART_MARK) & !inner_marks[token->mark & 0x7F])) != 0;
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
    if (is_border(token, part))
        tagger->is_behind_aside = part == PART_MARK && tagger->is_aside && tagger->has_finite;
    if (is_border(token, part) && !is_waiting) {
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
    if (is_verb(part) && word_any_sense(word, LEXICON_ATTRIBUTION) != NULL)
        tagger->has_finite = false; /* what is said may follow without "that" */
    if (part == PART_BASE || part == PART_PRESENT || part == PART_PAST || part == PART_PARTICIPLE || part == PART_ING)
        tagger->verb = part;
    if (word->is_finite && (part == PART_BE || part == PART_HAVE))
        tagger->verb = is_past_auxiliary(tagger, at) ? PART_PAST : PART_PRESENT; /* "was a seat and remained" */
    if (part == PART_MARK && !is_border(token, part))
        return; /* quotation marks and hyphens: as if they were not there */
    tagger->last = part;
    if (part == PART_ADVERB && tagger->is_aside && !tagger->has_main &&
        str_is(token_words(tagger->tokens, at, at + 1), "then"))
        tagger->lead = PART_MARK; /* "if it rains then stay" */
    if (part != PART_ADVERB && part != PART_NOT) {
        tagger->lead = part;
        tagger->is_auxiliary = part == PART_BE || part == PART_HAVE || (is_verb(part) && is_auxiliary(tagger, at));
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
    const struct sense *sense = word->class == PART_MARK ? NULL : sense_of(tagger, at, LEXICON_CLASSES);
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
    enum part class = class_of(tagger, at);
    if (!is_front(tagger, at - 1) || (class != PART_SUBORDINATOR && class != PART_LINKER && class != PART_OCCASION))
        return false;
    for (size_t i = at + 1; i < tagger->to && i < at + FAR; i++) {
        struct forms forms = forms_of(tagger, i);
        enum part next = class_of(tagger, i);
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

/* A past form that may be a participle as well, behind something that is no pronoun. */
static bool is_doubtful(const struct tagger *tagger, size_t at)
{
    const struct word *word = &tagger->words[at - tagger->from];
    return word->part == PART_PAST && forms_of(tagger, at).share[FORM_PAST] == 0 &&
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
    return part == PART_LINKER || part == PART_PAST || is_border(&tagger->tokens->items[at], part);
}

/* From right to left: linkers before a clause; of two past forms with nothing between them that could begin a clause, the one
 * with an object is finite, else the second. */
/* NOLINTNEXTLINE(readability-function-cognitive-complexity): one case after the other */
static void mend(struct tagger *tagger)
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
        if (is_border(&tagger->tokens->items[at], part)) {
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
            bool is_first = is_before_object(tagger, at) && is_doubtful(tagger, finite);
            make_participle(is_first ? &tagger->words[finite - tagger->from] : word);
        }
        if (word->is_finite)
            finite = at;
    }
}

/* Behind a noun or a pronoun, and not before a verb: "multiple lines of evidence now point". */
static bool is_subject_end(const struct tagger *tagger, size_t at)
{
    size_t before = before_adverbs(tagger, at);
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
        is_copula(token_words(tagger->tokens, at, at + 1)) && next != PART_PREPOSITION && next != PART_MARK;
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
        struct forms forms = forms_of(tagger, at);
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
        if (is_border(&tagger->tokens->items[at], (enum part)word->part)) {
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
static void rescue(struct tagger *tagger)
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
    rescue(&tagger);
    mend(&tagger);
    return tagger.lists;
}
