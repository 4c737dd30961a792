#include "claimd/restate.h"

#include <string.h>

#include "claimd/subject.h"
#include "claimd/utf8.h"

/* What is written is past this only for a claim that is too long anyway. */
enum { TEXT_SIZE = 4 * CLAIM_TEXT };

static void add(struct buffer *text, struct str words)
{
    if (text->size + words.size <= TEXT_SIZE)
        buffer_add(text, words);
}

static void add_space(struct buffer *text)
{
    if (text->size > 0 && text->data[text->size - 1] != ' ')
        add(text, STR(" "));
}

static void put_spaces(struct buffer *text, size_t start, char instead_of)
{
    struct str all = buffer_str(text);
    for (size_t at = start; (at = str_find_byte(all, at, instead_of)) < all.size;)
        text->data[at] = ' ';
}

/* Line ends inside a block are spaces. */
static void add_tokens(struct buffer *text, const struct reading *reading, uint32_t from, uint32_t to)
{
    if (from >= to)
        return;
    size_t start = text->size;
    add(text, token_words(reading->tokens, from, to));
    put_spaces(text, start, '\n');
    put_spaces(text, start, '\t');
}

static bool is_word(const struct reading *reading, uint32_t token, const char *word)
{
    return token >= reading->from && token < reading->to &&
           str_equal_nocase(reading_text(reading, token), str_of(word));
}

/* The noun phrase before the comma before a relative clause, with the preposition that governs it. */
static void antecedent(const struct reading *reading, const struct clause *clause, uint32_t *from, uint32_t *to)
{
    *to = clause->from;
    while (*to > reading->from && reading_part(reading, *to - 1) == PART_MARK)
        --*to;
    *from = subject_phrase(reading, reading->from, *to);
}

/* The same behind other words: "The mills" → "the mills". */
static void add_phrase(struct buffer *text, const struct reading *reading, uint32_t from, uint32_t to)
{
    size_t start = text->size;
    enum part part = reading_part(reading, from);
    add_tokens(text, reading, from, to);
    bool is_ascii = text->size > start && text->data[start] >= 'A' && text->data[start] <= 'Z';
    if (is_ascii && (part == PART_DETERMINER || part == PART_POSSESSIVE))
        text->data[start] = (char)(text->data[start] + 'a' - 'A');
}

/* "the mills, which they sold in May" → "they sold the mills in May"; where it is not plain what the verb's object is, as it
 * stands: "the mills, which they said were old". */
static uint32_t begin_object(struct buffer *text, const struct reading *reading, const struct clause *clause,
                             uint32_t from, uint32_t to)
{
    uint32_t first = clause->from, behind = reading->pieces[clause->piece].lexical;
    bool is_plain = behind != READING_NONE && behind > first && behind < clause->to;
    behind = is_plain ? behind + 1 : behind;
    bool ends = is_plain && behind == clause->to;
    bool ends_with_preposition =
        is_plain && behind + 1 == clause->to && reading_part(reading, behind) == PART_PREPOSITION;
    is_plain = is_plain && (ends || ends_with_preposition || reading_part(reading, behind) == PART_PREPOSITION ||
                            reading_part(reading, behind) == PART_ADVERB);
    if (is_plain) {
        behind += ends_with_preposition;
        add_tokens(text, reading, first + 1, behind);
        add_space(text);
        add_phrase(text, reading, from, to);
        add_space(text);
        return behind;
    }
    add_tokens(text, reading, from, to);
    add(text, STR(", "));
    return first;
}

/* ", which were shut" → "The fields were shut"; ", where his uncle owned a yard" → "In Bilbao, his uncle owned a yard". */
static uint32_t begin_relative(struct buffer *text, const struct reading *reading, const struct clause *clause)
{
    uint32_t from = 0;
    uint32_t to = 0;
    uint32_t first = clause->from;
    bool is_place = is_word(reading, first, "where") || is_word(reading, first, "when");

    antecedent(reading, clause, &from, &to);
    if (from == to)
        return is_place ? first + 1 : first;
    if (is_place) {
        if (from > reading->from && reading_part(reading, from - 1) == PART_PREPOSITION) {
            add_tokens(text, reading, from - 1, to);
            add(text, STR(", "));
        }
        return first + 1;
    }
    if (reading_part(reading, first) == PART_PREPOSITION &&
        (is_word(reading, first + 1, "whom") || is_word(reading, first + 1, "which"))) {
        add_tokens(text, reading, first, first + 1); /* "for whom it is" → "For her it is" */
        add_space(text);
        add_tokens(text, reading, from, to);
        add(text, STR(", "));
        return first + 2;
    }
    if (!is_word(reading, first, "which") && !is_word(reading, first, "who"))
        return first;
    if (reading->pieces[clause->piece].verb == READING_NONE)
        return first;
    if (reading_part(reading, first + 1) == PART_SUBJECT || reading->pieces[clause->piece].subject_to > first + 1)
        return begin_object(text, reading, clause, from, to);
    add_tokens(text, reading, from, to);
    add_space(text);
    return first + 1;
}

/* "the keel, a beam that …" → "the keel is a beam that …" */
static uint32_t begin_explanation(struct buffer *text, const struct reading *reading, const struct clause *clause)
{
    uint32_t behind = clause->subject_to;
    struct str head = reading_text(reading, behind - 1);
    bool is_plural =
        reading_part(reading, behind - 1) == PART_NOUN && str_ends(head, STR("s")) && !str_ends(head, STR("ss"));

    add_tokens(text, reading, clause->subject_from, behind);
    add(text, is_plural ? STR(" are ") : STR(" is "));
    const struct piece *piece = &reading->pieces[clause->piece];
    return piece->opening == OPENS_BRACKET ? piece->from + 1 : piece->from;
}

/* ", not B" → what the clause before says, and this. */
static uint32_t begin_rest(struct buffer *text, const struct reading *reading, uint32_t number)
{
    const struct clause *clause = &reading->clauses[number];
    if (number == 0)
        return clause->from;
    const struct clause *before = &reading->clauses[number - 1];
    const struct piece *piece = &reading->pieces[before->piece];
    struct str like = reading_text(reading, clause->from + 1); /* the preposition that both have */
    uint32_t at = before->verb;
    uint32_t end = before->to < clause->from ? before->to : clause->from;

    if (at == READING_NONE || piece->lexical == READING_NONE)
        return clause->from;
    bool is_be = reading_part(reading, at) == PART_BE || reading_part(reading, at) == PART_MODAL;
    uint32_t parallel = READING_NONE;
    for (uint32_t i = at + 1; i < end; i++) {
        if (reading_part(reading, clause->from + 1) != PART_NOUN && str_equal_nocase(reading_text(reading, i), like))
            parallel = i;
    }
    if (is_be && parallel != READING_NONE) {
        add_tokens(text, reading, before->from, at + 1);
        add(text, STR(" not "));
        add_tokens(text, reading, at + 1, parallel);
        add_space(text);
        return clause->from + 1;
    }
    add_tokens(text, reading, before->from, end);
    add(text, STR(", "));
    return clause->from;
}

/* What comes before the clause's own words; returns the first of those that is to be written. */
static uint32_t begin_text(struct buffer *text, const struct reading *reading, uint32_t number, struct str person)
{
    const struct clause *clause = &reading->clauses[number];
    const struct piece *piece = &reading->pieces[clause->piece];

    switch (clause->kind) {
    case CLAUSE_RELATIVE:
        return begin_relative(text, reading, clause);
    case CLAUSE_EXPLAINS:
        return begin_explanation(text, reading, clause);
    case CLAUSE_REST:
        return begin_rest(text, reading, number);
    default:
        break;
    }
    if (piece->verb != READING_NONE && piece->subject_to <= clause->from && piece->subject_from < piece->subject_to &&
        piece->verb <= clause->from + 1) {
        add_tokens(text, reading, piece->subject_from, piece->subject_to); /* "closed it and | sold it" */
        add_space(text);
    } else if (person.size > 0 && (is_word(reading, clause->from, "he") || is_word(reading, clause->from, "she"))) {
        add(text, person);
        add_space(text);
        return clause->from + 1;
    }
    return clause->from;
}

/* Without white space at the ends, a capital in front and a stop behind. */
static struct str as_sentence(struct arena *arena, struct buffer *work, char stop)
{
    struct str text = str_trim(buffer_str(work));
    size_t skipped = (size_t)(text.data - work->data);
    size_t at = 0;
    if (text.size == 0)
        return text;

    uint32_t capital = utf8_upper(utf8_next(text, &at));
    size_t letter = work->size;
    buffer_add_code_point(work, capital); /* behind the text, which may move: it is put together anew */
    size_t letter_size = work->size - letter;
    char *data = arena_alloc(arena, letter_size + text.size - at + 1);
    memcpy(data, work->data + letter, letter_size);
    memcpy(data + letter_size, work->data + skipped + at, text.size - at);
    data[letter_size + text.size - at] = stop;
    return (struct str){data, letter_size + text.size - at + 1};
}

struct str restate(struct arena *arena, struct buffer *work, const struct reading *reading, uint32_t clause,
                   const struct found_claim *claim, struct str person)
{
    const struct clause *it = &reading->clauses[clause];

    buffer_clear(work);
    uint32_t from = begin_text(work, reading, clause, person);
    if (work->size > TEXT_SIZE / 2) {
        buffer_clear(work);
        from = it->from;
    }
    bool is_bracket = it->kind == CLAUSE_EXPLAINS && reading->pieces[it->piece].opening == OPENS_BRACKET;
    add_tokens(work, reading, from, is_bracket ? it->to - 1 : it->to);
    return as_sentence(arena, work, claim->kind == CLAIM_QUESTION ? '?' : '.');
}
