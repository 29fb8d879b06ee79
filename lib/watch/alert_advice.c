/* SPDX-License-Identifier: Apache-2.0 */
/* What would resolve an alert: how many to save or to add and by when, who has room, who
 * contributes most. */
#include <string.h>

#include "base/checked.h"
#include "base/error.h"
#include "base/records.h"
#include "watch/alert.h"

#define ELEMENTS_MAX 1048576

/* Rounded up, at least the use. */
static int64_t projection_of(int64_t used, int64_t projected_milli)
{
    int64_t projected = projected_milli / 1000 + (projected_milli % 1000 != 0);

    return used > projected ? used : projected;
}

/* What a floor lacks: the projection is rounded down, and at least the use. */
static int64_t lack_of(const jf_alert_sign *sign)
{
    int64_t projected = sign->projected_milli / 1000;

    return sign->limit - (sign->used > projected ? sign->used : projected);
}

static int64_t at_least(int64_t number, int64_t least)
{
    return number > least ? number : least;
}

static jf_advice advise(const jf_alert_sign *sign, int32_t level, jf_day day)
{
    jf_advice advice = {.size = sizeof advice, .by = sign->last};
    int64_t least = level == JF_ALERT_RED ? 1 : 0;

    if (sign->rule == JF_ALERT_RULE_FLOOR) {
        advice.more = at_least(lack_of(sign), least);
        return advice;
    }
    advice.exceeded = sign->used > sign->limit;
    advice.save = at_least(projection_of(sign->used, sign->projected_milli) - sign->limit, least);
    if (sign->date_q10 != JF_DAY_NONE && sign->date_q10 < sign->last)
        advice.by = sign->date_q10;
    if (advice.exceeded)
        advice.by = day;
    return advice;
}

jf_status jf_alert_advice(const jf_alert_sign *sign, int32_t level, jf_day day,
                          jf_advice *advice_out, jf_error *err)
{
    jf_alert_sign said = {.size = 0};
    jf_advice advice;
    jf_status status = jf__sign_read(&said, sign, err);

    if (!status && (level < JF_ALERT_GREEN || level > JF_ALERT_RED))
        status = jf__fail_about(err, JF_E_ARGUMENT, 0, JF_ALERT_RED, level, "level %d is none",
                                (int)level);
    if (!status)
        status = jf__record_writable(advice_out, "advice_out", err);
    if (!status)
        status = jf__alert_day_check(day, "day", err);
    if (!status)
        status = jf__sign_days_check(&said, day, err);
    if (!status && (said.missing || !said.has_limit))
        status =
            jf__fail(err, JF_E_NOT_FOUND, "the sign has no %s", said.missing ? "data" : "limit");
    if (status)
        return status;
    advice = advise(&said, level, day);
    jf__record_write(advice_out, &advice, sizeof advice);
    return JF_OK;
}

/* The largest of the elements put so far, in a list of the caller: largest first, of equal ones the
 * first. It may be the list that they come from, since an element is read before its place is
 * written to. */
typedef struct ranking {
    char *items;
    size_t most;
    size_t size; /* of an element */
    size_t key;  /* offset of the int64 that it is ranked by */
    size_t count;
} ranking;

static int64_t key_of(const ranking *r, const char *item)
{
    int64_t key;

    memcpy(&key, item + r->key, sizeof key);
    return key;
}

static void put(ranking *r, const void *item)
{
    size_t at = r->count;
    int64_t key = key_of(r, item);

    while (at > 0 && key_of(r, r->items + (at - 1) * r->size) < key)
        at--;
    if (at == r->most)
        return;
    r->count += r->count < r->most;
    memmove(r->items + (at + 1) * r->size, r->items + at * r->size,
            (r->count - 1 - at) * r->size);
    memcpy(r->items + at * r->size, item, r->size);
}

static jf_status check_lists(const void *given, size_t given_count, const void *wanted,
                             size_t wanted_count, jf_error *err)
{
    if ((!given && given_count > 0) || (!wanted && wanted_count > 0))
        return jf__fail(err, JF_E_ARGUMENT, "a list that has elements is NULL");
    if (wanted_count > given_count || given_count > ELEMENTS_MAX)
        return jf__fail_about(err, JF_E_ARGUMENT, 0, (int64_t)given_count, (int64_t)wanted_count,
                              "%zu of %zu elements are asked for", wanted_count, given_count);
    return JF_OK;
}

/* limit - projection, rounded down. */
static int64_t headroom_of(const jf_sibling *sibling)
{
    return sibling->limit - projection_of(sibling->used, sibling->projected_milli);
}

jf_status jf_alert_siblings(const jf_sibling *siblings, size_t sibling_count,
                            jf_sibling *choices_out, size_t choice_count, jf_error *err)
{
    ranking r = {(char *)choices_out, choice_count, sizeof *siblings,
                 offsetof(jf_sibling, headroom), 0};
    jf_status status = check_lists(siblings, sibling_count, choices_out, choice_count, err);

    for (size_t i = 0; !status && i < sibling_count; i++)
        if (siblings[i].limit < 0 || siblings[i].used < 0 || siblings[i].projected_milli < 0)
            status = jf__fail_at(err, JF_E_ARGUMENT, (int32_t)i + 1,
                                 "limit, use or projection of a sibling is below 0");
    for (size_t i = 0; !status && i < sibling_count; i++) {
        jf_sibling next = siblings[i];

        next.headroom = headroom_of(&next);
        put(&r, &next);
    }
    return status;
}

/* The sum of the counts, of which a thousand times fits 64 bits. */
static jf_status sum_up(const jf_contributor *contributors, size_t contributor_count,
                        int64_t *total_out, jf_error *err)
{
    int64_t total = 0;
    int64_t milli;

    for (size_t i = 0; i < contributor_count; i++)
        if (contributors[i].count < 0)
            return jf__fail_at(err, JF_E_ARGUMENT, (int32_t)i + 1,
                               "the count of a contributor is below 0");
    for (size_t i = 0; i < contributor_count; i++)
        total = jf__add_saturated(total, contributors[i].count);
    if (!jf__multiply(total, 1000, &milli))
        return jf__fail(err, JF_E_OVERFLOW, "a thousand times the total leaves 64 bits");
    *total_out = total;
    return JF_OK;
}

static int64_t share_of(int64_t count, int64_t total)
{
    int64_t rest = total > 0 ? count * 1000 % total : 0;

    return total > 0 ? count * 1000 / total + (rest >= total - rest) : 0;
}

jf_status jf_alert_contributors(const jf_contributor *contributors, size_t contributor_count,
                                jf_contributor *shares_out, size_t share_count, jf_error *err)
{
    ranking r = {(char *)shares_out, share_count, sizeof *contributors,
                 offsetof(jf_contributor, count), 0};
    int64_t total = 0;
    jf_status status = check_lists(contributors, contributor_count, shares_out, share_count, err);

    if (!status)
        status = sum_up(contributors, contributor_count, &total, err);
    for (size_t i = 0; !status && i < contributor_count; i++) {
        jf_contributor next = contributors[i];

        next.share_permille = share_of(next.count, total);
        put(&r, &next);
    }
    return status;
}
