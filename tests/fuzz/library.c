/* Reading a text with a library whose names and tags are the lines of another, and with blocks of every kind. */
#include "analysis.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    arena_auto arena = {0};
    struct str text = fuzz_text(&arena, data, size);
    struct str lines = fuzz_cut(&text);
    struct lexicon *names = lexicon_begin(&arena);
    struct library_entity *entities = arena_array(&arena, struct library_entity, lines.size);
    struct str *tags = arena_array(&arena, struct str, lines.size);
    struct library library = {.names = names, .entities = entities, .tags = tags};
    struct str line;

    for (size_t i = 0; str_split(&lines, '\n', &line); i++) {
        if (line.size == 0)
            continue;
        if (i % 3 == 2) {
            (void)lexicon_add(names, LIBRARY_TAGS, line, (uint32_t)library.tag_count);
            tags[library.tag_count++] = line;
        } else {
            (void)lexicon_add(names, LIBRARY_ENTITIES, line, (uint32_t)library.entity_count);
            entities[library.entity_count++] =
                (struct library_entity){(int64_t)i + 1, (enum entity_kind)(line.size % ENTITY_KIND_COUNT), line};
        }
    }
    lexicon_finish(names);

    struct blocks blocks = blocks_of_text(&arena, text);
    for (size_t i = 0; i < blocks.count; i++)
        blocks.items[i].kind = (enum block_kind)((blocks.items[i].span.end - i) % BLOCK_KIND_COUNT);
    check_analysis(&arena, &blocks, &library);
    return 0;
}
