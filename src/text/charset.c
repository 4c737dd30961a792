#include "claimd/charset.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

#include "claimd/buffer.h"
#include "claimd/utf8.h"

/* clang-format off */
/* Names that mean something else than they say, and those of iconv where they differ from the web's. In lower case. */
static const struct alias {
    const char *name, *iconv;
} aliases[] = {
    {"ascii",          "WINDOWS-1252"}, {"us-ascii",       "WINDOWS-1252"}, {"iso-8859-1",     "WINDOWS-1252"},
    {"iso8859-1",      "WINDOWS-1252"}, {"iso_8859-1",     "WINDOWS-1252"}, {"latin1",         "WINDOWS-1252"},
    {"latin-1",        "WINDOWS-1252"}, {"cp1252",         "WINDOWS-1252"}, {"x-cp1252",       "WINDOWS-1252"},
    {"windows-1252",   "WINDOWS-1252"}, {"iso-8859-9",     "WINDOWS-1254"}, {"latin5",         "WINDOWS-1254"},
    {"windows-1254",   "WINDOWS-1254"}, {"windows-1250",   "WINDOWS-1250"}, {"windows-1251",   "WINDOWS-1251"},
    {"cp1251",         "WINDOWS-1251"}, {"windows-1253",   "WINDOWS-1253"}, {"windows-1255",   "WINDOWS-1255"},
    {"windows-1256",   "WINDOWS-1256"}, {"windows-1257",   "WINDOWS-1257"}, {"windows-1258",   "WINDOWS-1258"},
    {"windows-874",    "CP874"},        {"tis-620",        "CP874"},        {"iso-8859-11",    "CP874"},
    {"iso-8859-2",     "ISO-8859-2"},   {"iso-8859-3",     "ISO-8859-3"},   {"iso-8859-4",     "ISO-8859-4"},
    {"iso-8859-5",     "ISO-8859-5"},   {"iso-8859-6",     "ISO-8859-6"},   {"iso-8859-7",     "ISO-8859-7"},
    {"iso-8859-8",     "ISO-8859-8"},   {"iso-8859-8-i",   "ISO-8859-8"},   {"iso-8859-10",    "ISO-8859-10"},
    {"iso-8859-13",    "ISO-8859-13"},  {"iso-8859-14",    "ISO-8859-14"},  {"iso-8859-15",    "ISO-8859-15"},
    {"iso-8859-16",    "ISO-8859-16"},  {"koi8-r",         "KOI8-R"},       {"koi8-u",         "KOI8-U"},
    {"ibm866",         "CP866"},        {"macintosh",      "MACINTOSH"},    {"gb2312",         "GB18030"},
    {"gbk",            "GB18030"},      {"gb18030",        "GB18030"},      {"x-gbk",          "GB18030"},
    {"big5",           "BIG5-HKSCS"},   {"big5-hkscs",     "BIG5-HKSCS"},   {"euc-jp",         "EUC-JP"},
    {"shift_jis",      "CP932"},        {"shift-jis",      "CP932"},        {"x-sjis",         "CP932"},
    {"sjis",           "CP932"},        {"iso-2022-jp",    "ISO-2022-JP"},  {"euc-kr",         "CP949"},
    {"ks_c_5601-1987", "CP949"},        {"utf-8",          "UTF-8"},        {"utf8",           "UTF-8"},
    {"utf-16",         "UTF-8"},        {"utf-16le",       "UTF-8"},        {"utf-16be",       "UTF-8"},
};
static const struct mark {
    struct str bytes;
    const char *iconv;
} marks[] = {
    {STR("\xEF\xBB\xBF"), "UTF-8"}, {STR("\xFE\xFF"), "UTF-16BE"}, {STR("\xFF\xFE"), "UTF-16LE"},
};
/* clang-format on */

static const char *iconv_name(struct str name)
{
    for (size_t i = 0; i < COUNT(aliases); i++) {
        if (str_equal_nocase(name, str_of(aliases[i].name)))
            return aliases[i].iconv;
    }
    return NULL;
}

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') ||
           byte == '-' || byte == '_' || byte == ':' || byte == '.';
}

/* The name behind "charset=" or "encoding=" in the sample, in quotation marks or not; the first that is known. */
static const char *declared(struct str bytes)
{
    static const struct str signs[] = {STR("charset"), STR("encoding")};
    struct str sample = str_part(bytes, 0, CHARSET_SAMPLE);
    for (size_t at = 0; at < sample.size; at++) {
        for (size_t i = 0; i < COUNT(signs); i++) {
            struct str rest = str_part(sample, at, sample.size);
            size_t size = signs[i].size;
            if (!str_equal_nocase(str_part(rest, 0, size), signs[i]))
                continue;
            while (size < rest.size && strchr(" \t\n=\"'", rest.data[size]) != NULL && rest.data[size] != '\0')
                size++;
            size_t start = size;
            while (size < rest.size && is_name_byte(rest.data[size]))
                size++;
            const char *name = iconv_name(str_part(rest, start, size - start));
            if (name != NULL)
                return name;
        }
    }
    return NULL;
}

/* U+FFFD for NUL and for each byte that is no part of a UTF-8 sequence. */
static struct str mended(struct arena *arena, struct str bytes)
{
    buffer_auto text = {0};
    if (bytes.size == 0 || (utf8_valid(bytes) && memchr(bytes.data, '\0', bytes.size) == NULL))
        return bytes;
    buffer_reserve(&text, bytes.size);
    for (size_t at = 0; at < bytes.size;) {
        size_t size = 1;
        while (size <= 4 && size <= bytes.size - at && !utf8_valid(str_part(bytes, at, size)))
            size++;
        bool is_good = size <= 4 && size <= bytes.size - at && bytes.data[at] != '\0';
        buffer_add(&text, is_good ? str_part(bytes, at, size) : STR("\uFFFD"));
        at += is_good ? size : 1;
    }
    return arena_str(arena, buffer_str(&text));
}

static struct str convert(struct arena *arena, iconv_t converter, struct str bytes)
{
    enum { PIECE = 4096 };
    buffer_auto text = {0};
    char out[PIECE];
    char *in = arena_cstr(arena, bytes); /* iconv wants bytes that may be changed, and changes none */
    size_t left = bytes.size;
    bool is_done = false;
    while (!is_done) {
        char *to = out;
        size_t room = sizeof out;
        errno = 0;
        is_done = iconv(converter, left > 0 ? &in : NULL, &left, &to, &room) != (size_t)-1 && left == 0;
        buffer_add(&text, (struct str){out, sizeof out - room});
        if (!is_done && errno != E2BIG && left > 0) { /* a byte that means nothing, or a sequence that is cut */
            buffer_add(&text, STR("\uFFFD"));
            in++;
            left--;
            (void)iconv(converter, NULL, NULL, NULL, NULL);
        }
    }
    return arena_str(arena, buffer_str(&text));
}

bool charset_decode(struct arena *arena, struct str bytes, struct str *text, struct problem *problem)
{
    const char *name = NULL;
    struct str inner = bytes;
    for (size_t i = 0; i < COUNT(marks) && name == NULL; i++) {
        if (!str_starts(bytes, marks[i].bytes))
            continue;
        name = marks[i].iconv;
        inner = str_part(bytes, marks[i].bytes.size, bytes.size);
    }
    bool is_utf8 = utf8_valid(bytes), is_ascii = utf8_ascii_size(bytes, 0) == bytes.size;
    if (name == NULL && is_utf8 && !is_ascii)
        name = "UTF-8";
    if (name == NULL)
        name = declared(bytes);
    if (name == NULL)
        name = is_utf8 ? "UTF-8" : "WINDOWS-1252";
    if (strcmp(name, "UTF-8") == 0) {
        *text = mended(arena, inner);
        return true;
    }
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1) /* NOLINT(performance-no-int-to-ptr): as iconv_open(3) says it */
        return problem_add(problem, PROBLEM_FORMAT, "", "is in %s, which this system cannot convert", name);
    *text = mended(arena, convert(arena, converter, inner));
    (void)iconv_close(converter);
    return true;
}
