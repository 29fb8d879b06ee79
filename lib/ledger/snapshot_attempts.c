/* SPDX-License-Identifier: Apache-2.0 */
/* What became of attempts, as sections of a snapshot. The records that live have to add up to the
 * totals, so no later sum can leave 64 bits. */
#include "ledger/entry.h"
#include "ledger/snapshot.h"

/* The state of an attempt, and above it the class of the record that it makes or changes. */
#define CLASS_SHIFT 6

void jf__states_write(const jf_ledger *self, jf__codec *codec)
{
    jf__pass_count(codec, self->attempts.count);
    for (size_t i = 0; i < self->attempts.count; i++) {
        const jf__attempt *attempt = jf__attempt_at(&self->attempts, (uint32_t)i);
        uint8_t state = (uint8_t)(attempt->state |
                                  (attempt->flags & JF__ATTEMPT_CLASS) << CLASS_SHIFT);

        jf__pass_byte(codec, &state);
    }
}

/* Whether an attempt of this type may be in a state; that it was refused stands in the journal. */
static bool state_fits(const jf__attempt *attempt, uint32_t state)
{
    static const uint32_t others = 1U << JF__ATTEMPT_REFUSED | 1U << JF__ATTEMPT_DONE;
    static const uint32_t records = 1U << JF__ATTEMPT_REFUSED | 1U << JF__ATTEMPT_USED |
                                    1U << JF__ATTEMPT_WITHDRAWN | 1U << JF__ATTEMPT_FREED;
    uint32_t fit = attempt->type == JF__ENTRY_ISSUE ? records
                   : attempt->type == JF__ENTRY_HOLD
                       ? records | 1U << JF__ATTEMPT_HELD | 1U << JF__ATTEMPT_RELEASED |
                             1U << JF__ATTEMPT_EXPIRED
                   : attempt->type == JF__ENTRY_GRANT ? others | 1U << JF__ATTEMPT_SPENT
                                                      : others;

    return state < 32 && fit >> state & 1U &&
           (state == JF__ATTEMPT_REFUSED) == (attempt->state == JF__ATTEMPT_REFUSED);
}

/* That of a record stands in its entry. */
static bool class_fits(const jf__attempt *attempt, uint32_t plan_class)
{
    return plan_class <= JF_PLAN_CLASS_EMERGENCY &&
           (jf__entry_is_record(attempt->type)
                ? plan_class == (attempt->flags & JF__ATTEMPT_CLASS)
                : plan_class == 0 || jf__entry_is_attempt(attempt->type));
}

jf_status jf__states_read(jf_ledger *self, jf__codec *codec)
{
    uint32_t count = 0;

    jf__pass_number(codec, &count);
    if (count != self->attempts.count)
        return JF_E_CORRUPT;
    for (uint32_t i = 0; i < count; i++) {
        jf__attempt *attempt = jf__attempt_at(&self->attempts, i);
        uint8_t state = 0;

        jf__pass_byte(codec, &state);
        if (!state_fits(attempt, state & ((1U << CLASS_SHIFT) - 1)) ||
            !class_fits(attempt, state >> CLASS_SHIFT))
            return JF_E_CORRUPT;
        attempt->state = state & ((1U << CLASS_SHIFT) - 1);
        attempt->flags |= (uint16_t)(state >> CLASS_SHIFT);
    }
    return JF_OK;
}

typedef struct place {
    uint32_t attempt;
    uint32_t content; /* attempt whose entry has the lines, or JF__NONE: its own */
    uint32_t kind;
    jf_day day;
} place;

static void place_fields(jf__codec *codec, place *p)
{
    jf__pass_number(codec, &p->attempt);
    jf__pass_number(codec, &p->content);
    jf__pass_number(codec, &p->kind);
    jf__pass_integer(codec, &p->day);
}

void jf__places_write(const jf_ledger *self, jf__codec *codec)
{
    size_t count = 0;

    for (size_t i = 0; i < self->attempts.count; i++)
        count += (jf__attempt_at(&self->attempts, (uint32_t)i)->flags & JF__ATTEMPT_CHANGED) != 0;
    jf__pass_count(codec, count);
    for (size_t i = 0; i < self->attempts.count; i++) {
        const jf__attempt *attempt = jf__attempt_at(&self->attempts, (uint32_t)i);
        place p = {(uint32_t)i, JF__NONE, attempt->kind, attempt->day};

        if (!(attempt->flags & JF__ATTEMPT_CHANGED))
            continue;
        if (attempt->flags & JF__ATTEMPT_MOVED)
            p.content = jf__idmap_find(&self->contents, (int64_t)i + 1);
        place_fields(codec, &p);
    }
}

/* Whether the entry of an attempt may give a record new lines. */
static bool content_fits(const jf_ledger *self, uint32_t content)
{
    const jf__attempt *attempt;

    if (content == JF__NONE)
        return true;
    if (content >= self->attempts.count)
        return false;
    attempt = jf__attempt_at(&self->attempts, content);
    return jf__entry_is_attempt(attempt->type) && attempt->state == JF__ATTEMPT_DONE &&
           jf__entry_at(self, content).line_count > 0;
}

static jf_status read_place(jf_ledger *self, const place *p)
{
    jf__attempt *attempt = jf__attempt_at(&self->attempts, p->attempt);

    if (!jf__entry_is_record(attempt->type) || attempt->state == JF__ATTEMPT_REFUSED ||
        p->kind >= self->kinds.list.count || p->day < JF_DAY_FIRST || p->day > JF_DAY_LAST ||
        !content_fits(self, p->content))
        return JF_E_CORRUPT;
    attempt->kind = p->kind;
    attempt->day = p->day;
    attempt->flags |= JF__ATTEMPT_CHANGED;
    if (p->content == JF__NONE)
        return JF_OK;
    if (!jf__idmap_reserve(&self->contents, 1, &self->allocator))
        return JF_E_NO_MEMORY;
    attempt->flags |= JF__ATTEMPT_MOVED;
    jf__idmap_put(&self->contents, (int64_t)p->attempt + 1, p->content);
    return JF_OK;
}

jf_status jf__places_read(jf_ledger *self, jf__codec *codec)
{
    jf_status status = JF_OK;
    int64_t before = -1;
    uint32_t count = 0;

    jf__pass_number(codec, &count);
    while (count-- > 0 && !status) {
        place p = {0};

        place_fields(codec, &p);
        if (codec->from.failed || p.attempt <= before || p.attempt >= self->attempts.count)
            return JF_E_CORRUPT;
        before = p.attempt;
        status = read_place(self, &p);
    }
    return status;
}

static void expiry_fields(jf__codec *codec, jf__expiry *expiry)
{
    jf__pass_number(codec, &expiry->attempt);
    jf__pass_integer(codec, &expiry->last);
}

void jf__expiries_write(const jf_ledger *self, jf__codec *codec)
{
    jf__pass_count(codec, self->expiries.count);
    for (size_t i = 0; i < self->expiries.count; i++) {
        jf__expiry expiry = self->expiries.items[i];

        expiry_fields(codec, &expiry);
    }
}

jf_status jf__expiries_read(jf_ledger *self, jf__codec *codec)
{
    int64_t before = -1;
    uint32_t count = 0;

    jf__pass_number(codec, &count);
    while (count-- > 0) {
        jf__expiry expiry = {0};
        jf__attempt *attempt;

        expiry_fields(codec, &expiry);
        if (codec->from.failed || expiry.attempt <= before ||
            expiry.attempt >= self->attempts.count)
            return JF_E_CORRUPT;
        before = expiry.attempt;
        attempt = jf__attempt_at(&self->attempts, expiry.attempt);
        if (attempt->state != JF__ATTEMPT_HELD)
            return JF_E_CORRUPT;
        if (!jf__array_reserve(&self->expiries, 1, &self->allocator))
            return JF_E_NO_MEMORY;
        attempt->flags |= JF__ATTEMPT_EXPIRES;
        self->expiries.items[self->expiries.count++] = expiry;
    }
    return JF_OK;
}

static void totals_fields(jf__codec *codec, jf__totals *totals)
{
    for (size_t i = 0; i < 1 + JF__AMOUNT_COUNT; i++)
        jf__pass_amount(codec, &totals->of[i]);
}

void jf__totals_write(const jf_ledger *self, jf__codec *codec)
{
    jf__totals totals = self->totals;

    totals_fields(codec, &totals);
}

static bool add_record(jf_ledger *self, uint32_t number)
{
    const jf__attempt *content = jf__attempt_at(&self->attempts, number);
    jf__entry entry;

    if (content->flags & JF__ATTEMPT_MOVED)
        content = jf__attempt_at(&self->attempts,
                                 jf__idmap_find(&self->contents, (int64_t)number + 1));
    jf__entry_load(&entry, jf__journal_body(&self->journal, content->offset));
    for (uint32_t i = 0; i < entry.line_count; i++) {
        jf__line line = jf__entry_line(&entry);

        if (!jf__totals_add(&self->totals, &line))
            return false;
    }
    return true;
}

/* The totals are also the sum of the live records. */
jf_status jf__totals_read(jf_ledger *self, jf__codec *codec)
{
    jf__totals totals = {{0}};

    totals_fields(codec, &totals);
    if (codec->is_own) {
        self->totals = totals;
        return JF_OK;
    }
    for (size_t i = 0; i < self->attempts.count; i++)
        if (jf__attempt_is_live(jf__attempt_at(&self->attempts, (uint32_t)i)) &&
            !add_record(self, (uint32_t)i))
            return JF_E_CORRUPT;
    for (size_t i = 0; i < 1 + JF__AMOUNT_COUNT; i++)
        if (totals.of[i] != self->totals.of[i])
            return JF_E_CORRUPT;
    return JF_OK;
}
