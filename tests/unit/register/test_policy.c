/* SPDX-License-Identifier: Apache-2.0 */
#include "support/support.h"

#include "jianfu/register_text.h"
#include "register/policy.h"

static const jf_document plain = {
    .size = sizeof plain, .date_signed = 19000, .date_dispatched = 19010, .date_published = 19020};

static const jf__facts plain_facts = {.doc_kind = JF_DOC_KIND_NOTICE};

/* Verdict of the policy, read as a register reads it. */
static int32_t verdict_with(const jf_counting_policy *policy, const jf_document *document,
                            jf__facts facts)
{
    jf_counting_policy known;

    assert_ok(jf__policy_read(&known, policy, err));
    return (int32_t)jf__policy_verdict(&known, document, &facts);
}

static int32_t verdict_of(const jf_counting_policy *policy, const jf_document *document)
{
    return verdict_with(policy, document, plain_facts);
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
    policy.date_basis = 2;
    assert_int_equal(jf__policy_day(&policy, &plain), 19020);
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

/* One question of a policy: the field, a value of it, and a document that the question is about,
 * by a field of its record. */
typedef struct question {
    size_t policy_field;
    int32_t policy_value;
    size_t document_field;
    int32_t document_value;
    jf_verdict by_default;
    jf_verdict by_option;
} question;

#define POLICY(field) offsetof(jf_counting_policy, field)
#define DOCUMENT(field) offsetof(jf_document, field)

static const question questions[] = {
    {POLICY(informal), 1, DOCUMENT(informal), 1, JF_VERDICT_INFORMAL, JF_VERDICT_COUNTED},
    {POLICY(informal), 2, DOCUMENT(informal), 1, JF_VERDICT_INFORMAL, JF_VERDICT_IGNORED},
    {POLICY(minutes), 1, DOCUMENT(minutes), 1, JF_VERDICT_MINUTES, JF_VERDICT_COUNTED},
    {POLICY(joint), JF_JOINT_EACH, DOCUMENT(led_elsewhere), 1, JF_VERDICT_LED_ELSEWHERE,
     JF_VERDICT_COUNTED},
    {POLICY(joint), JF_JOINT_SHARE, DOCUMENT(led_elsewhere), 1, JF_VERDICT_LED_ELSEWHERE,
     JF_VERDICT_LED_ELSEWHERE},
    {POLICY(directions), 7, DOCUMENT(direction), JF_DIRECTION_UP, JF_VERDICT_UPWARD,
     JF_VERDICT_COUNTED},
    {POLICY(directions), 1, DOCUMENT(direction), JF_DIRECTION_LEVEL, JF_VERDICT_COUNTED,
     JF_VERDICT_DIRECTION},
    {POLICY(directions), 4, DOCUMENT(direction), JF_DIRECTION_DOWN, JF_VERDICT_COUNTED,
     JF_VERDICT_DIRECTION},
    {POLICY(forwarded), 1, DOCUMENT(forwarded), 1, JF_VERDICT_COUNTED, JF_VERDICT_FORWARDED},
    {POLICY(withdrawn), 1, DOCUMENT(status), JF_DOCUMENT_WITHDRAWN, JF_VERDICT_COUNTED,
     JF_VERDICT_WITHDRAWN},
    {POLICY(repealed), 1, DOCUMENT(status), JF_DOCUMENT_REPEALED, JF_VERDICT_COUNTED,
     JF_VERDICT_REPEALED},
    {POLICY(voided), 1, DOCUMENT(status), JF_DOCUMENT_VOID, JF_VERDICT_VOID, JF_VERDICT_COUNTED},
    {POLICY(classified), 1, DOCUMENT(classification), 2, JF_VERDICT_COUNTED, JF_VERDICT_APART},
    {POLICY(classified), 2, DOCUMENT(classification), 1, JF_VERDICT_COUNTED,
     JF_VERDICT_CLASSIFIED},
    {POLICY(video), 1, DOCUMENT(video), 1, JF_VERDICT_COUNTED, JF_VERDICT_VIDEO},
    {POLICY(relayed), 1, DOCUMENT(relayed), 1, JF_VERDICT_RELAYED, JF_VERDICT_COUNTED},
};

static void each_question_has_its_default_and_its_option(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof questions / sizeof questions[0]; i++) {
        const question *asked = &questions[i];
        jf_counting_policy policy = {.size = sizeof policy};
        jf_document document = plain;

        memcpy((char *)&policy + asked->policy_field, &asked->policy_value, sizeof(int32_t));
        memcpy((char *)&document + asked->document_field, &asked->document_value,
               sizeof(int32_t));
        assert_int_equal(verdict_of(NULL, &document), asked->by_default);
        assert_int_equal(verdict_of(&policy, &document), asked->by_option);
        assert_int_equal(verdict_of(&policy, &plain), asked->policy_value == 4
                                                          ? JF_VERDICT_DIRECTION
                                                          : JF_VERDICT_COUNTED);
    }
}

static void series_and_kind_are_two_bases_of_letters(void **state)
{
    jf_counting_policy by_series = {.size = sizeof by_series, .letters = 1};
    jf_counting_policy by_kind = {.size = sizeof by_kind, .letters = 1, .letter_basis = 1};
    jf__facts notice = {JF_DOC_KIND_NOTICE, JF_SERIES_LETTER, false, false};
    jf__facts letter = {JF_DOC_KIND_LETTER, JF_SERIES_DOCUMENT, false, false};

    (void)state;
    assert_int_equal(verdict_with(NULL, &plain, notice), JF_VERDICT_COUNTED);
    assert_int_equal(verdict_with(&by_series, &plain, notice), JF_VERDICT_LETTER);
    assert_int_equal(verdict_with(&by_series, &plain, letter), JF_VERDICT_COUNTED);
    assert_int_equal(verdict_with(&by_kind, &plain, notice), JF_VERDICT_COUNTED);
    assert_int_equal(verdict_with(&by_kind, &plain, letter), JF_VERDICT_LETTER);
}

static void decrees_and_telegrams_are_told_by_their_series(void **state)
{
    jf_counting_policy policy = {.size = sizeof policy, .decrees = 1, .telegrams = 1};
    jf__facts facts = {JF_DOC_KIND_NOTICE, JF_SERIES_DECREE, false, false};

    (void)state;
    assert_int_equal(verdict_with(NULL, &plain, facts), JF_VERDICT_COUNTED);
    assert_int_equal(verdict_with(&policy, &plain, facts), JF_VERDICT_DECREE);
    facts.series_class = JF_SERIES_TELEGRAM;
    assert_int_equal(verdict_with(&policy, &plain, facts), JF_VERDICT_TELEGRAM);
}

static void numbers_that_repeat_are_corrections_or_duplicates(void **state)
{
    jf_counting_policy policy = {.size = sizeof policy, .corrections = 1, .duplicates = 1};
    jf__facts facts = {.repeats = true};
    jf_document document = plain;

    (void)state;
    assert_int_equal(verdict_with(NULL, &document, facts), JF_VERDICT_COUNTED);
    assert_int_equal(verdict_with(&policy, &document, facts), JF_VERDICT_DUPLICATE);
    document.corrects = 1;
    assert_int_equal(verdict_with(NULL, &document, facts), JF_VERDICT_CORRECTION);
    assert_int_equal(verdict_with(&policy, &document, facts), JF_VERDICT_COUNTED);
    facts.repeats = false;
    assert_int_equal(verdict_with(NULL, &document, facts), JF_VERDICT_COUNTED);
}

static void shares_need_the_issuers(void **state)
{
    jf_counting_policy policy = {.size = sizeof policy, .joint = JF_JOINT_SHARE};
    jf__facts facts = {.has_issuers = true};
    jf_document document = plain;

    (void)state;
    document.led_elsewhere = 1;
    assert_int_equal(verdict_with(&policy, &document, facts), JF_VERDICT_COUNTED);
}

static void merged_meetings_are_one_session_or_one_a_topic(void **state)
{
    jf_counting_policy policy = {.size = sizeof policy};
    jf_document document = plain;
    int64_t count = 0;

    (void)state;
    document.count = 2;
    document.topics = 3;
    assert_true(jf__policy_count(&policy, &document, &count));
    assert_int_equal(count, 2);
    policy.sessions = 1;
    assert_true(jf__policy_count(&policy, &document, &count));
    assert_int_equal(count, 6);
    document.topics = 0;
    assert_true(jf__policy_count(&policy, &document, &count));
    assert_int_equal(count, 2);
    document.topics = 3;
    document.count = INT64_MAX;
    assert_false(jf__policy_count(&policy, &document, &count));
}

static void first_reason_in_order_is_given(void **state)
{
    jf_counting_policy policy = {
        .size = sizeof policy, .forwarded = 1, .withdrawn = 1, .classified = 2};
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

static void policy_fields_are_checked(void **state)
{
    jf_counting_policy out = {.size = 77};

    (void)state;
    for (size_t field = 1; field < sizeof out / sizeof(int32_t); field++)
        for (int32_t value = -1; value <= 8; value += 9) {
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
    for (int32_t verdict = JF_VERDICT_COUNTED; verdict <= JF_VERDICT_CLASSIFIED; verdict++)
        for (int32_t other = -1; other < verdict; other++)
            assert_string_not_equal(jf_verdict_name(verdict), jf_verdict_name(other));
    assert_string_equal(jf_verdict_name(JF_VERDICT_COUNTED), "counted");
    assert_string_equal(jf_verdict_name(JF_VERDICT_LED_ELSEWHERE), "led-elsewhere");
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
        cmocka_unit_test(each_question_has_its_default_and_its_option),
        cmocka_unit_test(series_and_kind_are_two_bases_of_letters),
        cmocka_unit_test(decrees_and_telegrams_are_told_by_their_series),
        cmocka_unit_test(numbers_that_repeat_are_corrections_or_duplicates),
        cmocka_unit_test(shares_need_the_issuers),
        cmocka_unit_test(merged_meetings_are_one_session_or_one_a_topic),
        cmocka_unit_test(first_reason_in_order_is_given),
        cmocka_unit_test(policy_fields_are_checked),
        cmocka_unit_test(verdicts_have_names),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("register.policy", tests, NULL, NULL);
}
