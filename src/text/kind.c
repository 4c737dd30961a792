#include "claimd/kind.h"

#include "claimd/piece.h"

bool kind_is_any_of(const struct kind_view *view, uint32_t token, const struct str *words, size_t count)
{
    struct str text = reading_text(view->reading, token);
    size_t i = 0;
    while (i < count && !str_equal_nocase(text, words[i]))
        i++;
    return i < count;
}

bool kind_ends_in(const struct kind_view *view, uint32_t token, struct str end)
{
    struct str text = reading_text(view->reading, token);
    return text.size > end.size + 1 && str_equal_nocase(str_part(text, text.size - end.size, end.size), end);
}

bool kind_is_article(const struct kind_view *view, uint32_t at)
{
    return kind_is_word(view, at, "a") || kind_is_word(view, at, "an") || kind_is_word(view, at, "the");
}

uint32_t kind_before_adverbs(const struct kind_view *view, uint32_t at)
{
    while (at > view->piece->from && (kind_part(view, at - 1) == PART_ADVERB || kind_part(view, at - 1) == PART_NOT))
        at--;
    return at > view->piece->from ? at - 1 : READING_NONE;
}

bool kind_is_copula(const struct kind_view *view, uint32_t at)
{
    if (at == READING_NONE)
        return false;
    if (kind_part(view, at) == PART_BE || kind_is_word(view, at, "be") || kind_is_word(view, at, "been"))
        return true;
    const struct sense *sense = word_sense(reading_word(view->reading, at), LEXICON_CLAIM_KINDS);
    return sense != NULL && sense->value2 == KIND_COPULA;
}

bool kind_is(const struct kind_view *view, enum claim_kind kind, enum claim_rule rule, const struct sense *sense,
             uint32_t from, uint32_t to)
{
    view->claim->kind = kind;
    claim_because(view->claim, rule, sense, token_span(view->reading->tokens, from, to));
    return true;
}

bool kind_ask(const struct kind_view *view, enum claim_kind kind, enum claim_rule rule)
{
    const struct kind_term *term = &view->terms[kind];
    return term->sense != NULL && kind_is(view, kind, rule, term->sense, term->at, term->at + term->sense->words);
}

/* Tokens of the verb group: from the finite verb to the lexical one. */
static bool is_in_group(const struct kind_view *view, uint32_t at)
{
    return view->piece->verb != READING_NONE && at >= view->piece->verb && at <= view->piece->lexical;
}

/* Whether a term of claim_kinds.txt counts where it stands. */
static bool counts(const struct kind_view *view, uint32_t at, const struct sense *sense)
{
    switch (sense->value2) {
    case KIND_MODAL:
        return kind_part(view, at) == PART_MODAL && (at == view->piece->verb || is_in_group(view, at));
    case KIND_VERB:
        return is_in_group(view, at) || is_in_group(view, at + sense->words - 1U);
    case KIND_PREDICATE:
        return kind_is_copula(view, kind_before_adverbs(view, at));
    case KIND_OPENING:
        return at == view->clause->from || at == view->piece->from;
    case KIND_ANY:
        return true;
    default:
        return false;
    }
}

/* In one walk over what states the clause, for all kinds. */
static void find_terms(struct kind_view *view)
{
    const struct reading *reading = view->reading;
    if (!reading_has(reading, LEXICON_CLAIM_KINDS))
        return;
    for (uint32_t i = clause_piece(reading, view->number, view->clause->first, false); i < view->clause->behind;
         i = clause_piece(reading, view->number, i + 1, false)) {
        for (uint32_t at = reading->pieces[i].from; at < reading->pieces[i].to; at++) {
            const struct word *word = reading_word(reading, at);
            const struct sense *sense = word->is_covered ? NULL : word_sense(word, LEXICON_CLAIM_KINDS);
            if (sense == NULL && word->part == PART_MODAL) { /* "would", though "would likely" is a term of others */
                sense = word_any_sense(word, LEXICON_CLAIM_KINDS);
            }
            for (; sense != NULL; sense = sense_behind(sense)) {
                if (sense->list == LEXICON_CLAIM_KINDS && view->terms[sense->value].sense == NULL &&
                    counts(view, at, sense))
                    view->terms[sense->value] = (struct kind_term){sense, at};
            }
        }
    }
}

static bool is_verb(enum part part)
{
    return part == PART_PARTICIPLE || part == PART_ING || part == PART_BASE || part == PART_PRESENT;
}

static uint32_t complement(const struct kind_view *view)
{
    uint32_t lexical = view->piece->lexical;
    if (lexical != READING_NONE && lexical > view->piece->verb && is_verb(kind_part(view, lexical)) &&
        !piece_is_phrase_start(kind_part(view, lexical + 1)) &&
        kind_is_copula(view, kind_before_adverbs(view, lexical)) &&
        word_sense(reading_word(view->reading, lexical), LEXICON_EVALUATIVE) != NULL &&
        word_sense(reading_word(view->reading, lexical), LEXICON_EVALUATIVE)->value != EVALUATIVE_VERB)
        return lexical; /* "are overvalued", "is worrying", "are welcome"; not "were disappointed" */
    if (lexical == READING_NONE || !kind_is_copula(view, lexical))
        return READING_NONE;
    uint32_t at = view->piece->lexical + 1;
    while (at < view->piece->to && (kind_part(view, at) == PART_ADVERB || kind_part(view, at) == PART_NOT) &&
           (word_sense(reading_word(view->reading, at), LEXICON_EVALUATIVE) == NULL || kind_is_article(view, at + 1)))
        at++; /* "is just", but "is just a hut" */
    return at < view->piece->to ? at : READING_NONE;
}

void kind_view_init(struct kind_view *view, const struct reading *reading, uint32_t clause,
                    const struct certainty_cue *certainty, struct found_claim *claim)
{
    const struct clause *it = &reading->clauses[clause];
    *view = (struct kind_view){.reading = reading,
                               .clause = it,
                               .piece = &reading->pieces[it->piece],
                               .number = clause,
                               .certainty = certainty,
                               .claim = claim};
    view->complement = complement(view);
    find_terms(view);
}
