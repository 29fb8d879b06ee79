/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "register/policy.h"

static const jf_document plain = {
    .size = sizeof plain, .date_signed = 19000, .date_dispatched = 19010};

/* Verdict of the policy, read as a register reads it. */
static int32_t verdict_of(const jf_counting_policy *policy, const jf_document *document)
{
    jf_counting_policy known;

    assert_ok(jf__policy_read(&known, policy, err));
    return (int32_t)jf__policy_verdict(&known, document);
}

static void formal_downward_document_counts(void **state)
{
    (void)state;
    assert_int_equal(verdict_of(NULL, &plain), JF_VERDICT_COUNTED);
}

static void level_direction_counts(void **state)
{
    jf_document document = plain;

    (void)state;
    document.direction = JF_DIRECTION_LEVEL;
    assert_int_equal(verdict_of(NULL, &document), JF_VERDICT_COUNTED);
}

static void date_basis_chooses_the_day(void **state)
{
    jf_counting_policy policy = {.size = sizeof policy};

    (void)state;
    assert_int_equal(jf__policy_day(&policy, &plain), 19000);
    policy.date_basis = 1;
    assert_int_equal(jf__policy_day(&policy, &plain), 19010);
}

static void missing_deciding_day_makes_undated(void **state)
{
    jf_counting_policy policy = {.size = sizeof policy};
    jf_document document = plain;

    (void)state;
    document.date_signed = JF_DAY_NONE;
    assert_int_equal(verdict_of(&policy, &document), JF_VERDICT_UNDATED);
    policy.date_basis = 1;
    assert_int_equal(verdict_of(&policy, &document), JF_VERDICT_COUNTED);
    document.date_dispatched = JF_DAY_NONE;
    assert_int_equal(verdict_of(&policy, &document), JF_VERDICT_UNDATED);
}

/* What does not count by default counts when the policy says so. */
static void check_counted_by_option(const jf_document *document, int32_t verdict,
                                    const jf_counting_policy *counting)
{
    assert_int_equal(verdict_of(NULL, document), verdict);
    assert_int_equal(verdict_of(counting, document), JF_VERDICT_COUNTED);
}

/* What counts by default does not when the policy says so. */
static void check_dropped_by_option(const jf_document *document, int32_t verdict,
                                    const jf_counting_policy *dropping)
{
    assert_int_equal(verdict_of(NULL, document), JF_VERDICT_COUNTED);
    assert_int_equal(verdict_of(dropping, document), verdict);
}

static void informal_papers_count_by_option(void **state)
{
    jf_counting_policy policy = {.size = sizeof policy, .count_informal = 1};
    jf_document document = plain;

    (void)state;
    document.informal = 1;
    check_counted_by_option(&document, JF_VERDICT_INFORMAL, &policy);
}

static void minutes_count_by_option(void **state)
{
    jf_counting_policy policy = {.size = sizeof policy, .count_minutes = 1};
    jf_document document = plain;

    (void)state;
    document.minutes = 1;
    check_counted_by_option(&document, JF_VERDICT_MINUTES, &policy);
}

static void documents_led_elsewhere_count_by_option(void **state)
{
    jf_counting_policy policy = {.size = sizeof policy, .count_led_elsewhere = 1};
    jf_document document = plain;

    (void)state;
    document.led_elsewhere = 1;
    check_counted_by_option(&document, JF_VERDICT_LED_ELSEWHERE, &policy);
}

static void upward_documents_count_by_option(void **state)
{
    jf_counting_policy policy = {.size = sizeof policy, .count_upward = 1};
    jf_document document = plain;

    (void)state;
    document.direction = JF_DIRECTION_UP;
    check_counted_by_option(&document, JF_VERDICT_UPWARD, &policy);
}

static void forwarded_documents_drop_by_option(void **state)
{
    jf_counting_policy policy = {.size = sizeof policy, .drop_forwarded = 1};
    jf_document document = plain;

    (void)state;
    document.forwarded = 1;
    check_dropped_by_option(&document, JF_VERDICT_FORWARDED, &policy);
}

static void withdrawn_documents_drop_by_option(void **state)
{
    jf_counting_policy policy = {.size = sizeof policy, .drop_withdrawn = 1};
    jf_document document = plain;

    (void)state;
    document.status = JF_DOCUMENT_WITHDRAWN;
    check_dropped_by_option(&document, JF_VERDICT_WITHDRAWN, &policy);
}

static void classified_documents_drop_by_option(void **state)
{
    jf_counting_policy policy = {.size = sizeof policy, .drop_classified = 1};
    jf_document document = plain;

    (void)state;
    for (document.classification = 1; document.classification <= 3; document.classification++)
        check_dropped_by_option(&document, JF_VERDICT_CLASSIFIED, &policy);
}

static void repealed_documents_always_count(void **state)
{
    jf_counting_policy policy = {.size = sizeof policy, .drop_withdrawn = 1};
    jf_document document = plain;

    (void)state;
    document.status = JF_DOCUMENT_REPEALED;
    assert_int_equal(verdict_of(&policy, &document), JF_VERDICT_COUNTED);
}

static void first_reason_in_order_is_given(void **state)
{
    jf_counting_policy policy = {
        .size = sizeof policy, .drop_forwarded = 1, .drop_withdrawn = 1, .drop_classified = 1};
    jf_document document = {.size = sizeof document,
                            .date_signed = JF_DAY_NONE,
                            .direction = JF_DIRECTION_UP,
                            .informal = 1,
                            .status = JF_DOCUMENT_WITHDRAWN,
                            .classification = 1,
                            .forwarded = 1,
                            .minutes = 1,
                            .led_elsewhere = 1};

    (void)state;
    assert_int_equal(verdict_of(&policy, &document), JF_VERDICT_UNDATED);
    document.date_signed = 19000;
    assert_int_equal(verdict_of(&policy, &document), JF_VERDICT_INFORMAL);
    document.informal = 0;
    assert_int_equal(verdict_of(&policy, &document), JF_VERDICT_MINUTES);
    document.minutes = 0;
    assert_int_equal(verdict_of(&policy, &document), JF_VERDICT_LED_ELSEWHERE);
    document.led_elsewhere = 0;
    assert_int_equal(verdict_of(&policy, &document), JF_VERDICT_UPWARD);
    document.direction = JF_DIRECTION_DOWN;
    assert_int_equal(verdict_of(&policy, &document), JF_VERDICT_FORWARDED);
    document.forwarded = 0;
    assert_int_equal(verdict_of(&policy, &document), JF_VERDICT_WITHDRAWN);
    document.status = JF_DOCUMENT_ISSUED;
    assert_int_equal(verdict_of(&policy, &document), JF_VERDICT_CLASSIFIED);
    document.classification = 0;
    assert_int_equal(verdict_of(&policy, &document), JF_VERDICT_COUNTED);
}

static void policy_fields_are_zero_or_one(void **state)
{
    jf_counting_policy out = {.size = 77};

    (void)state;
    for (size_t field = 1; field < sizeof out / sizeof(int32_t); field++)
        for (int32_t value = -1; value <= 2; value += 3) {
            jf_counting_policy policy = {.size = sizeof policy};

            memcpy((char *)&policy + field * sizeof value, &value, sizeof value);
            assert_fails(JF_E_ARGUMENT, jf__policy_read(&out, &policy, err));
        }
    assert_fails(JF_E_ARGUMENT, jf__policy_read(&out, &(jf_counting_policy){.size = 0}, err));
    assert_int_equal(out.size, 77);
}

static void verdicts_have_names(void **state)
{
    (void)state;
    assert_string_equal(jf_verdict_name(JF_VERDICT_COUNTED), "counted");
    assert_string_equal(jf_verdict_name(JF_VERDICT_UNDATED), "undated");
    assert_string_equal(jf_verdict_name(JF_VERDICT_INFORMAL), "informal");
    assert_string_equal(jf_verdict_name(JF_VERDICT_MINUTES), "minutes");
    assert_string_equal(jf_verdict_name(JF_VERDICT_LED_ELSEWHERE), "led-elsewhere");
    assert_string_equal(jf_verdict_name(JF_VERDICT_UPWARD), "upward");
    assert_string_equal(jf_verdict_name(JF_VERDICT_FORWARDED), "forwarded");
    assert_string_equal(jf_verdict_name(JF_VERDICT_WITHDRAWN), "withdrawn");
    assert_string_equal(jf_verdict_name(JF_VERDICT_CLASSIFIED), "classified");
    assert_string_equal(jf_verdict_name(-1), "unknown");
    assert_string_equal(jf_verdict_name(JF_VERDICT_CLASSIFIED + 1), "unknown");
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formal_downward_document_counts),
        cmocka_unit_test(level_direction_counts),
        cmocka_unit_test(date_basis_chooses_the_day),
        cmocka_unit_test(missing_deciding_day_makes_undated),
        cmocka_unit_test(informal_papers_count_by_option),
        cmocka_unit_test(minutes_count_by_option),
        cmocka_unit_test(documents_led_elsewhere_count_by_option),
        cmocka_unit_test(upward_documents_count_by_option),
        cmocka_unit_test(forwarded_documents_drop_by_option),
        cmocka_unit_test(withdrawn_documents_drop_by_option),
        cmocka_unit_test(classified_documents_drop_by_option),
        cmocka_unit_test(repealed_documents_always_count),
        cmocka_unit_test(first_reason_in_order_is_given),
        cmocka_unit_test(policy_fields_are_zero_or_one),
        cmocka_unit_test(verdicts_have_names),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("register.policy", tests, NULL, NULL);
}
