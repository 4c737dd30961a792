#include "claimd/body_blocks.h"

#include "claimd/json.h"

struct blocks body_blocks(struct arena *arena, struct str body, const json_t *kinds)
{
    struct blocks blocks = blocks_of_text(arena, body);
    for (size_t i = 0; i < blocks.count; i++)
        (void)!block_kind_parse(json_str(json_array_get(kinds, i), "kind"), &blocks.items[i].kind);
    return blocks;
}
