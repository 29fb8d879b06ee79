/* SPDX-License-Identifier: Apache-2.0 */
/* Charges of n quotas of which the i-th refuses, for all i and n: nothing changes in any of them,
 * and the refusal is counted at the one that refused. */
#include "unit/ledger/fixture.h"

enum { QUOTAS = 8 };

/* n quotas: units and kinds in all ancestors of TEAM and FORMAL, then periods of TEAM. */
static jf_limit quota(int number, int64_t amount)
{
    static const int64_t units[] = {TEAM, SECTION, ORGAN};
    static const int64_t kinds[] = {FORMAL, DOCUMENT, ALL};
    jf_limit limit = limit_of(units[number % 3], kinds[number / 3 % 3], amount);

    if (number >= 6)
        limit.period_kind = number == 6 ? JF_PERIOD_MONTH : JF_PERIOD_WEEK;
    return limit;
}

static void refuse_at(fixture *f, int refusing, int count, fixture_verb verb)
{
    f->ledger = jf_ledger_new(f->calendar, f->units, f->kinds, NULL, NULL);
    for (int i = 0; i < count; i++)
        set_limit(f, quota(i, i == refusing ? 2 : 100));
    assert_ok(attempt(f, jf_ledger_issue, 1, TEAM, FORMAL, 1, err));
    assert_ok(attempt(f, jf_ledger_hold, 2, TEAM, FORMAL, 1, err));
    assert_fails(JF_E_LIMIT, attempt(f, verb, 3, TEAM, FORMAL, 1, err));
    assert_int_equal(jf_ledger_violation_count(f->ledger), 1);
    for (int i = 0; i < count; i++) {
        jf_balance balance = balance_of(f, quota(i, 0));

        assert_int_equal(balance.used, 1);
        assert_int_equal(balance.held, 1);
        assert_int_equal(balance.refusals, i == refusing && verb != jf_ledger_check);
    }
    jf_ledger_free(f->ledger);
    f->ledger = NULL;
}

static void refusal_of_one_of_n_quotas_changes_none(void **state)
{
    fixture *f = *state;

    jf_ledger_free(f->ledger);
    for (int count = 1; count <= QUOTAS; count++)
        for (int refusing = 0; refusing < count; refusing++) {
            refuse_at(f, refusing, count, jf_ledger_issue);
            refuse_at(f, refusing, count, jf_ledger_hold);
            refuse_at(f, refusing, count, jf_ledger_check);
        }
}

/* Each line meets a quota of its own, and the i-th is too much. */
static void refusal_of_one_of_n_lines_changes_none(void **state)
{
    static const int64_t units[] = {TEAM, OTHER, FIRM, SHOP};
    fixture *f = *state;

    for (int count = 1; count <= 4; count++)
        for (int refusing = 0; refusing < count; refusing++) {
            int64_t key = count * 10 + refusing;
            jf_record record = record_of(key, FORMAL, MARCH);
            jf_line lines[4];

            for (int i = 0; i < count; i++) {
                set_limit(f, limit_of(units[i], ALL, i == refusing ? 0 : 9));
                lines[i] = issuer(units[i], 1);
            }
            assert_fails(JF_E_LIMIT, jf_ledger_issue(f->ledger, &record, lines, (size_t)count,
                                                     NULL, err));
            assert_int_equal(jf_ledger_violation_count(f->ledger), 1);
            assert_int_equal(violation_of(f, 0).unit, units[refusing]);
            for (int i = 0; i < count; i++)
                assert_balance(f, limit_of(units[i], ALL, 0), 0, 0);
        }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(refusal_of_one_of_n_quotas_changes_none),
        fixture_test(refusal_of_one_of_n_lines_changes_none),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.ledger_atomic", tests, NULL, NULL);
}
