/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of alerts: what they may be, and what they are when nothing is said. */
#include <inttypes.h>

#include "base/error.h"
#include "base/records.h"
#include "watch/alert.h"

jf_status jf__alert_fields_check(const jf__alert_field *fields, size_t field_count,
                                 const char *record, jf_error *err)
{
    for (const jf__alert_field *at = fields; at < fields + field_count; at++) {
        bool is_below = at->value < at->least;

        if (is_below || at->value > at->most)
            return jf__fail_about(err, JF_E_ARGUMENT, 0, is_below ? at->least : at->most, at->value,
                                  "%s.%s is %" PRId64, record, at->name, at->value);
    }
    return JF_OK;
}

static jf_status check_numbers(const jf_alert_rules *rules, jf_error *err)
{
    const jf__alert_field fields[] = {
        {"rule", rules->rule, JF_ALERT_RULE_ANY, JF_ALERT_RULE_FLOOR},
        {"raise_watch_ppm", rules->raise_watch_ppm, 0, INT32_MAX},
        {"raise_yellow_ppm", rules->raise_yellow_ppm, 0, INT32_MAX},
        {"raise_red_ppm", rules->raise_red_ppm, 0, INT32_MAX},
        {"clear_watch_ppm", rules->clear_watch_ppm, 0, INT32_MAX},
        {"clear_yellow_ppm", rules->clear_yellow_ppm, 0, INT32_MAX},
        {"clear_red_ppm", rules->clear_red_ppm, 0, INT32_MAX},
        {"pending_days", rules->pending_days, 0, 366},
        {"dwell_days", rules->dwell_days, -1, 366},
        {"escalate_workdays", rules->escalate_workdays, -1, 366},
        {"small_count", rules->small_count, -1, 1000000},
        {"small_level", rules->small_level, -1, JF_ALERT_YELLOW},
        {"stale_days", rules->stale_days, -1, 3660},
        {"fdr_ppm", rules->fdr_ppm, 0, 1000000},
    };

    return jf__alert_fields_check(fields, sizeof fields / sizeof fields[0], "rules", err);
}

static void fill(int32_t *number, int32_t value)
{
    if (*number == 0)
        *number = value;
}

static jf_status check_order(const jf_alert_rules *rules, jf_error *err)
{
    if (rules->raise_watch_ppm > rules->raise_yellow_ppm ||
        rules->raise_yellow_ppm > rules->raise_red_ppm ||
        rules->clear_watch_ppm > rules->clear_yellow_ppm ||
        rules->clear_yellow_ppm > rules->clear_red_ppm)
        return jf__fail(err, JF_E_ARGUMENT, "thresholds of the rules do not ascend");
    if (rules->clear_watch_ppm > rules->raise_watch_ppm ||
        rules->clear_yellow_ppm > rules->raise_yellow_ppm ||
        rules->clear_red_ppm > rules->raise_red_ppm)
        return jf__fail(err, JF_E_ARGUMENT, "a level of the rules clears above where it raises");
    return JF_OK;
}

jf_status jf__alert_rules_read(jf_alert_rules *rules_out, const jf_alert_rules *rules,
                               jf_error *err)
{
    jf_alert_rules known;
    jf_status status = jf__options_read(&known, sizeof known, rules, "rules", err);

    if (!status)
        status = check_numbers(&known, err);
    if (status)
        return status;
    fill(&known.raise_watch_ppm, 500000);
    fill(&known.raise_yellow_ppm, 700000);
    fill(&known.raise_red_ppm, 850000);
    fill(&known.clear_watch_ppm, 350000);
    fill(&known.clear_yellow_ppm, 550000);
    fill(&known.clear_red_ppm, 750000);
    fill(&known.dwell_days, 14);
    fill(&known.escalate_workdays, 5);
    fill(&known.small_count, 5);
    fill(&known.small_level, JF_ALERT_WATCH);
    fill(&known.stale_days, 14);
    status = check_order(&known, err);
    if (!status)
        *rules_out = known;
    return status;
}
