#include "claimd/part_word.h"

static const struct sense *of_list(const struct sense *sense, unsigned list)
{
    while (sense != NULL && sense->list != list)
        sense = sense_behind(sense);
    return sense;
}

_Static_assert(LEXICON_LIST_COUNT <= 64, "word.lists has a bit for each list");

const struct sense *word_find(const struct word *word, unsigned list, bool is_any)
{
    const struct sense *sense = of_list(word->sense, list);
    return sense != NULL || !is_any || word->single == word->sense ? sense : of_list(word->single, list);
}
