#include "claimd/token_mark.h"

/* clang-format off */
/* Marks outside ASCII that are something inside it, or open or close. Sorted. */
static const struct mark {
    uint32_t code_point;
    char mark;
    int8_t side;
} marks[] = {
    {0x00AB, '"',  1}, /* « */
    {0x00BB, '"', -1}, /* » */
    {0x2010, '-',  0},
    {0x2011, '-',  0},
    {0x2012, MARK_DASH, 0},
    {0x2013, MARK_DASH, 0},
    {0x2014, MARK_DASH, 0},
    {0x2015, MARK_DASH, 0},
    {0x2018, '\'',  1},
    {0x2019, '\'', -1},
    {0x201A, '\'',  1},
    {0x201B, '\'',  1},
    {0x201C, '"',  1},
    {0x201D, '"', -1},
    {0x201E, '"',  1},
    {0x201F, '"',  1},
    {0x2026, MARK_ELLIPSIS, 0},
    {0x2039, '\'',  1},
    {0x203A, '\'', -1},
    {0x2212, '-',  0},
    {0x2E3A, MARK_DASH, 0},
    {0x2E3B, MARK_DASH, 0},
    {0x300C, '"',  1},
    {0x300D, '"', -1},
};
/* clang-format on */

static int8_t side_of_ascii(char mark)
{
    if (mark == '(' || mark == '[' || mark == '{')
        return 1;
    return mark == ')' || mark == ']' || mark == '}' ? -1 : 0;
}

void token_mark_set(uint32_t code_point, struct token *token)
{
    size_t low = 0;

    if (code_point < 0x80) {
        token->mark = (char)code_point;
        token->side = side_of_ascii(token->mark);
        return;
    }
    for (size_t high = COUNT(marks); low < high;) {
        size_t middle = (low + high) / 2;
        if (marks[middle].code_point < code_point) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low < COUNT(marks) && marks[low].code_point == code_point) {
        token->mark = marks[low].mark;
        token->side = marks[low].side;
    }
}
