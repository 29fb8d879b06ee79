/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "base/records.h"

/* One record as three versions of a library know it. */
typedef struct older {
    uint32_t size;
    int32_t first;
} older;

typedef struct current {
    uint32_t size;
    int32_t first;
    int64_t second;
} current;

typedef struct newer {
    uint32_t size;
    int32_t first;
    int64_t second;
    int64_t third;
} newer;

static void read_copies_a_record_of_the_same_size(void **state)
{
    current from = {sizeof from, 1, 2};
    current to;

    (void)state;
    assert_ok(jf__record_read(&to, sizeof to, &from, "record", err));
    assert_int_equal(to.size, sizeof to);
    assert_int_equal(to.first, 1);
    assert_int_equal(to.second, 2);
}

static void read_of_an_older_record_gives_zeros(void **state)
{
    older from = {sizeof from, 1};
    current to = {0, 8, 9};

    (void)state;
    assert_ok(jf__record_read(&to, sizeof to, &from, "record", err));
    assert_int_equal(to.size, sizeof to);
    assert_int_equal(to.first, 1);
    assert_int_equal(to.second, 0);
}

static void read_of_a_newer_record_accepts_a_tail_of_zeros(void **state)
{
    newer from = {sizeof from, 1, 2, 0};
    current to;

    (void)state;
    assert_ok(jf__record_read(&to, sizeof to, &from, "record", err));
    assert_int_equal(to.size, sizeof to);
    assert_int_equal(to.second, 2);
}

static void read_refuses_a_field_that_it_does_not_know(void **state)
{
    newer from = {sizeof from, 1, 2, 3};
    current to = {7, 8, 9};
    jf_error error;

    (void)state;
    assert_int_equal(jf__record_read(&to, sizeof to, &from, "limit", &error), JF_E_ARGUMENT);
    assert_string_equal(error.message, "limit sets a field that this version does not know");
    assert_int_equal(to.size, 7);
    assert_int_equal(to.first, 8);
}

static void read_refuses_a_size_that_is_not_set(void **state)
{
    current from = {0, 1, 2};
    current to;
    jf_error error;

    (void)state;
    assert_int_equal(jf__record_read(&to, sizeof to, &from, "limit", &error), JF_E_ARGUMENT);
    assert_string_equal(error.message, "limit.size is not set to its sizeof");
    from.size = 3;
    assert_int_equal(jf__record_read(&to, sizeof to, &from, "limit", &error), JF_E_ARGUMENT);
    from.size = JF__RECORD_MAX + 1;
    assert_int_equal(jf__record_read(&to, sizeof to, &from, "limit", &error), JF_E_ARGUMENT);
    assert_int_equal(error.actual, JF__RECORD_MAX + 1);
    assert_int_equal(jf__record_read(&to, sizeof to, NULL, "limit", &error), JF_E_ARGUMENT);
    assert_string_equal(error.message, "limit is NULL");
}

static void read_takes_the_largest_record(void **state)
{
    union {
        uint32_t size;
        char bytes[JF__RECORD_MAX];
    } from = {JF__RECORD_MAX};
    current to;

    (void)state;
    assert_ok(jf__record_read(&to, sizeof to, &from, "record", err));
    from.bytes[JF__RECORD_MAX - 1] = 1;
    assert_fails(JF_E_ARGUMENT, jf__record_read(&to, sizeof to, &from, "record", err));
}

static void options_may_be_null_and_are_zero_then(void **state)
{
    current to = {7, 8, 9};
    current from = {sizeof from, 1, 2};

    (void)state;
    assert_ok(jf__options_read(&to, sizeof to, NULL, "opts", err));
    assert_int_equal(to.size, sizeof to);
    assert_int_equal(to.first, 0);
    assert_int_equal(to.second, 0);
    assert_ok(jf__options_read(&to, sizeof to, &from, "opts", err));
    assert_int_equal(to.second, 2);
    from.size = 1;
    assert_fails(JF_E_ARGUMENT, jf__options_read(&to, sizeof to, &from, "opts", err));
}

static void a_record_without_a_size_is_not_writable(void **state)
{
    current out = {sizeof out, 0, 0};

    (void)state;
    assert_ok(jf__record_writable(&out, "record_out", err));
    out.size = 0;
    assert_fails(JF_E_ARGUMENT, jf__record_writable(&out, "record_out", err));
    assert_fails(JF_E_ARGUMENT, jf__record_writable(NULL, "record_out", err));
}

static void write_keeps_the_size_of_an_older_record(void **state)
{
    current from = {sizeof from, 1, 2};
    struct {
        older record;
        int32_t guard;
    } out = {{sizeof(older), 7}, 77};

    (void)state;
    jf__record_write(&out.record, &from, sizeof from);
    assert_int_equal(out.record.size, sizeof(older));
    assert_int_equal(out.record.first, 1);
    assert_int_equal(out.guard, 77);
}

static void write_zeroes_the_rest_of_a_newer_record(void **state)
{
    current from = {sizeof from, 1, 2};
    newer out = {sizeof out, 7, 8, 9};

    (void)state;
    jf__record_write(&out, &from, sizeof from);
    assert_int_equal(out.size, sizeof out);
    assert_int_equal(out.first, 1);
    assert_int_equal(out.second, 2);
    assert_int_equal(out.third, 0);
}

static void write_to_a_record_of_nothing_but_its_size_changes_nothing(void **state)
{
    current from = {sizeof from, 1, 2};
    current out = {sizeof(uint32_t), 7, 8};

    (void)state;
    jf__record_write(&out, &from, sizeof from);
    assert_int_equal(out.size, sizeof(uint32_t));
    assert_int_equal(out.first, 7);
    assert_int_equal(out.second, 8);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(read_copies_a_record_of_the_same_size),
        cmocka_unit_test(read_of_an_older_record_gives_zeros),
        cmocka_unit_test(read_of_a_newer_record_accepts_a_tail_of_zeros),
        cmocka_unit_test(read_refuses_a_field_that_it_does_not_know),
        cmocka_unit_test(read_refuses_a_size_that_is_not_set),
        cmocka_unit_test(read_takes_the_largest_record),
        cmocka_unit_test(options_may_be_null_and_are_zero_then),
        cmocka_unit_test(a_record_without_a_size_is_not_writable),
        cmocka_unit_test(write_keeps_the_size_of_an_older_record),
        cmocka_unit_test(write_zeroes_the_rest_of_a_newer_record),
        cmocka_unit_test(write_to_a_record_of_nothing_but_its_size_changes_nothing),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("base.records", tests, NULL, NULL);
}
