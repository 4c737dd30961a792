#include "claimd/id.h"

enum { INSTANCE_BITS = 10, SEQUENCE_BITS = 12, TIME_SHIFT = INSTANCE_BITS + SEQUENCE_BITS, LETTER_BITS = 5 };

static const int64_t epoch_ms = 1577836800000;             /* 2020-01-01T00:00:00Z */
static const int64_t greatest_ms = ((int64_t)1 << 41) - 1; /* since epoch_ms: 2089-09-06 */
static const char letters[] = "0123456789abcdefghjkmnpqrstvwxyz";

/* 13 letters hold 65 bits and an id has 63, so the first letter is below this one. */
static const char first_too_great = '8';

static int64_t since_epoch(int64_t unix_ms)
{
    if (unix_ms < epoch_ms)
        return 0;
    return unix_ms - epoch_ms > greatest_ms ? greatest_ms : unix_ms - epoch_ms;
}

static int64_t id_of(int64_t ms, unsigned instance)
{
    assert(ms <= greatest_ms);
    return (ms << TIME_SHIFT) | ((int64_t)instance << SEQUENCE_BITS);
}

/* The smallest id of this instance above `last`, which may be another instance's: after an import, for one. */
static int64_t id_above(int64_t last, unsigned instance)
{
    int64_t ms = last >> TIME_SHIFT;
    unsigned last_instance = (unsigned)(last >> SEQUENCE_BITS) & (ID_INSTANCES - 1);
    unsigned last_sequence = (unsigned)last & ((1U << SEQUENCE_BITS) - 1);

    if (last_instance < instance)
        return id_of(ms, instance);
    if (last_instance > instance || last_sequence == (1U << SEQUENCE_BITS) - 1)
        return id_of(ms + 1, instance);
    return last + 1;
}

int64_t id_next(struct id_source *source, int64_t now_ms)
{
    assert(source->instance < ID_INSTANCES && source->last >= 0);

    int64_t id = id_of(since_epoch(now_ms), source->instance);
    if (id <= source->last)
        id = id_above(source->last, source->instance);
    source->last = id;
    return id;
}

struct id_text id_format(int64_t id)
{
    struct id_text text = {0};
    uint64_t rest = (uint64_t)id;

    assert(id > 0);
    for (size_t i = ID_SIZE; i-- > 0; rest >>= LETTER_BITS)
        text.text[i] = letters[rest & ((1U << LETTER_BITS) - 1)];
    return text;
}

/* A letter's value; false when it is none of the 32. */
static bool letter_value(char letter, uint64_t *value)
{
    for (size_t i = 0; i < sizeof letters - 1; i++) {
        if (letters[i] == letter) {
            *value = i;
            return true;
        }
    }
    return false;
}

/* The value of text that has the shape of an id, zero included. */
static bool read_digits(struct str text, uint64_t *id)
{
    uint64_t value = 0;

    if (text.size != ID_SIZE || text.data[0] >= first_too_great)
        return false;
    for (size_t i = 0; i < ID_SIZE; i++) {
        uint64_t letter = 0;
        if (!letter_value(text.data[i], &letter))
            return false;
        value = (value << LETTER_BITS) | letter;
    }
    *id = value;
    return true;
}

bool id_parse(struct str text, int64_t *id)
{
    uint64_t value = 0;
    if (!read_digits(text, &value) || value == 0)
        return false;
    *id = (int64_t)value;
    return true;
}

/* As Crockford's base32 is read: in either case, and with the letters that look like digits as those. */
static char letter_meant(char letter)
{
    if (letter >= 'A' && letter <= 'Z')
        letter = (char)(letter + ('a' - 'A'));
    if (letter == 'o')
        return '0';
    if (letter == 'i' || letter == 'l')
        return '1';
    return letter;
}

bool id_canonical(struct str text, struct id_text *right)
{
    struct id_text meant = {0};
    int64_t id = 0;

    if (text.size != ID_SIZE)
        return false;
    for (size_t i = 0; i < ID_SIZE; i++)
        meant.text[i] = letter_meant(text.data[i]);
    if (!id_parse((struct str){meant.text, ID_SIZE}, &id))
        return false;
    *right = meant;
    return true;
}

bool id_shaped(struct str s)
{
    uint64_t value = 0;
    return read_digits(s, &value);
}

int64_t id_time_ms(int64_t id)
{
    return epoch_ms + (id >> TIME_SHIFT);
}

int64_t id_first_at(int64_t unix_ms)
{
    return since_epoch(unix_ms) << TIME_SHIFT;
}
