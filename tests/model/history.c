/* SPDX-License-Identifier: Apache-2.0 */
#include "model/history.h"

#include <stdlib.h>

static void give_up(const char *why)
{
    (void)fprintf(stderr, "history: %s\n", why);
    exit(2);
}

static void draw_tree(history *h, int64_t *parents, int64_t count)
{
    for (int64_t id = 1; id <= count; id++)
        parents[id] = history_once_in(h, 6) ? 0 : history_below(h, id);
}

/* Days around which periods end: an ordinary spring, a leap day, the last week of a year of 53, the
 * first days of all, the last ones, and those of 1969. */
static jf_day draw_base(history *h)
{
    static const jf_day bases[] = {19781 - 5, 18623 - 5, JF_DAY_FIRST, JF_DAY_LAST - 300, -3,
                                   24837 - 8};

    if (!history_has(h, FEATURE_EDGE_DAYS))
        return 19150 + (jf_day)history_below(h, 300);
    return bases[history_below(h, sizeof bases / sizeof bases[0])];
}

static void begin(history *h, int64_t seed)
{
    h->seed = (uint64_t)seed * UINT64_C(0x9e3779b97f4a7c15) + 1;
    h->features = (unsigned)history_below(h, FEATURE_ALL);
    if (!history_once_in(h, 3))
        h->features |= FEATURE_HOLDS;
    if (!history_once_in(h, 3))
        h->features |= FEATURE_LADDER | FEATURE_EXPIRY | FEATURE_GRANTS;
    h->base = draw_base(h);
    h->spread = history_has(h, FEATURE_WIDE) && history_once_in(h, 2) ? 300
                                                                      : 1 + history_below(h, 40);
    h->texts = 0;
    h->target_count = h->sent_count = h->cell_count = h->grant_count = h->limit_count = 0;
    h->w.unit_count = 1 + history_below(h, 6);
    h->w.kind_count = 1 + history_below(h, 4);
    draw_tree(h, h->w.unit_parents, h->w.unit_count);
    draw_tree(h, h->w.kind_parents, h->w.kind_count);
    jf_test_memory_init(&h->memory);
    world_open(&h->w, &h->memory.allocator);
    trace_begin(&h->t, &h->w, seed);
}

static target *find_target(history *h, int64_t key)
{
    for (size_t i = 0; i < h->target_count; i++)
        if (h->targets[i].record.key == key)
            return &h->targets[i];
    return NULL;
}

static aim after(int32_t verb, int32_t frees)
{
    if (verb == CALL_RELEASE)
        return AIM_RELEASED;
    if (verb == CALL_REVIVE)
        return AIM_HELD;
    if (verb == CALL_WITHDRAW)
        return frees ? AIM_FREED : AIM_WITHDRAWN;
    return AIM_USED;
}

static void see_record(history *h, const call *c, jf_status status)
{
    target *t = &h->targets[h->target_count];

    if (c->verb == CALL_CHECK || (status != JF_OK && status != JF_E_LIMIT) ||
        h->target_count == HISTORY_KEYS || find_target(h, c->record.key))
        return;
    t->state = status == JF_E_LIMIT    ? AIM_REFUSED
               : c->verb == CALL_ISSUE ? AIM_ISSUED
                                       : AIM_HELD;
    t->record = c->record;
    t->line_count = c->line_count;
    memcpy(t->lines, c->lines, sizeof t->lines);
    h->target_count++;
}

static void see_change(history *h, const call *c, jf_status status)
{
    target *t = find_target(h, c->change.of);

    if (status != JF_OK || !t)
        return;
    if (c->verb != CALL_AMEND)
        t->state = after(c->verb, c->change.frees);
    if (c->verb == CALL_REVIVE)
        t->record.expires = c->change.expires;
    if (c->line_count > 0) {
        t->line_count = c->line_count;
        memcpy(t->lines, c->lines, sizeof t->lines);
    }
}

static void see_expiry(history *h, jf_day today)
{
    for (size_t i = 0; i < h->target_count; i++) {
        target *t = &h->targets[i];

        if (t->state == AIM_HELD && t->record.expires > 0 && t->record.expires < today)
            t->state = AIM_EXPIRED;
    }
}

/* Items that went through are seen as the calls that they stand for. */
static void see_batch(history *h, const call *c, const answer *a)
{
    static const int32_t verbs[] = {0,           CALL_ISSUE,  CALL_HOLD,     CALL_COMMIT_LINES,
                                    CALL_RELEASE, CALL_REVIVE, CALL_WITHDRAW, CALL_AMEND};
    const jf_line *lines = c->lines;

    for (size_t i = 0; a->status == JF_OK && i < c->item_count; i++) {
        const jf_item *m = &c->items[i];
        call one;

        call_begin(&one, verbs[m->verb]);
        one.record.key = m->key;
        one.record.subject = m->subject;
        one.record.expires = m->expires;
        one.change.of = m->of;
        one.change.frees = m->frees;
        one.change.expires = m->expires;
        one.line_count = (size_t)m->line_count;
        memcpy(one.lines, lines, one.line_count * sizeof *lines);
        lines += one.line_count;
        if (call_is_record(one.verb))
            see_record(h, &one, (jf_status)a->values[i]);
        else
            see_change(h, &one, (jf_status)a->values[i]);
    }
}

static void see_cell(history *h, const jf_limit *cell)
{
    size_t count = jf_ledger_limit_count(h->w.ledger);

    if (count > h->limit_count && h->cell_count < HISTORY_CELLS)
        h->cells[h->cell_count++] = *cell;
    h->limit_count = count;
}

static void see_node(history *h, const call *c)
{
    if (c->verb == CALL_ADD_UNIT)
        h->w.unit_parents[h->w.unit_count = c->key] = c->subject;
    else
        h->w.kind_parents[h->w.kind_count = c->key] = c->subject;
}

static void see(history *h, const call *c, const answer *a)
{
    if (call_key(c) > 0 && h->sent_count < HISTORY_KEYS && c->verb != CALL_EXPLAIN)
        h->sent[h->sent_count++] = *c;
    if (call_is_record(c->verb))
        see_record(h, c, a->status);
    else if (call_is_change(c->verb) && !a->outcome.repeated)
        see_change(h, c, a->status);
    else if (c->verb == CALL_BATCH)
        see_batch(h, c, a);
    else if (a->status != JF_OK)
        return;
    else if (c->verb == CALL_LIMIT)
        see_cell(h, &c->cell);
    else if (c->verb == CALL_ADD_UNIT || c->verb == CALL_ADD_KIND)
        see_node(h, c);
    else if (call_is_reform(c->verb))
        h->limit_count = jf_ledger_limit_count(h->w.ledger);
    else if (c->verb == CALL_EXPIRE)
        see_expiry(h, c->day);
    else if (c->verb == CALL_TEXT)
        h->texts = a->values[0] > h->texts ? a->values[0] : h->texts;
    else if (c->verb == CALL_GRANT && h->grant_count < HISTORY_GRANTS) {
        h->grants[h->grant_count][0] = c->key;
        h->grants[h->grant_count++][1] = c->subject;
    }
}

static void send_once(history *h, const call *c, int64_t fail_at, answer *a)
{
    jf_test_memory_fail(&h->memory, fail_at, false);
    trace_call(&h->t, c);
    call_run(h->w.ledger, c, a);
    jf_test_memory_fail(&h->memory, 0, false);
    trace_answer(&h->t, &h->w, a, history_day(h));
    if (h->after)
        h->after(h, c, a);
}

/* Sends it, at times with an allocation refused, and then as it should be. Whether it was refused
 * for the first time. */
static bool send(history *h, const call *c)
{
    bool is_starved = c->verb != CALL_BATCH && history_once_in(h, 12);
    answer a;

    send_once(h, c, is_starved ? 1 + history_below(h, 2) : 0, &a);
    if (a.status == JF_E_NO_MEMORY)
        send_once(h, c, 0, &a);
    see(h, c, &a);
    return a.status == JF_E_LIMIT && a.outcome.repeated == 0;
}

/* Sends it; what was refused may come again with what it lacked. */
static void send_and_plead(history *h, const call *c)
{
    call again = *c;
    call grant;

    if (send(h, c) && history_has(h, FEATURE_GRANTS) && !history_once_in(h, 3) &&
        history_plead(h, &again, &grant)) {
        (void)send(h, &grant);
        (void)send(h, &again);
    }
}

/* The same again, or under the same key something else. */
static void retry(history *h)
{
    call c;

    if (h->sent_count == 0)
        return;
    c = h->sent[history_below(h, (int64_t)h->sent_count)];
    if (history_once_in(h, 3)) {
        if (c.line_count > 0 && history_once_in(h, 2))
            c.lines[history_below(h, (int64_t)c.line_count)].count ^= 1;
        else
            history_break(h, &c);
    }
    (void)send(h, &c);
}

static void squeeze(history *h)
{
    call limit;
    call change;

    if (!history_squeeze(h, &limit, &change))
        return;
    (void)send(h, &limit);
    send_and_plead(h, &change);
}

static jf_status status_of_replay(const history *h, const uint8_t *bytes, size_t size,
                                  jf_calendar *calendar)
{
    jf_error error = {0};
    jf_ledger *again = jf_ledger_replay(calendar ? calendar : h->w.calendar, bytes, size, NULL,
                                        &error);

    jf_ledger_free(again);
    return again ? JF_OK : (jf_status)error.status;
}

/* Under another calendar, before it is sealed and after. */
static void replay_elsewhere(const history *h, const uint8_t *bytes, size_t size, answer *a)
{
    jf_calendar *calendar = jf_calendar_new(NULL, NULL);

    (void)jf_calendar_set_known(calendar, 19358, 19358, NULL);
    a->values[2] = (int64_t)status_of_replay(h, bytes, size, calendar);
    (void)jf_calendar_seal(calendar, NULL);
    a->values[3] = (int64_t)status_of_replay(h, bytes, size, calendar);
    jf_calendar_free(calendar);
}

/* Replays the journal and goes on with what comes out. Values: whether the bytes are the same, the
 * status when one byte was changed, and those under another calendar. */
static void reopen(history *h)
{
    size_t size = jf_ledger_journal_size(h->w.ledger);
    uint8_t *bytes = malloc(2 * size);
    answer a = {.value_count = 4};
    jf_ledger_options opts = {.size = sizeof opts, .allocator = h->memory.allocator};
    jf_ledger *again;
    size_t at = (size_t)history_below(h, (int64_t)size);
    call c;

    call_begin(&c, CALL_REOPEN);
    trace_call(&h->t, &c);
    if (!bytes || jf_ledger_journal_read(h->w.ledger, 0, bytes, size, NULL) != JF_OK)
        give_up("no journal");
    bytes[at] ^= (uint8_t)(1 << history_below(h, 8));
    a.values[1] = (int64_t)status_of_replay(h, bytes, size, NULL);
    (void)jf_ledger_journal_read(h->w.ledger, 0, bytes, size, NULL);
    replay_elsewhere(h, bytes, size, &a);
    again = jf_ledger_replay(h->w.calendar, bytes, size, &opts, &a.error);
    if (!again)
        give_up("the journal is not replayed");
    a.values[0] = jf_ledger_journal_size(again) == size &&
                  jf_ledger_journal_read(again, 0, bytes + size, size, NULL) == JF_OK &&
                  memcmp(bytes, bytes + size, size) == 0;
    free(bytes);
    jf_ledger_free(h->w.ledger);
    h->w.ledger = again;
    trace_answer(&h->t, &h->w, &a, history_day(h));
}

/* what is no single call */
enum { RETRY = 0, SQUEEZE = -1 };

typedef struct weight {
    int32_t verb;
    int32_t times;
    unsigned features; /* one of them has to be in */
} weight;

static int32_t draw_verb(history *h)
{
    static const weight weights[] = {
        {CALL_LIMIT, 9, ~0U}, {CALL_TEXT, 4, ~0U}, {CALL_GRANT, 6, FEATURE_GRANTS},
        {CALL_CHECK, 4, ~0U}, {CALL_ISSUE, 14, ~0U}, {CALL_HOLD, 14, FEATURE_HOLDS},
        {CALL_COMMIT, 11, FEATURE_HOLDS}, {CALL_RELEASE, 11, FEATURE_HOLDS},
        {CALL_COMMIT_LINES, 10, FEATURE_HOLDS}, {CALL_REVIVE, 12, FEATURE_EXPIRY},
        {CALL_WITHDRAW, 12, ~0U}, {CALL_AMEND, 10, ~0U}, {CALL_EXPIRE, 14, FEATURE_EXPIRY},
        {CALL_ADJUST, 2, ~0U}, {CALL_TRANSFER, 3, FEATURE_MOVES}, {CALL_BORROW, 4, FEATURE_MOVES},
        {CALL_LEND, 3, FEATURE_MOVES}, {CALL_REPAY, 4, FEATURE_MOVES},
        {CALL_DRAW, 3, FEATURE_MOVES}, {CALL_EXPLAIN, 2, ~0U}, {CALL_EXPIRING, 2, ~0U},
        {CALL_BALANCE, 2, ~0U}, {CALL_SERIES, 2, ~0U}, {CALL_BATCH, 5, FEATURE_BATCH},
        {CALL_SEAL, 1, ~0U},
        {CALL_ADD_UNIT, 2, FEATURE_REFORMS}, {CALL_ADD_KIND, 1, FEATURE_REFORMS},
        {CALL_RENAME, 1, FEATURE_REFORMS}, {CALL_MOVE_UNIT, 4, FEATURE_REFORMS},
        {CALL_MERGE, 3, FEATURE_REFORMS}, {CALL_SPLIT, 3, FEATURE_REFORMS},
        {CALL_REOPEN, 1, FEATURE_REOPEN}, {RETRY, 10, ~0U},
        {RETRY, 30, FEATURE_RETRY}, {SQUEEZE, 14, ~0U}};
    int64_t sum = 0;
    int64_t dice;
    size_t i = 0;

    for (size_t j = 0; j < sizeof weights / sizeof weights[0]; j++)
        sum += h->features & weights[j].features ? weights[j].times : 0;
    for (dice = history_below(h, sum);; i++) {
        int32_t times = h->features & weights[i].features ? weights[i].times : 0;

        if (dice < times)
            return weights[i].verb;
        dice -= times;
    }
}

static void step(history *h, int32_t verb)
{
    call c;

    if (verb == RETRY || verb == SQUEEZE) {
        (verb == RETRY ? retry : squeeze)(h);
        return;
    }
    if (verb == CALL_REOPEN) {
        reopen(h);
        return;
    }
    history_call(h, &c, verb);
    if (history_has(h, FEATURE_BREAK) && history_once_in(h, 5)) {
        history_break(h, &c);
        if (history_once_in(h, 3))
            history_break(h, &c);
    }
    send_and_plead(h, &c);
}

void history_run(history *h, int64_t seed, int64_t steps)
{
    jf_limit like = {.size = sizeof like};

    begin(h, seed);
    for (int64_t i = 0; i < steps; i++)
        step(h, i < 2                             ? CALL_TEXT
                : i < 9 && !history_once_in(h, 3) ? CALL_LIMIT
                                                  : draw_verb(h));
    trace_limits(&h->t, &h->w);
    like.period_kind = 1 + (int32_t)history_below(h, 5);
    like.fiscal_month = 1 + (int32_t)history_below(h, 12);
    like.day = history_day(h);
    like.plan_class = (int32_t)history_below(h, 2);
    trace_grid(&h->t, &h->w, &like);
    reopen(h);
    trace_end(&h->t);
    world_close(&h->w);
    if (h->memory.live != 0)
        give_up("blocks are left");
}
