#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mentions.h"

static const struct library_entity entities[] = {
    {1, ENTITY_PERSON, {"Jane Kowalski", 13}},
    {2, ENTITY_PLACE, {"Moscow", 6}},
    {3, ENTITY_ORGANIZATION, {"Russia's rulers", 15}},
    {4, ENTITY_PLACE, {"Russia", 6}},
    {5, ENTITY_GROUP, {"Elders", 6}},
    {6, ENTITY_PERSON, {"Kim Ruritan", 11}},
    {7, ENTITY_PERSON, {"Lee Ruritan", 11}},
    {8, ENTITY_WORK, {"Potato Times", 12}},
    {9, ENTITY_PLACE, {"Zembla", 6}},
    {10, ENTITY_ORGANIZATION, {"Zembla", 6}},
    {11, ENTITY_PERSON, {"van der Zimbl", 13}},
    {12, ENTITY_GROUP, {"lords of", 8}},
};

/* Names and aliases, each of an entity above. */
static const struct alias {
    const char *text;
    uint32_t entity;
} aliases[] = {
    {"Jane Kowalski", 0}, {"Moscow", 1},  {"Moscow", 2},         {"Russia", 3},
    {"elders", 4},        {"Ruritan", 5}, {"Ruritan", 6},        {"Potato Times", 7},
    {"Zembla", 8},        {"Zembla", 9},  {"van der Zimbl", 10}, {"lords of van", 11},
};

/* clang-format off */
static const struct library_case {
    const char *name, *text;
    const char *found; /* of each mention: number of its entity, with the rival behind a slash, "-" for none */
} cases[] = {
    {"a person",                          "We saw Jane Kowalski there.", "0"},
    {"a title before",                    "Then President Jane Kowalski left.", "0"},
    {"the last name afterwards",          "We saw Jane Kowalski. Then Kowalski left.", "0 0"},
    {"somebody else",                     "We saw Jane Nowak there.", "-"},
    {"a longer name is another",          "the Jane Kowalski Foundation gave money", "-"},
    {"its kind wins over a guess",        "We read the Potato Times there.", "7"},
    {"the place",                         "They met in Moscow.", "1"},
    {"what the place stands for",         "Moscow signed it.", "2"},
    {"a demonym",                         "They met two Russians.", "3"},
    {"the country",                       "They left Russia.", "3"},
    {"two of equal standing",             "We saw Ruritan there.", "5/6"},
    {"two, and the kind tells",           "They met in Zembla.", "8/9"},
    {"a name in lower case",              "They asked the elders about it.", "4"},
    {"such a name without its article",   "They asked elders about it.", ""},
    {"particles in front",                "Then they asked van der Zimbl about it.", "10"},
    {"other particles in front",          "Then they asked von der Zimbl about it.", "-"},
    {"particles of another name",         "Then they asked lords of van der Zimbl.", "11 -"},
    {"not in the library",                "They left France.", "-"},
};
/* clang-format on */

static struct library library_of(struct arena *arena)
{
    struct lexicon *names = lexicon_begin(arena);
    for (size_t i = 0; i < COUNT(aliases); i++)
        assert_true(lexicon_add(names, LIBRARY_ENTITIES, str_of(aliases[i].text), aliases[i].entity));
    lexicon_finish(names);
    return (struct library){.names = names, .entities = entities, .entity_count = COUNT(entities)};
}

static void known(void **state)
{
    const struct library_case *c = *state;
    arena_auto lists = {0};
    arena_auto arena = {0};
    buffer_auto line = {0};
    struct library library = library_of(&lists);
    struct analysis analysis = test_mentions(&arena, test_lexicon(), &library, str_of(c->text));

    for (size_t i = 0; i < analysis.mention_count; i++) {
        const struct referent *referent = &analysis.referents[analysis.mentions[i].referent];
        buffer_printf(&line, "%s", i == 0 ? "" : " ");
        if (referent->library == ANALYSIS_NONE) {
            buffer_add(&line, STR("-"));
            continue;
        }
        buffer_printf(&line, "%u", referent->library);
        if (referent->rival != ANALYSIS_NONE)
            buffer_printf(&line, "/%u", referent->rival);
        assert_int_equal(referent->kind, entities[referent->library].kind);
        assert_true(str_equal(referent->name, entities[referent->library].name));
    }
    assert_string_equal(buffer_terminate(&line), c->found);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases)];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, known, NULL, NULL, (void *)&cases[i]};
    return cmocka_run_group_tests_name("name_library", tests, NULL, NULL);
}
