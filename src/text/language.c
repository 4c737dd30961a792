/* Each language of the Latin script has its commonest words that few others share. A word counts for all languages that list it;
 * the best must be ahead of the next. Words are compared without accents, which keeps them right where those were lost. */
#include "claimd/language.h"

#include <stdlib.h>
#include <string.h>

#include "claimd/utf8.h"

/* clang-format off */
#define LATINS(X) \
    X(EN, "en") X(DE, "de") X(FR, "fr") X(ES, "es") X(IT, "it") X(PT, "pt") X(NL, "nl") X(SV, "sv") X(DA, "da") \
    X(NB, "nb") X(FI, "fi") X(PL, "pl") X(CS, "cs") X(SK, "sk") X(HU, "hu") X(RO, "ro") X(TR, "tr") X(ID, "id") \
    X(HR, "hr") X(CA, "ca")

enum {
#define X(name, tag) NUMBER_##name,
    LATINS(X)
#undef X
#define X(name, tag) name = 1 << NUMBER_##name,
    LATINS(X)
#undef X
};
static const char latin_tags[][3] = {
#define X(name, tag) tag,
    LATINS(X)
#undef X
};

/* Sorted by strcmp. */
static const struct common {
    const char *word; /* without accents */
    unsigned languages;
} commons[] = {
    {"a", PT | CS | SK | HU | RO | CA}, {"aan", NL}, {"aby", CS | SK}, {"acest", RO}, {"ada", ID}, {"adalah", ID},
    {"af", DA}, {"akan", ID}, {"ako", SK}, {"al", ES | CA}, {"ale", PL | CS | SK}, {"alebo", SK}, {"ali", HR},
    {"alla", IT}, {"als", DE | NL}, {"ama", TR}, {"amb", CA}, {"an", EN}, {"ancak", TR}, {"anche", IT}, {"and", EN},
    {"ao", PT}, {"aquest", CA}, {"ar", SV}, {"are", EN}, {"as", EN | PT}, {"at", EN | DA | NB}, {"atau", ID},
    {"att", SV}, {"au", FR | RO}, {"auch", DE}, {"auf", DE}, {"aus", DE}, {"aux", FR}, {"av", SV | NB}, {"avec", FR},
    {"az", HU}, {"azt", HU}, {"be", EN}, {"bei", DE}, {"bi", HR}, {"bij", NL}, {"bir", TR}, {"bisa", ID}, {"biti", HR},
    {"ble", NB}, {"blev", DA}, {"bol", SK}, {"bu", TR}, {"but", EN}, {"by", EN | CS | SK}, {"byl", PL | CS},
    {"ca", RO}, {"care", RO}, {"ce", FR}, {"cele", RO}, {"cette", FR}, {"che", IT}, {"cok", TR}, {"com", PT | CA},
    {"come", IT}, {"como", ES | PT}, {"con", ES | IT}, {"csak", HU}, {"cu", RO}, {"cuando", ES}, {"czy", PL},
    {"da", IT | PT | TR | HR}, {"daha", TR}, {"dalam", ID}, {"dan", ID}, {"dans", FR}, {"dar", RO}, {"dari", ID},
    {"das", DE | PT}, {"dat", NL}, {"de", FR | ES | PT | NL | SV | DA | NB | HU | RO | TR | CA}, {"degil", TR},
    {"dei", IT}, {"del", ES | IT | CA}, {"della", IT}, {"delle", IT}, {"dels", CA}, {"dem", DE},
    {"den", DE | SV | DA | NB}, {"dengan", ID}, {"der", DE}, {"des", DE | FR}, {"det", SV | DA | NB}, {"deze", NL},
    {"di", IT | ID}, {"die", DE}, {"din", RO}, {"dla", PL}, {"do", PT | PL | CS | SK | HR}, {"door", NL}, {"dos", PT},
    {"du", FR}, {"dupa", RO}, {"e", IT | PT}, {"een", NL}, {"efter", SV | DA}, {"egy", HU}, {"ei", FI}, {"ein", DE},
    {"eine", DE}, {"einer", DE}, {"el", ES | HU | CA}, {"eller", SV | DA | NB}, {"els", CA}, {"em", PT},
    {"en", ES | NL | SV | DA | NB | TR | CA}, {"entre", ES}, {"er", NL | DA | NB}, {"es", DE | ES | HU | CA},
    {"est", FR}, {"esta", ES}, {"este", ES | RO}, {"et", FR | DA | NB}, {"ett", SV}, {"etta", FI}, {"etter", NB},
    {"ez", HU}, {"ezt", HU}, {"fi", RO}, {"foi", PT}, {"for", EN | SV | DA | NB}, {"fost", RO}, {"fra", DA | NB},
    {"fran", SV}, {"from", EN}, {"fue", ES}, {"fur", DE}, {"gibi", TR}, {"gli", IT}, {"ha", ES | IT | HU | CA},
    {"han", SV | DA | NB | FI}, {"hanen", FI}, {"har", SV | DA | NB}, {"has", EN}, {"hat", DE}, {"have", EN},
    {"hebben", NL}, {"her", TR}, {"het", NL}, {"his", EN}, {"hogy", HU}, {"i", IT | PL | CS | SK | HR | CA},
    {"icin", TR}, {"iki", TR}, {"ikke", DA | NB}, {"il", FR | IT}, {"ile", TR}, {"im", DE}, {"in", EN | NL | RO},
    {"ini", ID}, {"inte", SV}, {"is", EN | NL | HU}, {"ise", TR}, {"ist", DE}, {"it", EN}, {"itu", ID}, {"iz", HR},
    {"ja", FI}, {"jag", SV}, {"jak", PL}, {"jako", PL | CS}, {"je", CS | SK | HR}, {"jeg", DA | NB}, {"jego", PL},
    {"jeho", CS | SK}, {"jest", PL}, {"joka", FI}, {"jos", FI | HR}, {"jsem", CS}, {"jsou", CS}, {"juga", ID},
    {"kadar", TR}, {"kan", SV | DA | NB}, {"kao", HR}, {"karena", ID}, {"kdyz", CS}, {"ke", ID}, {"ked", SK},
    {"kell", HU}, {"ki", HU}, {"koja", HR}, {"koje", HR}, {"koji", HR}, {"ktere", CS}, {"ktery", CS},
    {"ktore", PL | SK}, {"ktory", PL | SK}, {"kuin", FI}, {"kun", FI}, {"la", FR | ES | IT | RO | CA}, {"las", ES},
    {"le", FR | IT}, {"lehet", HU}, {"les", FR | CA}, {"lesz", HU}, {"leur", FR}, {"lo", ES}, {"los", ES}, {"lui", RO},
    {"ma", IT}, {"maar", NL}, {"mai", RO}, {"mais", FR | PT}, {"mar", HU}, {"mas", ES | PT}, {"med", SV | DA | NB},
    {"meg", HU}, {"men", SV | DA | NB}, {"mereka", ID}, {"mes", CA}, {"met", NL}, {"mi", TR}, {"mint", HU},
    {"mit", DE}, {"mita", FI}, {"mukaan", FI}, {"mutta", FI}, {"myos", FI}, {"na", PT | PL | CS | SK | HR},
    {"naar", NL}, {"nach", DE}, {"nao", PT}, {"nar", SV | DA | NB}, {"ne", TR | HR}, {"nebo", CS}, {"nel", IT},
    {"nem", HU}, {"nicht", DE}, {"nie", PL}, {"niet", NL}, {"niin", FI}, {"nije", HR}, {"no", PT | CA}, {"non", IT},
    {"not", EN}, {"nous", FR}, {"nu", RO}, {"o", PT | PL | CS | SK | RO | TR | HR}, {"och", SV}, {"od", PL | HR},
    {"oder", DE}, {"of", EN}, {"og", DA | NB}, {"olan", TR}, {"olarak", TR}, {"ole", FI}, {"oleh", ID}, {"oli", FI},
    {"olla", FI}, {"om", NL | SV | DA | NB}, {"on", EN | FI}, {"ont", FR}, {"ook", NL}, {"op", NL}, {"oraz", PL},
    {"os", PT}, {"ou", PT}, {"ovat", FI}, {"pa", SV | DA | NB}, {"pada", ID}, {"par", FR}, {"para", ES | PT},
    {"pas", FR}, {"pe", RO}, {"pel", CA}, {"pelo", PT}, {"pentru", RO}, {"per", IT | CA}, {"pero", ES}, {"piu", IT},
    {"plus", FR}, {"po", PL | CS | SK | HR}, {"podla", SK}, {"podle", CS}, {"por", ES | PT}, {"pour", FR}, {"pre", SK},
    {"prin", RO}, {"pro", CS}, {"przed", PL}, {"przez", PL}, {"przy", PL}, {"que", FR | ES | PT | CA}, {"questo", IT},
    {"qui", FR}, {"s", CS | SK | HR}, {"sa", SK | RO}, {"samo", HR}, {"sao", PT}, {"sau", RO}, {"saya", ID},
    {"se", ES | PT | FI | CS | HR}, {"sebagai", ID}, {"seg", NB}, {"sen", FI}, {"seu", PT}, {"seva", CA},
    {"si", IT | RO}, {"sich", DE}, {"sie", PL}, {"sig", SV | DA}, {"sind", DE}, {"sita", FI}, {"ska", SV},
    {"skal", DA | NB}, {"som", SV | DA | NB | SK}, {"son", ES | CA}, {"sono", IT}, {"sonra", TR}, {"sont", FR},
    {"sto", HR}, {"su", ES | SK | HR}, {"sua", PT}, {"sunt", RO}, {"sur", FR}, {"sus", ES}, {"szerint", HU},
    {"tai", FI}, {"tambe", CA}, {"te", NL | HR}, {"tego", PL}, {"telah", ID}, {"that", EN}, {"the", EN}, {"their", EN},
    {"they", EN}, {"this", EN}, {"tidak", ID}, {"til", DA | NB}, {"till", SV}, {"to", EN | PL | CS | SK | HR},
    {"tym", PL}, {"u", HR}, {"uit", NL}, {"um", PT}, {"uma", PT}, {"un", ES | IT | RO | CA}, {"una", ES | IT | CA},
    {"und", DE}, {"une", FR}, {"untuk", ID}, {"uz", CS | SK}, {"v", CS | SK}, {"va", CA}, {"vagy", HU},
    {"van", NL | HU}, {"var", SV | DA | NB | TR}, {"ve", CS | TR}, {"vi", SV | DA | NB}, {"viela", FI}, {"vo", SK},
    {"voi", FI}, {"volt", HU}, {"von", DE}, {"voor", NL}, {"vous", FR}, {"w", PL}, {"was", EN}, {"werd", NL},
    {"werden", DE}, {"were", EN}, {"which", EN}, {"wie", DE}, {"wird", DE}, {"with", EN}, {"worden", NL},
    {"would", EN}, {"y", ES}, {"yang", ID}, {"you", EN}, {"z", PL | CS | SK}, {"za", CS | SK | HR},
    {"ze", PL | CS | SK}, {"zijn", NL}, {"zu", DE},
};

/* Ranges of code points of scripts that tell a language by themselves. */
static const struct script {
    uint32_t first, last;
    struct str tag;
} scripts[] = {
    {0x0370, 0x03FF, STR("el")}, {0x0530, 0x058F, STR("hy")}, {0x0590, 0x05FF, STR("he")}, {0x0900, 0x097F, STR("hi")},
    {0x0980, 0x09FF, STR("bn")}, {0x0A80, 0x0AFF, STR("gu")}, {0x0B80, 0x0BFF, STR("ta")}, {0x0C00, 0x0C7F, STR("te")},
    {0x0E00, 0x0E7F, STR("th")}, {0x10A0, 0x10FF, STR("ka")}, {0x1200, 0x137F, STR("am")}, {0x3040, 0x30FF, STR("ja")},
    {0xAC00, 0xD7AF, STR("ko")},
};

/* Letters that a script's main language does not have. The first row whose letters come often enough is it. */
static const struct letters {
    const char *letters;
    struct str tag;
} cyrillic[] = {
    {"іїєґІЇЄҐ", STR("uk")},
    {"јљњћђџЈЉЊЋЂЏ", STR("sr")},
    {"ыэёЫЭЁ", STR("ru")},
}, arabic[] = {
    {"ٹڈڑےں", STR("ur")},
    {"پچژگ", STR("fa")},
};
/* clang-format on */

enum {
    SCRIPT_COUNT = COUNT(scripts),
    WORD_SIZE = 16,     /* bytes of the longest word listed, and some */
    LEAST_LETTERS = 20, /* of a text that can be told */
    LEAST_WORDS = 4,    /* common ones */
    OFTEN = 200,        /* one letter in so many is often */
};

struct counts {
    size_t letters, latin, cyrillic, arabic, han;
    size_t script[SCRIPT_COUNT];
    size_t uk, sr, ru, ur, fa; /* of their own letters */
    size_t words[COUNT(latin_tags)];
};

static bool has_letter(const char *letters, struct str letter)
{
    return memmem(letters, strlen(letters), letter.data, letter.size) != NULL;
}

static void count_letter(struct counts *counts, uint32_t code_point, struct str letter)
{
    counts->letters++;
    if (code_point < 0x250 || (code_point >= 0x1E00 && code_point < 0x1F00)) {
        counts->latin++;
    } else if (code_point >= 0x400 && code_point < 0x530) {
        counts->cyrillic++;
        counts->uk += has_letter(cyrillic[0].letters, letter);
        counts->sr += has_letter(cyrillic[1].letters, letter);
        counts->ru += has_letter(cyrillic[2].letters, letter);
    } else if (code_point >= 0x600 && code_point < 0x700) {
        counts->arabic++;
        counts->ur += has_letter(arabic[0].letters, letter);
        counts->fa += has_letter(arabic[1].letters, letter);
    } else if ((code_point >= 0x3400 && code_point < 0xA000) || (code_point >= 0x20000 && code_point < 0x32000)) {
        counts->han++;
    }
    for (size_t i = 0; i < SCRIPT_COUNT; i++)
        counts->script[i] += code_point >= scripts[i].first && code_point <= scripts[i].last;
}

static int compare_common(const void *word, const void *common)
{
    return strcmp(word, ((const struct common *)common)->word);
}

static void count_word(struct counts *counts, char *word, size_t size)
{
    if (size == 0 || size > WORD_SIZE)
        return;
    word[size] = '\0';
    const struct common *found = bsearch(word, commons, COUNT(commons), sizeof *commons, compare_common);
    for (size_t i = 0; found != NULL && i < COUNT(latin_tags); i++)
        counts->words[i] += found->languages >> i & 1;
}

static void count_text(struct counts *counts, struct str text)
{
    char word[WORD_SIZE + 2];
    size_t size = 0; /* WORD_SIZE + 1: too long for a common word */
    for (size_t at = 0; at < text.size;) {
        size_t here = at;
        uint32_t code_point = utf8_next(text, &at), folded[UTF8_FOLDED];
        if (!utf8_is_word(code_point)) {
            count_word(counts, word, size);
            size = 0;
            continue;
        }
        count_letter(counts, code_point, str_part(text, here, at - here));
        size_t count = utf8_fold(code_point, folded);
        for (size_t i = 0; i < count && size <= WORD_SIZE; i++)
            word[size++] = folded[i] < 0x80 ? (char)folded[i] : '?';
    }
    count_word(counts, word, size);
}

static struct str latin_language(const struct counts *counts)
{
    size_t best = 0, second = 0, which = 0;
    for (size_t i = 0; i < COUNT(latin_tags); i++) {
        if (counts->words[i] > best) {
            second = best;
            best = counts->words[i];
            which = i;
        } else if (counts->words[i] > second) {
            second = counts->words[i];
        }
    }
    return best >= LEAST_WORDS && best > second ? str_of(latin_tags[which]) : (struct str){0};
}

/* NOLINTNEXTLINE(readability-function-cognitive-complexity): one script after the other */
struct str language_of(struct str text)
{
    struct counts counts = {0};
    size_t size = text.size < LANGUAGE_SAMPLE ? text.size : LANGUAGE_SAMPLE;
    while (size < text.size && size > 0 && ((unsigned char)text.data[size] & 0xC0U) == 0x80U)
        size--;
    count_text(&counts, str_part(text, 0, size));
    size_t half = counts.letters / 2;
    if (counts.letters < LEAST_LETTERS)
        return (struct str){0};
    if (counts.latin > half)
        return latin_language(&counts);
    if (counts.cyrillic > half) {
        size_t often = counts.cyrillic / OFTEN + 1;
        return counts.uk >= often   ? cyrillic[0].tag
               : counts.sr >= often ? cyrillic[1].tag
               : counts.ru >= often ? cyrillic[2].tag
                                    : STR("bg");
    }
    if (counts.arabic > half) {
        size_t often = counts.arabic / OFTEN + 1;
        return counts.ur >= often ? arabic[0].tag : counts.fa >= often ? arabic[1].tag : STR("ar");
    }
    for (size_t i = 0; i < SCRIPT_COUNT; i++) {
        /* Japanese is mostly Han, with kana between. */
        bool is_mixed = str_is(scripts[i].tag, "ja") && counts.script[i] * 10 > counts.letters;
        if (counts.script[i] > half || is_mixed)
            return scripts[i].tag;
    }
    return counts.han > half ? STR("zh") : (struct str){0};
}
