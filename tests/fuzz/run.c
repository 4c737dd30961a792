/* A fuzz target without a fuzzer: NAME            a corpus that is made here, then time
 *                                 NAME corpus     the corpus alone
 *                                 NAME linear N   time alone: N bytes against N / 4
 *                                 NAME FILE…      files, to repeat a finding
 *
 * The corpus: every seed alone, repeated, between others, cut anywhere, with bytes changed; always the same. What is wrong in it
 * ends the program, by a check or a sanitizer.
 *
 * Time: for every seed repeated up to a size, and up to a quarter of it, the processor's time. Linear work takes 4 times as
 * long, quadratic work 16 times; time_limit lies between. What is over before time_least is not judged. The last line is
 * `N passed, N failed`. */
#include <time.h>

#include "fuzz.h"

enum {
    TEXTS = 400,
    TEXT_SIZE = 2000,
    LINEAR_SIZE = 64 * 1024,
    TRIES = 8,
    FAILURES = 5 /* what is wrong is wrong for many seeds, and takes long */
};

static const double time_limit = 11;
static const double time_least = 0.05; /* seconds */

/* What is hard, or means something, to one function or another. %u becomes a number that rises. */
/* clang-format off */
static const char *const seeds[] = {
    "(", ")", "[", "{", "\"", "'", "“", "”", "‘", "’", "«", ".", "!", "?", "…", ". . ", "- ", "–", "—", ",", ";", ":", ":) ", "\n", "\n\n",
    "\r\n", " ", "\t", "\u00A0", "\u200B", "\u00AD", "\u0301", "e\u0301", "😀", "a\uFE0F", "中国", "Россия ", "ﬁ", "\uFDFA", "\x01", "#", "*", "&", "<", ">",
    "a", "A", "n'", "n't", "'s ", "I'm ", "a.", "U.S. ", "A.B", "1", "1,", "1.5 ", "1. ", "- item\n", "1990s ", "%u ", "5 % ",
    "word ", "Word ", "WORD ", "iPhone ", "Word-Word ", "word%u ", "Word%u ", "Word%u Name%u ", "Word%u. ", "Word%u says so. ",
    "Mr. ", "Dr. J. K. Smith ", "John Smith ", "Smith ", "John ", "Putin's ", "the United States of America ", "Russian ", "Paris, London and ",
    "Bank of ", "of the ", "University of Somewhere ", "North Atlantic Treaty Organization (NATO) ", "(NATO) ", "New York ", "the Kremlin ",
    "May ", "in ", "19 May 2023 ", "next year ", "by 2030 ", "before ", "until ", "May 19, 2023",
    "if ", "if it rains, ", "unless ", "provided that ", "not ", "never ", "no ", "n’t ", "nobody ", "without ", "could ", "will ", "would ", "should ", "likely ",
    "is likely to ", "almost certainly ", "because ", "due to ", "led to ", "and ", "but ", ", which ", ", who ", " - ", "that ", "said ", "he said that ", "said that he said ",
    "according to ", "“it is,” he said. ", "She said: “", "experts believe that ", "A. said B. said ", "What is it? ", "more than ", "X is a Y. ", "it was ", "the ",
    "By John Smith\n\n", "This article was originally published in The Paper on 19 May 2023.\n\n", "LEAVE A REPLY\n\n", "About The Author\n\n", "Share this\n\n", "OEC\n\n",
    "http://", "http://a.b/c?d=e ", "www.a.b ", "a@b.c ", "[1]", "[citation needed]", "# Heading\n\n", "> quote\n\n", "* item\n", "| a | b |\n", "```\n", "[a](b)", "![a](b)", "**a** ", "_a_ ",
    "<div>", "</div>", "<p>", "<p>word word word, word word word, word word word</p>", "<p", "<a href=", "<a href=\"http://a.b/c\">word</a> ", "<!--", "-->", "<![CDATA[", "<script>", "</script>", "<style>", "<title>", "<h1>Word word</h1>", "<ul><li>word",
    "<table><tr><td>", "<br>", "<meta property=\"og:title\" content=\"a\">", "<meta ", "<time datetime=\"2023-05-19\">", "<script type=\"application/ld+json\">{\"headline\":\"a\"}</script>", "{\"a\":", "\\", "\\u0041",
    "&amp;", "&#x41;", "&#", "&nbsp;", "<article>", "<body>", "<html lang=\"en\">", "<select><option>", "<svg>", "<template>", "<form>", "<b><i>", "</b></i>", "<span class=\"comment share related\">", "=", "'\"",
    "<meta charset=utf-16>", "<meta charset=\"shift_jis\">", "<meta charset=iso-2022-jp>", "<?xml encoding='gb18030'?>", "charset=big5 ", "charset=",
    "\xEF\xBB\xBF", "\xFF\xFE", "\xFE\xFF", "\xE9t\xE9 ", "\x81\x40", "\x81\x30\x81\x30", "\x1B$B0!", "\xD8", "A\xD8", "\x80",
};
/* clang-format on */

struct bytes {
    uint8_t *data;
    size_t size, limit;
};

static uint64_t draw(uint64_t *state, uint64_t below)
{
    *state = *state * 6364136223846793005U + 1442695040888963407U;
    return (*state >> 33) % below;
}

/* Adds a seed with its %u filled in; false when it does not fit. */
static bool add_seed(struct bytes *bytes, const char *seed, unsigned number)
{
    char text[256];
    size_t size = 0;

    for (const char *at = seed; *at != '\0'; at++) {
        if (at[0] == '%' && at[1] == 'u') {
            size += (size_t)snprintf(text + size, sizeof text - size, "%u", number);
            at++;
        } else {
            text[size++] = *at;
        }
    }
    if (bytes->size + size > bytes->limit)
        return false;
    memcpy(bytes->data + bytes->size, text, size);
    bytes->size += size;
    return true;
}

static void give(const struct bytes *bytes)
{
    /* Of exactly that size, so that a sanitizer sees who reads on. */
    uint8_t *copy = malloc(bytes->size + 1);
    FUZZ_CHECK(copy != NULL);
    memcpy(copy, bytes->data, bytes->size);
    (void)LLVMFuzzerTestOneInput(copy, bytes->size);
    free(copy);
}

/* Seeds in a row, sometimes one again and again, then a few bytes changed and an end cut off. */
static void random_text(struct bytes *bytes, uint64_t *state)
{
    size_t wanted = draw(state, TEXT_SIZE);
    bytes->size = 0;
    while (bytes->size < wanted) {
        const char *seed = seeds[draw(state, COUNT(seeds))];
        uint64_t times = draw(state, 8) == 0 ? draw(state, 40) : 1;
        for (uint64_t i = 0; i < times; i++)
            (void)add_seed(bytes, seed, (unsigned)draw(state, 5));
        if (draw(state, 3) == 0)
            (void)add_seed(bytes, " ", 0);
    }
    for (uint64_t i = draw(state, 4); i > 0 && bytes->size > 0; i--)
        bytes->data[draw(state, bytes->size)] = (uint8_t)draw(state, 256);
    bytes->size = bytes->size > wanted ? wanted : bytes->size;
}

static void run_corpus(struct bytes *bytes)
{
    uint64_t state = 1;

    bytes->size = 0;
    give(bytes);
    for (size_t i = 0; i < COUNT(seeds); i++) {
        bytes->size = 0;
        for (unsigned times = 0; times < 20; times++) {
            (void)add_seed(bytes, seeds[i], times);
            if (times == 0 || times == 1 || times == 19)
                give(bytes);
        }
    }
    for (size_t i = 0; i < TEXTS; i++) {
        random_text(bytes, &state);
        give(bytes);
    }
}

static double seconds(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double time_of(struct bytes *bytes, const char *seed, size_t size)
{
    bytes->size = 0;
    bytes->limit = size;
    for (unsigned number = 0; add_seed(bytes, seed, number);)
        number++;
    double start = seconds();
    (void)LLVMFuzzerTestOneInput(bytes->data, bytes->size);
    return seconds() - start;
}

/* The machine is shared: what takes too long is tried again, and the least of each counts. */
static bool is_linear(struct bytes *bytes, const char *seed, size_t size)
{
    double least = 1e9;
    double most = 1e9;

    for (unsigned i = 0; i < TRIES; i++) {
        double large = time_of(bytes, seed, size);
        most = large < most ? large : most;
        if (most < time_least)
            return true;
        double small = time_of(bytes, seed, size / 4);
        least = small < least ? small : least;
        if (most < time_limit * least)
            return true;
    }
    (void)printf("\"%s\" again and again: %.3f s for %zu bytes, %.3f s for %zu\n", seed, least, size / 4, most, size);
    return false;
}

static void run_file(struct bytes *bytes, const char *path)
{
    FILE *file = fopen(path, "rbe");
    if (file == NULL) {
        perror(path);
        exit(2); /* NOLINT(concurrency-mt-unsafe): one thread */
    }
    bytes->size = fread(bytes->data, 1, bytes->limit, file);
    (void)fclose(file);
    give(bytes);
}

int main(int count, char **values)
{
    bool is_corpus = count < 2 || strcmp(values[1], "corpus") == 0;
    bool is_linear_run = count < 2 || strcmp(values[1], "linear") == 0;
    size_t size = count > 2 ? strtoul(values[2], NULL, 10) : LINEAR_SIZE;
    size_t room = size > 16U << 20 ? size : 16U << 20;
    struct bytes bytes = {malloc(room), 0, room};
    unsigned passed = 0;
    unsigned failed = 0;

    FUZZ_CHECK(bytes.data != NULL);
    if (!is_corpus && !is_linear_run) {
        for (int i = 1; i < count; i++)
            run_file(&bytes, values[i]);
    }
    if (is_corpus) {
        run_corpus(&bytes);
        passed++;
    }
    for (size_t i = 0; is_linear_run && i < COUNT(seeds) && failed < FAILURES; i++) {
        bool is_right = is_linear(&bytes, seeds[i], size);
        passed += is_right ? 1 : 0;
        failed += is_right ? 0 : 1;
    }
    free(bytes.data);
    (void)printf("%u passed, %u failed\n", passed, failed);
    return failed > 0;
}
