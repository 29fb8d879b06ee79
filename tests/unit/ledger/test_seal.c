/* SPDX-License-Identifier: Apache-2.0 */
#include "fixture.h"

#include "base/digest.h"

static void seal_holds_the_digest_of_all_before_it(void **state)
{
    fixture *f = *state;
    char head[JF_LEDGER_HEAD_SIZE];
    digest before;
    size_t size;

    assert_fails(JF_E_NOT_FOUND, jf_ledger_chain_head(f->ledger, head, sizeof head, err));
    for (int64_t round = 1; round <= 2; round++) {
        assert_ok(attempt(f, jf_ledger_issue, round, TEAM, FORMAL, 1, err));
        before = digest_of(f->ledger);
        size = jf_ledger_journal_size(f->ledger);
        assert_ok(jf_ledger_seal_batch(f->ledger, err));
        assert_int_equal(jf_ledger_sealed_size(f->ledger), size);
        assert_ok(jf_ledger_chain_head(f->ledger, head, sizeof head, err));
        for (size_t i = 0; i < 32; i++) {
            static const char digits[] = "0123456789abcdef";

            assert_int_equal(head[2 * i], digits[before.bytes[i] >> 4]);
            assert_int_equal(head[2 * i + 1], digits[before.bytes[i] & 15]);
        }
    }
    before = digest_of(f->ledger);
    assert_ok(jf_ledger_seal_batch(f->ledger, err)); /* nothing new */
    assert_same_digest(f->ledger, before);
    assert_fails(JF_E_RANGE, jf_ledger_chain_head(f->ledger, head, 64, err));
}

static void everything_replays_to_the_same_bytes(void **state)
{
    fixture *f = *state;
    jf_limit limit = limit_of(ORGAN, ALL, 9);
    jf_limit other = limit_of(SECTION, ALL, 4);
    jf_record record = record_of(1, FORMAL, MARCH);
    jf_line line = issuer(TEAM, 2);
    jf_move move = {.size = sizeof move, .key = 20, .amount = 3};
    jf_grant grant = {.unit = ORGAN, .kind = ALL, .period_kind = JF_PERIOD_YEAR, .day = MARCH,
                      .step = JF_STEP_APPROVE};
    jf_change change = {.size = sizeof change, .day = JF_DAY_NONE, .key = 4, .of = 1};
    uint8_t *bytes;
    size_t size;
    int64_t count;
    jf_ledger *again;
    jf_error error = {0};

    limit.notice_permille = 100;
    limit.reserve_pool = 3;
    set_limit(f, limit);
    set_limit(f, other);
    assert_ok(jf_ledger_text(f->ledger, "理由", &record.reason, err));
    record.expires = MARCH + 1;
    assert_ok(jf_ledger_hold(f->ledger, &record, &line, 1, NULL, err));
    assert_ok(jf_ledger_expire(f->ledger, MARCH + 2, &count, err));
    assert_ok(jf_ledger_revive(f->ledger, &change, NULL, err));
    change.key = 5;
    line.count = 1;
    assert_ok(jf_ledger_commit_lines(f->ledger, &change, &line, 1, NULL, err));
    assert_ok(jf_ledger_draw(f->ledger, &move, &limit, &other, NULL, err));
    assert_ok(jf_ledger_grant(f->ledger, 30, 1, &grant, 1, NULL, err));
    assert_ok(jf_ledger_seal_batch(f->ledger, err));
    change.key = 6;
    change.grants = 30;
    line.count = 3;
    assert_ok(jf_ledger_amend(f->ledger, &change, &line, 1, NULL, err));
    size = jf_ledger_journal_size(f->ledger);
    bytes = malloc(size);
    assert_non_null(bytes);
    assert_ok(jf_ledger_journal_read(f->ledger, 0, bytes, size, err));
    again = assert_made(jf_ledger_replay(f->calendar, bytes, size, NULL, &error), &error);
    assert_same_digest(again, digest_of(f->ledger));
    for (size_t at = 51; at < size; at += 3) { /* behind the opening */
        bytes[at] ^= 1;
        assert_null(jf_ledger_replay(f->calendar, bytes, size, NULL, &error));
        assert_int_equal(error.status, JF_E_CORRUPT);
        bytes[at] ^= 1;
    }
    jf_ledger_free(again);
    free(bytes);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        fixture_test(seal_holds_the_digest_of_all_before_it),
        fixture_test(everything_replays_to_the_same_bytes),
    };

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("ledger.seal", tests, NULL, NULL);
}
