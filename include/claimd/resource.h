/* resource.h: what a table of fields says.
 *
 * A resource (articles, entities, mentions, claims, tags, keys) is a table of fields; parsing, validation, SQL, filters, sorts,
 * JSON, CSV and OpenAPI all read it. The tables stand in src/model/, one file a resource; here is only their form.
 *
 * A record's document ("doc") is its JSON as readers get it. It holds every field of the table in the table's order, null
 * or empty where nothing was said, behind the members that all records have (record_fields). Columns repeat what is
 * filtered or sorted on; the doc is the truth and columns are computed from it.
 *
 * threads  constant tables: any thread
 */
#ifndef CLAIMD_RESOURCE_H
#define CLAIMD_RESOURCE_H

#include <jansson.h>

#include "claimd/base.h"
#include "claimd/problem.h"
#include "claimd/str.h"

struct store;
struct draft;

/* What a field's JSON value is. For each src/model/value.c says how it is checked, src/store/column.c how it is bound and
 * src/api/openapi_schema.c how it is described. */
enum field_type {
    FIELD_TEXT,     /* a string, line ends allowed; limit in characters */
    FIELD_LINE,     /* a string without line ends, not blank */
    FIELD_WORDS,    /* a string kept exactly, quoted from a body */
    FIELD_SLUG,     /* [a-z0-9]+(-[a-z0-9]+)* */
    FIELD_URL,      /* absolute http or https */
    FIELD_LANGUAGE, /* BCP 47 */
    FIELD_DATE,     /* a partial date or a time; its column holds the first millisecond */
    FIELD_TIME,     /* a time, RFC 3339; its column holds milliseconds */
    FIELD_ENUM,     /* one of field->values */
    FIELD_BOOL,
    FIELD_COUNT,    /* an integer from 0 to limit */
    FIELD_UNIT,     /* a number from 0 to 1 */
    FIELD_ID,       /* an id of the record itself */
    FIELD_ARTICLE,  /* reference by id */
    FIELD_ENTITY,   /* reference by id or slug; the doc has the id */
    FIELD_TAG,      /* reference by slug; the doc has the slug, the column the id */
    FIELD_OBJECT,   /* an object with field->members, or null */
    FIELD_OBJECTS,  /* a list of at most limit such objects */
    FIELD_LINES,    /* a list of at most limit lines of at most 200 characters */
    FIELD_URLS,     /* a list of at most limit URLs */
    FIELD_TAGS,     /* a list of at most limit tags */
    FIELD_RANGE,    /* [low, high] or null: read-only */
    FIELD_NUMBER,   /* any number: read-only */
    FIELD_METADATA, /* any object of the user's; limit in bytes of JSON */
    FIELD_TYPE_COUNT
};

enum field_use {
    REQUIRED = 1 << 0, /* must be there and not null when created */
    WRITE = 1 << 1,    /* may be given; without it the field is read-only */
    FIXED = 1 << 2,    /* given when created, never changed */
    FILTER = 1 << 3,   /* name=value in lists; dates by name_from and name_to */
    SORT = 1 << 4,     /* sort=name */
    SEARCH = 1 << 5,   /* its words are found by q= */
    HEAD = 1 << 6,     /* searched with more weight: titles and names */
    APART = 1 << 7,    /* not in the doc and not in lists: stored elsewhere, joined in for the record itself */
    INPUT = 1 << 8,    /* may be given and never comes back (quote, source) */
    LATER = 1 << 9,    /* in the model, always null for now: giving it is NOT_SUPPORTED */
    HELD = 1 << 10,    /* an object: its column is 1 when it is not null */
    SET = 1 << 11,     /* never null in a doc, whether it was given or not */
};

struct field {
    const char *name;
    const char *column; /* NULL: only in the doc */
    enum field_type type;
    unsigned use;
    uint32_t limit; /* characters of texts, items of lists, greatest count */
    const char *about;
    const char *const *values;   /* FIELD_ENUM: ends in NULL */
    const struct field *members; /* FIELD_OBJECT(S): ends in a field without name */
    const char
        *initial;     /* JSON text of what stands when nothing is given; NULL: null, or empty for lists and metadata */
    const char *path; /* of a column's value inside an object: "holder.commitment"; NULL: name */
    const char
        *example; /* for the contract: the text of a string, the JSON of anything else; NULL: what is stored without
                            it. Together they are one true story, which tests/api/contract.test.mjs sends and reads back */
};

/* Entities and tags that a record names, kept in a table beside it: `<record>_<target>`, by role. */
enum link_role {
    LINK_ANY = 0,
    LINK_HOLDER,
    LINK_VIA,
    LINK_SUBJECT,
    LINK_OBJECT,
    LINK_AUTHOR,
    LINK_PUBLISHER,
    LINK_ORIGINAL_PUBLISHER,
    LINK_CANDIDATE,
};

struct link {
    const char *filter; /* its name in lists */
    const char *path;   /* where in the doc: "holder.entity", "holder.via[].entity", "authors[].entity" */
    enum link_role role;
    const char *about;
    const char *
        held; /* of a HELD field: the column that says whether there is one, entity or not; `author` and null are none */
};

struct resource {
    const char *plural;         /* in paths: "claims" */
    const char *singular;       /* table, and type in the history: "claim" */
    const struct field *fields; /* ends in a field without name */
    const struct link *links;   /* to entities; ends in one without filter; NULL: none */
    bool has_tags;              /* a FIELD_TAGS named "tags" kept in <singular>_tag and <singular>_tag_all */
    const char *about;
    bool has_why; /* a FIELD_OBJECTS named "why" whose rules are kept in <singular>_why */

    /* What no table can say. All may be NULL. prepare adds what can be read out of what was sent (a patch, unless is_new) before
     * the table is checked, and may take long: never on the writer. check sees what was given; settle completes the doc on
     * the writer, before it is stored; stored runs behind it, with the record in its table. */
    bool (*prepare)(json_t *sent, bool is_new, struct problem *problem);
    bool (*check)(json_t *given, struct problem *problem);
    bool (*settle)(struct store *store, struct draft *draft, struct problem *problem);
    bool (*stored)(struct store *store, struct draft *draft, struct problem *problem);
};

/* What a person says of a suggestion. */
struct decision {
    const char *status; /* that it gets: "accepted" … */
    struct str reason;  /* data NULL: none was given */
};

/* A record on its way into the store. */
struct draft {
    const struct resource *resource;
    int64_t id, revision;
    int64_t change, cause; /* ids of its change (0: a new one) and of the one which that belongs to (0: none) */
    const json_t *before;  /* its doc as it is stored; NULL when it is new */
    json_t *doc;           /* as it will be: owned by the draft */
    json_t *given;         /* the checked input, INPUT and APART fields included; borrowed */
    void *state;           /* from settle to stored; NULL: nothing but the doc may have changed */
    void *prepared;        /* for settle, by who knows the resource; NULL: nothing */
    const struct decision *decision; /* NULL: an ordinary write */
    struct str anchors;              /* JSON: what became of those of an article; data NULL: nothing */
    struct arena *arena;
    bool suggests;     /* the key may only suggest */
    bool is_large;     /* more than MERGE_LIMIT records may change with it */
    unsigned unit;     /* enum offset_unit of the positions given */
    const char *actor; /* name of the key that writes; "claimd" for what the program does by itself */
    const char *route; /* for the history */
    const char *request_id;
    int64_t now_ms;
};

/* Members that every record has, before and behind those of its table. */
extern const struct field record_fields[]; /* id revision created_at updated_at created_by */
extern const struct field metadata_field;

CL_CHECK const struct field *resource_field(const struct resource *resource, struct str name); /* NULL: none */

/* Calls visit for each field of the record in the doc's order: record_fields, the table, metadata. */
void resource_walk(const struct resource *resource, void (*visit)(const struct field *field, void *context),
                   void *context);

/* What the field's column holds, as a field: itself, or of an object the member that its path names ("anchor.state"). */
CL_CHECK const struct field *resource_held(const struct field *field);

/* The value at a path ("a.b", "a[].b" not) of a doc; NULL when it is not there. */
CL_CHECK json_t *resource_at(const json_t *doc, const char *path);

/* Calls visit with every string at a path in which "[]" goes through a list. */
void resource_each(const json_t *doc, const char *path, void (*visit)(struct str value, void *context), void *context);

#endif
