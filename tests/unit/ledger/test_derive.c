/* SPDX-License-Identifier: Apache-2.0 */
#include "twin.h"

#define SECTIONS 20

/* Documents of 2022 and caps of 2023, section by section (DOMAIN §6.3, TV14). */
static const int64_t actuals[SECTIONS] = {62, 18, 24, 36, 31, 28, 34, 22, 15, 26,
                                          14, 17, 44, 48, 20, 12, 35, 16, 11, 17};
static const int64_t caps[SECTIONS] = {59, 17, 23, 34, 29, 27, 32, 21, 14, 25,
                                       13, 16, 42, 46, 19, 11, 33, 15, 11, 16};

static jf_derivation formula_of(int64_t key, int32_t method, int32_t permille)
{
    return (jf_derivation){.size = sizeof(jf_derivation), .method = method, .key = key,
                           .permille = permille};
}

static jf_limit year_of(jf_day day)
{
    jf_limit cell = limit_of(ORGAN, ALL, 0);

    cell.day = day;
    return cell;
}

static void issue(fixture *f, int64_t key, int64_t unit, int64_t count, jf_day day)
{
    jf_record record = record_of(key, FORMAL, day);
    jf_line line = issuer(unit, count);

    assert_ok(jf_ledger_issue(f->ledger, &record, &line, 1, NULL, err));
}

/* Sections 501 to 520 with what they issued a year before MARCH. */
static void sections(fixture *f, int64_t units[SECTIONS])
{
    for (int64_t i = 0; i < SECTIONS; i++) {
        units[i] = 501 + i;
        assert_ok(jf_ledger_add_unit(f->ledger, units[i], ORGAN, "科", err));
        issue(f, 1 + i, units[i], actuals[i], MARCH - 365);
    }
}

static int64_t cap_of(const fixture *f, int64_t unit, jf_day day)
{
    jf_limit cell = year_of(day);

    cell.unit = unit;
    return balance_of(f, cell).limit;
}

static void tv14_caps_of_2023_follow_from_the_actuals_of_2022(void **state)
{
    fixture *f = *state;
    int64_t units[SECTIONS];
    jf_limit base = year_of(MARCH - 365);
    jf_limit target = year_of(MARCH);
    jf_derivation formula = formula_of(90, JF_DERIVATION_SHARED, 950);
    int64_t sum = 0;

    sections(f, units);
    target.notice_permille = 800;
    assert_ok(jf_ledger_derive(f->ledger, &formula, &base, &target, units, SECTIONS, NULL, err));
    for (int64_t i = 0; i < SECTIONS; i++) {
        assert_int_equal(cap_of(f, units[i], MARCH), caps[i]);
        sum += cap_of(f, units[i], MARCH);
    }
    assert_int_equal(sum, 503);
    assert_ok(jf_ledger_limit_at(f->ledger, 1, &target, err));
    assert_int_equal(target.notice_permille, 800);
    assert_replays(f);
}

static void each_unit_may_have_a_share_of_its_own_use(void **state)
{
    fixture *f = *state;
    int64_t units[SECTIONS];
    jf_limit base = year_of(MARCH - 365);
    jf_limit target = year_of(MARCH);
    jf_derivation formula = formula_of(90, JF_DERIVATION_EACH, 700);

    sections(f, units);
    assert_ok(jf_ledger_derive(f->ledger, &formula, &base, &target, units, SECTIONS, NULL, err));
    for (int64_t i = 0; i < SECTIONS; i++)
        assert_int_equal(cap_of(f, units[i], MARCH), actuals[i] * 700 / 1000);
    assert_replays(f);
}

static void no_limit_rises_above_the_use_or_limit_of_last_year(void **state)
{
    fixture *f = *state;
    const int64_t units[] = {SECTION, OTHER};
    jf_limit base = year_of(MARCH - 365);
    jf_limit target = year_of(MARCH);
    jf_limit old = limit_of(SECTION, ALL, 5);
    jf_derivation formula = formula_of(90, JF_DERIVATION_EACH, 0);

    old.day = MARCH - 365;
    old.refuse_permille = JF_STEP_NEVER;
    set_limit(f, old);
    issue(f, 1, SECTION, 8, MARCH - 365);
    issue(f, 2, OTHER, 7, MARCH - 365);
    formula.ratchet = 1;
    assert_ok(jf_ledger_derive(f->ledger, &formula, &base, &target, units, 2, NULL, err));
    assert_int_equal(cap_of(f, SECTION, MARCH), 5);
    assert_int_equal(cap_of(f, OTHER, MARCH), 7);
    assert_replays(f);
}

static void late_fact_of_last_year_posts_its_difference(void **state)
{
    fixture *f = *state;
    const int64_t units[] = {SECTION, OTHER};
    jf_limit base = year_of(MARCH - 365);
    jf_limit target = year_of(MARCH);
    jf_derivation formula = formula_of(90, JF_DERIVATION_SHARED, 500);
    jf_move move = {.size = sizeof move, .key = 91, .amount = 1};
    jf_limit from = target;
    jf_limit to = target;
    int64_t entries;

    from.unit = SECTION;
    to.unit = OTHER;
    issue(f, 1, SECTION, 8, MARCH - 365);
    issue(f, 2, OTHER, 8, MARCH - 365);
    assert_ok(jf_ledger_derive(f->ledger, &formula, &base, &target, units, 2, NULL, err));
    assert_ok(jf_ledger_transfer(f->ledger, &move, &from, &to, NULL, err));
    assert_int_equal(cap_of(f, SECTION, MARCH), 3);
    assert_int_equal(cap_of(f, OTHER, MARCH), 5);
    entries = jf_ledger_entry_count(f->ledger);
    issue(f, 3, SECTION, 16, MARCH - 365); /* 32 of both now: 12 and 4 */
    assert_int_equal(jf_ledger_entry_count(f->ledger), entries + 2);
    assert_int_equal(cap_of(f, SECTION, MARCH), 11);
    assert_int_equal(cap_of(f, OTHER, MARCH), 5);
    issue(f, 4, SECTION, 1, MARCH); /* of this year: nothing follows */
    assert_int_equal(jf_ledger_entry_count(f->ledger), entries + 3);
    assert_replays(f);
}

static void derivation_is_done_once_by_its_key(void **state)
{
    fixture *f = *state;
    const int64_t units[] = {SECTION, OTHER};
    jf_limit base = year_of(MARCH - 365);
    jf_limit target = year_of(MARCH);
    jf_derivation formula = formula_of(90, JF_DERIVATION_EACH, 500);
    jf_outcome outcome = {.size = sizeof outcome};
    digest before;

    issue(f, 1, SECTION, 8, MARCH - 365);
    assert_ok(jf_ledger_derive(f->ledger, &formula, &base, &target, units, 2, &outcome, err));
    assert_int_equal(outcome.entry, jf_ledger_entry_count(f->ledger));
    issue(f, 2, SECTION, 2, MARCH - 365);
    before = digest_of(f->ledger);
    assert_ok(jf_ledger_derive(f->ledger, &formula, &base, &target, units, 2, &outcome, err));
    assert_int_equal(outcome.repeated, 1);
    assert_fails(JF_E_EXISTS,
                 jf_ledger_derive(f->ledger, &formula, &base, &target, units, 1, NULL, err));
    formula.permille = 501;
    assert_fails(JF_E_EXISTS,
                 jf_ledger_derive(f->ledger, &formula, &base, &target, units, 2, NULL, err));
    assert_same_digest(f->ledger, before);
}

static void bad_derivations_leave_no_trace(void **state)
{
    fixture *f = *state;
    const int64_t units[] = {SECTION, OTHER};
    const int64_t twice[] = {SECTION, SECTION};
    const int64_t unknown[] = {SECTION, 999};
    jf_limit base = year_of(MARCH - 365);
    jf_limit target = year_of(MARCH);
    jf_limit open = year_of(MARCH);
    jf_derivation good = formula_of(90, JF_DERIVATION_EACH, 500);
    jf_derivation bad = formula_of(90, JF_DERIVATION_EACH, 10001);
    digest before;

    issue(f, 1, SECTION, INT64_MAX, MARCH - 365);
    before = digest_of(f->ledger);
    open.state = JF_LIMIT_UNLIMITED;
    assert_fails(JF_E_ARGUMENT,
                 jf_ledger_derive(f->ledger, &bad, &base, &target, units, 2, NULL, err));
    bad = formula_of(90, 2, 500);
    assert_fails(JF_E_ARGUMENT,
                 jf_ledger_derive(f->ledger, &bad, &base, &target, units, 2, NULL, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_ledger_derive(f->ledger, &good, &target, &base, units, 2, NULL, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_ledger_derive(f->ledger, &good, &base, &open, units, 2, NULL, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_ledger_derive(f->ledger, &good, &base, &target, twice, 2, NULL, err));
    assert_fails(JF_E_NOT_FOUND,
                 jf_ledger_derive(f->ledger, &good, &base, &target, unknown, 2, NULL, err));
    assert_fails(JF_E_ARGUMENT,
                 jf_ledger_derive(f->ledger, &good, &base, &target, units, 0, NULL, err));
    good.permille = 2000;
    assert_fails(JF_E_OVERFLOW,
                 jf_ledger_derive(f->ledger, &good, &base, &target, units, 2, NULL, err));
    assert_same_digest(f->ledger, before);
    assert_int_equal(jf_ledger_limit_count(f->ledger), 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(tv14_caps_of_2023_follow_from_the_actuals_of_2022),
        fixture_test(each_unit_may_have_a_share_of_its_own_use),
        fixture_test(no_limit_rises_above_the_use_or_limit_of_last_year),
        fixture_test(late_fact_of_last_year_posts_its_difference),
        fixture_test(derivation_is_done_once_by_its_key),
        fixture_test(bad_derivations_leave_no_trace),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.derive", tests, NULL, NULL);
}
