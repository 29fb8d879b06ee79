/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes give a number, a date, or an error with an offset inside the text; printing what was
 * read is a fixed point. */
#include "support/support.h"

#include <stdlib.h>

#include "base/random.h"
#include "jianfu/register_text.h"

#define INPUT_MAX 512

static const char *const pieces[] = {
    "国",   "发",  "函", "令", "第", "号",       "年",       "月",   "日",   "〔",     "〕",
    "[",    "]",   "（", "）", "【", "】",       "［",       "］",   "2019", "0",      "7",
    "０",   "７",  "十", "二", "百", "零",       "○",        "〇",   " ",    "\u200b", "\u3000",
    "-",    "/",   ".",  "A",  "Ｂ", "发文字号", "：",       ":",    "T",    "16:40",  "2023-01-05",
    "\xE5", "\xFF", "\xEF\xBC", "\xE3\x80", "\xF0\xA0\x80\x80", "\xE4\xB7\x80", "\n", "千",
};

#define PIECE_COUNT ((uint32_t)(sizeof pieces / sizeof pieces[0]))

/* The text in a block of its own length, so that a sanitizer sees every byte read behind it. */
static char *exact(const char *text)
{
    char *copy = malloc(strlen(text) + 1);

    assert_non_null(copy);
    return strcpy(copy, text);
}

static void check_error(const char *text, jf_status status, const jf_error *error)
{
    assert_true(status == JF_E_TEXT || status == JF_E_RANGE || status == JF_E_ENCODING);
    assert_int_equal(error->status, status);
    assert_in_range(error->actual, 0, strlen(text));
    assert_int_equal(error->line, error->actual);
    assert_true(error->message[0] != '\0');
}

static bool check_number(const char *given)
{
    char *text = exact(given);
    jf_doc_number number = {.size = sizeof number};
    jf_doc_number again = {.size = sizeof again};
    char printed[JF_DOC_NUMBER_TEXT_SIZE];
    char reprinted[JF_DOC_NUMBER_TEXT_SIZE];
    jf_error error = {0};
    jf_status status = jf_doc_number_parse(text, &number, &error);

    if (status) {
        check_error(text, status, &error);
        free(text);
        return false;
    }
    assert_ok(jf_doc_number_print(&number, text, printed, sizeof printed, err));
    assert_ok(jf_doc_number_parse(printed, &again, err));
    assert_int_equal(again.findings, 0);
    assert_int_equal(again.form, number.form);
    assert_int_equal(again.year, number.year);
    assert_int_equal(again.serial, number.serial);
    assert_ok(jf_doc_number_print(&again, printed, reprinted, sizeof reprinted, err));
    assert_string_equal(reprinted, printed);
    assert_true(number.findings != 0 || strcmp(text, printed) == 0);
    free(text);
    return true;
}

static bool check_date(const char *given)
{
    char *text = exact(given);
    jf_doc_date date = {.size = sizeof date};
    jf_doc_date again = {.size = sizeof again};
    char printed[16];
    jf_error error = {0};
    jf_status status = jf_doc_date_parse(text, &date, &error);

    if (status) {
        check_error(text, status, &error);
        free(text);
        return false;
    }
    assert_ok(jf_day_format(date.day, printed, sizeof printed, err));
    assert_ok(jf_doc_date_parse(printed, &again, err));
    assert_int_equal(again.day, date.day);
    assert_int_equal(again.findings, 0);
    assert_true(date.findings != 0 || strcmp(text, printed) == 0);
    free(text);
    return true;
}

static void random_bytes_are_read_or_refused(void **state)
{
    jf__random random = {71};
    int rounds = jf_test_long() ? 2000000 : 100000;

    (void)state;
    for (int round = 0; round < rounds; round++) {
        char text[40];
        uint32_t size = jf__random_below(&random, sizeof text);

        for (uint32_t i = 0; i < size; i++)
            text[i] = (char)(1 + jf__random_below(&random, 255));
        text[size] = '\0';
        (void)check_number(text);
        (void)check_date(text);
    }
}

/* Cuts a piece of text out at a place, and puts another one in. */
static void mutate(char text[INPUT_MAX], jf__random *random)
{
    char made[INPUT_MAX];
    size_t size = strlen(text);
    size_t at = jf__random_below(random, (uint32_t)size + 1);
    size_t behind = at + jf__random_below(random, 4);
    const char *piece = pieces[jf__random_below(random, PIECE_COUNT)];

    if (behind > size)
        behind = size;
    memcpy(made, text, at);
    strcpy(made + at, piece);
    strcat(made, text + behind);
    strcpy(text, made);
}

static void likely_texts_are_read_or_refused(void **state)
{
    static const char *const seeds[] = {"国办函〔2018〕74号", "国令第707号",  "公告2018年第14号",
                                        "HHCR-2023-01005",    "2023年1月5日", "2023-01-05 16:40",
                                        "二○○五年一月十七日"};
    jf__random random = {72};
    int rounds = jf_test_long() ? 4000000 : 200000;
    int numbers = 0;
    int dates = 0;

    (void)state;
    for (int round = 0; round < rounds; round++) {
        char text[INPUT_MAX];
        uint32_t changes = jf__random_below(&random, 6);

        strcpy(text, seeds[jf__random_below(&random, 7)]);
        while (changes-- > 0)
            mutate(text, &random);
        numbers += check_number(text);
        dates += check_date(text);
    }
    assert_true(numbers > rounds / 20);
    assert_true(dates > rounds / 20);
}

/* Digits of every script, in every year, month and day. */
static void every_day_is_read_in_words(void **state)
{
    static const char *const digits[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

    (void)state;
    for (jf_day day = JF_DAY_FIRST; day <= JF_DAY_LAST; day += 97) {
        char text[80] = "";
        jf_doc_date date = {.size = sizeof date};
        jf_civil civil;
        int32_t part[2];

        assert_ok(jf_day_civil(day, &civil, err));
        for (int32_t scale = 1000; scale > 0; scale /= 10)
            strcat(text, digits[civil.year / scale % 10]);
        part[0] = civil.month;
        part[1] = civil.day;
        for (int i = 0; i < 2; i++) {
            strcat(text, i ? "月" : "年");
            if (part[i] >= 20)
                strcat(text, digits[part[i] / 10]);
            strcat(text, part[i] >= 10 ? "十" : "");
            strcat(text, part[i] % 10 ? digits[part[i] % 10] : "");
        }
        strcat(text, "日");
        assert_ok(jf_doc_date_parse(text, &date, err));
        assert_int_equal(date.day, day);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_bytes_are_read_or_refused),
        cmocka_unit_test(likely_texts_are_read_or_refused),
        cmocka_unit_test(every_day_is_read_in_words),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.register_text", tests, NULL, NULL);
}
