#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "claimd/buffer.h"
#include "claimd/language.h"

/* clang-format off */
static const struct language_case {
    const char *name, *tag, *text; /* tag NULL: cannot be told */
} cases[] = {
    {"English",    "en", "The council decided on Wednesday that the tax on power is to be lowered from next year."},
    {"German",     "de", "Der Rat hat am Mittwoch beschlossen, dass die Steuer auf Strom gesenkt wird. Das ist nicht neu."},
    {"French",     "fr", "Le conseil a décidé mercredi que la taxe sur le courant sera baissée dans les mois qui viennent."},
    {"Spanish",    "es", "El consejo decidió el miércoles que el impuesto sobre la luz se reducirá en los próximos meses."},
    {"Italian",    "it", "Il consiglio ha deciso che la tassa sulla luce sarà ridotta nei prossimi mesi, non è una novità."},
    {"Portuguese", "pt", "O conselho decidiu que o imposto sobre a luz será reduzido nos próximos meses, o que não é novo."},
    {"Dutch",      "nl", "De raad heeft woensdag besloten dat de belasting op stroom wordt verlaagd, en dat is niet nieuw."},
    {"Swedish",    "sv", "Rådet beslutade på onsdagen att skatten på el ska sänkas och det är inte något nytt för staden."},
    {"Danish",     "da", "Rådet har onsdag besluttet at afgiften på el skal sænkes, og det er ikke nyt. Det blev sagt efter mødet."},
    {"Norwegian",  "nb", "Rådet har onsdag besluttet at avgiften på strøm skal senkes, og det er ikke nytt. De vil bli sett av seg etter det."},
    {"Finnish",    "fi", "Neuvosto päätti, että sähkön vero alenee, ja se ei ole uutta. Se oli myös mukaan niin kuin ovat."},
    {"Polish",     "pl", "Rada zdecydowała w środę, że podatek od prądu zostanie obniżony i nie jest to nowe, ale jak to będzie."},
    {"Czech",      "cs", "Rada ve středu rozhodla, že daň z proudu bude snížena a není to nic nového, ale jsem rád, když podle nich."},
    {"Turkish",    "tr", "Meclis elektrik vergisinin düşürülmesine karar verdi ve bu yeni değil, çok önemli ama daha sonra ne olacak."},
    {"Russian",    "ru", "Совет в среду решил, что налог на электричество будет снижен в ближайшие месяцы, и это не ново."},
    {"Ukrainian",  "uk", "Рада в середу вирішила, що податок на електроенергію буде знижено найближчими місяцями."},
    {"Bulgarian",  "bg", "Съветът реши в сряда, че данъкът върху електричеството ще бъде намален през следващите месеци."},
    {"Serbian",    "sr", "Скупштина је у среду одлучила да се порез на струју смањи у наредним месецима, што није ново."},
    {"Arabic",     "ar", "قرر المجلس يوم الأربعاء خفض الضريبة على الكهرباء في الأشهر المقبلة"},
    {"Persian",    "fa", "مجلس روز چهارشنبه تصمیم گرفت که مالیات برق را در ماه‌های آینده کاهش دهد"},
    {"Greek",      "el", "Το συμβούλιο αποφάσισε την Τετάρτη να μειώσει τον φόρο"},
    {"Hebrew",     "he", "המועצה החליטה ביום רביעי להוריד את המס על החשמל"},
    {"Japanese",   "ja", "議会は水曜日、電気税を引き下げることを決定した。これは新しいことではありません。"},
    {"Chinese",    "zh", "议会星期三决定降低电力税。这不是什么新鲜事。许多人都在等待这个决定。"},
    {"Korean",     "ko", "의회는 수요일에 전기세를 인하하기로 결정했다. 새로운 일이 아니다."},
    {"too little", NULL, "The tax"},
    {"no words",   NULL, "1234567890 1234567890 1234567890"},
    {"names",      NULL, "Lorem Ipsum Dolorem Amet Consectetur Adipiscing Elit Sed"},
    {"empty",      NULL, ""},
};
/* clang-format on */

static void tag(void **state)
{
    const struct language_case *c = *state;
    struct str found = language_of(str_of(c->text));
    assert_int_equal(found.data != NULL, c->tag != NULL);
    if (c->tag != NULL)
        assert_true(str_is(found, c->tag));
}

/* The sample ends inside no character, and what is behind it does not count. */
static void sample(void **state)
{
    (void)state;
    buffer_auto text = {0};
    for (size_t shift = 0; shift < 3; shift++) {
        text.size = 0;
        for (size_t i = 0; i < shift; i++)
            buffer_add_byte(&text, ' ');
        while (text.size < LANGUAGE_SAMPLE)
            buffer_add(&text, STR("это и "));
        while (text.size < (size_t)4 * LANGUAGE_SAMPLE)
            buffer_add(&text, STR("the of and "));
        assert_true(str_is(language_of(buffer_str(&text)), "ru"));
    }
}

int main(void)
{
    struct CMUnitTest tests[COUNT(cases) + 1];
    for (size_t i = 0; i < COUNT(cases); i++)
        tests[i] = (struct CMUnitTest){cases[i].name, tag, NULL, NULL, (void *)&cases[i]};
    tests[COUNT(cases)] = (struct CMUnitTest)cmocka_unit_test(sample);
    return cmocka_run_group_tests_name("language", tests, NULL, NULL);
}
