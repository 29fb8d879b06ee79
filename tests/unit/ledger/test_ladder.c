/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

static jf_outcome outcome_of(fixture *f, int64_t key, int64_t count, int64_t reason,
                             int64_t grants, jf_status wanted)
{
    jf_record record = record_of(key, FORMAL, MARCH);
    jf_line line = issuer(TEAM, count);
    jf_outcome outcome = {.size = sizeof outcome};

    record.subject = 7;
    record.reason = reason;
    record.grants = grants;
    assert_fails(wanted, jf_ledger_issue(f->ledger, &record, &line, 1, &outcome, err));
    return outcome;
}

static jf_limit laddered(int64_t amount)
{
    jf_limit limit = limit_of(ORGAN, ALL, amount);

    limit.notice_permille = 500;
    limit.explain_permille = 800;
    limit.approve_permille = 1000;
    limit.refuse_permille = 1200;
    return limit;
}

static jf_grant grant_for(jf_limit limit, int32_t step)
{
    return (jf_grant){.unit = limit.unit, .kind = limit.kind, .side = limit.side,
                      .period_kind = limit.period_kind, .day = limit.day,
                      .plan_class = limit.plan_class, .step = step};
}

static int64_t text_of(fixture *f, const char *text)
{
    int64_t id = 0;

    assert_ok(jf_ledger_text(f->ledger, text, &id, err));
    return id;
}

static void steps_act_beyond_their_share_exactly(void **state)
{
    fixture *f = *state;
    jf_outcome outcome;

    set_limit(f, laddered(10));
    assert_int_equal(outcome_of(f, 1, 5, 0, 0, JF_OK).step, JF_STEP_NONE);
    outcome = outcome_of(f, 2, 1, 0, 0, JF_OK);
    assert_int_equal(outcome.step, JF_STEP_NOTICE);
    assert_int_equal(outcome.notice_count, 1);
    (void)outcome_of(f, 3, 2, 0, 0, JF_OK); /* 8 of 10: not beyond 800 */
    outcome = outcome_of(f, 4, 1, 0, 0, JF_E_LIMIT);
    assert_int_equal(outcome.step, JF_STEP_EXPLAIN);
    assert_int_equal(violation_of(f, 0).needed, JF_STEP_EXPLAIN);
    assert_int_equal(outcome_of(f, 5, 3, 0, 0, JF_E_LIMIT).step, JF_STEP_APPROVE);
    assert_int_equal(outcome_of(f, 6, 5, 0, 0, JF_E_LIMIT).step, JF_STEP_REFUSE);
}

static void reason_answers_an_explanation_in_a_new_attempt(void **state)
{
    fixture *f = *state;
    int64_t reason = text_of(f, "上级部署");
    jf_violation notice = {.size = sizeof notice};

    set_limit(f, laddered(10));
    (void)outcome_of(f, 1, 9, 0, 0, JF_E_LIMIT);
    assert_int_equal(outcome_of(f, 2, 9, reason, 0, JF_OK).step, JF_STEP_EXPLAIN);
    assert_ok(jf_ledger_notice_at(f->ledger, 0, &notice, err));
    assert_int_equal(notice.step, JF_STEP_EXPLAIN);
    assert_int_equal(notice.needed, JF_STEP_NONE);
    assert_fails(JF_E_RANGE, jf_ledger_notice_at(f->ledger, 1, &notice, err));
    assert_int_equal(outcome_of(f, 1, 9, 0, 0, JF_E_LIMIT).repeated, 1);
}

static void grant_lifts_an_approval_once(void **state)
{
    fixture *f = *state;
    jf_limit limit = laddered(10);
    jf_grant grant = grant_for(limit, JF_STEP_APPROVE);

    set_limit(f, limit);
    grant.by = text_of(f, "分管领导");
    assert_ok(jf_ledger_grant(f->ledger, 50, 7, &grant, 1, NULL, err));
    (void)outcome_of(f, 1, 13, 0, 50, JF_E_LIMIT);
    (void)outcome_of(f, 2, 12, 0, 50, JF_OK);
    (void)outcome_of(f, 3, 1, 0, 50, JF_E_STATE);
    (void)outcome_of(f, 4, 1, 0, 51, JF_E_NOT_FOUND);
}

static void grant_is_checked_and_remembered(void **state)
{
    fixture *f = *state;
    jf_limit limit = laddered(10);
    jf_grant grant = grant_for(limit, JF_STEP_APPROVE);
    jf_outcome outcome = {.size = sizeof outcome};
    digest before;

    set_limit(f, limit);
    assert_ok(jf_ledger_grant(f->ledger, 50, 7, &grant, 1, &outcome, err));
    assert_int_equal(outcome.entry, jf_ledger_entry_count(f->ledger));
    before = digest_of(f->ledger);
    assert_ok(jf_ledger_grant(f->ledger, 50, 7, &grant, 1, &outcome, err));
    assert_int_equal(outcome.repeated, 1);
    assert_fails(JF_E_EXISTS, jf_ledger_grant(f->ledger, 50, 8, &grant, 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_grant(f->ledger, 0, 7, &grant, 1, NULL, err));
    assert_fails(JF_E_ARGUMENT, jf_ledger_grant(f->ledger, 51, 7, &grant, 0, NULL, err));
    grant.step = JF_STEP_NOTICE;
    assert_fails(JF_E_ARGUMENT, jf_ledger_grant(f->ledger, 51, 7, &grant, 1, NULL, err));
    grant.step = JF_STEP_REFUSE;
    grant.unit = TEAM;
    assert_fails(JF_E_NOT_FOUND, jf_ledger_grant(f->ledger, 51, 7, &grant, 1, NULL, err));
    grant.unit = 999;
    assert_fails(JF_E_NOT_FOUND, jf_ledger_grant(f->ledger, 51, 7, &grant, 1, NULL, err));
    grant.unit = ORGAN;
    grant.day = JF_DAY_LAST + 1;
    assert_fails(JF_E_RANGE, jf_ledger_grant(f->ledger, 51, 7, &grant, 1, NULL, err));
    assert_same_digest(f->ledger, before);
}

static void grace_turns_refusal_into_notice_for_its_days(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(ORGAN, ALL, 1);
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line line = issuer(TEAM, 2);

    limit.grace_days = 7;
    set_limit(f, limit);
    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    assert_int_equal(balance_of(f, limit).since, MARCH);
    record = record_of(2, FORMAL, MARCH + 7);
    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    record = record_of(3, FORMAL, MARCH + 8);
    assert_fails(JF_E_LIMIT, jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    assert_int_equal(violation_of(f, 0).since, MARCH);
    limit.grace_days = 8;
    set_limit(f, limit);
    record.key = 4;
    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
}

static void shadow_reports_and_never_refuses(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(ORGAN, ALL, 0);
    jf_outcome outcome;

    limit.shadow = 1;
    set_limit(f, limit);
    outcome = outcome_of(f, 1, 1, 0, 0, JF_OK);
    assert_int_equal(outcome.step, JF_STEP_NONE);
    assert_int_equal(outcome.notice_count, 1);
}

static void report_says_whether_the_limit_was_in_shadow_then(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(ORGAN, ALL, 0);

    set_limit(f, limit);
    (void)outcome_of(f, 1, 1, 0, 0, JF_E_LIMIT);
    limit.shadow = 1;
    set_limit(f, limit);
    assert_int_equal(outcome_of(f, 1, 1, 0, 0, JF_E_LIMIT).repeated, 1);
    assert_int_equal(violation_of(f, 0).needed, JF_STEP_REFUSE);
    assert_int_equal(violation_of(f, 0).shadow, 0);
}

static void change_that_adds_nothing_does_not_start_the_grace(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(ORGAN, ALL, 5);

    limit.grace_days = 7;
    set_limit(f, limit);
    assert_ok(attempt(f, jf_ledger_hold, 1, TEAM, FORMAL, 3, err));
    limit.amount = 1;
    set_limit(f, limit);
    assert_ok(jf_ledger_commit(f->ledger, 2, 1, MARCH, NULL, err));
    assert_int_equal(balance_of(f, limit).since, JF_DAY_NONE);
    assert_ok(attempt(f, jf_ledger_issue, 3, TEAM, FORMAL, 1, err));
    assert_int_equal(balance_of(f, limit).since, MARCH);
}

static void floor_counts_and_never_refuses(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(ORGAN, ALL, 3);

    limit.bound = JF_BOUND_FLOOR;
    set_limit(f, limit);
    (void)outcome_of(f, 1, 5, 0, 0, JF_OK);
    assert_int_equal(balance_of(f, limit).available, -2);
    assert_ok(attempt(f, jf_ledger_hold, 2, TEAM, FORMAL, 1, err));
    assert_int_equal(balance_of(f, limit).since, JF_DAY_NONE);
}

/* TV18: off-plan inspection, no approval: blocked; with emergency class: allowed, counted apart */
static void off_plan_needs_an_approval_or_an_emergency(void **state)
{
    fixture *f = *state;
    jf_limit plan = limit_of(ORGAN, MEETING, 0);
    jf_limit apart = limit_of(ORGAN, MEETING, 0);
    jf_record record = record_of(1, MEETING, MARCH);
    jf_line line = issuer(TEAM, 1);
    jf_grant grant;

    plan.state = JF_LIMIT_NOT_PLANNED;
    apart.plan_class = JF_PLAN_CLASS_OFF_PLAN;
    set_limit(f, plan);
    assert_fails(JF_E_LIMIT, jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    record.key = record.subject = 2;
    record.off_plan = JF_PLAN_CLASS_OFF_PLAN;
    assert_fails(JF_E_LIMIT, jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    assert_int_equal(violation_of(f, 0).needed, JF_STEP_APPROVE);
    grant = grant_for(plan, JF_STEP_APPROVE);
    assert_ok(jf_ledger_grant(f->ledger, 50, 2, &grant, 1, NULL, err));
    record.key = 3;
    record.grants = 50;
    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    record = record_of(4, MEETING, MARCH);
    record.off_plan = JF_PLAN_CLASS_EMERGENCY;
    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    assert_balance(f, plan, 0, 0);
    assert_balance(f, apart, 2, 0);
    apart.amount = 2;
    set_limit(f, apart);
    record.key = 5;
    assert_fails(JF_E_LIMIT, jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
    assert_int_equal(violation_of(f, 0).plan_class, JF_PLAN_CLASS_OFF_PLAN);
    assert_int_equal(balance_of(f, apart).refusals, 1);
}

static void terms_out_of_range_are_refused(void **state)
{
    fixture *f = *state;
    digest before = digest_of(f->ledger);

    for (int i = 0; i < 10; i++) {
        jf_limit limit = limit_of(ORGAN, ALL, 1);

        limit.notice_permille = i == 0 ? -2 : 0;
        limit.refuse_permille = i == 1 ? -2 : 0;
        limit.shadow = i == 2 ? 2 : 0;
        limit.grace_days = i == 3 ? -1 : i == 9;
        limit.borrow_max = i == 4 ? -1 : 0;
        limit.bound = i == 5 ? 2 : i == 6 ? JF_BOUND_FLOOR : 0;
        limit.window = i == 6 || i == 9 ? JF_WINDOW_AVERAGE
                       : i == 7           ? JF_WINDOW_ROLLING
                                          : 0;
        limit.plan_class = i == 8 ? JF_PLAN_CLASS_EMERGENCY : 0;
        assert_fails(JF_E_ARGUMENT, jf_ledger_set_limit(f->ledger, &limit, err));
    }
    assert_same_digest(f->ledger, before);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(steps_act_beyond_their_share_exactly),
        fixture_test(reason_answers_an_explanation_in_a_new_attempt),
        fixture_test(grant_lifts_an_approval_once),
        fixture_test(grant_is_checked_and_remembered),
        fixture_test(grace_turns_refusal_into_notice_for_its_days),
        fixture_test(shadow_reports_and_never_refuses),
        fixture_test(report_says_whether_the_limit_was_in_shadow_then),
        fixture_test(change_that_adds_nothing_does_not_start_the_grace),
        fixture_test(floor_counts_and_never_refuses),
        fixture_test(off_plan_needs_an_approval_or_an_emergency),
        fixture_test(terms_out_of_range_are_refused),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.ladder", tests, NULL, NULL);
}
