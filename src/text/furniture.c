/* Phrases were collected from pages of newspapers, magazines and blogs; none names a publication. A row holds for lines of at
 * most so many words, so that a sentence that happens to begin alike stays text. */
#include "claimd/furniture.h"

#include <stdlib.h>
#include <string.h>

enum place {
    WHOLE, /* the line is the phrase */
    START, /* begins with it */
    END,   /* ends with it */
    IN,    /* has it anywhere */
};

/* clang-format off */
struct phrase {
    struct str words; /* keys of words.h */
    enum place place;
    size_t limit; /* words of the line */
    enum furniture is;
};

/* Sorted by bytes. */
static const struct phrase beginnings[] = {
    {STR("a previous version of this"),                    START, 200, FURNITURE_NOTE},
    {STR("a propos de l'auteur"),                          START, 5,   FURNITURE_ABOUT},
    {STR("about author"),                                  WHOLE, 2,   FURNITURE_ABOUT},
    {STR("about our author"),                              START, 3,   FURNITURE_ABOUT},
    {STR("about the author"),                              WHOLE, 3,   FURNITURE_ABOUT},
    {STR("about the author(s"),                            WHOLE, 3,   FURNITURE_ABOUT},
    {STR("about the author:"),                             START, 3,   FURNITURE_ABOUT},
    {STR("about the authors"),                             WHOLE, 3,   FURNITURE_ABOUT},
    {STR("about the authors:"),                            START, 3,   FURNITURE_ABOUT},
    {STR("about the contributor"),                         START, 3,   FURNITURE_ABOUT},
    {STR("about the writer"),                              START, 3,   FURNITURE_ABOUT},
    {STR("accept all"),                                    START, 4,   FURNITURE_LINE},
    {STR("accept cookies"),                                START, 4,   FURNITURE_LINE},
    {STR("add a comment"),                                 START, 8,   FURNITURE_END},
    {STR("add your comment"),                              START, 8,   FURNITURE_END},
    {STR("advert"),                                        WHOLE, 1,   FURNITURE_LINE},
    {STR("advertisement"),                                 START, 8,   FURNITURE_LINE},
    {STR("advertisements"),                                WHOLE, 1,   FURNITURE_LINE},
    {STR("all opinions expressed"),                        START, 90,  FURNITURE_NOTE},
    {STR("all views expressed"),                           START, 90,  FURNITURE_NOTE},
    {STR("already a member"),                              START, 8,   FURNITURE_LINE},
    {STR("already a subscriber"),                          START, 8,   FURNITURE_LINE},
    {STR("also read:"),                                    START, 25,  FURNITURE_LINE},
    {STR("an earlier version of this"),                    START, 200, FURNITURE_NOTE},
    {STR("any opinions expressed"),                        START, 90,  FURNITURE_NOTE},
    {STR("any views expressed"),                           START, 90,  FURNITURE_NOTE},
    {STR("anzeige"),                                       WHOLE, 1,   FURNITURE_LINE},
    {STR("ap photo"),                                      START, 12,  FURNITURE_CAPTION},
    {STR("article continues after"),                       START, 8,   FURNITURE_LINE},
    {STR("article continues below"),                       START, 8,   FURNITURE_LINE},
    {STR("author bio"),                                    START, 2,   FURNITURE_ABOUT},
    {STR("author biography"),                              START, 2,   FURNITURE_ABOUT},
    {STR("author's bio"),                                  START, 2,   FURNITURE_ABOUT},
    {STR("author's note:"),                                START, 200, FURNITURE_NOTE},
    {STR("back to top"),                                   WHOLE, 3,   FURNITURE_LINE},
    {STR("bild:"),                                         START, 30,  FURNITURE_CAPTION},
    {STR("bookmark"),                                      WHOLE, 1,   FURNITURE_LINE},
    {STR("by continuing to use"),                          START, 40,  FURNITURE_LINE},
    {STR("by using this site you agree"),                  START, 40,  FURNITURE_LINE},
    {STR("cancel reply"),                                  START, 4,   FURNITURE_END},
    {STR("caption:"),                                      START, 40,  FURNITURE_CAPTION},
    {STR("clarification:"),                                START, 200, FURNITURE_NOTE},
    {STR("click here to"),                                 START, 20,  FURNITURE_LINE},
    {STR("click to"),                                      START, 8,   FURNITURE_LINE},
    {STR("comment"),                                       WHOLE, 1,   FURNITURE_LINE},
    {STR("comments are closed"),                           START, 8,   FURNITURE_END},
    {STR("compartilhar"),                                  WHOLE, 1,   FURNITURE_LINE},
    {STR("compartir"),                                     WHOLE, 1,   FURNITURE_LINE},
    {STR("condividi"),                                     WHOLE, 1,   FURNITURE_LINE},
    {STR("continue reading"),                              START, 12,  FURNITURE_LINE},
    {STR("continue reading the main story"),               START, 8,   FURNITURE_LINE},
    {STR("cookie settings"),                               WHOLE, 2,   FURNITURE_LINE},
    {STR("copy link"),                                     START, 4,   FURNITURE_LINE},
    {STR("copy this link"),                                START, 5,   FURNITURE_LINE},
    {STR("correction:"),                                   START, 200, FURNITURE_NOTE},
    {STR("courtesy of"),                                   START, 10,  FURNITURE_CAPTION},
    {STR("cover image"),                                   START, 20,  FURNITURE_CAPTION},
    {STR("credit:"),                                       START, 20,  FURNITURE_CAPTION},
    {STR("credits:"),                                      START, 20,  FURNITURE_CAPTION},
    {STR("deixe um comentario"),                           START, 6,   FURNITURE_END},
    {STR("deja una respuesta"),                            START, 6,   FURNITURE_END},
    {STR("disclaimer"),                                    WHOLE, 1,   FURNITURE_NOTE},
    {STR("disclaimer:"),                                   START, 200, FURNITURE_NOTE},
    {STR("disclosure statement"),                          START, 200, FURNITURE_NOTE},
    {STR("disclosure:"),                                   START, 200, FURNITURE_NOTE},
    {STR("don't miss"),                                    WHOLE, 2,   FURNITURE_LINE},
    {STR("don't miss:"),                                   START, 25,  FURNITURE_LINE},
    {STR("download our app"),                              START, 16,  FURNITURE_LINE},
    {STR("download the app"),                              START, 12,  FURNITURE_LINE},
    {STR("ed note:"),                                      START, 200, FURNITURE_NOTE},
    {STR("editor's note"),                                 START, 200, FURNITURE_NOTE},
    {STR("editor's note:"),                                START, 200, FURNITURE_NOTE},
    {STR("editors' note"),                                 START, 200, FURNITURE_NOTE},
    {STR("email this"),                                    START, 4,   FURNITURE_LINE},
    {STR("enjoyed this article"),                          START, 12,  FURNITURE_LINE},
    {STR("enlarge"),                                       START, 3,   FURNITURE_CAPTION},
    {STR("estimated reading time"),                        START, 7,   FURNITURE_LINE},
    {STR("featured image"),                                START, 20,  FURNITURE_CAPTION},
    {STR("file photo"),                                    START, 30,  FURNITURE_CAPTION},
    {STR("filed under:"),                                  START, 20,  FURNITURE_END},
    {STR("follow on"),                                     START, 6,   FURNITURE_LINE},
    {STR("follow us"),                                     WHOLE, 2,   FURNITURE_LINE},
    {STR("follow us on"),                                  START, 16,  FURNITURE_LINE},
    {STR("foto:"),                                         START, 30,  FURNITURE_CAPTION},
    {STR("full disclosure:"),                              START, 200, FURNITURE_NOTE},
    {STR("get our newsletter"),                            START, 16,  FURNITURE_LINE},
    {STR("get the latest"),                                START, 16,  FURNITURE_LINE},
    {STR("getty images"),                                  START, 6,   FURNITURE_CAPTION},
    {STR("got a tip"),                                     START, 20,  FURNITURE_LINE},
    {STR("have a tip"),                                    START, 20,  FURNITURE_LINE},
    {STR("header image"),                                  START, 20,  FURNITURE_CAPTION},
    {STR("illustration by"),                               START, 20,  FURNITURE_CAPTION},
    {STR("illustration:"),                                 START, 20,  FURNITURE_CAPTION},
    {STR("image by"),                                      START, 20,  FURNITURE_CAPTION},
    {STR("image caption"),                                 START, 40,  FURNITURE_CAPTION},
    {STR("image copyright"),                               START, 20,  FURNITURE_CAPTION},
    {STR("image credit"),                                  START, 20,  FURNITURE_CAPTION},
    {STR("image source"),                                  START, 20,  FURNITURE_CAPTION},
    {STR("image:"),                                        START, 30,  FURNITURE_CAPTION},
    {STR("images:"),                                       START, 30,  FURNITURE_CAPTION},
    {STR("join our newsletter"),                           START, 16,  FURNITURE_LINE},
    {STR("join the conversation"),                         START, 8,   FURNITURE_END},
    {STR("join the discussion"),                           START, 8,   FURNITURE_END},
    {STR("jump to navigation"),                            START, 4,   FURNITURE_LINE},
    {STR("kommentar schreiben"),                           START, 4,   FURNITURE_END},
    {STR("laisser un commentaire"),                        START, 6,   FURNITURE_END},
    {STR("lascia un commento"),                            START, 6,   FURNITURE_END},
    {STR("latest news"),                                   START, 4,   FURNITURE_END},
    {STR("latest stories"),                                START, 4,   FURNITURE_END},
    {STR("leave a comment"),                               START, 8,   FURNITURE_END},
    {STR("leave a reply"),                                 START, 8,   FURNITURE_END},
    {STR("leave a response"),                              START, 8,   FURNITURE_END},
    {STR("lesezeit"),                                      START, 5,   FURNITURE_LINE},
    {STR("like this"),                                     WHOLE, 2,   FURNITURE_LINE},
    {STR("like this article"),                             START, 12,  FURNITURE_LINE},
    {STR("like this story"),                               START, 12,  FURNITURE_LINE},
    {STR("like us on"),                                    START, 12,  FURNITURE_LINE},
    {STR("listen to article"),                             START, 5,   FURNITURE_LINE},
    {STR("listen to this"),                                START, 8,   FURNITURE_LINE},
    {STR("load more"),                                     START, 4,   FURNITURE_LINE},
    {STR("loading"),                                       WHOLE, 1,   FURNITURE_LINE},
    {STR("log in to comment"),                             START, 8,   FURNITURE_END},
    {STR("manage cookies"),                                WHOLE, 2,   FURNITURE_LINE},
    {STR("media caption"),                                 START, 40,  FURNITURE_CAPTION},
    {STR("media playback is unsupported"),                 START, 12,  FURNITURE_CAPTION},
    {STR("menu"),                                          WHOLE, 1,   FURNITURE_LINE},
    {STR("more from"),                                     START, 6,   FURNITURE_END},
    {STR("more news"),                                     START, 4,   FURNITURE_END},
    {STR("more on this"),                                  START, 6,   FURNITURE_END},
    {STR("more stories"),                                  START, 4,   FURNITURE_END},
    {STR("more:"),                                         START, 25,  FURNITURE_LINE},
    {STR("most popular"),                                  WHOLE, 2,   FURNITURE_END},
    {STR("most read"),                                     START, 3,   FURNITURE_END},
    {STR("most viewed"),                                   START, 5,   FURNITURE_END},
    {STR("next article"),                                  START, 4,   FURNITURE_END},
    {STR("next post"),                                     START, 4,   FURNITURE_END},
    {STR("nothing in this article"),                       START, 90,  FURNITURE_NOTE},
    {STR("opinions expressed"),                            START, 90,  FURNITURE_NOTE},
    {STR("our website uses cookies"),                      START, 60,  FURNITURE_LINE},
    {STR("partager"),                                      WHOLE, 1,   FURNITURE_LINE},
    {STR("photo by"),                                      START, 20,  FURNITURE_CAPTION},
    {STR("photo courtesy"),                                START, 20,  FURNITURE_CAPTION},
    {STR("photo credit"),                                  START, 20,  FURNITURE_CAPTION},
    {STR("photo:"),                                        START, 30,  FURNITURE_CAPTION},
    {STR("photograph by"),                                 START, 20,  FURNITURE_CAPTION},
    {STR("photograph:"),                                   START, 30,  FURNITURE_CAPTION},
    {STR("photographs by"),                                START, 20,  FURNITURE_CAPTION},
    {STR("photos by"),                                     START, 20,  FURNITURE_CAPTION},
    {STR("photos:"),                                       START, 30,  FURNITURE_CAPTION},
    {STR("picture:"),                                      START, 30,  FURNITURE_CAPTION},
    {STR("pictures:"),                                     START, 30,  FURNITURE_CAPTION},
    {STR("pin it"),                                        WHOLE, 2,   FURNITURE_LINE},
    {STR("please enable javascript"),                      START, 14,  FURNITURE_LINE},
    {STR("please enter your"),                             START, 8,   FURNITURE_END},
    {STR("popular posts"),                                 START, 3,   FURNITURE_END},
    {STR("post a comment"),                                START, 8,   FURNITURE_END},
    {STR("posted in"),                                     START, 12,  FURNITURE_END},
    {STR("previous article"),                              START, 4,   FURNITURE_END},
    {STR("previous post"),                                 START, 4,   FURNITURE_END},
    {STR("print"),                                         WHOLE, 1,   FURNITURE_LINE},
    {STR("print article"),                                 WHOLE, 2,   FURNITURE_LINE},
    {STR("print friendly"),                                START, 4,   FURNITURE_LINE},
    {STR("print this"),                                    START, 4,   FURNITURE_LINE},
    {STR("privacy policy"),                                START, 6,   FURNITURE_LINE},
    {STR("promoted"),                                      WHOLE, 1,   FURNITURE_LINE},
    {STR("publicidad"),                                    WHOLE, 1,   FURNITURE_LINE},
    {STR("publicite"),                                     WHOLE, 1,   FURNITURE_LINE},
    {STR("read also:"),                                    START, 25,  FURNITURE_LINE},
    {STR("read more"),                                     WHOLE, 2,   FURNITURE_LINE},
    {STR("read more about"),                               START, 15,  FURNITURE_LINE},
    {STR("read more:"),                                    START, 25,  FURNITURE_LINE},
    {STR("read next"),                                     START, 4,   FURNITURE_END},
    {STR("read next:"),                                    START, 25,  FURNITURE_LINE},
    {STR("read:"),                                         START, 25,  FURNITURE_LINE},
    {STR("reading time"),                                  START, 6,   FURNITURE_LINE},
    {STR("recommended for you"),                           START, 4,   FURNITURE_END},
    {STR("recommended reading"),                           START, 4,   FURNITURE_END},
    {STR("recommended stories"),                           START, 4,   FURNITURE_END},
    {STR("related article"),                               WHOLE, 2,   FURNITURE_END},
    {STR("related article:"),                              START, 25,  FURNITURE_LINE},
    {STR("related articles"),                              START, 4,   FURNITURE_END},
    {STR("related content"),                               START, 4,   FURNITURE_END},
    {STR("related links"),                                 START, 4,   FURNITURE_END},
    {STR("related news"),                                  START, 4,   FURNITURE_END},
    {STR("related posts"),                                 START, 4,   FURNITURE_END},
    {STR("related stories"),                               START, 4,   FURNITURE_END},
    {STR("related story:"),                                START, 25,  FURNITURE_LINE},
    {STR("related topics"),                                START, 4,   FURNITURE_END},
    {STR("related:"),                                      START, 25,  FURNITURE_LINE},
    {STR("replay"),                                        WHOLE, 1,   FURNITURE_LINE},
    {STR("required fields are marked"),                    START, 6,   FURNITURE_END},
    {STR("save article"),                                  WHOLE, 2,   FURNITURE_LINE},
    {STR("save for later"),                                WHOLE, 3,   FURNITURE_LINE},
    {STR("save this"),                                     START, 4,   FURNITURE_LINE},
    {STR("schreibe einen kommentar"),                      START, 6,   FURNITURE_END},
    {STR("scroll down for"),                               START, 8,   FURNITURE_LINE},
    {STR("see also"),                                      WHOLE, 2,   FURNITURE_LINE},
    {STR("see also:"),                                     START, 25,  FURNITURE_LINE},
    {STR("see more"),                                      WHOLE, 2,   FURNITURE_LINE},
    {STR("share"),                                         WHOLE, 1,   FURNITURE_LINE},
    {STR("share article"),                                 WHOLE, 2,   FURNITURE_LINE},
    {STR("share on"),                                      START, 8,   FURNITURE_LINE},
    {STR("share post"),                                    WHOLE, 2,   FURNITURE_LINE},
    {STR("share story"),                                   WHOLE, 2,   FURNITURE_LINE},
    {STR("share this"),                                    START, 8,   FURNITURE_LINE},
    {STR("share via"),                                     START, 8,   FURNITURE_LINE},
    {STR("share:"),                                        START, 12,  FURNITURE_LINE},
    {STR("show comments"),                                 START, 4,   FURNITURE_LINE},
    {STR("show more"),                                     START, 4,   FURNITURE_LINE},
    {STR("sign up for"),                                   START, 25,  FURNITURE_LINE},
    {STR("sign up here"),                                  START, 12,  FURNITURE_LINE},
    {STR("sign up now"),                                   START, 12,  FURNITURE_LINE},
    {STR("sign up to"),                                    START, 25,  FURNITURE_LINE},
    {STR("skip to content"),                               START, 4,   FURNITURE_LINE},
    {STR("skip to main content"),                          START, 5,   FURNITURE_LINE},
    {STR("sobre el autor"),                                START, 3,   FURNITURE_ABOUT},
    {STR("sobre o autor"),                                 START, 3,   FURNITURE_ABOUT},
    {STR("source:"),                                       START, 15,  FURNITURE_CAPTION},
    {STR("sponsored"),                                     WHOLE, 1,   FURNITURE_LINE},
    {STR("sponsored content"),                             WHOLE, 2,   FURNITURE_LINE},
    {STR("story continues"),                               WHOLE, 2,   FURNITURE_LINE},
    {STR("story continues below"),                         START, 8,   FURNITURE_LINE},
    {STR("subscribe"),                                     WHOLE, 1,   FURNITURE_LINE},
    {STR("subscribe here"),                                START, 12,  FURNITURE_LINE},
    {STR("subscribe now"),                                 START, 6,   FURNITURE_LINE},
    {STR("subscribe to"),                                  START, 20,  FURNITURE_LINE},
    {STR("subscribe today"),                               START, 12,  FURNITURE_LINE},
    {STR("tagged with"),                                   START, 20,  FURNITURE_END},
    {STR("tagged:"),                                       START, 30,  FURNITURE_END},
    {STR("tags:"),                                         START, 30,  FURNITURE_END},
    {STR("tap here to"),                                   START, 20,  FURNITURE_LINE},
    {STR("teilen"),                                        WHOLE, 1,   FURNITURE_LINE},
    {STR("tempo de leitura"),                              START, 6,   FURNITURE_LINE},
    {STR("temps de lecture"),                              START, 6,   FURNITURE_LINE},
    {STR("terms of service"),                              START, 6,   FURNITURE_LINE},
    {STR("terms of use"),                                  START, 6,   FURNITURE_LINE},
    {STR("the opinions expressed"),                        START, 90,  FURNITURE_NOTE},
    {STR("the opinions in this article"),                  START, 90,  FURNITURE_NOTE},
    {STR("the views and opinions"),                        START, 90,  FURNITURE_NOTE},
    {STR("the views expressed"),                           START, 90,  FURNITURE_NOTE},
    {STR("the views in this article"),                     START, 90,  FURNITURE_NOTE},
    {STR("this article has been amended"),                 START, 200, FURNITURE_NOTE},
    {STR("this article has been corrected"),               START, 200, FURNITURE_NOTE},
    {STR("this article has been updated"),                 START, 200, FURNITURE_NOTE},
    {STR("this article is for general information"),       START, 90,  FURNITURE_NOTE},
    {STR("this article is for informational purposes"),    START, 90,  FURNITURE_NOTE},
    {STR("this article was amended"),                      START, 200, FURNITURE_NOTE},
    {STR("this article was updated"),                      START, 200, FURNITURE_NOTE},
    {STR("this post has been updated"),                    START, 200, FURNITURE_NOTE},
    {STR("this site uses cookies"),                        START, 60,  FURNITURE_LINE},
    {STR("this story has been corrected"),                 START, 200, FURNITURE_NOTE},
    {STR("this story has been updated"),                   START, 200, FURNITURE_NOTE},
    {STR("this story was updated"),                        START, 200, FURNITURE_NOTE},
    {STR("this website uses cookies"),                     START, 60,  FURNITURE_LINE},
    {STR("tiempo de lectura"),                             START, 6,   FURNITURE_LINE},
    {STR("topics:"),                                       START, 20,  FURNITURE_END},
    {STR("trending now"),                                  START, 4,   FURNITURE_END},
    {STR("tweet this"),                                    START, 4,   FURNITURE_LINE},
    {STR("uber den autor"),                                START, 3,   FURNITURE_ABOUT},
    {STR("uber die autorin"),                              START, 3,   FURNITURE_ABOUT},
    {STR("up next"),                                       WHOLE, 2,   FURNITURE_END},
    {STR("view comments"),                                 START, 4,   FURNITURE_LINE},
    {STR("views expressed"),                               START, 90,  FURNITURE_NOTE},
    {STR("want more stories"),                             START, 10,  FURNITURE_LINE},
    {STR("watch:"),                                        START, 25,  FURNITURE_LINE},
    {STR("we use cookies"),                                START, 60,  FURNITURE_LINE},
    {STR("werbung"),                                       WHOLE, 1,   FURNITURE_LINE},
    {STR("write a comment"),                               START, 8,   FURNITURE_END},
    {STR("you may also be interested"),                    START, 8,   FURNITURE_END},
    {STR("you may also like"),                             START, 8,   FURNITURE_END},
    {STR("you might also like"),                           START, 8,   FURNITURE_END},
    {STR("you must be logged in to"),                      START, 12,  FURNITURE_END},
    {STR("you need to enable javascript"),                 START, 14,  FURNITURE_LINE},
    {STR("your browser does not support"),                 START, 14,  FURNITURE_LINE},
    {STR("your e-mail address will not be published"),     START, 14,  FURNITURE_END},
    {STR("your email address will not be published"),      START, 14,  FURNITURE_END},
};

static const struct phrase others[] = {
    {STR("all rights reserved"),                           IN, 30,  FURNITURE_LINE},
    {STR("click to enlarge"),                              IN, 20,  FURNITURE_CAPTION},
    {STR("comments"),                                      END, 2,   FURNITURE_LINE},
    {STR("contributed reporting"),                         END, 25,  FURNITURE_NOTE},
    {STR("contributed to this article"),                   END, 25,  FURNITURE_NOTE},
    {STR("contributed to this report"),                    END, 25,  FURNITURE_NOTE},
    {STR("contributed to this story"),                     END, 25,  FURNITURE_NOTE},
    {STR("declare no competing interests"),                IN, 60,  FURNITURE_NOTE},
    {STR("declare no conflict of interest"),               IN, 60,  FURNITURE_NOTE},
    {STR("declares no conflict of interest"),              IN, 60,  FURNITURE_NOTE},
    {STR("do not work for consult own shares in"),         IN, 90,  FURNITURE_NOTE},
    {STR("does not work for consult own shares in"),       IN, 90,  FURNITURE_NOTE},
    {STR("file photo"),                                    END, 40,  FURNITURE_CAPTION},
    {STR("getty images"),                                  END, 40,  FURNITURE_CAPTION},
    {STR("have no known competing financial interests"),   IN, 90,  FURNITURE_NOTE},
    {STR("min read"),                                      END, 4,   FURNITURE_LINE},
    {STR("mins read"),                                     END, 4,   FURNITURE_LINE},
    {STR("minute read"),                                   END, 4,   FURNITURE_LINE},
    {STR("minutes read"),                                  END, 4,   FURNITURE_LINE},
    {STR("newsletter"),                                    END, 3,   FURNITURE_LINE},
    {STR("scroll to continue"),                            IN, 8,   FURNITURE_LINE},
    {STR("shares"),                                        END, 2,   FURNITURE_LINE},
    {STR("shutterstock"),                                  END, 12,  FURNITURE_CAPTION},
};
/* clang-format on */

/* A line of nothing else, with a network among it, is a share bar. */
static const char *const networks[] = {"facebook", "twitter",   "x",      "linkedin", "whatsapp",  "pinterest",
                                       "reddit",   "telegram",  "email",  "e-mail",   "flipboard", "instagram",
                                       "youtube",  "messenger", "tumblr", "tweet",    "bluesky",   "mastodon",
                                       "threads",  "snapchat",  "tiktok", "xing",     "pocket",    "google"};
static const char *const share_words[] = {"share",   "like",  "on",   "via",  "by",   "to",   "this",
                                          "article", "print", "more", "copy", "link", "save", "or",
                                          "a",       "and",   "mail", "sms",  "plus"};
/* "3 comments", "12 thoughts on …" */
static const char *const counted[] = {"comments", "comment", "responses", "response", "replies", "thoughts"};

enum {
    PHRASE_WORDS = 8,
    LINE_WORDS = 200,
    BAR_WORDS = 12,
    COUNTED_WORDS = 16,
    COPYRIGHT_WORDS = 30,
    MORE_WORDS = 6,
    FOLLOW_WORDS = 30
};

static bool is_share_bar(const struct words *line)
{
    bool has_network = false;
    for (size_t i = 0; i < line->count && line->count <= BAR_WORDS; i++) {
        bool is_network = words_key_in(line->items[i].key, networks, COUNT(networks));
        if (!is_network && !words_key_in(line->items[i].key, share_words, COUNT(share_words)))
            return false;
        has_network = has_network || is_network;
    }
    return has_network;
}

static bool is_number(struct str key)
{
    uint64_t number;
    return str_number(key, UINT32_MAX, &number);
}

static bool is_comment_count(const struct words *line)
{
    return line->count >= 2 && line->count <= COUNTED_WORDS && is_number(line->items[0].key) &&
           words_key_in(line->items[1].key, counted, COUNT(counted));
}

/* "Image 2 of 5" */
static bool is_picture_count(const struct words *line)
{
    static const char *const pictures[] = {"image", "photo", "picture", "slide", "figure"};
    return line->count >= 4 && words_key_in(line->items[0].key, pictures, COUNT(pictures)) &&
           is_number(line->items[1].key) && str_is(line->items[2].key, "of") && is_number(line->items[3].key);
}

/* "More great stories", "Follow us on Twitter" */
static bool is_pointer(const struct words *line)
{
    static const char *const ends[] = {"stories", "news", "articles", "posts", "coverage", "reading", "videos"};
    bool is_more = line->count >= 2 && line->count <= MORE_WORDS && words_have(line, 0, STR("more")) &&
                   words_key_in(line->items[line->count - 1].key, ends, COUNT(ends));
    if (is_more)
        return true;
    if (line->count > FOLLOW_WORDS || !words_have(line, 0, STR("follow")))
        return false;
    for (size_t i = 1; i < line->count; i++) {
        if (words_key_in(line->items[i].key, networks, COUNT(networks)) && str_is(line->items[i - 1].key, "on"))
            return true;
    }
    return false;
}

/* "© 2023 …", "Copyright 2023 …" */
static bool is_copyright(const struct words *line)
{
    if (line->count > COPYRIGHT_WORDS)
        return false;
    bool has_sign = memmem(line->line.data, line->line.size, "©", sizeof "©" - 1) != NULL;
    bool is_dated = line->count > 1 && is_number(line->items[1].key);
    return str_starts(line->line, STR("©")) || (words_have(line, 0, STR("copyright")) && (has_sign || is_dated));
}

static int compare_phrase(const void *words, const void *phrase)
{
    return str_compare(*(const struct str *)words, ((const struct phrase *)phrase)->words);
}

/* The row whose words begin the line. Lines come by the hundred thousand, so beginnings of one to PHRASE_WORDS words are looked
 * up; a colon behind the last may be left out. */
static const struct phrase *find_beginning(const struct words *line)
{
    size_t end = 0;
    for (size_t count = 1; count <= PHRASE_WORDS && count <= line->count; count++) {
        end += line->items[count - 1].key.size + (count > 1);
        bool has_colon = line->key.data[end - 1] == ':';
        for (size_t cut = 0; cut <= (has_colon ? 1 : 0); cut++) {
            struct str words = str_part(line->key, 0, end - cut);
            const struct phrase *found =
                bsearch(&words, beginnings, COUNT(beginnings), sizeof *beginnings, compare_phrase);
            if (found != NULL && line->count <= found->limit && (found->place == START || line->count == count))
                return found;
        }
    }
    return NULL;
}

static bool has_inside(struct str key, struct str words)
{
    const char *found = memmem(key.data, key.size, words.data, words.size);
    size_t at = found == NULL ? 0 : (size_t)(found - key.data), end = at + words.size;
    return found != NULL && (at == 0 || key.data[at - 1] == ' ') && (end == key.size || key.data[end] == ' ');
}

static const struct phrase *find_other(const struct words *line)
{
    struct str key = line->key;
    for (size_t i = 0; i < COUNT(others); i++) {
        const struct phrase *phrase = &others[i];
        if (key.size < phrase->words.size || line->count > phrase->limit)
            continue;
        size_t before = key.size - phrase->words.size;
        bool fits = phrase->place == END ? str_ends(key, phrase->words) && (before == 0 || key.data[before - 1] == ' ')
                                         : has_inside(key, phrase->words);
        if (fits)
            return phrase;
    }
    return NULL;
}

enum furniture furniture_of(const struct words *line)
{
    if (line->count == 0 || line->count > LINE_WORDS)
        return FURNITURE_NONE;
    const struct phrase *found = find_beginning(line);
    if (found == NULL)
        found = find_other(line);
    if (found != NULL)
        return found->is;
    if (is_share_bar(line) || is_copyright(line))
        return FURNITURE_LINE;
    if (is_picture_count(line))
        return FURNITURE_CAPTION;
    return is_comment_count(line) || is_pointer(line) ? FURNITURE_END : FURNITURE_NONE;
}
