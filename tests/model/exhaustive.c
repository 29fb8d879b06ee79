/* SPDX-License-Identifier: Apache-2.0 */
/* exhaustive SHARD SHARDS: every history of at most 3 calls (4 with JIANFU_LONG=1) over the
 * alphabet of letters.h, each call against the slow model in slow.h: what it answers, and how all
 * limits stand.
 *
 * Up to renaming: units 2 and 3 are alike, and so are the two kinds and the two months. Renaming
 * any of them in a whole history renames all answers. So only those histories are run that name
 * unit 2 before 3, kind 1 before 2, month 1 before 2: one of each class that renaming makes. What a
 * change says of an earlier call (its other month, its other kind) names nothing.
 *
 * A history is run behind the one that it prolongs; the ledger is made anew only when the last call
 * has changed it. One history of a hundred is written to the standard output, for check.py. */
#include "model/letters.h"
#include "model/slow.h"
#include "model/trace.h"
#include "support/support.h"

#include <inttypes.h>
#include <stdlib.h>

enum { LENGTH_MAX = 4, SAMPLE = 100 };

typedef struct search {
    size_t length_max;
    call path[LENGTH_MAX];
    model models[LENGTH_MAX + 1];
    named seen[LENGTH_MAX + 1];
    world w;
    trace t;
    bool is_fresh; /* the ledger is as the path says */
    int64_t run;   /* histories that were run */
    int64_t all;   /* those that they stand for, with themselves */
    int64_t sampled;
    int64_t by_verb[CALL_VERBS][2]; /* that went through, that did not */
} search;

static void open_world(world *w)
{
    w->unit_count = 3;
    w->kind_count = 2;
    w->unit_parents[1] = 0;
    w->unit_parents[2] = w->unit_parents[3] = 1;
    w->kind_parents[1] = w->kind_parents[2] = 0;
    world_open(w, NULL);
}

/* The limits with which a history begins, in their order. */
static void first_limit(size_t number, call *c)
{
    call_begin(c, CALL_LIMIT);
    c->cell = letter_limit(1 + (int64_t)number / 4, 1 + (int64_t)number / 2 % 2,
                           1 + (int)number % 2);
}

enum { FIRST_LIMITS = 12 };

static void reopen(search *s, size_t length)
{
    answer a;

    if (s->w.ledger)
        world_close(&s->w);
    open_world(&s->w);
    for (size_t i = 0; i < FIRST_LIMITS; i++) {
        call c;

        first_limit(i, &c);
        call_run(s->w.ledger, &c, &a);
    }
    for (size_t i = 0; i < length; i++)
        call_run(s->w.ledger, &s->path[i], &a);
    s->is_fresh = true;
}

static void tell_path(const search *s, size_t length)
{
    for (size_t i = 0; i <= length; i++) {
        const call *c = &s->path[i];

        print_error("    call %zu: verb %d, key %lld, of %lld, cell (%lld, %lld, %d), amount %lld, "
                    "count %lld\n",
                    i + 1, c->verb, (long long)call_key(c), (long long)c->change.of,
                    (long long)c->cell.unit, (long long)c->cell.kind, c->cell.day,
                    (long long)c->move.amount, (long long)c->lines[0].count);
    }
}

#define SAME(s, length, what, got, wanted)                                                         \
    do {                                                                                           \
        int64_t same_got = (int64_t)(got);                                                         \
        int64_t same_wanted = (int64_t)(wanted);                                                   \
        if (same_got != same_wanted) {                                                             \
            print_error("FAIL %s is %lld, not %lld\n", (what), (long long)same_got,                \
                        (long long)same_wanted);                                                   \
            tell_path((s), (length));                                                              \
            exit(1);                                                                               \
        }                                                                                          \
    } while (0)

static void compare_report(const search *s, size_t length, const jf_violation *v,
                           const model_report *wanted)
{
    const model_limit *limit = &s->models[length + 1].limits[wanted->limit];

    SAME(s, length, "unit of a report", v->unit, limit->terms.unit);
    SAME(s, length, "kind of a report", v->kind, limit->terms.kind);
    SAME(s, length, "month of a report", model_month(v->first), model_month(limit->terms.day));
    SAME(s, length, "used of a report", v->used, wanted->used);
    SAME(s, length, "held of a report", v->held, wanted->held);
    SAME(s, length, "asked of a report", v->asked, wanted->asked);
    SAME(s, length, "step of a report", v->step, wanted->step);
    SAME(s, length, "needed of a report", v->needed, wanted->needed);
    SAME(s, length, "since of a report", v->since, wanted->since);
    SAME(s, length, "expiring of a report", v->expiring_count, wanted->expiring);
}

static void compare_reports(const search *s, size_t length, const model_answer *wanted)
{
    jf_violation v = {.size = sizeof v};

    SAME(s, length, "violations", jf_ledger_violation_count(s->w.ledger),
         wanted->outcome.violation_count);
    SAME(s, length, "notices", jf_ledger_notice_count(s->w.ledger), wanted->outcome.notice_count);
    for (int32_t i = 0; i < wanted->outcome.violation_count; i++) {
        (void)jf_ledger_violation_at(s->w.ledger, (size_t)i, &v, NULL);
        compare_report(s, length, &v, &wanted->violations[i]);
    }
    for (int32_t i = 0; i < wanted->outcome.notice_count; i++) {
        (void)jf_ledger_notice_at(s->w.ledger, (size_t)i, &v, NULL);
        compare_report(s, length, &v, &wanted->notices[i]);
    }
}

static void compare_answer(const search *s, size_t length, const answer *a,
                           const model_answer *wanted)
{
    const jf_outcome *o = &wanted->outcome;

    SAME(s, length, "status", a->status, wanted->status);
    SAME(s, length, "outcome status", a->outcome.status, o->status);
    SAME(s, length, "entry", a->outcome.entry, o->entry);
    SAME(s, length, "violation count", a->outcome.violation_count, o->violation_count);
    SAME(s, length, "repeated", a->outcome.repeated, o->repeated);
    SAME(s, length, "step", a->outcome.step, o->step);
    SAME(s, length, "notice count", a->outcome.notice_count, o->notice_count);
    if (s->path[length].verb == CALL_EXPIRE)
        SAME(s, length, "expired", a->values[0], wanted->expired);
    if (o->entry > 0)
        compare_reports(s, length, wanted);
}

static void compare_limits(const search *s, size_t length)
{
    const model *m = &s->models[length + 1];

    SAME(s, length, "entries", jf_ledger_entry_count(s->w.ledger), m->entries);
    for (size_t i = 0; i < m->limit_count; i++) {
        const model_limit *limit = &m->limits[i];
        jf_balance b = {.size = sizeof b};

        (void)jf_ledger_balance(s->w.ledger, &limit->terms, &b, NULL);
        SAME(s, length, "limit", b.limit, limit->terms.amount);
        SAME(s, length, "used", b.used, model_used(m, limit));
        SAME(s, length, "held", b.held, model_held(m, limit));
        SAME(s, length, "available", b.available, model_available(m, limit));
        SAME(s, length, "borrowed", b.borrowed, limit->borrowed);
        SAME(s, length, "lent", b.lent, limit->lent);
        SAME(s, length, "pool", b.pool, limit->terms.reserve_pool);
        SAME(s, length, "refusals", b.refusals, limit->refusals);
        SAME(s, length, "since", b.since, limit->since);
    }
}

/* Runs the history of the path up to `length` once more, and writes it. */
static void write_sample(search *s, size_t length)
{
    world w = {0};
    answer a;

    open_world(&w);
    trace_begin(&s->t, &w, s->run);
    for (size_t i = 0; i < FIRST_LIMITS + length + 1; i++) {
        call c;

        if (i < FIRST_LIMITS)
            first_limit(i, &c);
        else
            c = s->path[i - FIRST_LIMITS];
        trace_call(&s->t, &c);
        call_run(w.ledger, &c, &a);
        trace_answer(&s->t, &w, &a, 0);
    }
    trace_end(&s->t);
    world_close(&w);
    s->sampled++;
}

/* Whether nothing is named before what it is alike with; *after is what is named by then. */
static bool is_first_of_its_class(const named *before, const named *n, named *after)
{
    *after = *before;
    if ((!before->unit && n->unit == 3) || (!before->kind && n->kind == 2) ||
        (!before->month && n->month == 2))
        return false;
    after->unit = before->unit ? before->unit : n->unit;
    after->kind = before->kind ? before->kind : n->kind;
    after->month = before->month ? before->month : n->month;
    return true;
}

/* Histories of the same class: each choice of what was named first could have been the other. */
static int64_t class_size(const named *seen)
{
    return (seen->unit ? 2 : 1) * (seen->kind ? 2 : 1) * (seen->month ? 2 : 1);
}

static void run_letter(search *s, size_t length)
{
    model_answer wanted;
    answer a;

    s->models[length + 1] = s->models[length];
    model_call(&s->models[length + 1], &s->path[length], &wanted);
    if (!s->is_fresh)
        reopen(s, length);
    call_run(s->w.ledger, &s->path[length], &a);
    compare_answer(s, length, &a, &wanted);
    compare_limits(s, length);
    s->is_fresh = s->models[length + 1].entries == s->models[length].entries;
    s->run++;
    s->all += class_size(&s->seen[length + 1]);
    s->by_verb[s->path[length].verb][a.status != JF_OK]++;
    if (s->run % SAMPLE == 0)
        write_sample(s, length);
}

/* Every letter behind a path of this length, and what can follow; of the first only a shard. */
static void search_from(search *s, size_t length, size_t shard, size_t shards)
{
    for (size_t letter = 0; letter < letter_count(length); letter++) {
        named n;

        letter_call(letter, s->path, length, &s->path[length], &n);
        if ((length == 0 && letter % shards != shard) ||
            !is_first_of_its_class(&s->seen[length], &n, &s->seen[length + 1]))
            continue;
        run_letter(s, length);
        if (length + 1 == s->length_max)
            continue;
        s->is_fresh = true; /* with this letter at the end of the path */
        search_from(s, length + 1, shard, shards);
        s->is_fresh = false;
    }
}

static void begin(search *s)
{
    s->length_max = jf_test_long() ? 4 : 3;
    s->models[0].entries = 1 + 3 + 2;
    for (size_t i = 0; i < FIRST_LIMITS; i++) {
        model_answer wanted;
        call c;

        first_limit(i, &c);
        model_call(&s->models[0], &c, &wanted);
    }
    s->t.out = stdout;
}

int main(int argc, char **argv)
{
    static const char *const names[CALL_VERBS] = {
        "",        "set limit", "",       "grant",  "",         "issue",  "hold",
        "commit",  "release",   "commit with lines", "revive", "withdraw", "amend", "expire",
        "adjust",  "transfer",  "borrow", "lend",   "repay",    "draw"};
    static search s;

    if (argc < 3) {
        (void)fprintf(stderr, "usage: exhaustive SHARD SHARDS\n");
        return 2;
    }
    begin(&s);
    search_from(&s, 0, (size_t)atoll(argv[1]), (size_t)atoll(argv[2]));
    (void)fprintf(stderr,
                  "histories that were run %" PRId64 "\n"
                  "histories that renaming makes of them %" PRId64 "\n"
                  "histories of the sample %" PRId64 "\n",
                  s.run, s.all, s.sampled);
    for (int verb = 0; verb < CALL_VERBS; verb++)
        if (s.by_verb[verb][0] + s.by_verb[verb][1] > 0)
            (void)fprintf(stderr, "ending with %s that is done %" PRId64 "\n"
                                  "ending with %s that is not done %" PRId64 "\n",
                          names[verb], s.by_verb[verb][0], names[verb], s.by_verb[verb][1]);
    world_close(&s.w);
    trace_close(&s.t);
    return 0;
}
