/* Open addressing, probed linearly, at most half full. Key 0 marks an empty entry, and stands for 1 when it is asked for. */
#include "claimd/key_table.h"

struct key_entry {
    uint64_t key;
    uint32_t number;
};

struct key_table key_table_make(struct arena *arena, size_t room)
{
    size_t size = 16;
    while (size < room * 2)
        size *= 2;
    return (struct key_table){arena, arena_array(arena, struct key_entry, size), 0, size - 1};
}

static struct key_entry *slot_of(const struct key_table *table, uint64_t key)
{
    size_t slot = (size_t)(key * 0x9E3779B97F4A7C15U >> 32) & table->mask;
    while (table->entries[slot].key != 0 && table->entries[slot].key != key)
        slot = (slot + 1) & table->mask;
    return &table->entries[slot];
}

static void grow(struct key_table *table)
{
    struct key_table larger = key_table_make(table->arena, (table->mask + 1) * 2);

    for (size_t i = 0; i <= table->mask; i++) {
        if (table->entries[i].key != 0)
            *slot_of(&larger, table->entries[i].key) = table->entries[i];
    }
    larger.count = table->count;
    *table = larger;
}

uint32_t *key_table_find(const struct key_table *table, uint64_t key)
{
    struct key_entry *entry = slot_of(table, key == 0 ? 1 : key);
    return entry->key == 0 ? NULL : &entry->number;
}

uint32_t *key_table_add(struct key_table *table, uint64_t key, uint32_t number)
{
    if ((table->count + 1) * 2 > table->mask)
        grow(table);
    struct key_entry *entry = slot_of(table, key == 0 ? 1 : key);
    if (entry->key == 0) {
        *entry = (struct key_entry){key == 0 ? 1 : key, number};
        table->count++;
    }
    return &entry->number;
}
