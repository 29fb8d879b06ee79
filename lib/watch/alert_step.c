/* SPDX-License-Identifier: Apache-2.0 */
/* One step of an alert.
 *
 * Each level remembers since when all looks with data have reached it; pending days are counted
 * from there, for each level apart. Rising, falling and clearing happen in looks with data only,
 * falling and clearing besides only while the newest datum is not too old. An open alert waits for
 * an acknowledgement from the day it opened, or from the end of the one before. */
#include "base/error.h"
#include "base/records.h"
#include "watch/alert.h"

/* One step under way. */
typedef struct motion {
    const jf_alert_rules *rules;
    const jf_alert_sign *sign;
    jf_day day;
    jf_alert *alert;
    int32_t actions;
    bool is_fact; /* more was used than the limit allows */
    bool is_old;  /* the newest datum is */
} motion;

jf_alert jf__alert_none(const jf_alert_key *key, jf_day day)
{
    return (jf_alert){.size = sizeof(jf_alert),
                      .rule = key->rule,
                      .unit = key->unit,
                      .kind = key->kind,
                      .first = key->first,
                      .last = key->last,
                      .day = day,
                      .data_day = JF_DAY_NONE,
                      .value_ppm = -1,
                      .ack_until = JF_DAY_NONE,
                      .waiting_since = JF_DAY_NONE,
                      .level_since = JF_DAY_NONE,
                      .watch_since = JF_DAY_NONE,
                      .yellow_since = JF_DAY_NONE,
                      .red_since = JF_DAY_NONE};
}

static int32_t raise_at(const jf_alert_rules *rules, int32_t level)
{
    return level == JF_ALERT_RED      ? rules->raise_red_ppm
           : level == JF_ALERT_YELLOW ? rules->raise_yellow_ppm
                                      : rules->raise_watch_ppm;
}

static int32_t clear_at(const jf_alert_rules *rules, int32_t level)
{
    return level == JF_ALERT_RED      ? rules->clear_red_ppm
           : level == JF_ALERT_YELLOW ? rules->clear_yellow_ppm
                                      : rules->clear_watch_ppm;
}

static jf_day *since_of(jf_alert *alert, int32_t level)
{
    return level == JF_ALERT_RED      ? &alert->red_since
           : level == JF_ALERT_YELLOW ? &alert->yellow_since
                                      : &alert->watch_since;
}

static bool is_open(const motion *m)
{
    return m->alert->state == JF_ALERT_STATE_OPEN;
}

static void note_reached(const motion *m)
{
    for (int32_t level = JF_ALERT_WATCH; level <= JF_ALERT_RED; level++) {
        jf_day *since = since_of(m->alert, level);

        if (!m->is_fact && m->sign->value_ppm < raise_at(m->rules, level))
            *since = JF_DAY_NONE;
        else if (*since == JF_DAY_NONE)
            *since = m->day;
    }
}

/* The level that the rules let the alert rise to. */
static int32_t level_due(const motion *m)
{
    /* Few documents are no sign of many; of a floor they are what it is about. */
    bool is_small =
        m->sign->rule != JF_ALERT_RULE_FLOOR && m->sign->count < m->rules->small_count;
    int32_t most = is_small ? m->rules->small_level : JF_ALERT_RED;

    if (m->is_fact)
        return JF_ALERT_RED;
    if (m->sign->held_back)
        return JF_ALERT_GREEN;
    for (int32_t level = most; level > JF_ALERT_GREEN; level--) {
        jf_day since = *since_of(m->alert, level);

        if (since != JF_DAY_NONE && m->day - since >= m->rules->pending_days)
            return level;
    }
    return JF_ALERT_GREEN;
}

/* The highest level, up to its own, that the value is not yet below. */
static int32_t level_kept(const motion *m)
{
    int32_t level = m->alert->level;

    while (!m->is_fact && level > JF_ALERT_GREEN &&
           m->sign->value_ppm < clear_at(m->rules, level))
        level--;
    return level;
}

static void wait_anew(const motion *m)
{
    m->alert->acknowledged = 0;
    m->alert->ack_until = JF_DAY_NONE;
    m->alert->waiting_since = m->day;
    m->alert->escalations = 0;
}

static void end_acknowledgement(motion *m)
{
    wait_anew(m);
    m->actions |= JF_ACTION_ACK_ENDED;
}

static void rise(motion *m, int32_t level)
{
    jf_alert *alert = m->alert;

    if (is_open(m)) {
        m->actions |= JF_ACTION_WORSENED;
        if (alert->acknowledged)
            end_acknowledgement(m);
    } else {
        m->actions |= JF_ACTION_RAISED;
        alert->state = JF_ALERT_STATE_OPEN;
        alert->raised_count += alert->raised_count < INT32_MAX;
        wait_anew(m);
    }
    alert->level = level;
    alert->level_since = m->day;
}

static void close_as(motion *m, int32_t state, int32_t action)
{
    wait_anew(m);
    m->alert->state = state;
    m->alert->waiting_since = JF_DAY_NONE;
    m->alert->level_since = JF_DAY_NONE;
    m->actions |= action;
}

static void fall(motion *m)
{
    jf_alert *alert = m->alert;
    int32_t level = level_kept(m);

    if (level == alert->level || m->is_old || m->day - alert->level_since < m->rules->dwell_days)
        return;
    alert->level = level;
    alert->level_since = m->day;
    if (level == JF_ALERT_GREEN)
        close_as(m, JF_ALERT_STATE_CLEARED, JF_ACTION_CLEARED);
    else
        m->actions |= JF_ACTION_EASED;
}

static void look_at_value(motion *m)
{
    jf_alert *alert = m->alert;
    int32_t due;

    alert->value_ppm = m->sign->value_ppm;
    note_reached(m);
    due = level_due(m);
    if (due > alert->level)
        rise(m, due);
    else if (is_open(m))
        fall(m);
    if (!is_open(m))
        alert->state = alert->watch_since != JF_DAY_NONE ? JF_ALERT_STATE_PENDING
                       : alert->raised_count > 0         ? JF_ALERT_STATE_CLEARED
                                                         : JF_ALERT_STATE_NONE;
}

static void look_at_age(motion *m)
{
    int32_t stale = is_open(m) && m->is_old;

    if (stale != m->alert->stale)
        m->actions |= stale ? JF_ACTION_WENT_STALE : JF_ACTION_FRESH_AGAIN;
    m->alert->stale = stale;
}

static jf_status escalate(motion *m, const jf_calendar *calendar, jf_error *err)
{
    jf_alert *alert = m->alert;
    int64_t workdays;
    jf_status status;

    if (!calendar || !is_open(m) || alert->acknowledged || m->rules->escalate_workdays < 0 ||
        m->day <= alert->waiting_since)
        return JF_OK;
    status = jf_calendar_workday_count(calendar, alert->waiting_since + 1, m->day, &workdays, err);
    if (status)
        return status;
    if (workdays / m->rules->escalate_workdays > alert->escalations) {
        alert->escalations = (int32_t)(workdays / m->rules->escalate_workdays);
        m->actions |= JF_ACTION_ESCALATED;
    }
    return JF_OK;
}

static void expire(motion *m)
{
    jf_alert *alert = m->alert;

    for (int32_t level = JF_ALERT_WATCH; level <= JF_ALERT_RED; level++)
        *since_of(alert, level) = JF_DAY_NONE;
    alert->stale = 0;
    if (is_open(m))
        close_as(m, JF_ALERT_STATE_EXPIRED, JF_ACTION_EXPIRED);
    else
        alert->state = alert->raised_count > 0 ? JF_ALERT_STATE_CLEARED : JF_ALERT_STATE_NONE;
}

static jf_status go_on(motion *m, const jf_calendar *calendar, jf_error *err)
{
    jf_alert *alert = m->alert;

    if (alert->acknowledged && alert->ack_until != JF_DAY_NONE && m->day > alert->ack_until)
        end_acknowledgement(m);
    if (!m->sign->missing)
        look_at_value(m);
    look_at_age(m);
    return escalate(m, calendar, err);
}

jf_status jf__alert_move(const jf_calendar *calendar, const jf_alert_rules *rules, jf_day day,
                         const jf_alert_sign *sign, jf_alert *alert, int32_t *actions_out,
                         jf_error *err)
{
    motion m = {.rules = rules, .sign = sign, .day = day, .alert = alert};
    jf_status status = JF_OK;

    *actions_out = 0;
    if (alert->state == JF_ALERT_STATE_EXPIRED)
        return JF_OK;
    alert->day = day;
    alert->silenced = sign->silenced;
    if (sign->data_day > alert->data_day)
        alert->data_day = sign->data_day;
    m.is_fact = sign->rule == JF_ALERT_RULE_LEVEL && sign->has_limit && !sign->missing &&
                sign->used > sign->limit;
    m.is_old = rules->stale_days >= 0 && (alert->data_day == JF_DAY_NONE ||
                                          day - alert->data_day >= rules->stale_days);
    if (day > alert->last)
        expire(&m);
    else
        status = go_on(&m, calendar, err);
    *actions_out = m.actions;
    return status;
}
