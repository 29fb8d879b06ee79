/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

enum { COUNT = 6 };

/* Documents of one sponsor, the last one longer; annexes of the last one as given. */
static size_t found(const jf_clause *clause, int32_t last_length, int32_t annexes, size_t count)
{
    static const int32_t lengths[COUNT] = {1000, 1200, 900, 1100, 1300, 0};
    jf_event events[COUNT];
    jf_rules *rules = rules_of(*clause);
    jf_findings *findings;
    size_t result;

    for (size_t i = 0; i < count; i++)
        events[i] = (jf_event){
            .id = (int64_t)i + 1, .sponsor = 4, .characters = lengths[COUNT - count + i]};
    events[count - 1].characters = last_length;
    events[count - 1].annexes = annexes;
    findings = jf_rules_find_bundled(rules, events, count, NULL);
    result = jf_findings_count(findings);
    if (result > 0)
        assert_int_equal(jf_findings_member_count(findings, 0), 1);
    jf_findings_free(findings);
    jf_rules_free(rules);
    return result;
}

/* The lower median of the six is 1,100. */
static void an_outlier_is_three_times_the_median_with_annexes(void **state)
{
    jf_clause clause = {.check = JF_CHECK_BUNDLED, .draft = JF_DRAFT_DOCUMENT};

    (void)state;
    assert_int_equal(found(&clause, 3300, 3, COUNT), 0);
    assert_int_equal(found(&clause, 3301, 3, COUNT), 1);
    assert_int_equal(found(&clause, 3301, 2, COUNT), 0);
    assert_int_equal(found(&clause, INT32_MAX, INT32_MAX, COUNT), 1);
}

static void below_five_documents_there_is_no_usual_length(void **state)
{
    jf_clause clause = {.check = JF_CHECK_BUNDLED, .draft = JF_DRAFT_DOCUMENT};

    (void)state;
    assert_int_equal(found(&clause, 9999, 9, 5), 1);
    assert_int_equal(found(&clause, 9999, 9, 4), 0);
}

static void the_numbers_are_those_of_the_clause(void **state)
{
    jf_clause clause = {
        .check = JF_CHECK_BUNDLED, .draft = JF_DRAFT_DOCUMENT, .limit = 1500, .per = 1};

    (void)state;
    assert_int_equal(found(&clause, 1650, 1, COUNT), 0);
    assert_int_equal(found(&clause, 1651, 1, COUNT), 1);
    assert_int_equal(found(&clause, 1651, 0, COUNT), 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_outlier_is_three_times_the_median_with_annexes),
        cmocka_unit_test(below_five_documents_there_is_no_usual_length),
        cmocka_unit_test(the_numbers_are_those_of_the_clause)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("rules.bundled", tests, NULL, NULL);
}
