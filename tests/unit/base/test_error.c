/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "base/error.h"
#include "base/text.h"

static jf_error dirty_error(void)
{
    jf_error error;

    memset(&error, 0x5a, sizeof error);
    return error;
}

static void fail_writes_status_and_message_and_no_stale_number(void **state)
{
    jf_error error = dirty_error();

    (void)state;
    assert_int_equal(jf__fail(&error, JF_E_RANGE, "month %d", 13), JF_E_RANGE);
    assert_int_equal(error.status, JF_E_RANGE);
    assert_string_equal(error.message, "month 13");
    assert_int_equal(error.line, 0);
    assert_int_equal(error.subject, 0);
    assert_int_equal(error.expected, 0);
    assert_int_equal(error.actual, 0);
}

static void fail_about_writes_the_numbers(void **state)
{
    jf_error error = dirty_error();

    (void)state;
    assert_int_equal(jf__fail_about(&error, JF_E_LIMIT, 7, 14, INT64_MAX, "unit %d", 7),
                     JF_E_LIMIT);
    assert_int_equal(error.subject, 7);
    assert_int_equal(error.expected, 14);
    assert_true(error.actual == INT64_MAX);
    assert_int_equal(error.line, 0);
    assert_string_equal(error.message, "unit 7");
}

static void fail_at_writes_the_line(void **state)
{
    jf_error error = dirty_error();

    (void)state;
    assert_int_equal(jf__fail_at(&error, JF_E_TEXT, 42, "row %s", "x"), JF_E_TEXT);
    assert_int_equal(error.line, 42);
    assert_int_equal(error.subject, 0);
    assert_string_equal(error.message, "row x");
}

static void fail_memory_and_fail_null_name_their_status(void **state)
{
    jf_error error = dirty_error();

    (void)state;
    assert_int_equal(jf__fail_memory(&error), JF_E_NO_MEMORY);
    assert_int_equal(error.status, JF_E_NO_MEMORY);
    assert_int_equal(jf__fail_null(&error, "opts"), JF_E_ARGUMENT);
    assert_string_equal(error.message, "opts is NULL");
}

static void every_call_takes_a_null_error(void **state)
{
    (void)state;
    assert_int_equal(jf__fail(NULL, JF_E_RANGE, "x"), JF_E_RANGE);
    assert_int_equal(jf__fail_about(NULL, JF_E_RANGE, 1, 2, 3, "x"), JF_E_RANGE);
    assert_int_equal(jf__fail_at(NULL, JF_E_RANGE, 1, "x"), JF_E_RANGE);
    assert_int_equal(jf__fail_memory(NULL), JF_E_NO_MEMORY);
    assert_int_equal(jf__fail_null(NULL, "x"), JF_E_ARGUMENT);
}

/* Fills the message with `pad` bytes and then a repeated character, whatever its length. */
static void cut_keeps_whole_characters(const char *character)
{
    char text[512];
    size_t step = strlen(character);

    for (size_t pad = 0; pad < 4; pad++) {
        jf_error error = dirty_error();
        size_t at = pad;

        memset(text, 'x', pad);
        while (at + step < sizeof text) {
            memcpy(text + at, character, step);
            at += step;
        }
        text[at] = '\0';
        jf__fail(&error, JF_E_TEXT, "%s", text);
        at = strlen(error.message);
        assert_true(at > sizeof error.message - 1 - 4);
        assert_int_equal(jf__utf8_valid(error.message, at), at);
    }
}

static void a_long_message_is_cut_at_a_character(void **state)
{
    (void)state;
    cut_keeps_whole_characters("a");
    cut_keeps_whole_characters("\xc3\xa9");
    cut_keeps_whole_characters("\xe5\x87\x8f");
    cut_keeps_whole_characters("\xf0\xa0\x80\x80");
}

static void a_message_that_fits_exactly_keeps_its_last_character(void **state)
{
    jf_error error;
    char text[sizeof error.message];

    (void)state;
    memset(text, 'x', sizeof text);
    memcpy(text + sizeof text - 4, "\xe5\x87\x8f", 4);
    jf__fail(&error, JF_E_TEXT, "%s", text);
    assert_string_equal(error.message, text);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fail_writes_status_and_message_and_no_stale_number),
        cmocka_unit_test(fail_about_writes_the_numbers),
        cmocka_unit_test(fail_at_writes_the_line),
        cmocka_unit_test(fail_memory_and_fail_null_name_their_status),
        cmocka_unit_test(every_call_takes_a_null_error),
        cmocka_unit_test(a_long_message_is_cut_at_a_character),
        cmocka_unit_test(a_message_that_fits_exactly_keeps_its_last_character),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("base.error", tests, NULL, NULL);
}
