/* SPDX-License-Identifier: Apache-2.0 */
/* A look of the book: reads all signs, then moves a copy of all alerts, which takes the place of
 * the old ones when nothing has failed. */
#include <string.h>

#include "base/error.h"
#include "base/records.h"
#include "base/sort.h"
#include "watch/alerts.h"

/* A look under way. */
typedef struct look {
    jf_alerts *book;
    jf_day day;
    jf_alert_sign *signs;
    uint32_t *places; /* of the signs, by key */
    size_t sign_count;
    jf__alert_entries next; /* the entries as they will be */
    bool *is_moved;         /* of the entries that there were */
} look;

/* Elements may be of another version: their own size is how far they are apart. */
static jf_status read_signs(look *l, const jf_alert_sign *signs, jf_error *err)
{
    uint32_t stride = l->sign_count > 0 ? signs->size : 0;

    for (size_t i = 0; i < l->sign_count; i++) {
        const char *at = (const char *)signs + i * stride;
        uint32_t size;
        jf_status status;

        memcpy(&size, at, sizeof size);
        status = size == stride ? jf__sign_read(&l->signs[i], at, err)
                                : jf__fail(err, JF_E_ARGUMENT, "signs differ in their size field");
        if (!status)
            status = jf__sign_days_check(&l->signs[i], l->day, err);
        if (status && err)
            err->line = (int32_t)i + 1;
        if (status)
            return status;
        l->places[i] = (uint32_t)i;
    }
    return JF_OK;
}

static int compare_signs(const void *a, const void *b, const void *context)
{
    const jf_alert_sign *signs = context;
    jf_alert_key one = jf__sign_key(&signs[*(const uint32_t *)a]);
    jf_alert_key other = jf__sign_key(&signs[*(const uint32_t *)b]);

    return jf__alert_key_compare(&one, &other);
}

/* Of equal keys the earlier sign stands first, so what stands behind it repeats it. */
static jf_status check_repeats(const look *l, jf_error *err)
{
    uint32_t repeat = UINT32_MAX;

    if (!jf__sort(l->places, l->sign_count, sizeof *l->places, compare_signs, l->signs,
                  &l->book->allocator))
        return jf__fail_memory(err);
    for (size_t i = 1; i < l->sign_count; i++)
        if (compare_signs(&l->places[i - 1], &l->places[i], l->signs) == 0 &&
            l->places[i] < repeat)
            repeat = l->places[i];
    if (repeat != UINT32_MAX)
        return jf__fail_at(err, JF_E_EXISTS, (int32_t)repeat + 1,
                           "a sign of this alert stands before it in the same look");
    return JF_OK;
}

static jf_status write_log(const look *l, jf_error *err)
{
    bool written = jf__log_look(l->book, l->day, l->sign_count);

    for (size_t i = 0; written && i < l->sign_count; i++)
        written = jf__log_sign(l->book, &l->signs[i]);
    return written ? JF_OK : jf__fail_memory(err);
}

static bool is_forecast(const jf_alert_sign *sign)
{
    return sign->rule == JF_ALERT_RULE_FORECAST && !sign->missing;
}

/* Holds back the forecasts that are not in the portfolio of this look. */
static jf_status hold_back(const look *l, jf_error *err)
{
    int32_t alpha = jf__alerts_rules(l->book, JF_ALERT_RULE_FORECAST)->fdr_ppm;
    int32_t *values;
    size_t count = 0;
    jf_status status;

    if (alpha == 0 || l->sign_count == 0)
        return JF_OK;
    values = jf__allocate(&l->book->allocator, l->sign_count, sizeof *values);
    if (!values)
        return jf__fail_memory(err);
    for (size_t i = 0; i < l->sign_count; i++)
        if (is_forecast(&l->signs[i]))
            values[count++] = l->signs[i].value_ppm;
    status = jf_alert_portfolio(values, count, alpha, values, count, err);
    count = 0;
    for (size_t i = 0; !status && i < l->sign_count; i++)
        if (is_forecast(&l->signs[i]))
            l->signs[i].held_back |= !values[count++];
    jf__release(&l->book->allocator, values);
    return status;
}

static jf_status move(look *l, const jf_alert_sign *sign, jf__alert_entry *entry, jf_error *err)
{
    int32_t level_before =
        entry->alert.state == JF_ALERT_STATE_OPEN ? entry->alert.level : JF_ALERT_GREEN;
    int32_t actions;
    jf_status status =
        jf__alert_move(l->book->calendar, jf__alerts_rules(l->book, sign->rule), l->day, sign,
                       &entry->alert, &actions, err);

    if (status)
        return status;
    if (!sign->missing && l->day <= sign->last)
        entry->sign = *sign;
    return jf__alerts_tell(l->book, &entry->alert, level_before, actions) ? JF_OK
                                                                          : jf__fail_memory(err);
}

/* A step of the alert of a sign; there is room for one more entry. */
static jf_status move_told(look *l, jf_alert_sign *sign, jf_error *err)
{
    jf_alert_key key = jf__sign_key(sign);
    uint32_t index = jf__alerts_index(l->book, &key);
    jf__alert_entry fresh = {.alert = jf__alert_none(&key, l->day)};
    jf_status status;

    sign->silenced |= jf__alerts_is_silenced(l->book, &key, l->day);
    if (index != UINT32_MAX) {
        l->is_moved[index] = true;
        return move(l, sign, &l->next.items[index], err);
    }
    status = move(l, sign, &fresh, err);
    if (!status && fresh.alert.state != JF_ALERT_STATE_NONE)
        l->next.items[l->next.count++] = fresh;
    return status;
}

/* A step without data of an alert that no sign was given for. */
static jf_status move_untold(look *l, jf__alert_entry *entry, jf_error *err)
{
    jf_alert_key key = jf__alert_key_of(&entry->alert);
    jf_alert_sign sign = {.size = sizeof sign,
                    .rule = key.rule,
                    .unit = key.unit,
                    .kind = key.kind,
                    .first = key.first,
                    .last = key.last,
                    .missing = 1,
                    .data_day = JF_DAY_NONE,
                    .silenced = jf__alerts_is_silenced(l->book, &key, l->day)};

    return move(l, &sign, entry, err);
}

static jf_status move_all(look *l, jf_error *err)
{
    size_t old_count = l->book->entries.count;
    jf_status status = JF_OK;

    if (old_count > 0)
        memcpy(l->next.items, l->book->entries.items, old_count * sizeof *l->next.items);
    l->next.count = old_count;
    for (size_t i = 0; !status && i < l->sign_count; i++)
        status = move_told(l, &l->signs[i], err);
    for (size_t i = 0; !status && i < old_count; i++)
        if (!l->is_moved[i])
            status = move_untold(l, &l->next.items[i], err);
    return status;
}

static int compare_entries(const void *a, const void *b, const void *context)
{
    const jf__alert_entry *entries = context;
    jf_alert_key one = jf__alert_key_of(&entries[*(const uint32_t *)a].alert);
    jf_alert_key other = jf__alert_key_of(&entries[*(const uint32_t *)b].alert);

    return jf__alert_key_compare(&one, &other);
}

/* Merges the places of new entries into the order, from the back; there is room. */
static void merge_in(const look *l, const uint32_t *fresh, size_t fresh_count)
{
    jf_alerts *book = l->book;
    size_t old_count = book->order.count;

    book->order.count += fresh_count;
    for (size_t at = book->order.count; fresh_count > 0;) {
        const uint32_t *old = &book->order.items[old_count - (old_count > 0)];
        bool is_old_last = old_count > 0 && compare_entries(old, &fresh[fresh_count - 1],
                                                            l->next.items) > 0;

        book->order.items[--at] = is_old_last ? *old : fresh[fresh_count - 1];
        old_count -= is_old_last;
        fresh_count -= !is_old_last;
    }
}

/* Sorts the new entries in. */
static jf_status put_in_order(const look *l, jf_error *err)
{
    jf_alerts *book = l->book;
    size_t fresh_count = l->next.count - book->order.count;
    jf_status status = JF_OK;
    uint32_t *fresh;

    if (fresh_count == 0)
        return JF_OK;
    fresh = jf__allocate(&book->allocator, fresh_count, sizeof *fresh);
    if (!fresh)
        return jf__fail_memory(err);
    for (size_t i = 0; i < fresh_count; i++)
        fresh[i] = (uint32_t)(book->order.count + i);
    if (jf__array_reserve(&book->order, fresh_count, &book->allocator) &&
        jf__sort(fresh, fresh_count, sizeof *fresh, compare_entries, l->next.items,
                 &book->allocator))
        merge_in(l, fresh, fresh_count);
    else
        status = jf__fail_memory(err);
    jf__release(&book->allocator, fresh);
    return status;
}

static jf_status make_room(look *l, jf_error *err)
{
    const jf_allocator *allocator = &l->book->allocator;
    size_t entry_count = l->book->entries.count;

    if (l->sign_count > UINT32_MAX - 1 - entry_count)
        return jf__fail_memory(err);
    l->signs = jf__allocate(allocator, l->sign_count + 1, sizeof *l->signs);
    l->places = jf__allocate(allocator, l->sign_count + 1, sizeof *l->places);
    l->is_moved = jf__allocate(allocator, entry_count + 1, sizeof *l->is_moved);
    if (!l->signs || !l->places || !l->is_moved ||
        !jf__array_reserve(&l->next, entry_count + l->sign_count, allocator))
        return jf__fail_memory(err);
    return JF_OK;
}

static jf_status take(look *l, const jf_alert_sign *signs, jf_error *err)
{
    jf_status status = make_room(l, err);

    if (!status)
        status = read_signs(l, signs, err);
    if (!status)
        status = check_repeats(l, err);
    if (!status)
        status = write_log(l, err);
    if (!status)
        status = hold_back(l, err);
    if (!status)
        status = move_all(l, err);
    if (!status)
        status = put_in_order(l, err);
    return status;
}

jf_status jf_alerts_observe(jf_alerts *self, jf_day day, const jf_alert_sign *signs,
                            size_t sign_count, jf_error *err)
{
    look l = {.book = self, .day = day, .sign_count = sign_count};
    jf__log_end end;
    size_t event_count;
    jf_status status;

    if (!self)
        return jf__fail_null(err, "self");
    if (!signs && sign_count > 0)
        return jf__fail_null(err, "signs");
    if (sign_count > JF__SIGNS_MAX)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, JF__SIGNS_MAX, (int64_t)sign_count,
                              "%zu signs are too many for a look", sign_count);
    status = jf__alerts_check_day(self, day, err);
    if (status)
        return status;
    end = jf__log_end_of(self);
    event_count = self->events.count;
    status = take(&l, signs, err);
    if (status) {
        jf__log_cut(self, end);
        self->events.count = event_count;
    } else {
        jf__alert_entries old = self->entries;

        self->entries = l.next;
        l.next = old;
        self->day = day;
    }
    jf__array_release(&l.next, &self->allocator);
    jf__release(&self->allocator, l.signs);
    jf__release(&self->allocator, l.places);
    jf__release(&self->allocator, l.is_moved);
    return status;
}
