/* A notice has a subject ("this article", or nothing), a verb of publishing, and a preposition; the publisher stands behind it
 * up to a date, a full stop, or a word that goes on with something else. */
#include "claimd/republication.h"

#include <stdio.h>
#include <string.h>

#include "claimd/written_date.h"

enum { NOTICE_WORDS = 80, VERB_WITHIN = 14, PUBLISHER_WORDS = 10, URL_SIZE = 2048 };

static const char *const subjects[] = {"article", "story",  "piece",     "post",    "essay",    "column",
                                       "op-ed",   "report", "interview", "text",    "excerpt",  "commentary",
                                       "blog",    "paper",  "version",   "content", "analysis", "feature"};
static const char *const verbs[] = {"published",    "republished",  "appeared",   "posted",   "reposted", "reprinted",
                                    "ran",          "syndicated",   "reproduced", "printed",  "featured", "crossposted",
                                    "cross-posted", "re-published", "appears",    "re-posted"};
static const char *const openers[] = {"originally", "first",      "previously",  "republished",  "reprinted",
                                      "reposted",   "reproduced", "crossposted", "cross-posted", "syndicated"};
/* Between the verb and the publisher. */
static const char *const fillers[] = {"originally", "first", "here",      "with", "kind",   "permission",
                                      "courtesy",   "and",   "initially", "as",   "online", "earlier"};
static const char *const prepositions[] = {"in", "on", "by", "at", "from", "of", "at:", "in:", "on:", "by:", "from:"};
/* What ends the name of a publisher. */
static const char *const stops[] = {"on",   "under", "with",  "as",   "in",     "by",    "it",   "read", "see",
                                    "here", "this",  "which", "that", "who",    "where", "when", "is",   "was",
                                    "has",  "have",  "can",   "you",  "please", "to",    "for"};

static bool ends_sentence(struct str word)
{
    char last = word.data[word.size - 1];
    bool is_initials = word.size <= 4 && last == '.' && str_find_byte(word, 0, '.') < word.size - 1; /* "U.S." */
    return !is_initials && strchr(".,;:)!?", last) != NULL;
}

/* Word behind the verb, or 0: no notice. */
static size_t behind_verb(const struct words *words)
{
    bool has_subject = words->count > 0 && words_key_in(words->items[0].key, openers, COUNT(openers));
    size_t within = VERB_WITHIN;
    if (words_have(words, 0, STR("the post")))
        within = words->count; /* "The post TITLE appeared first on X" */
    for (size_t i = 0; i < words->count && i < within; i++) {
        struct str key = words->items[i].key;
        if (has_subject && words_key_in(key, verbs, COUNT(verbs)))
            return i + 1;
        bool is_this = i == 0 || str_is(words->items[i - 1].key, "this") || str_is(words->items[0].key, "this") ||
                       words_have(words, 0, STR("a version of")) || words_have(words, 0, STR("the post"));
        has_subject = has_subject || (is_this && words_key_in(key, subjects, COUNT(subjects)));
    }
    return 0;
}

/* The publisher's name at or behind `from`; false where none is named. */
static bool find_publisher(const struct words *words, size_t from, struct str *publisher)
{
    size_t at = from, start;
    struct written_date date;
    while (at < words->count) {
        if (written_date_at(words, at, &date)) {
            at = date.to;
        } else if (words_key_in(words->items[at].key, fillers, COUNT(fillers)) ||
                   words_key_in(words->items[at].key, prepositions, COUNT(prepositions))) {
            at++;
        } else {
            break;
        }
    }
    if (at == from || at == words->count || !words_key_in(words->items[at - 1].key, prepositions, COUNT(prepositions)))
        return false;
    for (start = at; at < words->count && at - start < PUBLISHER_WORDS; at++) {
        struct word word = words->items[at];
        bool goes_on = str_is(word.key, "and") && at + 1 < words->count && !words_capital(words->items[at + 1].text);
        if (goes_on || words_key_in(word.key, stops, COUNT(stops)) || written_date_at(words, at, &date) ||
            words_url(word.text).data != NULL)
            break;
        if (ends_sentence(word.text)) {
            at++;
            break;
        }
    }
    if (at == start)
        return false;
    *publisher = words_trim(words_text(words, start, at));
    bool is_named = words_capital(*publisher) || str_find_byte(*publisher, 0, '.') < publisher->size;
    for (size_t i = start; i < at && !is_named; i++)
        is_named = words_capital(words->items[i].text); /* "the Guardian" */
    return is_named;
}

bool republication_of(struct arena *arena, const struct words *words, struct str link, struct republication *found)
{
    size_t from = words->count > NOTICE_WORDS ? 0 : behind_verb(words);
    struct written_date date;
    *found = (struct republication){0};
    if (from == 0)
        return false;
    struct str url = words_url(words->line);
    bool has_publisher = find_publisher(words, from, &found->publisher);
    if (!has_publisher)
        found->publisher = (struct str){0};
    if (!has_publisher && url.data == NULL && link.size == 0)
        return false;
    if (written_date_find(words, from, &date))
        found->published_at = arena_str(arena, str_of(date.text));
    found->url = url.data != NULL ? url : link.size > 0 && link.size <= URL_SIZE ? link : (struct str){0};
    return true;
}

/* The parts of a Creative Commons licence from `*at` on: "by-nc-nd/4.0", "BY-SA 4.0". */
static struct str creative_commons(struct arena *arena, struct str key, size_t at)
{
    char parts[16] = "";
    size_t size = 0;
    while (at < key.size && size < sizeof parts - 1 &&
           (key.data[at] == '-' || (key.data[at] >= 'a' && key.data[at] <= 'z'))) {
        parts[size] = key.data[at] == '-' ? '-' : (char)(key.data[at] - 'a' + 'A');
        size++;
        at++;
    }
    if (size > 0 && parts[size - 1] == '-') { /* "by-4.0" */
        size--;
        at--;
    }
    parts[size] = '\0';
    struct str version = str_part(key, at + 1, 3);
    bool has_version = version.size == 3 && version.data[0] >= '1' && version.data[0] <= '9' &&
                       version.data[1] == '.' && version.data[2] >= '0' && version.data[2] <= '9';
    return str_of(arena_printf(arena, "CC %s%s%.*s", parts, has_version ? " " : "", has_version ? 3 : 0,
                               version.size == 0 ? "" : version.data));
}

struct str licence_of(struct arena *arena, struct str text)
{
    static const struct str starts[] = {STR("creativecommons.org/licenses/"), STR("cc by"), STR("cc-by")};
    struct str key = words_of(arena, text).key;
    for (size_t i = 0; i < COUNT(starts); i++) {
        const char *at = key.size == 0 ? NULL : memmem(key.data, key.size, starts[i].data, starts[i].size);
        if (at == NULL)
            continue;
        size_t behind = (size_t)(at - key.data) + starts[i].size;
        return creative_commons(arena, key, i == 0 ? behind : behind - 2);
    }
    if (key.size > 0 && (memmem(key.data, key.size, STR("creativecommons.org/publicdomain/zero").data, 37) != NULL ||
                         memmem(key.data, key.size, "cc0", 3) != NULL))
        return STR("CC0 1.0");
    if (key.size > 0 && memmem(key.data, key.size, "creative commons licen", 22) != NULL)
        return STR("Creative Commons");
    return (struct str){0};
}
