#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claimd/buffer.h"
#include "claimd/charset.h"
#include "claimd/utf8.h"

/* clang-format off */
static const struct charset_case {
    const char *name;
    struct str bytes;
    const char *text;
} cases[] = {
    {"nothing",                       STR(""),                                                 ""},
    {"ASCII",                         STR("cat"),                                              "cat"},
    {"UTF-8",                         STR("caf\xC3\xA9"),                                      "café"},
    {"a mark of UTF-8",               STR("\xEF\xBB\xBF" "caf\xC3\xA9"),                       "café"},
    {"UTF-16, little end first",      STR("\xFF\xFE" "c\0\xE9\0"),                             "cé"},
    {"UTF-16, big end first",         STR("\xFE\xFF" "\0c\0\xE9"),                             "cé"},
    {"a surrogate pair",              STR("\xFF\xFE\x3D\xD8\x00\xDE"),                         "😀"},
    {"Windows-1252 without a word",   STR("caf\xE9 \x93x\x94"),                                "café “x”"},
    {"<meta charset>",                STR("<meta charset=windows-1251>\xEF\xF0\xE8"),          "<meta charset=windows-1251>при"},
    {"in quotation marks",            STR("<META CHARSET = \"KOI8-R\">\xD0\xD2\xC9"),          "<META CHARSET = \"KOI8-R\">при"},
    {"http-equiv",                    STR("<meta content='text/html; charset=iso-8859-2'>\xB3"), "<meta content='text/html; charset=iso-8859-2'>ł"},
    {"XML",                           STR("<?xml encoding='shift_jis'?>\x93\xFA"),             "<?xml encoding='shift_jis'?>日"},
    {"latin1 is Windows-1252",        STR("<meta charset=latin1>\x80"),                        "<meta charset=latin1>€"},
    {"GB2312 is GB18030",             STR("<meta charset=gb2312>\xC4\xE3"),                    "<meta charset=gb2312>你"},
    {"seven bits",                    STR("<meta charset=iso-2022-jp>\x1B$BF|\x1B(B"),         "<meta charset=iso-2022-jp>日"},
    {"a word that is wrong",          STR("<meta charset=latin1>caf\xC3\xA9"),                 "<meta charset=latin1>café"},
    {"UTF-16 is not said in ASCII",   STR("<meta charset=utf-16>caf\xC3\xA9"),                 "<meta charset=utf-16>café"},
    {"an unknown name",               STR("<meta charset=x-nobody>\xE9"),                      "<meta charset=x-nobody>é"},
    {"the first that is known",       STR("a charset for all <meta charset=koi8-r>\xD0"),      "a charset for all <meta charset=koi8-r>п"},
    {"a byte that means nothing",     STR("<meta charset=utf-8>a\xFF" "b"),                    "<meta charset=utf-8>a\uFFFD" "b"},
    {"a sequence that is cut",        STR("<meta charset=utf-8>a\xE2\x82"),                    "<meta charset=utf-8>a\uFFFD\uFFFD"},
    {"UTF-16 that is cut",            STR("\xFF\xFE" "c\0\xE9"),                               "c\uFFFD"},
    {"a lone surrogate",              STR("\xFF\xFE\x3D\xD8" "c\0"),                           NULL},
    {"a gap of Windows-1252",         STR("\x81\xE9"),                                         "\uFFFDé"},
    {"NUL",                           STR("a\0b"),                                             "a\uFFFD" "b"},
};
/* clang-format on */

static void decode(void **state)
{
    const struct charset_case *c = *state;
    arena_auto arena = {0};
    problem_auto problem = {0};
    struct str text;
    assert_true(charset_decode(&arena, c->bytes, &text, &problem));
    assert_true(utf8_valid(text));
    if (c->text == NULL)
        return;
    assert_int_equal(text.size, str_of(c->text).size);
    if (text.size > 0)
        assert_memory_equal(text.data, c->text, text.size);
}

/* What the file says counts within the sample. */
static void sample(void **state)
{
    (void)state;
    for (size_t before = CHARSET_SAMPLE - sizeof "charset=koi8-r" + 1; before <= CHARSET_SAMPLE; before++) {
        arena_auto arena = {0};
        problem_auto problem = {0};
        buffer_auto bytes = {0};
        struct str text;
        for (size_t i = 0; i < before; i++)
            buffer_add_byte(&bytes, ' ');
        buffer_add(&bytes, STR("charset=koi8-r\xD0"));
        assert_true(charset_decode(&arena, buffer_str(&bytes), &text, &problem));
        bool is_in = before + sizeof "charset=koi8-r" - 1 <= CHARSET_SAMPLE;
        assert_true(str_ends(text, is_in ? STR("п") : STR("Ð")));
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 1];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, decode, NULL, NULL, (void *)&cases[i]};
    tests[COUNT(cases)] = (struct CMUnitTest)cmocka_unit_test(sample);
    return cmocka_run_group_tests_name("charset", tests, NULL, NULL);
}
