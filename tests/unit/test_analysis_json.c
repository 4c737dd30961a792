#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "claimd/analysis_json.h"
#include "claimd/json.h"

static const char text[] = "Räte\n\n“It could rain by 2030”, Ann said, if Bo’s right.";

/* All members that a finding may have, and findings without any of them. */
static const struct library_entity entities[] = {{.id = 1}, {.id = 32}};
static const struct str tags[] = {{"weather", 7}, {"rain", 4}};
static const struct library library = {.entities = entities, .entity_count = 2, .tags = tags, .tag_count = 2};

static struct analysis example(struct arena *arena, const struct blocks *blocks)
{
    static struct referent referents[] = {
        {.name = STR("Ann"), .kind = ENTITY_PERSON, .library = 1, .rival = 0, .confidence = 0.96F, .mention_count = 2},
        {.name = STR("Bo"), .kind = ENTITY_OTHER, .library = ANALYSIS_NONE, .rival = ANALYSIS_NONE, .confidence = 0.5F},
    };
    static struct found_mention mentions[] = {
        {.span = {31, 34},
         .referent = 0,
         .confidence = 0.9F,
         .is_metonym = true,
         .why = {{{"given_name", STR("Ann"), {31, 34}}, {"alone", {0}, {0}}}, 2}},
        {.span = {44, 46}, .referent = 1, .is_demonym = true, .confidence = 0.25F},
    };
    static struct found_claim claims[] = {
        {.span = {7, 28},
         .sentence = 1,
         .text = STR("It could \"rain\"."),
         .kind = CLAIM_FORECAST,
         .certainty = CERTAINTY_LIKELY,
         .is_negated = true,
         .holder = {0, {31, 34}, {35, 39}, COMMITMENT_REPORTS},
         .via = {{ANALYSIS_NONE, {44, 46}, {0}, COMMITMENT_DOUBTS}},
         .via_count = 1,
         .condition = {41, 54},
         .is_condition_negated = true,
         .horizon = {21, 28},
         .horizon_by = "2030",
         .subjects = {0, 1},
         .subject_count = 2,
         .objects = {1},
         .object_count = 1,
         .tags = {1, 0},
         .tag_count = 2,
         .confidence = 0.8F,
         .why = {{{"modal", STR("could"), {10, 15}}}, 1}},
        {.span = {31, 39},
         .text = STR("Ann said"),
         .kind = CLAIM_FACT,
         .certainty = CERTAINTY_UNSTATED,
         .holder = {.mention = ANALYSIS_NONE},
         .horizon = {21, 28}},
    };
    static struct sentence sentences[] = {{{0, 4}, 0, 0, 1}, {{6, 55}, 1, 1, 17}};
    return (struct analysis){tokens_of(arena, blocks->body), sentences, 2, referents, 2, mentions, 2, claims, 2};
}

/* clang-format off */
static const char wanted[] =
    "{\"blocks\":[{\"kind\":\"paragraph\",\"start\":0,\"end\":4},{\"kind\":\"paragraph\",\"start\":6,\"end\":55}],"
    "\"sentences\":[{\"start\":0,\"end\":4,\"block\":0},{\"start\":6,\"end\":55,\"block\":1}],"
    "\"entities\":["
    "{\"ref\":0,\"name\":\"Ann\",\"kind\":\"person\",\"entity\":\"0000000000010\",\"rival\":\"0000000000001\",\"confidence\":0.96,\"mention_count\":2},"
    "{\"ref\":1,\"name\":\"Bo\",\"kind\":\"other\",\"entity\":null,\"rival\":null,\"confidence\":0.50,\"mention_count\":0}],"
    "\"mentions\":["
    "{\"ref\":0,\"entity\":\"0000000000010\",\"anchor\":{\"start\":31,\"end\":34,\"exact\":\"Ann\",\"prefix\":\"Räte\\n\\n“It could rain by 2030”, \",\"suffix\":\" said, if Bo’s right.\"},"
    "\"metonym\":true,\"demonym\":false,\"confidence\":0.90,\"why\":[{\"rule\":\"given_name\",\"text\":\"Ann\",\"start\":31,\"end\":34},{\"rule\":\"alone\",\"text\":null,\"start\":null,\"end\":null}]},"
    "{\"ref\":1,\"entity\":null,\"anchor\":{\"start\":44,\"end\":46,\"exact\":\"Bo\",\"prefix\":\"uld rain by 2030”, Ann said, if \",\"suffix\":\"’s right.\"},"
    "\"metonym\":false,\"demonym\":true,\"confidence\":0.25,\"why\":[]}],"
    "\"claims\":["
    "{\"anchor\":{\"start\":7,\"end\":28,\"exact\":\"It could rain by 2030\",\"prefix\":\"Räte\\n\\n“\",\"suffix\":\"”, Ann said, if Bo’s right.\"},"
    "\"text\":\"It could \\\"rain\\\".\",\"kind\":\"forecast\",\"certainty\":\"likely\",\"probability\":[0.55,0.80],\"polarity\":\"negated\","
    "\"holder\":{\"ref\":0,\"entity\":\"0000000000010\",\"text\":\"Ann\",\"cue\":{\"text\":\"said\",\"start\":35,\"end\":39},\"commitment\":\"reports\","
    "\"via\":[{\"ref\":null,\"entity\":null,\"text\":\"Bo\",\"cue\":null,\"commitment\":\"doubts\"}]},"
    "\"condition\":{\"text\":\"if Bo’s right\",\"start\":41,\"end\":54,\"negated\":true},\"horizon\":{\"text\":\"by 2030\",\"start\":21,\"end\":28,\"by\":\"2030\"},"
    "\"subjects\":[{\"ref\":0,\"entity\":\"0000000000010\",\"text\":\"Ann\"},{\"ref\":1,\"entity\":null,\"text\":\"Bo\"}],"
    "\"objects\":[{\"ref\":1,\"entity\":null,\"text\":\"Bo\"}],\"tags\":[\"rain\",\"weather\"],\"confidence\":0.80,"
    "\"why\":[{\"rule\":\"modal\",\"text\":\"could\",\"start\":10,\"end\":15}]},"
    "{\"anchor\":{\"start\":31,\"end\":39,\"exact\":\"Ann said\",\"prefix\":\"Räte\\n\\n“It could rain by 2030”, \",\"suffix\":\", if Bo’s right.\"},"
    "\"text\":\"Ann said\",\"kind\":\"fact\",\"certainty\":\"unstated\",\"probability\":null,\"polarity\":\"affirmed\",\"holder\":null,\"condition\":null,"
    "\"horizon\":{\"text\":\"by 2030\",\"start\":21,\"end\":28,\"by\":null},\"subjects\":[],\"objects\":[],\"tags\":[],\"confidence\":0.00,\"why\":[]}]}";
/* clang-format on */

static void everything(void **state)
{
    arena_auto arena = {0};
    buffer_auto json = {0};
    problem_auto problem = {0};
    struct blocks blocks = blocks_of_text(&arena, str_of(text));
    struct analysis analysis = example(&arena, &blocks);

    (void)state;
    analysis_json(&json, &blocks, &analysis, &library);
    for (size_t i = 0; i < json.size; i++) { /* cmocka cuts long strings */
        if (json.data[i] != wanted[i])
            print_error("from byte %zu: %.60s\n", i, buffer_terminate(&json) + i);
        assert_true(json.data[i] == wanted[i]);
    }
    assert_int_equal(json.size, sizeof wanted - 1);
    json_auto_t *read = json_read(buffer_str(&json), (struct json_size){JSON_DEPTH_LIMIT, JSON_VALUES_LIMIT}, &problem);
    assert_non_null(read);
}

static void nothing(void **state)
{
    buffer_auto json = {0};
    const struct blocks blocks = {0};
    const struct analysis analysis = {0};

    (void)state;
    analysis_json(&json, &blocks, &analysis, NULL);
    assert_string_equal(buffer_terminate(&json),
                        "{\"blocks\":[],\"sentences\":[],\"entities\":[],\"mentions\":[],\"claims\":[]}");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        {.name = "every member", .test_func = everything},
        {.name = "nothing found", .test_func = nothing},
    };
    return cmocka_run_group_tests_name("analysis_json", tests, NULL, NULL);
}
