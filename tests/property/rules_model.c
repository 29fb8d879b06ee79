/* SPDX-License-Identifier: Apache-2.0 */
/* One random clause on one random draft against a model that spells the rules out: what is said,
 * what a mask holds, what is broken, what a claim lets pass. And: to say more of a draft never
 * changes what was decided without it. */
#include "support/support.h"

#include "base/random.h"
#include "jianfu/rules.h"

enum { ROUNDS = 200000, FROM = 100, UNTIL = 200 };

static const int32_t checks[] = {JF_CHECK_CHARACTERS, JF_CHECK_KIND,    JF_CHECK_LEVELS,
                                 JF_CHECK_DIRECTIVE,  JF_CHECK_PURPOSE, JF_CHECK_PLANNED,
                                 JF_CHECK_COUNT,      JF_CHECK_REDUCTION};

static int32_t below(jf__random *random, uint32_t bound)
{
    return (int32_t)jf__random_below(random, bound);
}

/* Half of the masks are empty. */
static int32_t mask(jf__random *random, uint32_t bits)
{
    return below(random, 2) ? 0 : below(random, 1U << bits);
}

static jf_clause random_clause(jf__random *random)
{
    jf_clause clause = {.size = sizeof clause,
                        .check = checks[below(random, 8)],
                        .draft = JF_DRAFT_DOCUMENT,
                        .severity = JF_SEVERITY_NOTICE + below(random, 4),
                        .exempt = below(random, 32),
                        .bodies = mask(random, 7),
                        .directions = mask(random, 3),
                        .scopes = mask(random, 4),
                        .plans = mask(random, 3),
                        .flags = below(random, 4) ? 0 : JF_FLAG_FORWARDED,
                        .flags_off = below(random, 4) ? 0 : JF_FLAG_INFORMAL};

    if (below(random, 2))
        clause.effective_from = FROM;
    if (below(random, 2))
        clause.effective_until = UNTIL;
    if (clause.check != JF_CHECK_DIRECTIVE && clause.check != JF_CHECK_PURPOSE &&
        clause.check != JF_CHECK_PLANNED)
        clause.limit = below(random, 10);
    if (clause.check == JF_CHECK_COUNT && below(random, 4) == 0)
        clause.limit = JF_CLAUSE_LIMIT_GIVEN;
    return clause;
}

static jf_document_draft random_draft(jf__random *random)
{
    jf_document_draft draft = {.size = sizeof draft,
                               .day = below(random, 4) ? 50 + below(random, 200) : JF_DAY_NONE,
                               .doc_kind = below(random, 17),
                               .direction = below(random, 3),
                               .issuer = below(random, 7),
                               .levels = below(random, 4),
                               .scope = below(random, 4),
                               .purpose = below(random, 5),
                               .characters = below(random, 12),
                               .flags = below(random, 16),
                               .claims = below(random, 3) ? 0 : below(random, 32),
                               .plan = below(random, 3),
                               .has_cap = below(random, 2),
                               .cap = below(random, 10),
                               .number_in_year = below(random, 12),
                               .last_year = below(random, 12),
                               .has_last_year = below(random, 2)};

    return draft;
}

typedef enum decided { NO = 0, YES = 1, UNKNOWN = 2 } decided;

/* Whether value, 0 = not said, is in a mask; an empty one holds all. */
static decided in_mask(int32_t bits, int32_t value)
{
    if (bits == 0)
        return YES;
    return value == 0 ? UNKNOWN : (bits >> value & 1) != 0 ? YES : NO;
}

/* NO beats UNKNOWN beats YES. */
static decided both(decided a, decided b)
{
    if (a == NO || b == NO)
        return NO;
    return a == UNKNOWN || b == UNKNOWN ? UNKNOWN : YES;
}

static decided about(const jf_clause *clause, const jf_document_draft *draft)
{
    bool flags = (draft->flags & clause->flags) == clause->flags &&
                 (draft->flags & clause->flags_off) == 0;
    bool direction =
        clause->directions == 0 || (clause->directions >> draft->direction & 1) != 0;
    decided answer = flags && direction ? YES : NO;

    if (clause->check == JF_CHECK_DIRECTIVE && (draft->flags & JF_FLAG_DIRECTIVE) == 0)
        answer = NO;
    answer = both(answer, in_mask(clause->bodies, draft->issuer));
    answer = both(answer, in_mask(clause->scopes, draft->scope));
    return both(answer, in_mask(clause->plans, draft->plan));
}

static decided in_force(const jf_clause *clause, const jf_document_draft *draft)
{
    if (clause->effective_from == 0 && clause->effective_until == 0)
        return YES;
    if (draft->day == JF_DAY_NONE)
        return UNKNOWN;
    return draft->day >= clause->effective_from &&
                   (clause->effective_until == 0 || draft->day <= clause->effective_until)
               ? YES
               : NO;
}

static decided said(bool is_said, bool holds)
{
    return !is_said ? UNKNOWN : holds ? YES : NO;
}

static decided holds(const jf_clause *clause, const jf_document_draft *draft)
{
    int64_t limit = clause->limit;
    bool has_limit = limit >= 0 || draft->has_cap;

    if (limit < 0)
        limit = draft->cap;
    switch (clause->check) {
    case JF_CHECK_CHARACTERS: return said(draft->characters > 0, draft->characters <= limit);
    case JF_CHECK_KIND:
        return said(draft->doc_kind > 0, (limit >> draft->doc_kind & 1) != 0);
    case JF_CHECK_LEVELS: return said(draft->levels > 0, draft->levels <= limit);
    case JF_CHECK_PURPOSE: return said(draft->purpose > 0, false);
    case JF_CHECK_PLANNED: return said(draft->plan > 0, draft->plan == JF_PLAN_STATUS_PLANNED);
    case JF_CHECK_COUNT:
        return said(draft->number_in_year > 0 && has_limit, draft->number_in_year <= limit);
    case JF_CHECK_REDUCTION:
        return said(draft->number_in_year > 0 && draft->has_last_year,
                    draft->number_in_year * 1000 <= draft->last_year * (1000 - limit));
    default: return NO;
    }
}

static bool passes_by_claim(const jf_clause *clause, const jf_document_draft *draft)
{
    int32_t approved = clause->severity == JF_SEVERITY_EXPLAIN ||
                               clause->severity == JF_SEVERITY_APPROVE
                           ? JF_EXEMPTION_APPROVED
                           : 0;
    int32_t explained = clause->severity == JF_SEVERITY_EXPLAIN ? JF_EXEMPTION_EXPLAINED : 0;

    return (draft->claims & (clause->exempt | approved | explained)) != 0;
}

static int32_t model(const jf_clause *clause, const jf_document_draft *draft)
{
    decided force = in_force(clause, draft);
    decided subject = about(clause, draft);
    decided kept = holds(clause, draft);
    bool forbids = clause->check == JF_CHECK_DIRECTIVE || clause->check == JF_CHECK_PURPOSE;

    if (force == NO)
        return JF_SEVERITY_NONE;
    if (subject == NO)
        return forbids && force == YES ? JF_SEVERITY_PASSED : JF_SEVERITY_NONE;
    if (force == UNKNOWN || subject == UNKNOWN || kept == UNKNOWN)
        return JF_SEVERITY_SKIPPED;
    if (kept == YES)
        return JF_SEVERITY_PASSED;
    return passes_by_claim(clause, draft) ? JF_SEVERITY_EXEMPT : clause->severity;
}

static int32_t ask(const jf_clause *clause, const jf_document_draft *draft)
{
    jf_error error = {0};
    jf_rules *rules = assert_made(jf_rules_new(NULL, NULL, &error), &error);
    jf_findings *findings;
    int32_t severity = -1;

    assert_ok(jf_rules_add_clause(rules, clause, "", "", "", err));
    assert_ok(jf_rules_seal(rules, err));
    findings = assert_made(jf_rules_check_document(rules, draft, &error), &error);
    assert_ok(jf_findings_severity_of(findings, 0, &severity, err));
    jf_findings_free(findings);
    jf_rules_free(rules);
    return severity;
}

static void a_clause_says_what_the_model_says(void **state)
{
    jf__random random = {20230103};
    int32_t seen[JF_SEVERITY_REFUSE + 1] = {0};
    int32_t rounds = jf_test_long() ? 10 * ROUNDS : ROUNDS;

    (void)state;
    for (int32_t round = 0; round < rounds; round++) {
        jf_clause clause = random_clause(&random);
        jf_document_draft draft = random_draft(&random);
        int32_t severity = ask(&clause, &draft);

        assert_int_equal(severity, model(&clause, &draft));
        seen[severity]++;
    }
    for (int32_t i = 0; i <= JF_SEVERITY_REFUSE; i++)
        assert_true(seen[i] > ROUNDS / 100);
}

/* Takes back some of what the draft says. */
static jf_document_draft say_less(const jf_document_draft *draft, jf__random *random)
{
    jf_document_draft less = *draft;
    int32_t *const fields[] = {&less.doc_kind, &less.issuer,     &less.levels,  &less.scope,
                               &less.purpose,  &less.characters, &less.plan,    &less.has_cap,
                               &less.has_last_year};

    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
        if (below(random, 3) == 0)
            *fields[i] = 0;
    if (below(random, 3) == 0)
        less.number_in_year = 0;
    return less;
}

static void to_say_more_changes_nothing_that_was_decided(void **state)
{
    jf__random random = {20230104};
    int32_t decided_before = 0;

    (void)state;
    for (int32_t round = 0; round < ROUNDS / 4; round++) {
        jf_clause clause = random_clause(&random);
        jf_document_draft draft = random_draft(&random);
        jf_document_draft less = say_less(&draft, &random);
        int32_t before = ask(&clause, &less);

        if (before == JF_SEVERITY_SKIPPED)
            continue;
        assert_int_equal(ask(&clause, &draft), before);
        decided_before++;
    }
    assert_true(decided_before > ROUNDS / 20);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_clause_says_what_the_model_says),
        cmocka_unit_test(to_say_more_changes_nothing_that_was_decided)};

    jf_test_main_filter(argc, argv);
    return cmocka_run_group_tests_name("property.rules_model", tests, NULL, NULL);
}
