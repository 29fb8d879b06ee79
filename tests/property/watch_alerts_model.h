/* SPDX-License-Identifier: Apache-2.0 */
/* A slow model of a book of alerts that shares no code with it. It keeps every look at every alert
 * and reads what matters out of that history each time: since when a level has been reached, how
 * old the newest datum is, how many workdays nobody has acknowledged it. */
#ifndef JIANFU_TESTS_WATCH_ALERTS_MODEL_H
#define JIANFU_TESTS_WATCH_ALERTS_MODEL_H

#include "jianfu/watch_alert.h"

enum { KEYS = 12, LOOKS = 120, EVENTS = 4000, SILENCES = 24, UNITS = 6, DETECTORS = 12 };

/* Unit -> its parent; 0 has none. */
static const int parent_of[UNITS + 1] = {0, 0, 1, 1, 2, 2, 0};

/* One look at one alert. */
typedef struct seen {
    jf_day day;
    jf_day data_day; /* JF_DAY_NONE: not told */
    bool has_data;
    int reached; /* the highest level whose threshold was reached, by the rules of that look */
} seen;

typedef struct slow_alert {
    jf_alert_key key;
    bool is_known; /* the book has it too */
    size_t place;  /* among the alerts of the book */
    seen looks[LOOKS];
    int look_count;
    jf_alert now; /* what is compared; the fields with `since` and the ages are not used */
    jf_day level_day;
    jf_day wait_day;
} slow_alert;

typedef struct slow_book {
    slow_alert alerts[KEYS];
    size_t known_count;
    jf_alert_rules rules[DETECTORS]; /* size 0: none of its own */
    jf_alert_event events[EVENTS];
    size_t event_count;
    jf_silence silences[SILENCES];
    bool is_deep[SILENCES]; /* the silence holds for what lies below its unit too */
    size_t silence_count;
    int32_t actions; /* of the step under way */
} slow_book;

static inline bool lies_below(int64_t unit, int64_t above)
{
    for (; unit != 0; unit = parent_of[unit])
        if (unit == above)
            return true;
    return false;
}

static inline bool slow_silenced(const slow_book *book, const jf_alert_key *key, jf_day day)
{
    for (size_t i = 0; i < book->silence_count; i++) {
        const jf_silence *s = &book->silences[i];
        bool unit = s->unit == 0 || s->unit == key->unit ||
                    (book->is_deep[i] && lies_below(key->unit, s->unit));

        if (unit && (s->rule == 0 || s->rule == key->rule) &&
            (s->kind == 0 || s->kind == key->kind) && day >= s->first && day <= s->last)
            return true;
    }
    return false;
}

/* Monday to Friday; 1970-01-01 was a Thursday. */
static inline int slow_workdays(jf_day after, jf_day last)
{
    int count = 0;

    for (jf_day day = after + 1; day <= last; day++)
        count += (day + 3) % 7 < 5;
    return count;
}

/* How many days a level has been reached without interruption; -1: it is not. */
static inline int slow_reached_days(const slow_alert *a, int level)
{
    jf_day today = a->looks[a->look_count - 1].day;
    int days = -1;

    for (int i = a->look_count - 1; i >= 0; i--) {
        if (!a->looks[i].has_data)
            continue;
        if (a->looks[i].reached < level)
            break;
        days = today - a->looks[i].day;
    }
    return days;
}

static inline bool slow_is_old(const slow_alert *a, const jf_alert_rules *rules)
{
    jf_day today = a->looks[a->look_count - 1].day;
    jf_day newest = JF_DAY_NONE;

    for (int i = 0; i < a->look_count; i++)
        if (a->looks[i].data_day > newest)
            newest = a->looks[i].data_day;
    if (rules->stale_days == -1)
        return false;
    return newest == JF_DAY_NONE || today - newest >= rules->stale_days;
}

static inline int slow_level(const int32_t thresholds[3], int32_t value)
{
    return value >= thresholds[2] ? 3 : value >= thresholds[1] ? 2 : value >= thresholds[0] ? 1 : 0;
}

static inline void slow_release(slow_alert *a, jf_day day)
{
    a->now.acknowledged = 0;
    a->now.ack_until = JF_DAY_NONE;
    a->now.escalations = 0;
    a->wait_day = day;
}

/* Level of an alert after a look with data, with the reasons that speak for a rise first. */
static inline void slow_value(slow_book *book, slow_alert *a, const jf_alert_rules *rules,
                              const jf_alert_sign *sign, bool is_held)
{
    const int32_t clear[] = {rules->clear_watch_ppm, rules->clear_yellow_ppm, rules->clear_red_ppm};
    bool is_fact = sign->rule == JF_ALERT_RULE_LEVEL && sign->has_limit && sign->used > sign->limit;
    bool is_small = sign->count < rules->small_count;
    int cap = is_small ? (rules->small_level < 0 ? 0 : rules->small_level) : 3;
    int kept = is_fact ? 3 : slow_level(clear, sign->value_ppm);
    int due = 0;
    jf_day today = a->looks[a->look_count - 1].day;

    for (int level = 1; level <= cap && !is_held; level++) {
        int days = slow_reached_days(a, level);

        due = days >= 0 && days >= rules->pending_days ? level : due;
    }
    due = is_fact ? 3 : due;
    a->now.value_ppm = sign->value_ppm;
    if (due > a->now.level) {
        bool was_open = a->now.state == JF_ALERT_STATE_OPEN;

        book->actions |= was_open ? JF_ACTION_WORSENED : JF_ACTION_RAISED;
        book->actions |= was_open && a->now.acknowledged ? JF_ACTION_ACK_ENDED : 0;
        if (!was_open || a->now.acknowledged)
            slow_release(a, today);
        a->now.raised_count += !was_open;
        a->now.state = JF_ALERT_STATE_OPEN;
        a->now.level = due;
        a->level_day = today;
    } else if (a->now.state == JF_ALERT_STATE_OPEN && kept < a->now.level &&
               !slow_is_old(a, rules) && today - a->level_day >= rules->dwell_days) {
        a->now.level = kept;
        a->level_day = today;
        book->actions |= kept > 0 ? JF_ACTION_EASED : JF_ACTION_CLEARED;
        if (kept == 0)
            slow_release(a, today);
        a->now.state = kept > 0 ? JF_ALERT_STATE_OPEN : JF_ALERT_STATE_CLEARED;
    }
    if (a->now.state != JF_ALERT_STATE_OPEN)
        a->now.state = slow_reached_days(a, 1) >= 0  ? JF_ALERT_STATE_PENDING
                       : a->now.raised_count > 0 ? JF_ALERT_STATE_CLEARED
                                                 : JF_ALERT_STATE_NONE;
}

static inline void slow_tell(slow_book *book, const slow_alert *a, jf_day day, int32_t before)
{
    for (int bit = 0; bit < 10; bit++)
        if (book->actions >> bit & 1)
            book->events[book->event_count++] =
                (jf_alert_event){.size = sizeof(jf_alert_event),
                                 .action = 1 << bit,
                                 .unit = a->key.unit,
                                 .kind = a->key.kind,
                                 .rule = a->key.rule,
                                 .first = a->key.first,
                                 .last = a->key.last,
                                 .day = day,
                                 .level_before = before,
                                 .level_after = a->now.level,
                                 .escalations = a->now.escalations,
                                 .silenced = a->now.silenced};
}

/* After the period: what was open is told, the rest ends. */
static inline void slow_end(slow_book *book, slow_alert *a, jf_day day)
{
    bool was_open = a->now.state == JF_ALERT_STATE_OPEN;

    slow_release(a, day);
    a->now.stale = 0;
    a->now.state = was_open                   ? JF_ALERT_STATE_EXPIRED
                   : a->now.raised_count > 0 ? JF_ALERT_STATE_CLEARED
                                             : JF_ALERT_STATE_NONE;
    book->actions = was_open ? JF_ACTION_EXPIRED : 0;
}

static inline void slow_age(slow_book *book, slow_alert *a, const jf_alert_rules *rules, jf_day day)
{
    bool is_open = a->now.state == JF_ALERT_STATE_OPEN;
    int32_t stale = is_open && slow_is_old(a, rules);

    book->actions |= stale > a->now.stale   ? JF_ACTION_WENT_STALE
                     : stale < a->now.stale ? JF_ACTION_FRESH_AGAIN
                                            : 0;
    a->now.stale = stale;
    if (is_open && !a->now.acknowledged && rules->escalate_workdays > 0) {
        int32_t steps = slow_workdays(a->wait_day, day) / rules->escalate_workdays;

        book->actions |= steps > a->now.escalations ? JF_ACTION_ESCALATED : 0;
        a->now.escalations = steps > a->now.escalations ? steps : a->now.escalations;
    }
}

/* A step; `sign` is NULL where there is none. The first that leaves something makes it known. */
static inline void slow_step(slow_book *book, slow_alert *a, jf_day day, const jf_alert_sign *sign,
                             bool is_held)
{
    const jf_alert_rules *rules = &book->rules[book->rules[a->key.rule].size ? a->key.rule : 0];
    const int32_t raise[] = {rules->raise_watch_ppm, rules->raise_yellow_ppm, rules->raise_red_ppm};
    bool has_data = sign && !sign->missing;
    int32_t before = a->now.state == JF_ALERT_STATE_OPEN ? a->now.level : 0;
    seen *look = &a->looks[a->look_count];

    if (a->now.state == JF_ALERT_STATE_EXPIRED)
        return;
    a->look_count++;
    *look = (seen){day, sign ? sign->data_day : JF_DAY_NONE, has_data,
                   has_data ? slow_level(raise, sign->value_ppm) : 0};
    if (has_data && sign->rule == JF_ALERT_RULE_LEVEL && sign->has_limit &&
        sign->used > sign->limit)
        look->reached = 3;
    book->actions = 0;
    a->now.silenced = slow_silenced(book, &a->key, day) || (sign && sign->silenced);
    if (day > a->key.last) {
        slow_end(book, a, day);
    } else {
        if (a->now.acknowledged && a->now.ack_until != JF_DAY_NONE && a->now.ack_until < day) {
            slow_release(a, day);
            book->actions = JF_ACTION_ACK_ENDED;
        }
        if (has_data)
            slow_value(book, a, rules, sign, is_held || sign->held_back);
        slow_age(book, a, rules, day);
    }
    slow_tell(book, a, day, before);
    if (!a->is_known && a->now.state == JF_ALERT_STATE_NONE)
        a->look_count = 0;
    else if (!a->is_known) {
        a->is_known = true;
        a->place = book->known_count++;
    }
}

#endif
