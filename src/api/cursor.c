#include "claimd/cursor.h"

#include <sodium.h>
#include <stdlib.h>

#include "claimd/store.h"

enum { SEAL_SIZE = 8, CURSOR_SIZE = 1024 };

/* Parameters that change neither which records a list has nor their order. */
static bool is_other(struct str name)
{
    static const char *const names[] = {"cursor", "limit", "count", "fields", "include", "format", "offsets", "pretty"};
    for (size_t i = 0; i < COUNT(names); i++) {
        if (str_is(name, names[i]))
            return true;
    }
    return false;
}

/* The hash of all that decides which records a list has and in which order, whatever the order of its parameters. */
static uint64_t list_hash(const struct call *call, struct store *store)
{
    const unsigned char *key = folder_secret(store_folder(store));
    uint64_t sum = 0, one;
    (void)crypto_shorthash((unsigned char *)&sum, (const unsigned char *)call->path.data, call->path.size, key);
    for (size_t i = 0; i < call->parameter_count; i++) {
        const struct parameter *parameter = &call->parameters[i];
        if (is_other(parameter->name))
            continue;
        buffer_auto text = {0};
        buffer_add(&text, parameter->name);
        buffer_add_byte(&text, '\0');
        buffer_add(&text, parameter->value);
        (void)crypto_shorthash((unsigned char *)&one, (const unsigned char *)text.data, text.size, key);
        sum += one;
    }
    return sum;
}

static void seal(struct store *store, uint64_t hash, struct str payload, unsigned char seal_bytes[SEAL_SIZE])
{
    buffer_auto text = {0};
    buffer_add(&text, (struct str){(const char *)&hash, sizeof hash});
    buffer_add(&text, payload);
    (void)crypto_shorthash(seal_bytes, (const unsigned char *)text.data, text.size, folder_secret(store_folder(store)));
}

struct str cursor_make(struct call *call, struct store *store, const struct list_cursor *cursor)
{
    buffer_auto payload = {0};
    buffer_printf(&payload, "%d|%lld|%lld|%c|", cursor->in_nulls, (long long)cursor->id, (long long)cursor->offset,
                  cursor->value.is_real     ? 'r'
                  : cursor->value.is_number ? 'n'
                                            : 't');
    if (cursor->value.is_real) {
        buffer_printf(&payload, "%.17g", cursor->value.real);
    } else if (cursor->value.is_number) {
        buffer_printf(&payload, "%lld", (long long)cursor->value.number);
    } else {
        buffer_add(&payload, cursor->value.text);
    }
    unsigned char bytes[SEAL_SIZE];
    seal(store, list_hash(call, store), buffer_str(&payload), bytes);
    buffer_auto whole = {0};
    buffer_add(&whole, (struct str){(const char *)bytes, sizeof bytes});
    buffer_add(&whole, buffer_str(&payload));
    size_t size = sodium_base64_encoded_len(whole.size, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *text = arena_alloc(&call->arena, size);
    return str_of(sodium_bin2base64(text, size, (const unsigned char *)whole.data, whole.size,
                                    sodium_base64_VARIANT_URLSAFE_NO_PADDING));
}

static bool cut_number(struct str *rest, int64_t *number)
{
    struct str part;
    uint64_t value;
    if (!str_split(rest, '|', &part))
        return false;
    bool is_negative = part.size > 0 && part.data[0] == '-';
    if (!str_number(str_part(part, is_negative, part.size), INT64_MAX, &value))
        return false;
    *number = is_negative ? -(int64_t)value : (int64_t)value;
    return true;
}

bool cursor_read(struct call *call, struct store *store, struct list_cursor *cursor)
{
    struct str text = call_parameter(call, "cursor");
    if (text.data == NULL)
        return true;
    unsigned char *bytes = arena_alloc(&call->arena, CURSOR_SIZE);
    size_t size = 0;
    bool ok = sodium_base642bin(bytes, CURSOR_SIZE, text.data, text.size, NULL, &size, NULL,
                                sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0 &&
              size > SEAL_SIZE;
    struct str rest = {(const char *)bytes + SEAL_SIZE, ok ? size - SEAL_SIZE : 0};
    unsigned char right[SEAL_SIZE];
    seal(store, list_hash(call, store), rest, right);
    if (!ok || sodium_memcmp(right, bytes, SEAL_SIZE) != 0) {
        return problem_parameter(&call->problem, PROBLEM_BAD_CURSOR, "cursor",
                                 "is not one that this list with these filters and this sort gave out");
    }
    int64_t in_nulls = 0;
    struct str kind;
    if (!cut_number(&rest, &in_nulls) || !cut_number(&rest, &cursor->id) || !cut_number(&rest, &cursor->offset) ||
        !str_split(&rest, '|', &kind))
        return problem_parameter(&call->problem, PROBLEM_BAD_CURSOR, "cursor", "cannot be read");
    cursor->is_set = true;
    cursor->in_nulls = in_nulls != 0;
    cursor->value = (struct list_value){.text = rest.data == NULL ? STR("") : rest};
    if (str_is(kind, "r")) {
        cursor->value.is_real = true;
        cursor->value.real = strtod(arena_cstr(&call->arena, rest), NULL);
        return true;
    }
    if (str_is(kind, "n")) {
        cursor->value.is_number = true;
        return cut_number(&rest, &cursor->value.number);
    }
    return true;
}
