#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/analysis.h"
#include "claimd/buffer.h"
#include "claimd/reading.h"

#include "case_files.h"
#include "doubling.h"

/* ---- case files: tests/text/claims/README.md ---- */

static void add_words(struct buffer *line, const char *name, struct span span, struct str body)
{
    problem_auto problem = {0};
    struct str words = {0};
    if (span.start == span.end)
        return;
    assert_true(span_words(span, body, &words, &problem));
    buffer_printf(line, " | %s %.*s", name, STR_PRINT(words));
}

static void add_claim(struct buffer *line, const struct found_claim *claim, struct str body, bool with_text)
{
    problem_auto problem = {0};
    struct str words = {0};

    assert_true(span_words(claim->span, body, &words, &problem));
    buffer_printf(line, "> %.*s", STR_PRINT(words));
    if (claim->kind != CLAIM_FACT)
        buffer_printf(line, " | %s", claim_kind_names[claim->kind]);
    if (claim->certainty != CERTAINTY_UNSTATED)
        buffer_printf(line, " | %s", certainty_names[claim->certainty]);
    if (claim->is_negated)
        buffer_add(line, STR(" | negated"));
    add_words(line, "holder", claim->holder.words, body);
    for (uint32_t i = 0; i < claim->via_count; i++)
        add_words(line, "via", claim->via[i].words, body);
    add_words(line, claim->is_condition_negated ? "if-not" : "if", claim->condition, body);
    add_words(line, "by", claim->horizon, body);
    if (claim->horizon_by[0] != '\0')
        buffer_printf(line, " = %s", claim->horizon_by);
    if (with_text)
        buffer_printf(line, " | text %.*s", STR_PRINT(claim->text));
    buffer_add_byte(line, '\n');
}

/* Whether the nth wanted line asks for the restated text. */
static bool asks_for_text(struct str wanted, size_t number)
{
    struct str line = {0};
    for (size_t i = 0; i <= number; i++) {
        if (wanted.data == NULL || !str_split(&wanted, '\n', &line))
            return false;
    }
    return memmem(line.data, line.size, " | text ", 8) != NULL;
}

static struct analysis analyse(struct texts *s, struct str text, const char *published_at)
{
    struct blocks blocks = blocks_of_text(&s->arena, text);
    struct analysis_options options = {.lexicon = s->lexicon, .published_at = published_at};
    return analysis_of(&s->arena, &blocks, &options);
}

static size_t check_case(struct texts *s, const char *file, struct str lines)
{
    buffer_auto text = {0}, wanted = {0}, got = {0};
    struct str rest = lines, line;
    const char *published_at = NULL;

    while (str_split(&rest, '\n', &line)) {
        if (str_starts(line, STR("published "))) {
            published_at = arena_cstr(&s->arena, str_part(line, 10, line.size));
        } else if (str_starts(line, STR("> "))) {
            buffer_printf(&wanted, "%.*s\n", STR_PRINT(line));
        } else if (line.size > 0) {
            buffer_printf(&text, "%s%.*s", text.size == 0 ? "" : "\n\n", STR_PRINT(line));
        }
    }
    struct analysis analysis = analyse(s, buffer_str(&text), published_at);
    for (size_t i = 0; i < analysis.claim_count; i++)
        add_claim(&got, &analysis.claims[i], analysis.tokens.body, asks_for_text(buffer_str(&wanted), i));
    arena_reset(&s->arena);
    if (str_equal(buffer_str(&wanted), buffer_str(&got)))
        return 0;
    print_error("%s: %s\nwanted\n%sgot\n%s\n", file, buffer_terminate(&text), buffer_terminate(&wanted),
                buffer_terminate(&got));
    return 1;
}

static void case_files(void **state)
{
    case_files_check(*state, "tests/text/claims/*.txt", check_case);
}

/* ---- words of lexicon.h that have a number in reading.h and part.h ---- */

static void columns(void **state)
{
    (void)state;
    static const struct {
        enum lexicon_list list;
        size_t column;
        uint8_t value;
        const char *word;
    } cases[] = {
        {LEXICON_CLASSES, 0, PART_DETERMINER, "determiner"},   {LEXICON_CLASSES, 0, PART_ADJECTIVE, "adjective"},
        {LEXICON_CLASSES, 0, PART_LINKER, "linker"},           {LEXICON_ATTRIBUTION, 0, ATTRIBUTION_SAY, "say"},
        {LEXICON_ATTRIBUTION, 0, ATTRIBUTION_JUDGE, "judge"},  {LEXICON_ATTRIBUTION, 0, ATTRIBUTION_ADVERB, "adverb"},
        {LEXICON_ATTRIBUTION, 1, COMMITMENT_DENIES, "denies"}, {LEXICON_CERTAINTY, 0, CERTAINTY_UNSTATED, "unstated"},
        {LEXICON_CERTAINTY, 1, CERTAINTY_NEVER, "none"},       {LEXICON_CONDITIONS, 0, CONDITION_ASKING, "asking"},
        {LEXICON_NEGATION, 0, NEGATION_NEVER, "never"},        {LEXICON_CAUSES, 0, CAUSE_MAKES, "makes"},
        {LEXICON_EVALUATIVE, 0, EVALUATIVE_VERB, "verb"},      {LEXICON_CLAIM_KINDS, 0, CLAIM_QUESTION, "question"},
        {LEXICON_CLAIM_KINDS, 1, KIND_NEVER, "none"},          {LEXICON_CONNECTIVES, 0, CONNECTIVE_ANY, "any"},
    };
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_true(str_is(lexicon_word(cases[i].list, cases[i].column, cases[i].value), cases[i].word));
}

/* ---- limits ---- */

/* "It is so and so and so." of that many code points, without its full stop. */
static struct str long_sentence(struct arena *arena, size_t count)
{
    char *text = arena_alloc(arena, count + 1);
    for (size_t i = 0; i < count; i++)
        text[i] = "word "[i % 5];
    memcpy(text, "The ", sizeof "The " - 1);  /* NOLINT(bugprone-not-null-terminated-result) */
    memcpy(text + count - 9, "is gone s", 9); /* NOLINT(bugprone-not-null-terminated-result) */
    text[count] = '.';
    return (struct str){text, count + 1};
}

static void longest_claim(void **state)
{
    struct texts *s = *state;
    assert_int_equal(analyse(s, long_sentence(&s->arena, CLAIM_TEXT - 1), NULL).claim_count, 1);
    assert_int_equal(analyse(s, long_sentence(&s->arena, CLAIM_TEXT), NULL).claim_count, 0);
    arena_reset(&s->arena);
}

static void longest_holder(void **state)
{
    struct texts *s = *state;
    for (size_t size = HOLDER_TEXT; size <= HOLDER_TEXT + 1; size++) {
        buffer_auto text = {0};
        while (text.size + 10 < size)
            buffer_add(&text, STR("big "));
        while (text.size < size)
            buffer_add_byte(&text, 'a');
        buffer_add(&text, STR(" said that the road was closed."));
        struct analysis analysis = analyse(s, buffer_str(&text), NULL);
        assert_int_equal(analysis.claim_count, 1);
        assert_int_equal(analysis.claims[0].holder.words.end > 0, size == HOLDER_TEXT);
        arena_reset(&s->arena);
    }
}

/* ---- entities and tags ---- */

static void add_referents(struct buffer *line, const struct analysis *analysis, const char *name, const uint32_t *list,
                          uint32_t count)
{
    buffer_printf(line, "%s", name);
    for (uint32_t i = 0; i < count; i++)
        buffer_printf(line, " %.*s,", STR_PRINT(analysis->referents[list[i]].name));
}

/* Text; then for its last claim: who holds it, its subjects, its objects, its tags, its words. */
static const struct role_case {
    const char *text, *wanted;
} role_cases[] = {
    {"Ingrid Solvang said Norway would help Sweden.",
     "holder Ingrid Solvang; subjects Norway,; objects Sweden,; tags; Norway would help Sweden."},
    {"Angela Merkel visited Paris. She praised France.",
     "holder; subjects Angela Merkel,; objects France,; tags; Angela Merkel praised France."},
    {"Angela Merkel met Emmanuel Macron. He praised France.",
     "holder; subjects; objects France,; tags; He praised France."},
    {"Angela Merkel visited Paris. When Emmanuel Macron came, he praised France.",
     "holder; subjects Emmanuel Macron,; objects France,; tags; When Emmanuel Macron came, he praised France."},
    {"Angela Merkel left.\n\nHe praised France.", "holder; subjects; objects France,; tags; He praised France."},
    {"Norway sells gas and Norway buys oil and gas.",
     "holder; subjects Norway,; objects; tags oil energy; Norway buys oil and gas."},
};

static void roles(void **state)
{
    struct texts *s = *state;
    struct lexicon *names = lexicon_begin(&s->lexicon_arena);
    static const struct str tags[] = {STR("energy"), STR("oil")};
    const struct library library = {.names = names, .tags = tags, .tag_count = COUNT(tags)};

    assert_true(lexicon_add(names, LIBRARY_TAGS, STR("gas"), 0));
    assert_true(lexicon_add(names, LIBRARY_TAGS, STR("oil and gas"), 0));
    assert_true(lexicon_add(names, LIBRARY_TAGS, STR("buys oil"), 1));
    lexicon_finish(names);
    for (size_t i = 0; i < COUNT(role_cases); i++) {
        buffer_auto got = {0};
        struct blocks blocks = blocks_of_text(&s->arena, str_of(role_cases[i].text));
        struct analysis_options options = {.lexicon = s->lexicon, .library = &library};
        struct analysis analysis = analysis_of(&s->arena, &blocks, &options);
        const struct found_claim *claim = &analysis.claims[analysis.claim_count - 1];
        buffer_add(&got, STR("holder"));
        if (claim->holder.mention != ANALYSIS_NONE) {
            uint32_t referent = analysis.mentions[claim->holder.mention].referent;
            buffer_printf(&got, " %.*s", STR_PRINT(analysis.referents[referent].name));
        }
        add_referents(&got, &analysis, "; subjects", claim->subjects, claim->subject_count);
        add_referents(&got, &analysis, "; objects", claim->objects, claim->object_count);
        buffer_add(&got, STR("; tags"));
        for (uint32_t t = 0; t < claim->tag_count; t++)
            buffer_printf(&got, " %.*s", STR_PRINT(tags[claim->tags[t]]));
        buffer_printf(&got, "; %.*s", STR_PRINT(claim->text));
        assert_string_equal(buffer_terminate(&got), role_cases[i].wanted);
        arena_reset(&s->arena);
    }
}

/* ---- hostile text: twice the size takes about twice the time ---- */

struct repeated {
    struct texts *texts;
    const char *unit;
};

static int64_t time_us(void *what, size_t size)
{
    const struct repeated *repeated = what;
    buffer_auto text = {0};
    doubling_text(&text, "", repeated->unit, NULL, size);
    int64_t began = processor_us();
    struct analysis analysis = analyse(repeated->texts, buffer_str(&text), "2025-05-20");
    int64_t took = processor_us() - began;
    (void)analysis;
    arena_release(&repeated->texts->arena);
    return took;
}

static void linear(void **state)
{
    static const char *const units[] = {
        "if ",        "if if it is, ", "(((",        "\"",         "“",          "said ",         "he said she said ",
        ", he said",  "that ",         "which is ",  ", which is", "and ",       "and was ",      "not ",
        ", not b",    "as ",           "than ",      "because ",   "told ",      "word ",         "a, ",
        "; it is ",   " – it is ",     "in 2030 ",   "May ",       "more than ", "according to ", "), (a ",
        "citing x, ", "who say so ",   "will will ", "is ",        "no one ",
    };
    for (size_t i = 0; i < COUNT(units); i++) {
        struct repeated repeated = {*state, units[i]};
        assert_linear(units[i], time_us, &repeated, 60000, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        {.name = "case files", .test_func = case_files},
        {.name = "columns have the numbers of their words", .test_func = columns},
        {.name = "a claim is at most as long as the model has it", .test_func = longest_claim},
        {.name = "a holder too", .test_func = longest_holder},
        {.name = "entities and tags", .test_func = roles},
        {.name = "hostile text takes linear time", .test_func = linear},
    };
    return cmocka_run_group_tests_name("claims", tests, texts_open, texts_close);
}
