#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/json.h"
#include "claimd/leaving.h"
#include "claimd/model.h"

/* A doc before "gone" leaves, and after: in favour of "into", or of nothing where into is "". */
static const struct leaving_case {
    const char *name, *into;
    const struct resource *resource;
    const char *before, *after;
} cases[] = {
    /* clang-format off */
    {"a reference",                      "into", &mention_resource, "{'entity':'gone'}", "{'entity':'into'}"},
    {"a reference to another",           "into", &mention_resource, "{'entity':'other'}", "{'entity':'other'}"},
    {"a reference that is let go",       "", &mention_resource, "{'entity':'gone'}", "{'entity':null}"},
    {"a text that looks like it",        "into", &claim_resource, "{'text':'gone','holder':{'entity':null,'text':'gone'}}", "{'text':'gone','holder':{'entity':null,'text':'gone'}}"},
    {"a tag",                            "into", &claim_resource, "{'tags':['a','gone','b']}", "{'tags':['a','into','b']}"},
    {"a tag beside the one that stays",  "into", &claim_resource, "{'tags':['into','gone']}", "{'tags':['into']}"},
    {"a tag that is let go",             "", &claim_resource, "{'tags':['a','gone']}", "{'tags':['a']}"},
    {"the tag above",                    "", &tag_resource, "{'broader':'gone'}", "{'broader':null}"},
    {"a subject",                        "into", &claim_resource, "{'subjects':[{'entity':'gone','text':'t'}]}", "{'subjects':[{'entity':'into','text':'t'}]}"},
    {"subjects that are let go",         "", &claim_resource, "{'subjects':[{'entity':'gone'},{'entity':'other'},{'entity':'gone'}]}", "{'subjects':[{'entity':'other'}]}"},
    {"a holder keeps its words",         "", &claim_resource, "{'holder':{'entity':'gone','text':'t'}}", "{'holder':{'entity':null,'text':'t'}}"},
    {"a holder without words",           "", &claim_resource, "{'holder':{'entity':'gone','text':null}}", "{'holder':{'entity':null,'text':'Name'}}"},
    {"a holder without words is merged", "into", &claim_resource, "{'holder':{'entity':'gone','text':null}}", "{'holder':{'entity':'into','text':null}}"},
    {"a chain",                          "", &claim_resource, "{'holder':{'entity':'a','text':null,'via':[{'entity':'gone','text':null},{'entity':'b','text':null}]}}", "{'holder':{'entity':'a','text':null,'via':[{'entity':null,'text':'Name'},{'entity':'b','text':null}]}}"},
    {"an author",                        "", &article_resource, "{'authors':[{'name':'n','entity':'gone'}]}", "{'authors':[{'name':'n','entity':null}]}"},
    {"the article it is a copy of",      "", &article_resource, "{'variant_of':'gone'}", "{'variant_of':null}"},
    /* clang-format on */
};

static json_t *json_of(const char *text)
{
    buffer_auto quoted = {0};
    for (; *text != '\0'; text++)
        buffer_add_byte(&quoted, *text == '\'' ? '"' : *text);
    json_t *value = json_loadb(quoted.data, quoted.size, 0, NULL);
    assert_non_null(value);
    return value;
}

static void leave(void **state)
{
    const struct leaving_case *c = *state;
    json_auto_t *doc = json_of(c->before), *wanted = json_of(c->after);
    struct leaving leaving = {.gone = STR("gone"), .into = str_of(c->into), .name = STR("Name")};
    buffer_auto text = {0};
    leaving_replace(c->resource->fields, doc, &leaving);
    json_write(&text, doc);
    if (!json_equal(doc, wanted))
        fail_msg("%s", buffer_terminate(&text));
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases)];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){.name = cases[i].name, .test_func = leave, .initial_state = (void *)&cases[i]};
    return cmocka_run_group_tests_name("leaving", tests, NULL, NULL);
}
