/* Mentions of a text as one line, for tables of tests: "Jane Doe/person/given-name; …", with "=name" where wanted. */
#ifndef TEST_MENTIONS_H
#define TEST_MENTIONS_H

#include "claimd/analysis.h"
#include "claimd/buffer.h"

/* Opened once for all rows, since it is the same and takes longer than they do. */
static inline const struct lexicon *test_lexicon(void)
{
    static struct arena arena;
    static const struct lexicon *lexicon;
    problem_auto problem = {0};

    if (lexicon == NULL)
        lexicon = lexicon_open(&arena, NULL, &problem);
    assert(lexicon != NULL);
    return lexicon;
}

static inline struct analysis test_mentions(struct arena *arena, const struct lexicon *lexicon,
                                            const struct library *library, struct str text)
{
    struct blocks blocks = blocks_of_text(arena, text);
    struct analysis_options options = {.lexicon = lexicon, .library = library};
    struct analysis analysis = {.tokens = tokens_of(arena, blocks.body)};

    sentences_find(arena, &blocks, lexicon, &analysis);
    mentions_find(arena, &blocks, &options, &analysis);
    return analysis;
}

static inline void test_mention_line(struct buffer *line, const struct analysis *analysis, bool with_names)
{
    static const char *const kinds[] = {"person", "organization", "place",   "group", "event",
                                        "work",   "facility",     "concept", "other"};
    for (size_t i = 0; i < analysis->mention_count; i++) {
        const struct found_mention *mention = &analysis->mentions[i];
        const struct referent *referent = &analysis->referents[mention->referent];
        struct str words = token_words(&analysis->tokens, mention->from, mention->to);
        buffer_printf(line, "%s%.*s/%s/%s", i == 0 ? "" : "; ", STR_PRINT(words), kinds[referent->kind],
                      mention->why.items[0].rule);
        if (with_names)
            buffer_printf(line, "=%.*s", STR_PRINT(referent->name));
    }
}

#endif
