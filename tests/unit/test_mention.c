#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "doubling.h"
#include "mentions.h"
#include "seed.h"

/* clang-format off */
static const struct mention_case {
    const char *name, *text, *found;
} cases[] = {
    {"nothing",                          "the cat sat on the mat.", ""},
    {"nothing at all",                   "", ""},
    {"marks only",                       "... -- !", ""},
    {"a given name and more",            "Yesterday Jane Doe sang.", "Jane Doe/person/given-name"},
    {"with an initial",                  "We met John Q. Public there.", "John Q. Public/person/given-name"},
    {"initials",                         "Later J. K. Rowling wrote it.", "J. K. Rowling/person/initials"},
    {"letters of a list are none",       "A. Aardvark", ""},
    {"particles",                        "the poet Maria de la Cruz sang", "Maria de la Cruz/person/given-name"},
    {"an ordinary given name",           "We asked Mark Smith about it.", "Mark Smith/person/given-name"},
    {"degrees behind a name",            "He met Jane Doe MBE there.", "Jane Doe/person/given-name"},
    {"a month that is a given name",     "We saw April Jones there in April.", "April Jones/person/given-name"},
    {"a title before",                   "Then President Obama spoke.", "Obama/person/title"},
    {"a title with a stop",              "We saw Dr. Kowalczuk there.", "Kowalczuk/person/title"},
    {"a title and an ordinary word",     "Then Mr. Bean fell.", "Bean/person/title"},
    {"a title that is part of the name", "They told Lord Nelson about it.", "Lord Nelson/person/title"},
    {"a title alone",                    "He saw the President there.", ""},
    {"a demonym and a title before",     "Russian president Vladimir Putin left.", "Russian/place/demonym; Vladimir Putin/person/given-name"},
    {"a role in lower case",             "It was spokesman Zlobin, of course.", "Zlobin/person/role"},
    {"who speaks",                       "\"No,\" said Zlobin.", "Zlobin/person/speaker"},
    {"an age",                           "It was Qvorb Zimbl, 45, of course.", "Qvorb Zimbl/person/age"},
    {"a country",                        "He left France for Spain.", "France/place/known-place; Spain/place/known-place"},
    {"a country with dots",              "They are U.S. forces.", "U.S./place/known-place"},
    {"not the pronoun",                  "They told us so.", ""},
    {"a possessive is cut",              "It was France's turn.", "France/place/known-place"},
    {"a curly possessive is cut",        "It was France\u2019s turn.", "France/place/known-place"},
    {"a city that is a word",            "Cars drove through Reading.", ""},
    {"a city that is a word, behind in", "She lives in Reading.", "Reading/place/known-place"},
    {"an unknown place",                 "They met in Zubrowka.", "Zubrowka/place/preposition-of-place"},
    {"part of the sky",                  "They live in North Zubrow.", "North Zubrow/place/direction"},
    {"a demonym",                        "Two Poles and a Dutch ship.", "Poles/place/demonym; Dutch/place/demonym"},
    {"a demonym of two words",           "the South Korean army", "South Korean/place/demonym"},
    {"a compound offers both parts",     "the Russian-Chinese border", "Russian/place/demonym; Chinese/place/demonym"},
    {"before a hyphen",                  "a Paris-based firm", "Paris/place/known-place"},
    {"a party",                          "the Purple Potato Party won", "Purple Potato Party/organization/head-word"},
    {"a firm",                           "Zubrow Inc lost money.", "Zubrow Inc/organization/head-word"},
    {"a bank of",                        "the National Bank of Ruritania failed", "National Bank of Ruritania/organization/head-word-of"},
    {"a ministry of this and that",      "the Ministry of Health and Social Care said so", "Ministry of Health and Social Care/organization/head-word-of"},
    {"and another name",                 "the Ministry of Health and the Labour Party said so", "Ministry of Health/organization/head-word-of; Labour Party/organization/known-name"},
    {"this and that party",              "the Social Democratic and Rural Party won", "Social Democratic and Rural Party/organization/head-word"},
    {"this and Labour",                  "the Social Democratic and Labour Party won", "Social Democratic and Labour Party/organization/known-name"},
    {"this and a known party",           "the Popular Liberal and Labour Party won", "Popular Liberal and Labour Party/organization/head-word"},
    {"what a front is for",              "the Popular Front for the Liberation of Zubrow met", "Popular Front for the Liberation of Zubrow/organization/head-word-of"},
    {"a parliament is for nothing",      "He sat in the European Parliament for the Green Potato Party.", "European Parliament/organization/known-name; Green Potato Party/organization/head-word"},
    {"an ordinary given name alone",     "My name is Frank, and so is his.", "Frank/person/given-name-alone"},
    {"a given name of an article",       "the Rose won", ""},
    {"particles before the first word",  "We read what van der Zimbl found.", "van der Zimbl/person/capital-alone"},
    {"a particle that is a noun",        "They bought a van Zimbl made.", "Zimbl/other/capital-alone"},
    {"a particle with a hyphen",         "They read al-Zimbl there.", "al-Zimbl/person/capital-alone"},
    {"the same inside a name",           "We met Jane al-Zimbl there.", "Jane al-Zimbl/person/given-name"},
    {"a place with and in Spanish",      "the land of Texas y Zimbl", "Texas y Zimbl/place/known-place"},
    {"a sentence behind a caption",      "Jane Doe of Zubrow Inc In the village they sang.", "Jane Doe/person/given-name; Zubrow Inc/organization/head-word"},
    {"the code of no state",             "Zimbl, QQ", "Zimbl/other/capital-alone; QQ/organization/acronym"},
    {"a particle with an apostrophe",    "Then Catherine de\u2019 Medici left.", "Catherine de\u2019 Medici/person/given-name"},
    {"a surname of the Irish",           "It was about O'Zimbl then.", "O'Zimbl/person/surname-alone"},
    {"two surnames with a hyphen",       "It was about Smith-Jones then.", "Smith-Jones/person/surname-alone"},
    {"who is cited",                     "It was found (Zimbl et al., 2019; Kwik and Vrox, 2021).", "Zimbl/person/cited; Kwik/person/cited; Vrox/person/cited"},
    {"a year that cites nobody",         "It was in Zimbl, 2019 of them.", "Zimbl/place/preposition-of-place"},
    {"what it is said to be",            "The Zimbl is a long river in the north.", "Zimbl/place/noun-apposed"},
    {"what somebody is said to be",      "Zimbl was a minor painter of the north.", "Zimbl/person/noun-apposed"},
    {"in an apposition",                 "They bought Zimbl, a small carmaker.", "Zimbl/organization/noun-apposed"},
    {"what it is not said to be",        "Zimbl is a long way up a river.", "Zimbl/other/capital-alone"},
    {"a town that has a saint's name",   "They left Saint-Zimbl early.", "Saint-Zimbl/place/head-word"},
    {"a saint",                          "They asked Saint Zimbl early.", "Saint Zimbl/person/title"},
    {"a place with a hyphen",            "They left Pyr\u00e9n\u00e9es-Qvorb early.", "Pyr\u00e9n\u00e9es-Qvorb/place/known-place"},
    {"two places with a hyphen",         "the Moscow-Beijing train", "Moscow/place/known-place; Beijing/place/known-place"},
    {"a firm of two",                    "It was about Zimbl & Qvorb then.", "Zimbl & Qvorb/organization/capitals-joined"},
    {"a firm of a country",              "It was about Zimbl Kenya then.", "Zimbl Kenya/organization/capitals-joined"},
    {"a firm in lower case",             "They asked Zimbl Foods plc about it.", "Zimbl Foods plc/organization/head-word"},
    {"research and development",         "They do R&D there.", "R&D/other/capitals-joined"},
    {"an office of three words",         "They asked Chief Financial Officer Jane Doe.", "Jane Doe/person/title"},
    {"a city that is a word, behind from", "She came from Reading.", "Reading/place/known-place"},
    {"a people behind a given name",     "Louis the German won.", "Louis the German/person/given-name"},
    {"a person of a people",             "It was about Louis the German doctor.", "Louis/person/surname-alone; German/place/demonym"},
    {"the novel",                        "She wrote the novel Pride of the Zimbl and left.", "Pride of the Zimbl/work/noun-before"},
    {"a book between commas",            "His book, Plants of the North, is old.", "Plants of the North/work/noun-before"},
    {"who made the song",                "It is the song Jane Smith wrote.", "Jane Smith/person/given-name"},
    {"a place in a headline",            "FLOOD WARNING LIFTED IN ZIMBL VALLEY", "ZIMBL VALLEY/place/head-word"},
    {"a month before a person",          "In May Anna Doe left.", "Anna Doe/person/given-name"},
    {"the same, who is called so",       "In June Anna Doe left; in June Jones sang.", "Anna Doe/person/given-name; Jones/person/surname-alone"},
    {"a mountain at the beginning",      "Mount Qvorb is high.", "Mount Qvorb/place/head-word"},
    {"a mountain in lower case",         "Mount the horse, said Qvorb.", "Qvorb/person/speaker"},
    {"a given name and a fair",          "Philip the Fair won.", "Philip the Fair/person/given-name"},
    {"several",                          "They had the Qvorbs arrested.", "Qvorbs/other/capital-alone"},
    {"particles behind and",             "It was by Jane Doe and de la Qvorb.", "Jane Doe/person/given-name; de la Qvorb/person/capital-alone"},
    {"what was written",                 "She wrote A Defence of the Rights of Cats and left.", "A Defence of the Rights of Cats/work/noun-before"},
    {"who wrote what",                   "He wrote Jane Doe a letter.", "Jane Doe/person/given-name"},
    {"a branch of a firm",               "They asked Airtel Kenya about it.", "Airtel Kenya/organization/known-name"},
    {"and/or",                           "They asked Jane Doe and/or Zubrow Inc then.", "Jane Doe/person/given-name; Zubrow Inc/organization/head-word"},
    {"a faith and no given name",        "He works for Christian Zeal there.", "Christian/group/known-name"},
    {"the Great",                        "They crowned Peter the Great there.", "Peter the Great/person/given-name"},
    {"of a place",                       "He wed Catherine of Aragon then.", "Catherine of Aragon/person/given-name"},
    {"a law of somebody",                "We met Nathan Law of Demosisto there.", "Nathan Law/person/given-name; Demosisto/organization/known-name"},
    {"an acronym that is a word acts",   "Then FAT said no.", "FAT/organization/acronym"},
    {"an acronym that is a word",        "It is NOT so.", ""},
    {"a team that is a word",            "He is a Mets fan.", "Mets/organization/known-name"},
    {"a workers' party",                 "the Workers' Party won", "Workers' Party/organization/head-word"},
    {"a first word that only opens",     "Meanwhile Zubrow Inc lost.", "Zubrow Inc/organization/head-word"},
    {"a river",                          "the Zubrow River froze", "Zubrow River/place/head-word"},
    {"a lake",                           "They swam in Lake Zubrow today.", "Lake Zubrow/place/head-word"},
    {"a bridge",                         "the Zubrow Bridge fell", "Zubrow Bridge/facility/head-word"},
    {"a war",                            "the Zubrow War began", "Zubrow War/event/head-word"},
    {"a battle of",                      "the Battle of Zubrow began", "Battle of Zubrow/event/head-word-of"},
    {"an election",                      "in the 1992 French presidential election she lost", "1992 French presidential election/event/event-pattern"},
    {"an election without a year",       "the French presidential election", "French/place/demonym"},
    {"a known organisation",             "He joined the United Nations.", "United Nations/organization/known-name"},
    {"an acronym",                       "He joined the ZQX.", "ZQX/organization/acronym"},
    {"shouting is no acronym",           "It was NOT there.", ""},
    {"a measure is no acronym",          "It costs 250 MXN.", ""},
    {"a noun before",                    "the oil firm Zubrovka grew", "Zubrovka/organization/noun-before"},
    {"a noun behind",                    "the Zubrovka company grew", "Zubrovka/organization/noun-after"},
    {"two unknown words",                "He saw Zorblax Quimby there.", "Zorblax Quimby/person/capitals-together"},
    {"an unknown word",                  "He saw Zorblax there.", "Zorblax/other/capital-alone"},
    {"a surname alone",                  "He saw Kowalski there.", "Kowalski/person/surname-alone"},
    {"a team of a town",                 "We saw the Pittsburgh Penguins there.", "Pittsburgh Penguins/organization/place-and-plural"},
    {"offices of a country",             "We saw the U.S. Departments there.", "U.S./place/known-place"},
    {"a result",                         "Leeds 2 Sheffield 1", "Leeds/organization/score; Sheffield/organization/score"},
    {"towns that play",                  "Leeds beat Sheffield yesterday.", "Leeds/organization/score; Sheffield/organization/score"},
    {"a farm minister is no farm",       "It was Spanish Farm Minister Jane Smith.", "Spanish/place/demonym; Jane Smith/person/title"},
    {"a list of places",                 "They saw Paris, Qvorb and Rome.", "Paris/place/known-place; Qvorb/place/listed-with; Rome/place/known-place"},
    {"the end of a list",                "They saw Paris, Rome and Qvorb.", "Paris/place/known-place; Rome/place/known-place; Qvorb/place/listed-with"},
    {"a list of two tells nothing",      "They saw Rome and Qvorb.", "Rome/place/known-place; Qvorb/other/capital-alone"},
    {"a list of different things",       "They saw Paris, Qvorb and Jane Smith.", "Paris/place/known-place; Qvorb/other/capital-alone; Jane Smith/person/given-name"},
    {"what happens to persons",          "Then Qvorb was re-elected.", "Qvorb/person/speaker"},
    {"an initial that is an article",    "They saw Paul A. Freund there.", "Paul A. Freund/person/given-name"},
    {"a country in a result",            "France 2 Spain 1", "France/place/known-place; Spain/place/known-place"},
    {"a state behind a town",            "We saw Pittsburgh, PA there.", "Pittsburgh/place/known-place; PA/place/place-after-place"},
    {"whose somebody is",                "It was Zubrow Qvorb commander Jane Smith.", "Zubrow Qvorb/organization/role-behind; Jane Smith/person/given-name"},
    {"a word behind a hyphen",           "We met Leung Chun-ying there.", "Leung Chun-ying/person/capitals-together"},
    {"a link between hyphens",           "We met Tehreek-e-Qvorb there.", "Tehreek-e-Qvorb/other/capital-alone"},
    {"a firm, incorporated",             "We met Zubrow, Inc. there.", "Zubrow, Inc/organization/head-word"},
    {"a firm and what is said of it",    "They read the Zubrow Corporation Guaranty again.", "Zubrow Corporation/organization/head-word"},
    {"a court of a district",            "They read of the District of Columbia Court of Appeals today.", "District of Columbia Court of Appeals/organization/head-word-of"},
    {"joints with capitals",             "the Bank Of Zubrow grew.", "Bank Of Zubrow/organization/head-word-of"},
    {"other scripts",                    "Сейчас Полине 53 года.", ""},
    {"a file",                           "See Zubrow.pdf for more.", ""},
    {"the younger",                      "We met Jane Smith Jr. there.", "Jane Smith Jr/person/given-name"},
    {"first words are no names",         "Cars are red. Green ones are not.", ""},
    {"first words behind a quotation mark", "He said: \"Cars are red.\"", ""},
    {"an address and a word of a surname", "Then Mr Hall fell.", "Hall/person/title"},
    {"months and days are no names",     "On Monday in March it rained.", ""},
    {"languages are no names",           "She speaks Esperanto.", ""},
    {"a bloc with its article",          "relations with the west are bad", "west/group/bloc-with-article"},
    {"a direction is no bloc",           "the wind blew from the west coast", ""},
    {"no bloc without its article",      "relations with west are bad", ""},
    {"an address on the web",            "See https://Example.com/Jane/Doe for more.", ""},
    {"a path",                           "It is in /home/Jane/Paris on that machine.", ""},
    {"an e-mail address",                "Write to Jane.Doe@Example.com today.", ""},
    {"a name on a network",              "It was @JaneDoe who wrote #Paris there.", ""},
    {"a heading in title case",          "How To Build a Better Mousetrap", ""},
    {"names in such a heading",          "Why Russia May Never Have Wanted Friends Like China", "Russia/place/known-place; China/place/known-place"},
    {"a heading in capitals",            "THE WAR AGAINST PARIS AND JANE SMITH", "PARIS/place/known-place; JANE SMITH/person/given-name"},
    {"letters with marks",               "We saw José García Márquez there.", "José García Márquez/person/given-name"},
    {"a script without case",            "\u4E2D\u56FD\u548C\u4FC4\u7F57\u65AF\u3002", ""},
};
/* clang-format on */

static void mention(void **state)
{
    const struct mention_case *c = *state;
    arena_auto arena = {0};
    buffer_auto line = {0};
    struct analysis analysis = test_mentions(&arena, test_lexicon(), NULL, str_of(c->text));

    test_mention_line(&line, &analysis, false);
    assert_string_equal(buffer_terminate(&line), c->found);
    for (size_t i = 0; i < analysis.mention_count; i++) {
        assert_true(analysis.mentions[i].confidence > 0 && analysis.mentions[i].confidence < 1);
        assert_true(analysis.mentions[i].why.count > 0);
        assert_true(analysis.mentions[i].span.start < analysis.mentions[i].span.end);
        assert_true(i == 0 || analysis.mentions[i - 1].span.end <= analysis.mentions[i].span.start);
    }
}

/* A reason names its rule, the lexicon's term and where the words stand. */
static void why(void **state)
{
    arena_auto arena = {0};
    struct analysis analysis = test_mentions(&arena, test_lexicon(), NULL, STR("Yes: the oil firm Zubrovka grew."));
    const struct why *reason = &analysis.mentions[0].why.items[0];

    (void)state;
    assert_string_equal(reason->rule, "noun-before");
    assert_true(str_is(reason->term, "firm"));
    assert_int_equal(reason->span.start, 13);
    assert_int_equal(reason->span.end, 17);
}

static const json_t *at_span(const json_t *mentions, struct span span)
{
    const json_t *mention;
    size_t i;
    json_array_foreach(mentions, i, mention)
    {
        if (json_integer_value(json_object_get(mention, "start")) == span.start &&
            json_integer_value(json_object_get(mention, "end")) == span.end)
            return mention;
    }
    return NULL;
}

/* The real article: all of its mentions that are written down are found, and at most one capital is taken for the other
 * thing ("leadership in Moscow"). */
static void real_article(void **state)
{
    json_auto_t *gold = seed_gold();
    arena_auto arena = {0};
    size_t found = 0;
    size_t same = 0;

    (void)state;
    if (gold == NULL)
        skip();
    const json_t *mentions = json_object_get(gold, "mentions");
    struct analysis analysis =
        test_mentions(&arena, test_lexicon(), NULL, str_of(json_string_value(json_object_get(gold, "body"))));
    for (size_t i = 0; i < analysis.mention_count; i++) {
        const json_t *mention = at_span(mentions, analysis.mentions[i].span);
        found += mention != NULL;
        same += mention != NULL && json_is_true(json_object_get(mention, "metonym")) == analysis.mentions[i].is_metonym;
    }
    assert_int_equal(found, json_array_size(mentions));
    assert_true(same + 1 >= found);
}

struct repeated {
    const struct lexicon *lexicon;
    const char *piece;
};

static int64_t time_us(void *what, size_t size)
{
    const struct repeated *repeated = what;
    arena_auto arena = {0};
    buffer_auto text = {0};

    doubling_text(&text, "", repeated->piece, NULL, size);
    int64_t began = processor_us();
    struct analysis analysis = test_mentions(&arena, repeated->lexicon, NULL, buffer_str(&text));
    int64_t took = processor_us() - began;
    assert_true(analysis.mention_count <= analysis.tokens.count);
    return took;
}

/* Whatever the text is made of. */
static void linear(void **state)
{
    static const char *const pieces[] = {
        "Aa ",
        "A.",
        "Jane Doe ",
        "Bank of ",
        "Aa and ",
        "Aa of the ",
        "Bank of England and ",
        "the west ",
        "President ",
        "Paris, ",
        "A-",
        "ABC (",
        "Jane Doe of the Bank of England said. ",
        "Doe",
        "\u0301",
        "Workers' ",
        "New York ",
        "1992 French ",
    };
    (void)state;
    for (size_t i = 0; i < COUNT(pieces); i++) {
        struct repeated repeated = {test_lexicon(), pieces[i]};
        assert_linear(pieces[i], time_us, &repeated, 100000, 1);
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 3];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, mention, NULL, NULL, (void *)&cases[i]};
    tests[COUNT(cases)] = (struct CMUnitTest){.name = "why", .test_func = why};
    tests[COUNT(cases) + 1] = (struct CMUnitTest){.name = "linear", .test_func = linear};
    tests[COUNT(cases) + 2] = (struct CMUnitTest){.name = "the real article", .test_func = real_article};
    return cmocka_run_group_tests_name("mention", tests, NULL, NULL);
}
