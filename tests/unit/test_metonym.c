#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "mentions.h"

/* clang-format off */
static const struct metonym_case {
    const char *name, *text;
    const char *government; /* of the first capital, or NULL: it is a place there */
} cases[] = {
    {"a seat",                         "That angered the Kremlin.", "Government of Russia"},
    {"a seat at which somebody is",    "They met at the White House.", NULL},
    {"a seat in which something is",   "Any change in the Kremlin upsets them.", "Government of Russia"},
    {"the subject of a deed",          "Moscow rejected the proposal.", "Government of Russia"},
    {"the subject of what was done",   "Beijing has helped some companies.", "Government of China"},
    {"trying",                         "Paris is trying to help.", "Government of France"},
    {"with an adverb",                 "Paris has never signed it.", "Government of France"},
    {"two together",                   "Moscow and Beijing have been strengthening their partnership.", "Government of Russia"},
    {"a city that is something",       "Paris is a city of light.", NULL},
    {"a city that has something",      "Paris has two million people.", NULL},
    {"the subject of no deed",         "A court in Moscow rejected the proposal.", NULL},
    {"of a place",                     "The mayor of Moscow rejected the proposal.", NULL},
    {"a list of cities",               "Cities like Bonn, Paris and Rome have signed it.", NULL},
    {"what governments have",          "It is Beijing\u2019s foreign policy.", "Government of China"},
    {"what cities have",               "They are London's streets.", NULL},
    {"the government of a capital",    "They criticised the Beijing government.", "Government of China"},
    {"cooperation with",               "Cooperation with Beijing was deepened.", "Government of China"},
    {"against",                        "They protested against Tehran.", "Government of Iran"},
    {"done by",                        "The plan was backed by Tehran.", "Government of Iran"},
    {"a train between cities",         "There is a train between Moscow and Beijing.", NULL},
    {"relations between",              "They spoke of relations between Moscow and Beijing.", "Government of Russia"},
    {"pro",                            "the pro-Beijing orientation of the players", "Government of China"},
    {"anti",                           "the anti-Tehran camp", "Government of Iran"},
    {"easier for",                     "It is easier for Moscow to accept that.", "Government of Russia"},
    {"from a place",                   "They drove from Moscow.", NULL},
    {"a place and its country",        "They were with Paris, France.", NULL},
    {"the head of a report",           "PARIS, May 19 (Reuters) - Rain fell.", NULL},
    {"a city that is no capital",      "Milan rejected the proposal.", NULL},
    {"a country stays itself",         "Russia rejected the proposal.", NULL},
    {"the European Union",             "Brussels has ignored it.", "European Union"},
    {"a deed that no list has",        "Vienna foresaw it and overestimated its strength.", NULL},
    {"such a deed with an object",     "Vienna overestimated the railways.", "Government of Austria"},
    {"what towns do",                  "Vienna attracted the young.", NULL},
    {"what was done to a town",        "Lisbon had barely been rebuilt.", NULL},
    {"what it has done",               "Ottawa has also reduced the tariff.", "Government of Canada"},
    {"what it has long been doing",    "Ottawa has been slowly reducing the tariff.", "Government of Canada"},
    {"what it has become",             "Ottawa has doubled in size.", NULL},
    {"what it will do",                "Budapest will lift its veto.", "Government of Hungary"},
    {"what a town will do",            "Budapest will grow.", NULL},
    {"what it has yet to do",          "Ottawa and the provinces have yet to agree.", "Government of Canada"},
    {"neither",                        "Neither Athens nor Milan wants it.", "Government of Greece"},
    {"behind an aside",                "Seoul, which had said nothing, called it a threat.", "Government of South Korea"},
    {"a question",                     "What does Tehran want?", "Government of Iran"},
    {"whom one addresses",             "They accused Khartoum of it.", "Government of Sudan"},
    {"who is to do it",                "They expect Athens to pay.", "Government of Greece"},
    {"where one is to go",             "They expect Athens in August.", NULL},
    {"what comes from it",             "Pressure from Washington helped.", "Government of the United States"},
    {"who comes from it",              "Visitors from Washington helped.", NULL},
    {"at its request",                 "at the request of Ankara", "Government of Turkey"},
    {"according to it",                "According to Ankara, nothing was lost.", "Government of Turkey"},
    {"for it",                         "For Warsaw, this was never about money.", "Government of Poland"},
    {"backed",                         "Moscow-backed forces took it.", "Government of Russia"},
    {"based",                          "Moscow-based firms lost money.", NULL},
    {"a team",                         "Madrid appointed a new coach.", NULL},
    {"no team",                        "Madrid appointed a new envoy.", "Government of Spain"},
};
/* clang-format on */

static void metonym(void **state)
{
    const struct metonym_case *c = *state;
    arena_auto arena = {0};
    struct analysis analysis = test_mentions(&arena, test_lexicon(), NULL, str_of(c->text));

    for (size_t i = 0; i < analysis.mention_count && c->government == NULL; i++)
        assert_false(analysis.mentions[i].is_metonym);
    if (c->government == NULL)
        return;
    assert_true(analysis.mention_count > 0);
    const struct found_mention *mention = &analysis.mentions[0];
    assert_true(mention->is_metonym);
    assert_true(str_is(analysis.referents[mention->referent].name, c->government));
    assert_int_equal(analysis.referents[mention->referent].kind, ENTITY_ORGANIZATION);
    assert_true(mention->why.items[0].term.size > 0);
}

/* What a sentence leaves open is as the article's clear cases are. */
static void elsewhere(void **state)
{
    static const struct str clear = {"Beijing rejected it. Beijing signed it. It was beneficial to Beijing.", 69};
    static const struct str open = {"It was beneficial to Beijing.", 29};
    static const struct str journey = {"Beijing rejected it. Beijing signed it. His trip to Beijing was long.", 69};
    arena_auto arena = {0};
    const struct lexicon *lexicon = test_lexicon();
    struct analysis with = test_mentions(&arena, lexicon, NULL, clear);
    struct analysis without = test_mentions(&arena, lexicon, NULL, open);
    struct analysis visited = test_mentions(&arena, lexicon, NULL, journey);

    (void)state;
    assert_int_equal(with.mention_count, 3);
    assert_true(with.mentions[2].is_metonym);
    assert_string_equal(with.mentions[2].why.items[0].rule, "capital-as-elsewhere");
    assert_int_equal(without.mention_count, 1);
    assert_false(without.mentions[0].is_metonym);
    assert_int_equal(visited.mention_count, 3);
    assert_false(visited.mentions[2].is_metonym);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 1];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, metonym, NULL, NULL, (void *)&cases[i]};
    tests[COUNT(cases)] = (struct CMUnitTest){.name = "elsewhere", .test_func = elsewhere};
    return cmocka_run_group_tests_name("metonym", tests, NULL, NULL);
}
