#include "claimd/nearest.h"

/* Of bytes that would change in what was wanted: a third, and two of short names. */
static size_t limit_of(struct str wanted)
{
    return wanted.size / 3 > 2 ? wanted.size / 3 : 2;
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Three rows of the table are enough: a transposition looks two back. Both texts are at most NEAREST_SIZE. */
static size_t distance_of(struct str a, struct str b)
{
    size_t rows[3][NEAREST_SIZE + 1] = {0};

    for (size_t j = 0; j <= b.size; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= a.size; i++) {
        const size_t *above2 = rows[(i + 1) % 3];
        const size_t *above = rows[(i + 2) % 3];
        size_t *row = rows[i % 3];
        row[0] = i;
        for (size_t j = 1; j <= b.size; j++) {
            size_t changed = above[j - 1] + (a.data[i - 1] == b.data[j - 1] ? 0 : 1);
            row[j] = least(changed, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a.data[i - 1] == b.data[j - 2] && a.data[i - 2] == b.data[j - 1])
                row[j] = least(row[j], above2[j - 2] + 1);
        }
    }
    return rows[a.size % 3][b.size];
}

struct nearest nearest_begin(struct str wanted)
{
    return (struct nearest){.wanted = wanted, .best = NULL, .distance = limit_of(wanted) + 1};
}

void nearest_offer(struct nearest *nearest, const char *candidate)
{
    struct str wanted = nearest->wanted;
    struct str name = str_of(candidate);
    size_t longer = wanted.size > name.size ? wanted.size : name.size;

    if (longer > NEAREST_SIZE || longer - least(wanted.size, name.size) >= nearest->distance)
        return;
    size_t distance = distance_of(wanted, name);
    if (distance >= nearest->distance || distance == longer)
        return;
    nearest->best = candidate;
    nearest->distance = distance;
}

const char *nearest_name(const struct nearest *nearest)
{
    return nearest->best;
}
