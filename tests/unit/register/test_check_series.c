/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"
#include "support/calendars.h"

#include <stdio.h>

#include "jianfu/register_check.h"

/* Adds "<series>〔<year>〕<serial>号", signed on a day. */
static void add_serial(const fixture *made, const char *series, int year, int serial,
                       const char *day)
{
    jf_document document = plain;
    char number[64];

    (void)snprintf(number, sizeof number, "%s〔%d〕%d号", series, year, serial);
    document.date_signed = *day ? jf_test_day(day) : JF_DAY_NONE;
    assert_ok(jf_register_add(made->documents, &document, number, "", err));
}

static void check_finding(const fixture *made, size_t index, jf_finding wanted)
{
    jf_finding found = {.size = sizeof found};

    assert_ok(jf_register_finding_at(made->documents, index, &found, err));
    assert_int_equal(found.kind, wanted.kind);
    assert_int_equal(found.document, wanted.document);
    assert_int_equal(found.other, wanted.other);
    assert_int_equal(found.expected, wanted.expected);
    assert_int_equal(found.actual, wanted.actual);
}

static void gaps_are_told_where_numbers_go_on(void **state)
{
    const fixture *made = *state;

    add_serial(made, "国发", 2023, 7, "2023-03-01");
    add_serial(made, "国发", 2023, 3, "2023-02-01");
    add_serial(made, "国发", 2023, 4, "2023-02-02");
    assert_ok(jf_register_check(made->documents, err));
    assert_int_equal(jf_register_finding_count(made->documents), 2);
    check_finding(made, 0, (jf_finding){.kind = JF_FINDING_GAP, .document = 0, .other = 2,
                                        .expected = 5, .actual = 2});
    check_finding(made, 1, (jf_finding){.kind = JF_FINDING_GAP, .document = 1, .other = -1,
                                        .expected = 1, .actual = 2});
}

static void a_series_without_years_begins_anywhere(void **state)
{
    const fixture *made = *state;

    assert_ok(jf_register_add(made->documents, &plain, "国令第707号", "", err));
    assert_ok(jf_register_add(made->documents, &plain, "国令第709号", "", err));
    assert_ok(jf_register_check(made->documents, err));
    assert_int_equal(jf_register_finding_count(made->documents), 1);
    check_finding(made, 0, (jf_finding){.kind = JF_FINDING_GAP, .document = 1, .other = 0,
                                        .expected = 708, .actual = 1});
}

static void numbers_that_run_against_their_dates_are_told(void **state)
{
    const fixture *made = *state;

    add_serial(made, "国发", 2023, 1, "2023-01-05");
    add_serial(made, "国发", 2023, 2, "2023-02-05");
    add_serial(made, "国发", 2023, 3, "");
    add_serial(made, "国发", 2023, 4, "2023-02-01");
    add_serial(made, "国发", 2023, 5, "2023-02-06");
    assert_ok(jf_register_check(made->documents, err));
    assert_int_equal(jf_register_finding_total(made->documents, JF_FINDING_ORDER), 1);
    check_finding(made, 1, (jf_finding){.kind = JF_FINDING_ORDER, .document = 3, .other = 1,
                                        .actual = 4});
}

static void three_of_a_series_in_the_next_january_are_a_shift(void **state)
{
    const fixture *made = *state;

    for (int i = 1; i <= 3; i++) {
        assert_ok(jf_register_check(made->documents, err));
        assert_int_equal(jf_register_finding_total(made->documents, JF_FINDING_MONTH_SHIFT), 0);
        add_serial(made, "国发", 2018, i, "2019-01-28");
    }
    add_serial(made, "国发", 2019, 1, "2019-01-29");
    assert_ok(jf_register_check(made->documents, err));
    assert_int_equal(jf_register_finding_total(made->documents, JF_FINDING_YEAR), 3);
    assert_int_equal(jf_register_finding_total(made->documents, JF_FINDING_MONTH_SHIFT), 1);
    check_finding(made, 1, (jf_finding){.kind = JF_FINDING_MONTH_SHIFT, .document = 0, .other = -1,
                                        .expected = 1, .actual = 3});
    add_serial(made, "国发", 2019, 2, "2019-01-29");
    add_serial(made, "国发", 2019, 3, "2019-01-29");
    assert_ok(jf_register_check(made->documents, err));
    assert_int_equal(jf_register_finding_total(made->documents, JF_FINDING_MONTH_SHIFT), 0);
}

static void serial_numbers_meter_what_was_issued(void **state)
{
    const fixture *made = *state;
    jf_document elsewhere = plain;
    jf_meter meter = {.size = sizeof meter};

    assert_ok(jf_tree_add_alias(made->units, 102, "国发", err));
    add_serial(made, "国发", 2023, 9, "2023-03-01");
    add_serial(made, "国发", 2023, 2, "2023-02-01");
    add_serial(made, "国发", 2023, 2, "2023-02-01");
    add_serial(made, "国发", 2022, 4, "2022-02-01");
    assert_ok(jf_register_add(made->documents, &plain, "国令第707号", "", err));
    elsewhere.led_elsewhere = 1;
    assert_ok(jf_register_add(made->documents, &elsewhere, "财发〔2023〕800号", "", err));
    assert_ok(jf_register_check(made->documents, err));
    assert_int_equal(jf_register_meter_count(made->documents), 3);
    assert_ok(jf_register_meter_at(made->documents, 0, &meter, err));
    assert_int_equal(meter.year, 2022);
    assert_int_equal(meter.missing, 3);
    assert_ok(jf_register_meter_at(made->documents, 1, &meter, err));
    assert_string_equal(jf_register_meter_series_at(made->documents, 1), "国发");
    assert_int_equal(meter.year, 2023);
    assert_int_equal(meter.body, 102);
    assert_int_equal(meter.documents, 3);
    assert_int_equal(meter.seen, 2);
    assert_int_equal(meter.least, 2);
    assert_int_equal(meter.most, 9);
    assert_int_equal(meter.issued, 9);
    assert_int_equal(meter.missing, 7);
    assert_ok(jf_register_meter_at(made->documents, 2, &meter, err));
    assert_int_equal(meter.issued, 1);
    assert_int_equal(meter.missing, 0);
    assert_int_equal(meter.body, 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        with_register(gaps_are_told_where_numbers_go_on),
        with_register(a_series_without_years_begins_anywhere),
        with_register(numbers_that_run_against_their_dates_are_told),
        with_register(three_of_a_series_in_the_next_january_are_a_shift),
        with_register(serial_numbers_meter_what_was_issued),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("register.check_series", tests, NULL, NULL);
}
