/* What the server would suggest for a text, for people or as the JSON of POST /v1/analyze. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "claimd/analysis_json.h"
#include "claimd/analyzer.h"
#include "claimd/command.h"
#include "claimd/model.h"
#include "claimd/page_file.h"
#include "claimd/utf8.h"

struct request {
    const char *path, *type, *lexicon, *data, *published_at;
    bool as_json, only_sentences;
};

/* "-" is the standard input. */
static bool read_source(const char *path, struct arena *arena, struct str *text, struct problem *problem)
{
    bool is_input = strcmp(path, "-") == 0;
    FILE *file = is_input ? stdin : fopen(path, "rbe");
    if (file == NULL)
        return problem_add(problem, PROBLEM_NOT_FOUND, "", "%s: %s", path, strerrordesc_np(errno));
    problem_auto wrong = {0};
    bool ok = page_file_read(arena, file, text, &wrong) ||
              problem_add(problem, wrong.items[0].code, "", "%s %s", path, wrong.items[0].detail);
    if (!is_input)
        (void)fclose(file);
    return ok;
}

/* By --type, else by the ending of the name. */
static bool type_of(const struct request *request, enum page_type *type, struct problem *problem)
{
    struct str name;
    *type = PAGE_PLAIN;
    if (request->type != NULL) {
        return page_type_parse(str_of(request->type), type) ||
               problem_add(problem, PROBLEM_NOT_ALLOWED, "", "--type is text/plain, text/markdown or text/html");
    }
    (void)!page_file_type(request->path, type, &name);
    return true;
}

static void print_why(const struct reasons *why)
{
    for (uint32_t i = 0; i < why->count; i++) {
        (void)printf("%s%s", i == 0 ? "" : ", ", why->items[i].rule);
        if (why->items[i].term.size > 0)
            (void)printf(" \"%.*s\"", STR_PRINT(why->items[i].term));
    }
}

static void print_entities(const struct analysis *analysis)
{
    for (size_t i = 0; i < analysis->referent_count; i++) {
        const struct referent *referent = &analysis->referents[i];
        (void)printf("%.2f  %-13s %.*s", (double)referent->confidence, entity_kind_names[referent->kind],
                     STR_PRINT(referent->name));
        if (referent->mention_count > 1)
            (void)printf(", %u times", referent->mention_count);
        (void)printf("%s\n", referent->rival != ANALYSIS_NONE     ? " (one of two in the library)"
                             : referent->library != ANALYSIS_NONE ? " (in the library)"
                                                                  : "");
    }
}

static void print_words(const struct analysis *analysis, const char *name, struct span span)
{
    if (span.start < span.end)
        (void)printf("      %s \"%.*s\"\n", name, STR_PRINT(token_words_of(&analysis->tokens, span)));
}

static void print_claim(const struct analysis *analysis, const struct found_claim *claim)
{
    (void)printf("%.2f  %s%s%s%s  %.*s\n", (double)claim->confidence, claim_kind_names[claim->kind],
                 claim->certainty == CERTAINTY_UNSTATED ? "" : ", ",
                 claim->certainty == CERTAINTY_UNSTATED ? "" : certainty_names[claim->certainty],
                 claim->is_negated ? ", negated" : "", STR_PRINT(claim->text));
    print_words(analysis, "held by", claim->holder.words);
    for (uint32_t i = 0; i < claim->via_count; i++)
        print_words(analysis, "through", claim->via[i].words);
    print_words(analysis, claim->is_condition_negated ? "if not" : "if", claim->condition);
    print_words(analysis, "by", claim->horizon);
    (void)printf("      why ");
    print_why(&claim->why);
    (void)printf("\n");
}

static void print_text(const struct analysis *analysis)
{
    (void)printf("%zu sentences, %zu names of %zu entities, %zu claims\n", analysis->sentence_count,
                 analysis->mention_count, analysis->referent_count, analysis->claim_count);
    if (analysis->referent_count > 0)
        (void)printf("\n");
    print_entities(analysis);
    for (size_t i = 0; i < analysis->claim_count; i++) {
        (void)printf("\n");
        print_claim(analysis, &analysis->claims[i]);
    }
}

/* A sentence a line, an empty line where a block ends. */
static void print_sentences(const struct analysis *analysis)
{
    struct str rest = analysis->tokens.body;
    uint32_t at = 0;

    for (size_t i = 0; i < analysis->sentence_count; i++) {
        const struct sentence *sentence = &analysis->sentences[i];
        rest = str_part(rest, utf8_offset(rest, sentence->span.start - at), rest.size);
        struct str words = str_part(rest, 0, utf8_offset(rest, sentence->span.end - sentence->span.start));
        rest = str_part(rest, words.size, rest.size);
        at = sentence->span.end;
        if (i > 0 && sentence->block != sentence[-1].block)
            (void)putchar('\n');
        for (size_t byte = 0; byte < words.size; byte++)
            (void)putchar(words.data[byte] == '\n' ? ' ' : words.data[byte]);
        (void)putchar('\n');
    }
}

static bool analyze(const struct request *request, struct analyzing *analyzing, struct problem *problem)
{
    buffer_auto json = {0};
    arena_auto arena = {0};
    enum page_type type;
    struct str source = {0};
    if (!type_of(request, &type, problem) || !read_source(request->path, &arena, &source, problem))
        return false;
    struct page page = page_of(&arena, source, type, (struct str){0});
    analyzing->options.published_at =
        request->published_at != NULL ? request->published_at : arena_cstr(&arena, page.published_at);
    struct analysis analysis = request->only_sentences ? sentences_of(&arena, &page.blocks, analyzing->options.lexicon)
                                                       : analysis_of(&arena, &page.blocks, &analyzing->options);
    if (!request->as_json) {
        (request->only_sentences ? print_sentences : print_text)(&analysis);
    } else {
        analysis_json(&json, &page.blocks, &analysis, analyzing->options.library);
        (void)printf("%.*s\n", STR_PRINT(buffer_str(&json)));
    }
    return fflush(stdout) == 0 || problem_add(problem, PROBLEM_STORAGE, "", "the output cannot be written");
}

/* With the names of a library where a data folder was named. */
static bool analyze_with(const struct request *request, struct problem *problem)
{
    struct folder_options options = {.path = request->data, .instance = -1};
    struct analyzer *analyzer = analyzer_open(request->lexicon, problem);
    struct folder *folder = NULL;
    struct store *reader = NULL;
    bool ok = analyzer != NULL;
    if (ok && request->data != NULL) {
        folder = folder_open(&options, model_resources, problem);
        reader = folder == NULL ? NULL : store_open_reader(folder, problem);
        ok = reader != NULL;
    }
    if (ok) {
        analyzing_auto analyzing = {0};
        ok = analyzing_begin(analyzer, reader, &analyzing, problem) && analyze(request, &analyzing, problem);
    }
    store_close(reader);
    folder_close(folder);
    analyzer_close(analyzer);
    return ok;
}

int command_analyze(int count, char **words)
{
    struct request request = {0};
    const struct option_row rows[] = {
        {"json", NULL, "the JSON of POST /v1/analyze", .flag = &request.as_json},
        {"sentences", NULL, "only the sentences, one a line, many times sooner", .flag = &request.only_sentences},
        {"type", "TYPE", "text/plain, text/markdown or text/html", .text = &request.type,
         .otherwise = "by the file's name"},
        {"published", "DATE", "when it was published", .text = &request.published_at,
         .otherwise = "what the text says"},
        {"lexicon", "DIR", "lists of words that go before those compiled in", .text = &request.lexicon,
         .otherwise = "none"},
        {"data", "DIR", "a data folder whose entities and tags are known", .text = &request.data, .otherwise = "none"},
        {0},
    };
    int rest;
    bool is_help;
    if (!command_options(count, words, rows, "claimd analyze [OPTIONS] FILE|-", &rest, &is_help))
        return is_help ? 0 : 2;
    if (rest != 1) {
        (void)fprintf(stderr, "claimd: name one file, or - for the standard input\n");
        return 2;
    }
    request.path = words[1];
    problem_auto problem = {0};
    return analyze_with(&request, &problem) ? 0 : command_fail(&problem);
}
