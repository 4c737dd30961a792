#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/csv.h"

static const struct field place_members[] = {{"start", NULL, FIELD_COUNT}, {"exact", NULL, FIELD_WORDS}, {0}};
static const struct field holder_members[] = {{"place", NULL, FIELD_OBJECT, .members = place_members},
                                              {"via", NULL, FIELD_OBJECTS, .members = place_members},
                                              {0}};
static const struct field fields[] = {
    {"text", NULL, FIELD_TEXT},
    {"holder", NULL, FIELD_OBJECT, .members = holder_members},
    {"body", NULL, FIELD_TEXT, .use = APART | WRITE},
    {"quote", NULL, FIELD_TEXT, .use = INPUT | WRITE},
    {0},
};
static const struct resource things = {"things", "thing", fields};

#define ALL \
    "id,revision,created_at,updated_at,created_by,text,holder.place.start,holder.place.exact,holder.via,metadata\r\n"

static const struct csv_case {
    const char *name, *doc;
    const char *fields[3];
    const char *csv;
} cases[] = {
    /* clang-format off */
    {"all that lists have", "{\"id\":\"i\",\"revision\":1,\"text\":\"a b\",\"metadata\":{}}", {NULL}, ALL "i,1,,,,a b,,,,{}\r\n"},
    {"objects taken apart", "{\"holder\":{\"place\":{\"start\":3,\"exact\":\"x\"},\"via\":[{\"start\":1}]}}", {"holder"},
     "holder.place.start,holder.place.exact,holder.via\r\n3,x,\"[{\"\"start\"\":1}]\"\r\n"},
    {"null is empty", "{\"holder\":null,\"text\":null}", {"holder", "text"}, "holder.place.start,holder.place.exact,holder.via,text\r\n,,,\r\n"},
    {"in the order asked for", "{\"text\":\"a\",\"id\":\"i\"}", {"text", "id"}, "text,id\r\na,i\r\n"},
    {"stored apart, when asked for", "{\"body\":\"b\"}", {"body"}, "body\r\nb\r\n"},
    {"a comma", "{\"text\":\"a,b\"}", {"text"}, "text\r\n\"a,b\"\r\n"},
    {"quotes are doubled", "{\"text\":\"say \\\"no\\\"\"}", {"text"}, "text\r\n\"say \"\"no\"\"\"\r\n"},
    {"line ends", "{\"text\":\"a\\nb\\r\\nc\"}", {"text"}, "text\r\n\"a\nb\r\nc\"\r\n"},
    {"blanks stay", "{\"text\":\" a \"}", {"text"}, "text\r\n a \r\n"},
    {"more than ASCII", "{\"text\":\"\xC3\xA9\xF0\x9F\x98\x80\"}", {"text"}, "text\r\n\xC3\xA9\xF0\x9F\x98\x80\r\n"},
    {"a formula", "{\"text\":\"=1+1\"}", {"text"}, "text\r\n'=1+1\r\n"},
    {"a formula with a comma", "{\"text\":\"=HYPERLINK(\\\"x\\\",1)\"}", {"text"}, "text\r\n\"'=HYPERLINK(\"\"x\"\",1)\"\r\n"},
    {"plus, minus, at", "{\"text\":\"+1\",\"id\":\"-2\",\"created_by\":\"@c\"}", {"text", "id", "created_by"}, "text,id,created_by\r\n'+1,'-2,'@c\r\n"},
    {"a tab", "{\"text\":\"\\t=1\"}", {"text"}, "text\r\n'\t=1\r\n"},
    {"a line end first", "{\"text\":\"\\n=1\"}", {"text"}, "text\r\n\"'\n=1\"\r\n"},
    {"a minus inside is none", "{\"text\":\"a-b=c\"}", {"text"}, "text\r\na-b=c\r\n"},
    {"numbers are no text", "{\"revision\":-5}", {"revision"}, "revision\r\n-5\r\n"},
    /* clang-format on */
};

static void csv(void **state)
{
    const struct csv_case *c = *state;
    buffer_auto text = {0};
    size_t count = 0;
    while (count < COUNT(c->fields) && c->fields[count] != NULL)
        count++;
    json_auto_t *doc = json_loads(c->doc, 0, NULL);
    assert_non_null(doc);
    csv_header(&text, &things, c->fields, count);
    csv_record(&text, &things, c->fields, count, doc);
    assert_string_equal(buffer_terminate(&text), c->csv);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases)];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){.name = cases[i].name, .test_func = csv, .initial_state = (void *)&cases[i]};
    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
