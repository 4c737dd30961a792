#include "claimd/forms.h"

#include <string.h>

#include "claimd/annotation.h"
#include "claimd/answer.h"
#include "claimd/csv.h"
#include "claimd/id.h"
#include "claimd/json.h"
#include "claimd/model.h"
#include "claimd/negotiate.h"
#include "claimd/shape.h"

static void give(struct call *call, const struct buffer *text)
{
    call->reply.body = arena_str(&call->arena, buffer_str(text));
}

static void name_file(struct call *call, const struct resource *resource, const char *ending)
{
    call_add_header(call, "Content-Disposition", "attachment; filename=\"%s.%s\"", resource->plural, ending);
}

static bool list_csv(struct call *call, struct store *store, const struct resource *resource, const struct shape *shape,
                     const struct list_query *query, const struct list_page *page)
{
    struct shaping shaping = {call, store, shape};
    buffer_auto text = {0};
    (void)query;
    csv_header(&text, resource, shape->fields, shape->field_count);
    for (size_t i = 0; i < page->count; i++) {
        json_auto_t *doc = shape_value(&shaping, resource, &page->items[i]);
        if (doc == NULL)
            return false;
        csv_record(&text, resource, shape->fields, shape->field_count, doc);
    }
    (void)answer_next(call, store, page);
    name_file(call, resource, "csv");
    give(call, &text);
    return true;
}

static bool list_ndjson(struct call *call, struct store *store, const struct resource *resource,
                        const struct shape *shape, const struct list_query *query, const struct list_page *page)
{
    struct shaping shaping = {call, store, shape};
    buffer_auto text = {0};
    (void)query;
    for (size_t i = 0; i < page->count; i++) {
        if (!shape_add(&shaping, resource, &page->items[i], &text))
            return false;
        buffer_add_byte(&text, '\n');
    }
    (void)answer_next(call, store, page);
    name_file(call, resource, "ndjson");
    give(call, &text);
    return true;
}

/* The address that an article calls its own, or where it was read; size 0: none. Kept for the next claim of the same article. */
struct addresses {
    int64_t article;
    struct str url;
};

static bool find_url(struct call *call, struct store *store, const json_t *doc, struct addresses *last)
{
    int64_t article = 0;
    struct stored stored;
    bool found = false;
    (void)!id_parse(json_str(doc, "article"), &article);
    if (article == last->article)
        return true;
    if (!record_get(store, &article_resource, article, &call->arena, &stored, &found, &call->problem))
        return false;
    json_auto_t *other = found ? json_loadb(stored.doc.data, stored.doc.size, 0, NULL) : NULL;
    struct str url = json_str(other, json_is(other, "canonical_url") ? "canonical_url" : "url");
    *last = (struct addresses){article, arena_str(&call->arena, url)};
    return true;
}

static json_t *annotate(struct call *call, struct store *store, const struct resource *resource,
                        const struct stored *stored, struct addresses *last)
{
    json_auto_t *doc = json_loadb(stored->doc.data, stored->doc.size, 0, NULL);
    assert(doc != NULL); /* we wrote it */
    return find_url(call, store, doc, last) ? annotation_of(resource, doc, last->url) : NULL;
}

static void give_annotations(struct call *call, json_t *first, const json_t *rest)
{
    buffer_auto text = {0};
    json_object_update(first, json_mutable(rest));
    json_write(&text, first);
    buffer_add_byte(&text, '\n');
    give(call, &text);
}

static bool list_annotations(struct call *call, struct store *store, const struct resource *resource,
                             const struct shape *shape, const struct list_query *query, const struct list_page *page)
{
    struct addresses last = {0};
    json_auto_t *items = json_array();
    (void)shape;
    (void)query;
    for (size_t i = 0; i < page->count; i++) {
        json_t *annotation = annotate(call, store, resource, &page->items[i], &last);
        if (annotation == NULL)
            return false;
        json_array_append_new(items, annotation);
    }
    json_auto_t *whole = json_pack("{s:s, s:o, s:s, s:O}", "@context", ANNOTATION_CONTEXT, "id",
                                   json_new_str(call->target), "type", "AnnotationPage", "items", items);
    json_auto_t *next = json_object();
    struct str address = answer_next(call, store, page).address;
    if (page->has_next)
        json_object_set_new(next, "next", json_new_str(address));
    give_annotations(call, whole, next);
    return true;
}

static bool one_annotation(struct call *call, struct store *store, const struct resource *resource,
                           const struct shape *shape, const struct stored *stored)
{
    struct addresses last = {0};
    (void)shape;
    json_auto_t *annotation = annotate(call, store, resource, stored, &last);
    if (annotation == NULL)
        return false;
    json_auto_t *whole = json_pack("{s:s}", "@context", ANNOTATION_CONTEXT);
    give_annotations(call, whole, annotation);
    return true;
}

static json_t *sample_csv(const struct resource *resource, const json_t *doc, bool is_list)
{
    buffer_auto text = {0};
    (void)is_list;
    csv_header(&text, resource, NULL, 0);
    csv_record(&text, resource, NULL, 0, doc);
    return json_new_str(buffer_str(&text));
}

static json_t *sample_ndjson(const struct resource *resource, const json_t *doc, bool is_list)
{
    buffer_auto text = {0};
    (void)resource;
    (void)is_list;
    json_write(&text, doc);
    buffer_add_byte(&text, '\n');
    return json_new_str(buffer_str(&text));
}

static json_t *sample_annotation(const struct resource *resource, const json_t *doc, bool is_list)
{
    json_t *annotation = annotation_of(resource, doc, (struct str){0});
    if (is_list) {
        return json_pack("{s:s, s:o, s:s, s:[o]}", "@context", ANNOTATION_CONTEXT, "id",
                         json_sprintf("/v1/%s?format=jsonld", resource->plural), "type", "AnnotationPage", "items",
                         annotation);
    }
    json_t *whole = json_pack("{s:s}", "@context", ANNOTATION_CONTEXT);
    json_object_update(whole, annotation);
    json_decref(annotation);
    return whole;
}

static const char *const rows[] = {"include", "count", NULL};
static const char *const whole[] = {"include", "count", "fields", "offsets", NULL};
static const char *const nothing[] = {NULL};

#define ANNOTATION_TYPE "application/ld+json; profile=\"" ANNOTATION_CONTEXT "\""

const struct form forms[] = {
    /* clang-format off */
    {"json",   "application/json",                        NULL,            nothing, answer_list,       answer_record},
    {"csv",    "text/csv; charset=utf-8; header=present", NULL,            rows,    list_csv,         NULL,           sample_csv},
    {"ndjson", "application/x-ndjson",                    NULL,            rows,    list_ndjson,      NULL,           sample_ndjson},
    {"jsonld", ANNOTATION_TYPE,                           annotation_fits, whole,   list_annotations, one_annotation, sample_annotation},
    {0},
    /* clang-format on */
};

bool form_fits(const struct form *form, const struct resource *resource, bool is_list)
{
    return (is_list || form->record != NULL) && (form->fits == NULL || form->fits(resource));
}

static const struct form *by_name(struct call *call, const struct resource *resource, bool is_list, struct str name)
{
    buffer_auto names = {0};
    for (const struct form *form = forms; form->name != NULL; form++) {
        if (!form_fits(form, resource, is_list))
            continue;
        if (str_is(name, form->name))
            return form;
        buffer_printf(&names, "%s%s", names.size == 0 ? "" : ", ", form->name);
    }
    problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, "format", "must be one of %s", buffer_terminate(&names));
    return NULL;
}

static const struct form *by_accept(struct call *call, const struct resource *resource, bool is_list, struct str accept)
{
    const struct form *best = NULL;
    unsigned most = 0;
    json_auto_t *available = json_array();
    for (const struct form *form = forms; form->name != NULL; form++) {
        if (!form_fits(form, resource, is_list))
            continue;
        unsigned weight = negotiate_weight(accept, str_of(form->type));
        if (form == forms && weight == 0 && negotiate_json(accept))
            weight = 1; /* who asks for problem documents by name takes JSON */
        if (weight > most) {
            best = form;
            most = weight;
        }
        json_array_append_new(available, json_string(form->type));
    }
    if (best == NULL) {
        problem_add(&call->problem, PROBLEM_NOT_ACCEPTABLE, "", "there is no form here that Accept takes");
        problem_say(&call->problem, "available", json_incref(available)); /* the problem's */
    }
    return best;
}

/* A parameter that the form has no place for is refused rather than left out of sight. */
static bool check_without(struct call *call, const struct form *form)
{
    for (size_t i = 0; form->without[i] != NULL; i++) {
        if (call_parameter(call, form->without[i]).data != NULL) {
            problem_parameter(&call->problem, PROBLEM_BAD_PARAMETER, form->without[i], "has no place in %.*s",
                              (int)strcspn(form->type, ";"), form->type);
        }
    }
    return call->problem.count == 0;
}

const struct form *form_of(struct call *call, const struct resource *resource, bool is_list)
{
    const struct form *form = &forms[0];
    struct str name = call_parameter(call, "format"), accept = call_header(call, "Accept");
    if (name.data != NULL) {
        form = by_name(call, resource, is_list, name);
        call->reply.was_asked_for = true;
    } else if (accept.size > 0) {
        form = by_accept(call, resource, is_list, accept);
    }
    if (form == NULL || !check_without(call, form))
        return NULL;
    if (form != &forms[0])
        call->reply.content_type = form->type;
    return form;
}
