#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mentions.h"

/* clang-format off */
/* Mentions with numbers: those with the same number name one thing. */
static const struct join_case {
    const char *name, *text, *found;
} cases[] = {
    {"a nickname",                        "We saw Robert Zimbl. Then Bob Zimbl left.", "Robert Zimbl:0 Bob Zimbl:0"},
    {"a nickname alone",                  "We saw Robert Zimbl. Then Bob left.", "Robert Zimbl:0 Bob:0"},
    {"two words of a surname",            "We saw Andrew Lloyd Webber. Then Lloyd Webber left.", "Andrew Lloyd Webber:0 Lloyd Webber:0"},
    {"a surname behind a particle",       "We saw Antonio Lopez de Santa Anna. Then Santa Anna left.", "Antonio Lopez de Santa Anna:0 Santa Anna:0"},
    {"what it is for may be left out",    "It was the Jane Doe Foundation for the Visual Arts. Then the Jane Doe Foundation paid.", "Jane Doe Foundation for the Visual Arts:0 Jane Doe Foundation:0"},
    {"an acronym that speaks",            "The Zubrow News Agency (ZNA) lied. \"Yes,\" said ZNA.", "Zubrow News Agency:0 ZNA:0 ZNA:0"},
    {"an acronym that is a word",         "The Democratic Alliance for Betterment (DAB) won. We asked Jane Doe of DAB.", "Democratic Alliance for Betterment:0 DAB:0 Jane Doe:1 DAB:0"},
    {"a country in front of a bracket",   "They lead in the U.S. (Zubrow Center) and in the U.S. itself.", "U.S.:0 Zubrow Center:1 U.S.:0"},
    {"a university by its first word",    "She left Zubrow University. He taught at Zubrow.", "Zubrow University:0 Zubrow:0"},
    {"neighbours that differ",            "Zubrox founder Jane Doe left. The Zubrox website is old. It is a Zubrox book. The Zubrox website works.", "Zubrox:0 Jane Doe:1 Zubrox:0 Zubrox:0 Zubrox:0"},
    {"the same name twice",               "We saw Jane Doe. Then Jane Doe left.", "Jane Doe:0 Jane Doe:0"},
    {"the last name afterwards",          "We saw Jane Kowalski. Then Kowalski left.", "Jane Kowalski:0 Kowalski:0"},
    {"the last name before",              "Kowalski is back.\n\nWe saw Jane Kowalski there.", "Kowalski:0 Jane Kowalski:0"},
    {"a title and the last name",         "We saw Jane Kowalski. Then Ms Kowalski left.", "Jane Kowalski:0 Kowalski:0"},
    {"an ordinary word as last name",     "We saw Jane Cook. Then Cook left.", "Jane Cook:0 Cook:0"},
    {"the first name afterwards",         "We saw Jane Kowalski. Then Jane left.", "Jane Kowalski:0 Jane:0"},
    {"a middle initial",                  "We saw Jane Q. Kowalski. Then Jane Kowalski left.", "Jane Q. Kowalski:0 Jane Kowalski:0"},
    {"two of one last name",              "We saw Jane Kowalski and Peter Kowalski. Then Kowalski left.", "Jane Kowalski:0 Peter Kowalski:1 Kowalski:2"},
    {"two of one last name, one twice",   "We saw Jane Kowalski and Peter Kowalski. Then Jane Kowalski spoke. Then Kowalski left.", "Jane Kowalski:0 Peter Kowalski:1 Jane Kowalski:0 Kowalski:0"},
    {"two of one last name, by title",    "We saw President Jane Kowalski and Senator Peter Kowalski. Then Senator Kowalski left.", "Jane Kowalski:0 Peter Kowalski:1 Kowalski:1"},
    {"an acronym and its definition",     "the Ruritanian Potato Board (RPB) met. Then the RPB left.", "Ruritanian Potato Board:0 RPB:0 RPB:0"},
    {"the other way round",               "the RPB (Ruritanian Potato Board) met.", "RPB:0 Ruritanian Potato Board:0"},
    {"an acronym of an unknown name",     "the Vereinigte Kartoffel (VK) met.", "Vereinigte Kartoffel:0 VK:0"},
    {"letters that do not fit",           "Jane Kowalski (XYZ) met.", "Jane Kowalski:0 XYZ:1"},
    {"initials without a definition",     "the Ruritanian Potato Board met. Later the RPB left.", "Ruritanian Potato Board:0 RPB:0"},
    {"two letters are too few",           "the Potato Board met. Later the PB left.", "Potato Board:0 PB:1"},
    {"the beginning of a name",           "Zubrow Kwik Group grew. Then Zubrow Kwik fell.", "Zubrow Kwik Group:0 Zubrow Kwik:0"},
    {"a head word behind the",            "the Potato Board met. Then the Board left.", "Potato Board:0 Board:0"},
    {"a head word of two names",          "the Potato Board met the Carrot Board. Then the Board left.", "Potato Board:0 Carrot Board:1"},
    {"without its country",               "the French Potato Board met. Then the Potato Board left.", "French Potato Board:0 Potato Board:0"},
    {"a demonym and its country",         "He left France with two Frenchmen.", "France:0 Frenchmen:0"},
    {"other names of a country",          "The USA, the U.S. and the United States are one, as are America and Americans.", "USA:0 U.S.:0 United States:0 America:0 Americans:0"},
    {"the long form of a country",        "The Republic of Albania is Albania.", "Republic of Albania:0 Albania:0"},
    {"a place and a person of one name",  "We saw Victoria Lincoln in Lincoln.", "Victoria Lincoln:0 Lincoln:1"},
    {"a place that is somebody's name",   "We saw Victoria Lincoln. Then Lincoln sang.", "Victoria Lincoln:0 Lincoln:0"},
    {"the family name first",             "We saw Natsu Higuchi. Then Higuchi Natsu left.", "Natsu Higuchi:0 Higuchi Natsu:0"},
    {"also known as",                     "We saw Natsu Higuchi, also known as Jane Zimbl. Then Jane Zimbl left.", "Natsu Higuchi:0 Jane Zimbl:0 Jane Zimbl:0"},
    {"known as, behind brackets",         "Natsu Higuchi (born in 1872), known as Jane Zimbl, left.", "Natsu Higuchi:0 Jane Zimbl:0"},
    {"sometimes called",                  "Mohandas Zimbl, sometimes called Peter Zubrow, left.", "Mohandas Zimbl:0 Peter Zubrow:0"},
    {"the name of today",                 "They left Saigon (now Zubrow).", "Saigon:0 Zubrow:0"},
    {"known as what another is",          "We saw Natsu Higuchi. The town is known as Jane Zimbl.", "Natsu Higuchi:0 Jane Zimbl:1"},
    {"a thing named for somebody",        "We saw George Zimbl. They passed the George Zimbl Justice plan. Then George left.", "George Zimbl:0 George Zimbl Justice:1 George:0"},
    {"somebody's things",                 "We saw Andy Zimbl. They saw Zimbl Polaroids.", "Andy Zimbl:0 Zimbl:0"},
    {"a ruler's number",                  "We saw Joshua Zimbl. Then Zimbl I left.", "Joshua Zimbl:0 Zimbl I:0"},
    {"a place without its kind",          "We saw Zimbl Island. They left Zimbl.", "Zimbl Island:0 Zimbl:0"},
    {"a place that needs its kind",       "We saw Zimbl Bay. They left Zimbl.", "Zimbl Bay:0 Zimbl:1"},
    {"a team by its plural",              "He plays for the Pittsburgh Penguins. The Penguins won.", "Pittsburgh Penguins:0 Penguins:0"},
    {"a part of a known name",            "They asked the European Commission. Then the Commission left.", "European Commission:0 Commission:0"},
    {"a word in capitals in brackets",    "The World Health Organization (WHO) met. WHO left.", "World Health Organization:0 WHO:0 WHO:0"},
    {"a portrait of somebody",            "We saw Victoria Lincoln. It is a portrait of Lincoln.", "Victoria Lincoln:0 Lincoln:0"},
    {"a way to a place",                  "We saw Victoria Lincoln. They went to Lincoln.", "Victoria Lincoln:0 Lincoln:1"},
    {"the code of a state",               "They left Ohio for Zimbl, OH.", "Ohio:0 Zimbl:1 OH:0"},
    {"particles of a last name alone",    "We met Piet van der Zimbl. Then van der Zimbl left.", "Piet van der Zimbl:0 van der Zimbl:0"},
    {"a government and its seats",        "Moscow signed, and the Kremlin said so.", "Moscow:0 Kremlin:0"},
    {"a government and its city",         "Moscow signed in Moscow.", "Moscow:0 Moscow:1"},
};
/* clang-format on */

static void join(void **state)
{
    const struct join_case *c = *state;
    uint32_t numbers[64];
    uint32_t next = 0;
    arena_auto arena = {0};
    buffer_auto line = {0};
    struct analysis analysis = test_mentions(&arena, test_lexicon(), NULL, str_of(c->text));

    assert_true(analysis.referent_count < COUNT(numbers));
    for (size_t i = 0; i < analysis.referent_count; i++)
        numbers[i] = UINT32_MAX;
    for (size_t i = 0; i < analysis.mention_count; i++) {
        const struct found_mention *mention = &analysis.mentions[i];
        if (numbers[mention->referent] == UINT32_MAX)
            numbers[mention->referent] = next++;
        buffer_printf(&line, "%s%.*s:%u", i == 0 ? "" : " ",
                      STR_PRINT(token_words(&analysis.tokens, mention->from, mention->to)), numbers[mention->referent]);
    }
    assert_string_equal(buffer_terminate(&line), c->found);
}

/* A referent has its fullest name, and the number of its mentions. */
static void fullest(void **state)
{
    arena_auto arena = {0};
    struct analysis analysis = test_mentions(&arena, test_lexicon(), NULL,
                                             STR("Kowalski is back.\n\nWe saw Jane Kowalski. Then Kowalski left."));
    const struct referent *referent = &analysis.referents[analysis.mentions[0].referent];

    (void)state;
    assert_true(str_is(referent->name, "Jane Kowalski"));
    assert_int_equal(referent->mention_count, 3);
    assert_int_equal(referent->kind, ENTITY_PERSON);
    assert_true(referent->confidence > 0.8F);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 1];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, join, NULL, NULL, (void *)&cases[i]};
    tests[COUNT(cases)] = (struct CMUnitTest){.name = "the fullest name", .test_func = fullest};
    return cmocka_run_group_tests_name("name_join", tests, NULL, NULL);
}
