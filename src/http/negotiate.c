#include "claimd/negotiate.h"

/* A member of a list like "text/html;q=0.5": its name, its parameters, its weight in thousandths. */
struct wish {
    struct str name;
    unsigned weight;
};

/* "0", "1", "0.5", "0.123" in thousandths; anything else counts as 1. */
static unsigned weight_of(struct str text)
{
    if (text.size == 0 || text.size > 5 || (text.data[0] != '0' && text.data[0] != '1'))
        return 1000;
    if (text.data[0] == '1')
        return 1000;
    unsigned weight = 0, unit = 100;
    for (size_t i = 2; i < text.size; i++) {
        if (text.data[i] < '0' || text.data[i] > '9')
            return 1000;
        weight += unit * (unsigned)(text.data[i] - '0');
        unit /= 10;
    }
    return weight;
}

static bool next_wish(struct str *rest, struct wish *wish)
{
    struct str member, parameter;
    do {
        if (!str_split(rest, ',', &member))
            return false;
        member = str_trim(member);
    } while (member.size == 0);

    *wish = (struct wish){.weight = 1000};
    bool has_name = str_split(&member, ';', &wish->name);
    assert(has_name);
    wish->name = str_trim(wish->name);
    while (str_split(&member, ';', &parameter)) {
        parameter = str_trim(parameter);
        if (parameter.size >= 2 && str_equal_nocase(str_part(parameter, 0, 2), STR("q=")))
            wish->weight = weight_of(str_part(parameter, 2, parameter.size));
    }
    return true;
}

/* A media type without its parameters. */
static struct str bare(struct str type)
{
    return str_trim(str_part(type, 0, str_find_byte(type, 0, ';')));
}

/* How well a range fits a type; 0: not at all. */
enum { EVERYTHING = 1, KIND, EXACT };

static unsigned fit_of(struct str range, struct str type)
{
    if (str_equal_nocase(range, type))
        return EXACT;
    if (str_is(range, "*/*"))
        return EVERYTHING;
    size_t slash = str_find_byte(type, 0, '/');
    if (range.size == slash + 2 && str_ends(range, STR("/*")) &&
        str_equal_nocase(str_part(range, 0, slash), str_part(type, 0, slash)))
        return KIND;
    return 0;
}

/* How much type is wanted by the range that fits it best; *fits is how well that one does, 0 when none does. */
static unsigned weigh(struct str accept, struct str type, unsigned *fits)
{
    struct str rest = accept;
    struct wish wish;
    unsigned weight = 0;
    *fits = 0;
    type = bare(type);
    while (accept.size > 0 && next_wish(&rest, &wish)) {
        unsigned fit = fit_of(wish.name, type);
        if (fit > *fits) {
            *fits = fit;
            weight = wish.weight;
        }
    }
    return weight;
}

unsigned negotiate_weight(struct str accept, struct str type)
{
    unsigned fits;
    return str_trim(accept).size == 0 ? 1000 : weigh(accept, type, &fits);
}

bool negotiate_type(struct str accept, struct str type)
{
    return negotiate_weight(accept, type) > 0;
}

bool negotiate_json(struct str accept)
{
    unsigned fits;
    if (negotiate_type(accept, STR("application/json")))
        return true;
    return weigh(accept, STR("application/problem+json"), &fits) > 0 && fits == EXACT;
}

bool negotiate_gzip(struct str accept_encoding)
{
    struct str rest = accept_encoding;
    struct wish wish;
    bool any = false;
    while (accept_encoding.size > 0 && next_wish(&rest, &wish)) {
        if (str_equal_nocase(wish.name, STR("gzip")) || str_equal_nocase(wish.name, STR("x-gzip")))
            return wish.weight > 0;
        if (str_is(wish.name, "*"))
            any = wish.weight > 0;
    }
    return any;
}

bool negotiate_next_etag(struct str *rest, struct str *etag)
{
    struct str list = str_trim(*rest);
    while (list.size > 0 && list.data[0] == ',')
        list = str_trim(str_part(list, 1, list.size));
    *rest = list;
    size_t open = str_starts(list, STR("W/")) ? 2 : 0;
    size_t close = str_find_byte(list, open + 1, '"');
    if (close >= list.size || list.data[open] != '"')
        return false;
    struct str behind = str_trim(str_part(list, close + 1, list.size));
    if (behind.size > 0 && behind.data[0] != ',')
        return false;
    *etag = str_part(list, 0, close + 1);
    *rest = behind;
    return true;
}

/* An ETag without the W/ of a weak one. */
static struct str strong_part(struct str etag)
{
    return str_starts(etag, STR("W/")) ? str_part(etag, 2, etag.size) : etag;
}

bool negotiate_etag(struct str list, struct str etag)
{
    struct str wanted = strong_part(etag), member;
    if (str_is(str_trim(list), "*"))
        return true;
    while (negotiate_next_etag(&list, &member)) {
        if (str_equal(strong_part(member), wanted))
            return true;
    }
    return false;
}

bool negotiate_is(struct str content_type, const char *type)
{
    return str_equal_nocase(bare(content_type), str_of(type));
}
