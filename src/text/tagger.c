#include "claimd/tagger.h"

bool tagger_ends(const struct tagger *tagger, size_t at, struct str end)
{
    const struct token *token = &tagger->tokens->items[at];
    const char *text = tagger->tokens->body.data + token->byte + token->size - end.size;
    size_t same = 0;
    if (token->size <= end.size + 1 || (text[end.size - 1] | 0x20) != end.data[end.size - 1])
        return false;
    while (same < end.size && (text[same] | 0x20) == end.data[same])
        same++;
    return same == end.size;
}

struct forms tagger_forms(const struct tagger *tagger, size_t at)
{
    struct forms forms = {0};
    for (const struct sense *sense = tagger_sense(tagger, at, LEXICON_VERBS); sense != NULL;
         sense = sense_behind(sense)) {
        if (sense->list == LEXICON_VERBS && sense->words == 1) {
            forms.share[sense->value] = sense->weight;
            forms.is_verb = true;
        }
    }
    forms.is_ed = !forms.is_verb && tagger_ends(tagger, at, STR("ed"));
    forms.is_ing = !forms.is_verb && tagger_ends(tagger, at, STR("ing"));
    forms.is_verb |= forms.is_ed || forms.is_ing;
    return forms;
}
