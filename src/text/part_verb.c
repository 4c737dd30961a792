/* Verbs, from left to right: which form of one a token is, or whether it is a noun or an adjective, by what stands before it. */
#include "claimd/reading.h"
#include "claimd/tagger.h"

/* How often a form must be a verb, by verbs.txt, where what stands before leaves it open. */
static const float share_certain = 0.97F;      /* hardly ever anything else */
static const float share_alone = 0.85F;        /* "police plans": nothing but a noun before it */
static const float share_before_object = 0.3F; /* "Russia plans to": what follows a verb follows */
static const float share_after_to = 0.2F;      /* "to market" */
static const float share_says = 0.75F;         /* by attribution.txt: "and said it" */
static const float share_hardly = 0.25F;       /* "higher ground" */
static const float share_first = 0.5F;         /* "Report it": a sentence that begins with it */

/* Of a noun phrase: "told the". */
static bool is_before_phrase(const struct tagger *tagger, size_t at)
{
    enum part next = at + 1 < tagger->to ? tagger_class(tagger, at + 1) : PART_MARK;
    return next == PART_DETERMINER || next == PART_POSSESSIVE || next == PART_SUBJECT || next == PART_PRONOUN;
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
    return i < COUNT(plurals) || tagger_ends(tagger, at, STR("s"));
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
    const struct sense *sense = tagger_sense(tagger, at, LEXICON_ATTRIBUTION);
    return sense != NULL && sense->weight >= share_says;
}

/* Before what may be said: "said it", "denied that". */
static bool is_before_content(const struct tagger *tagger, size_t at)
{
    return is_saying(tagger, at) && at + 1 < tagger->to &&
           (tagger_class(tagger, at + 1) == PART_SUBJECT ||
            str_equal_nocase(token_words(tagger->tokens, at + 1, at + 2), STR("that")));
}

bool tagger_is_copula(struct str text)
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
    size_t before = tagger_before_adverbs(tagger, at);
    return before != at && part_is_verb((enum part)tagger->words[before - tagger->from].part) &&
           tagger_is_copula(token_words(tagger->tokens, before, before + 1));
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
    size_t comma = tagger_before_adverbs(tagger, at);
    if (!tagger->has_main || comma == at || tagger->is_behind_aside || tagger->tokens->items[comma].mark != ',' ||
        at + 1 >= tagger->to)
        return false;
    enum part next = tagger_class(tagger, at + 1);
    if (next != PART_PREPOSITION && next != PART_LINKER && next != PART_TO)
        return false;
    for (size_t i = at + 1; i + 1 < tagger->to && i < at + LIST_TOKENS; i++) {
        if (tagger_class(tagger, i) == PART_COORDINATOR) {
            struct forms like = tagger_forms(tagger, i + 1);
            return !like.is_ed && like.share[FORM_PAST] + like.share[FORM_BOTH] == 0;
        }
    }
    return true;
}

/* Passives that have an object: "was arrested and fined the sum". */
static bool is_passive_with_object(struct str text)
{
    static const struct str verbs[] = {
        STR("told"),     STR("asked"),   STR("offered"),   STR("taught"),     STR("paid"),     STR("sent"),
        STR("awarded"),  STR("granted"), STR("denied"),    STR("allowed"),    STR("fined"),    STR("charged"),
        STR("refused"),  STR("called"),  STR("named"),     STR("made"),       STR("elected"),  STR("left"),
        STR("declared"), STR("dubbed"),  STR("appointed"), STR("considered"), STR("deemed"),   STR("handed"),
        STR("promised"), STR("bought"),  STR("found"),     STR("served"),     STR("allotted"), STR("crowned")};
    size_t i = 0;
    while (i < COUNT(verbs) && !str_equal_nocase(text, verbs[i]))
        i++;
    return i < COUNT(verbs);
}

/* Behind a passive and "and", a form with an object is none: "was divided and postponed the vote". "the same day" is no object. */
static bool is_act(const struct tagger *tagger, size_t at)
{
    enum { NEAR = 12 }; /* tokens back to the auxiliary */
    static const struct str times[] = {STR("same"), STR("next"), STR("following"), STR("other"), STR("previous"),
                                       STR("day"),  STR("week"), STR("month"),     STR("year"),  STR("last")};
    if (at + 2 >= tagger->to)
        return false;
    enum part next = tagger_class(tagger, at + 1);
    if (next != PART_DETERMINER && next != PART_POSSESSIVE && next != PART_TO)
        return false;
    for (size_t i = 0; i < COUNT(times); i++) {
        if (str_equal_nocase(token_words(tagger->tokens, at + 2, at + 3), times[i]))
            return false;
    }
    for (size_t back = at; back > tagger->from && at - back < NEAR; back--) {
        enum part part = (enum part)tagger->words[back - 1 - tagger->from].part;
        if (part == PART_BE)
            return next != PART_TO && !is_passive_with_object(token_words(tagger->tokens, at, at + 1));
        if (part_is_verb(part) && tagger_is_copula(token_words(tagger->tokens, back - 1, back)))
            return true; /* "looked tired and refused to answer" */
        if (part == PART_HAVE || part == PART_MODAL || part == PART_MARK)
            return false;
    }
    return false;
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
        return part_is_inside_phrase(tagger->last) ? PART_ADJECTIVE : PART_PARTICIPLE;
    if (forms->share[FORM_PAST] > 0 || (tagger->last == PART_PREPOSITION && is_main_awaited(tagger, at)))
        return PART_PAST; /* "those who stayed behind fished" */
    if (tagger->last == PART_DETERMINER && at + 1 < tagger->to && tagger_class(tagger, at + 1) == PART_DETERMINER)
        return PART_PAST; /* "both shortened the stay" */
    if (tagger->last == PART_ING && at + 1 < tagger->to && tagger_class(tagger, at + 1) == PART_MARK &&
        tagger->tokens->items[at + 1].kind == TOKEN_WORD)
        return PART_ADJECTIVE; /* "performing specialized tasks" */
    if (tagger->is_with && !tagger->has_finite && !is_before_phrase(tagger, at) && tagger->lead != PART_SUBJECT)
        return PART_PARTICIPLE; /* ", with no group singled out" */
    if (part_is_inside_phrase(tagger->last) || is_behind_compound(tagger, at)) {
        return tagger->last == PART_ADJECTIVE && (is_before_phrase(tagger, at) || is_saying(tagger, at))
                   ? PART_PAST
                   : PART_ADJECTIVE;
    }
    if (is_reduced(tagger, at) || ((tagger->lead == PART_CONTRAST || tagger->lead == PART_OCCASION) &&
                                   tagger->last != PART_NOT && !is_before_phrase(tagger, at)))
        return PART_PARTICIPLE; /* "while mainly used as", "when asked" */
    bool is_by = at + 1 < tagger->to && str_is(token_words(tagger->tokens, at + 1, at + 2), "by");
    if (tagger->lead == PART_COORDINATOR && is_before_content(tagger, at))
        return PART_PAST; /* "had misled them and said it" */
    if (tagger->lead == PART_COORDINATOR && is_act(tagger, at))
        return PART_PAST;                   /* "was founded in 1880 and survived the war" */
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
    struct forms next = tagger_forms(tagger, at + 1);
    return next.is_ed || next.share[FORM_PAST] + next.share[FORM_BOTH] > 0;
}

/* ", the broker estimates.": what ends the sentence behind a comma and two or three words that can be a subject. */
static bool is_last_saying(const struct tagger *tagger, size_t at)
{
    size_t start = at;
    if (at + 2 != tagger->to || !part_is_noun_like(tagger->last) || !tagger->has_main ||
        tagger_sense(tagger, at, LEXICON_ATTRIBUTION) == NULL)
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
    while (next < tagger->to && tagger_class(tagger, next) == PART_ADVERB)
        next += tagger_sense(tagger, next, LEXICON_CLASSES)->words;
    return next > at + 1 && next < tagger->to && is_before_past(tagger, next - 1);
}

/* "reports, citing officials, that": a verb of saying that is taken up behind what stands between. */
static bool is_before_source(const struct tagger *tagger, size_t at)
{
    const struct sense *own = tagger_sense(tagger, at, LEXICON_ATTRIBUTION);
    if (own == NULL || at + 2 >= tagger->to || tagger->tokens->items[at + 1].mark != ',')
        return false;
    const struct sense *next = tagger_sense(tagger, at + 2, LEXICON_ATTRIBUTION);
    while (next != NULL && (next->list != LEXICON_ATTRIBUTION || next->value != ATTRIBUTION_SOURCE))
        next = sense_behind(next);
    return next != NULL;
}

/* "says", "plans" */
/* NOLINTNEXTLINE(readability-function-cognitive-complexity): one case after the other */
static enum part third_part(const struct tagger *tagger, size_t at, float share)
{
    bool is_public = tagger->last == PART_ADJECTIVE && share >= share_alone && tagger_is_before_object(tagger, at);
    if (part_is_inside_phrase(tagger->last) && !(tagger->last == PART_DEMONSTRATIVE && share >= 0.5F) && !is_public)
        return PART_NOUN; /* "the public says it" has a verb */
    if (share < share_certain && is_before_late_past(tagger, at))
        return PART_NOUN;
    if (tagger->last == PART_NUMBER && share < share_certain && !tagger->is_relative)
        return PART_NOUN; /* "7 saves" */
    if (is_last_saying(tagger, at))
        return PART_PRESENT;
    if (tagger_is_before_auxiliary(tagger, at) ||
        (tagger->has_finite && !is_main_awaited(tagger, at) && part_is_noun_like(tagger->last)))
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
        tagger->is_aside && !tagger->has_finite && part_is_noun_like(tagger->last) && !is_before_past(tagger, at);
    bool is_likely =
        is_needed || is_main_awaited(tagger, at) || tagger_is_before_object(tagger, at) || is_before_source(tagger, at);
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
    return at > tagger->from + 1 && part_is_verb((enum part)(word - 2)->part);
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
        (tagger->is_inverted && !part_is_inside_phrase(tagger->last)))
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
    if (is_behind_all(tagger, at) && share >= 0.4F && at + 1 < tagger->to && is_pronoun(tagger_class(tagger, at + 1)))
        return PART_PRESENT; /* "most place it" */
    if (is_behind_all(tagger, at) && share >= share_before_object && !tagger->has_finite && at + 1 < tagger->to &&
        str_equal_nocase(token_words(tagger->tokens, at + 1, at + 2), STR("that")) &&
        tagger_sense(tagger, at, LEXICON_ATTRIBUTION) != NULL)
        return PART_PRESENT; /* "many fear that" */
    if (is_behind_all(tagger, at) && share >= share_certain && !tagger->has_finite &&
        !tagger_is_before_auxiliary(tagger, at))
        return PART_PRESENT;
    if (part_is_inside_phrase(tagger->last) || tagger->lead == PART_BE || tagger->lead == PART_HAVE ||
        (tagger->last == PART_ING && at > tagger->from + 1 &&
         part_is_inside_phrase((enum part)tagger->words[at - 2 - tagger->from].part)))
        return PART_NOUN; /* "an exciting win" */
    if (tagger->last == PART_NUMBER && share < share_certain && !is_before_phrase(tagger, at))
        return PART_NOUN; /* "a 6-4 win" */
    if (is_main_awaited(tagger, at))
        return share >= share_first && !tagger_is_before_auxiliary(tagger, at) ? PART_PRESENT : PART_NOUN;
    if (at == tagger->from)
        return share >= share_first && !tagger_is_before_auxiliary(tagger, at) ? PART_BASE : PART_NOUN;
    if (tagger->lead == PART_COORDINATOR && share >= share_alone && is_before_phrase(tagger, at) &&
        str_is(token_words(tagger->tokens, at - 1, at), "so"))
        return PART_BASE; /* ", so ignore the rest" */
    if (tagger->lead == PART_COORDINATOR) {
        bool is_like = tagger->verb == PART_BASE || tagger->verb == PART_PRESENT;
        return is_like && share >= share_first ? tagger->verb : PART_NOUN;
    }
    if (share >= share_certain && !tagger->has_finite && !tagger_is_before_auxiliary(tagger, at))
        return PART_PRESENT; /* "sources at the bank believe" */
    if (tagger->is_aside && !tagger->has_finite && part_is_noun_like(tagger->lead) &&
        share >= (tagger->last == PART_ADVERB && is_plural(tagger, tagger_before_adverbs(tagger, at)) ? 0.2F : 0.75F) &&
        !tagger_is_before_auxiliary(tagger, at))
        return PART_PRESENT; /* "if people specialize", "because readers rarely block": the clause needs a verb */
    if (tagger_is_before_auxiliary(tagger, at) || share < (tagger_is_before_object(tagger, at) ? 0.5F : share_alone))
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

enum part tagger_verb(const struct tagger *tagger, size_t at, const struct forms *forms)
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

bool tagger_is_auxiliary(const struct tagger *tagger, size_t at)
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

enum part tagger_prefixed(const struct tagger *tagger, size_t at, const struct forms *forms)
{
    static const struct str prefixes[] = {STR("co"),    STR("re"),  STR("pre"), STR("over"),
                                          STR("under"), STR("out"), STR("mis")};
    size_t i = 0;
    if (at < tagger->from + 3)
        return PART_ADJECTIVE;
    while (i < COUNT(prefixes) && !str_equal_nocase(token_words(tagger->tokens, at - 2, at - 1), prefixes[i]))
        i++;
    enum part before = (enum part)tagger->words[at - 3 - tagger->from].part;
    if (i == COUNT(prefixes) || part_is_inside_phrase(before))
        return PART_ADJECTIVE;
    if (before == PART_BE || before == PART_HAVE || (part_is_verb(before) && tagger_is_auxiliary(tagger, at - 3)))
        return PART_PARTICIPLE;
    return forms->is_ing                                                           ? PART_ING
           : forms->is_ed || forms->share[FORM_PAST] + forms->share[FORM_BOTH] > 0 ? PART_PAST
                                                                                   : PART_ADJECTIVE;
}
