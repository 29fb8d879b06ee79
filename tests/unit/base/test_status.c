/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include <stdio.h>

#include "jianfu/base.h"

static void every_status_has_its_token(void **state)
{
    static const struct {
        jf_status status;
        const char *token;
    } tokens[] = {
        {JF_OK, "ok"},
        {JF_E_ARGUMENT, "argument"},
        {JF_E_NO_MEMORY, "no-memory"},
        {JF_E_NOT_FOUND, "not-found"},
        {JF_E_EXISTS, "exists"},
        {JF_E_AMBIGUOUS, "ambiguous"},
        {JF_E_RANGE, "range"},
        {JF_E_OVERFLOW, "overflow"},
        {JF_E_LIMIT, "limit"},
        {JF_E_STATE, "state"},
        {JF_E_SEALED, "sealed"},
        {JF_E_NOT_SEALED, "not-sealed"},
        {JF_E_UNKNOWN_DAY, "unknown-day"},
        {JF_E_TEXT, "text"},
        {JF_E_ENCODING, "encoding"},
        {JF_E_STOPPED, "stopped"},
        {JF_E_CALLBACK, "callback"},
        {JF_E_IO, "io"},
        {JF_E_UNSUPPORTED, "unsupported"},
        {JF_E_CORRUPT, "corrupt"},
        {JF_E_INTERNAL, "internal"},
        {JF_E_LINKED, "linked"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof tokens / sizeof tokens[0]; i++) {
        assert_int_equal(tokens[i].status, i);
        assert_string_equal(jf_status_name((int32_t)tokens[i].status), tokens[i].token);
    }
}

static void another_number_is_unknown(void **state)
{
    (void)state;
    assert_string_equal(jf_status_name(-1), "unknown");
    assert_string_equal(jf_status_name(JF_E_LINKED + 1), "unknown");
    assert_string_equal(jf_status_name(INT32_MIN), "unknown");
    assert_string_equal(jf_status_name(INT32_MAX), "unknown");
}

static void version_is_that_of_the_header(void **state)
{
    char text[32];

    (void)state;
    (void)snprintf(text, sizeof text, "%d.%d.%d", JF_VERSION_MAJOR, JF_VERSION_MINOR,
                   JF_VERSION_PATCH);
    assert_string_equal(jf_version(), text);
}

static void error_detail_is_frozen_at_256_bytes(void **state)
{
    (void)state;
    assert_int_equal(sizeof(jf_error), 256);
    assert_int_equal(offsetof(jf_error, message), 32);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_status_has_its_token),
        cmocka_unit_test(another_number_is_unknown),
        cmocka_unit_test(version_is_that_of_the_header),
        cmocka_unit_test(error_detail_is_frozen_at_256_bytes),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("base.status", tests, NULL, NULL);
}
