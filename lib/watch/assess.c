/* SPDX-License-Identifier: Apache-2.0 */
/* The detectors: pure functions of the numbers of one cell.
 *
 * Ratios are compared as products, never as quotients: part x 1000 against whole x per mille. Only
 * what is shown is rounded, once. The projection is used x all / done, where done / all is the
 * share of a period that lies behind: by the season of a past period, else by workdays. */
#include <inttypes.h>

#include "base/checked.h"
#include "base/error.h"
#include "base/records.h"
#include "watch/rules.h"

/* part / whole; of a whole of 0 any part above 0 is too much. */
typedef struct ratio {
    int64_t part_milli; /* part x 1000 */
    int64_t whole;
} ratio;

typedef struct field {
    const char *name;
    int64_t value;
    int64_t most;
} field;

static jf_status check_fields(const field *fields, size_t field_count, const char *record,
                              jf_error *err)
{
    for (size_t i = 0; i < field_count; i++)
        if (fields[i].value < 0 || fields[i].value > fields[i].most)
            return jf__fail_about(err, JF_E_ARGUMENT, 0, fields[i].most, fields[i].value,
                                  "%s.%s is %" PRId64, record, fields[i].name, fields[i].value);
    return JF_OK;
}

static void set_default(int32_t *threshold, int32_t value)
{
    if (*threshold == 0)
        *threshold = value;
}

static jf_status check_rules(const jf_watch_rules *rules, jf_error *err)
{
    const field fields[] = {
        {"level_watch_permille", rules->level_watch_permille, INT32_MAX},
        {"level_yellow_permille", rules->level_yellow_permille, INT32_MAX},
        {"level_red_permille", rules->level_red_permille, INT32_MAX},
        {"pace_yellow_permille", rules->pace_yellow_permille, INT32_MAX},
        {"pace_red_permille", rules->pace_red_permille, INT32_MAX},
        {"small_use", rules->small_use, INT32_MAX},
        {"small_excess_permille", rules->small_excess_permille, INT32_MAX},
        {"level_off", rules->level_off, 1},
        {"pace_off", rules->pace_off, 1},
        {"forecast_off", rules->forecast_off, 1},
        {"forecast_watch_ppm", rules->forecast_watch_ppm, 1000000},
        {"forecast_yellow_ppm", rules->forecast_yellow_ppm, 1000000},
        {"forecast_red_ppm", rules->forecast_red_ppm, 1000000},
        {"early_permille", rules->early_permille, 1000},
        {"seasons_apart", rules->seasons_apart, 1},
    };

    return check_fields(fields, sizeof fields / sizeof fields[0], "rules", err);
}

jf_status jf__watch_rules_read(jf_watch_rules *rules_out, const jf_watch_rules *rules,
                               jf_error *err)
{
    jf_watch_rules known;
    jf_status status = jf__options_read(&known, sizeof known, rules, "rules", err);

    if (!status)
        status = check_rules(&known, err);
    if (status)
        return status;
    set_default(&known.level_watch_permille, 800);
    set_default(&known.level_yellow_permille, 950);
    set_default(&known.level_red_permille, 1000);
    set_default(&known.pace_yellow_permille, 1000);
    set_default(&known.pace_red_permille, 1200);
    set_default(&known.small_use, 5);
    set_default(&known.small_excess_permille, 1000);
    set_default(&known.forecast_watch_ppm, 500000);
    set_default(&known.forecast_yellow_ppm, 700000);
    set_default(&known.forecast_red_ppm, 850000);
    set_default(&known.early_permille, 150);
    if (known.level_watch_permille > known.level_yellow_permille ||
        known.level_yellow_permille > known.level_red_permille ||
        known.pace_yellow_permille > known.pace_red_permille ||
        known.forecast_watch_ppm > known.forecast_yellow_ppm ||
        known.forecast_yellow_ppm > known.forecast_red_ppm)
        return jf__fail(err, JF_E_ARGUMENT, "thresholds of the rules do not ascend");
    *rules_out = known;
    return JF_OK;
}

static jf_status read_input(jf_pace_input *input_out, const jf_pace_input *input, jf_error *err)
{
    jf_pace_input known;
    jf_status status = jf__record_read(&known, sizeof known, input, "input", err);

    if (status)
        return status;

    const field fields[] = {
        {"has_limit", known.has_limit, 1},
        {"limit", known.limit, INT64_MAX},
        {"used", known.used, INT64_MAX},
        {"share_all", known.share_all, INT64_MAX},
        {"share_done", known.share_done, known.share_all},
        {"days_all", known.days_all, INT64_MAX},
        {"days_done", known.days_done, known.days_all},
    };

    *input_out = known;
    return check_fields(fields, sizeof fields / sizeof fields[0], "input", err);
}

static jf_status fail_overflow(jf_error *err)
{
    return jf__fail(err, JF_E_OVERFLOW, "use, share and limit are too large to compare exactly");
}

static int64_t divide_half_up(int64_t part, int64_t whole)
{
    int64_t rest = part % whole;

    return part / whole + (rest >= whole - rest ? 1 : 0);
}

/* Sets *order_out negative, 0 or positive as the ratio is below, at or above permille. */
static bool compare(const ratio *value, int32_t permille, int *order_out)
{
    int64_t bound;

    if (!jf__multiply(value->whole, permille, &bound))
        return false;
    *order_out = (value->part_milli > bound) - (value->part_milli < bound);
    return true;
}

static jf_status assess_use(const jf_watch_rules *rules, const jf_pace_input *input,
                            jf_warning *warning, jf_error *err)
{
    ratio use = {0, input->limit};
    int watch;
    int yellow;
    int red;

    if (!input->has_limit)
        return JF_OK;
    if (!jf__multiply(input->used, 1000, &use.part_milli) ||
        !compare(&use, rules->level_watch_permille, &watch) ||
        !compare(&use, rules->level_yellow_permille, &yellow) ||
        !compare(&use, rules->level_red_permille, &red))
        return fail_overflow(err);
    if (input->limit > 0) {
        int64_t permille = divide_half_up(use.part_milli, input->limit);

        warning->used_permille = permille < INT32_MAX ? (int32_t)permille : INT32_MAX;
    }
    /* No use is no sign, even of a limit of zero. */
    if (rules->level_off || input->used == 0)
        return JF_OK;
    warning->level_by_use = red > 0       ? JF_ALERT_RED
                            : yellow >= 0 ? JF_ALERT_YELLOW
                            : watch >= 0  ? JF_ALERT_WATCH
                                          : JF_ALERT_GREEN;
    return JF_OK;
}

/* Season, else workdays; none: share_done stays 0. */
static void choose_share(const jf_pace_input *input, jf_warning *warning)
{
    bool has_season = input->share_done > 0;

    if (!has_season && input->days_done == 0)
        return;
    warning->share_done = has_season ? input->share_done : input->days_done;
    warning->share_all = has_season ? input->share_all : input->days_all;
}

/* Whether counts are too small for a pace that would warn: few used, or a small excess. */
static bool is_small(const jf_watch_rules *rules, const jf_pace_input *input,
                     const jf_warning *warning, const ratio *pace, bool *is_small_out)
{
    int64_t bound;

    if (!jf__multiply(input->limit, 1000, &bound) ||
        !jf__add(bound, rules->small_excess_permille, &bound) ||
        !jf__multiply(bound, warning->share_done, &bound))
        return false;
    *is_small_out = input->used < rules->small_use || pace->part_milli < bound;
    return true;
}

static jf_status assess_pace(const jf_watch_rules *rules, const jf_pace_input *input,
                             jf_warning *warning, bool *is_small_out, jf_error *err)
{
    ratio pace;
    int yellow;
    int red;
    bool small;

    if (rules->pace_off)
        return JF_OK;
    choose_share(input, warning);
    if (warning->share_done == 0)
        return JF_OK;
    if (!jf__multiply(input->used, warning->share_all, &pace.part_milli) ||
        !jf__multiply(pace.part_milli, 1000, &pace.part_milli))
        return fail_overflow(err);
    warning->projected_milli = divide_half_up(pace.part_milli, warning->share_done);
    if (!input->has_limit)
        return JF_OK;
    if (!jf__multiply(input->limit, warning->share_done, &pace.whole) ||
        !compare(&pace, rules->pace_yellow_permille, &yellow) ||
        !compare(&pace, rules->pace_red_permille, &red) ||
        !is_small(rules, input, warning, &pace, &small))
        return fail_overflow(err);
    if (pace.whole > 0)
        warning->projected_permille = divide_half_up(pace.part_milli, pace.whole);
    *is_small_out = yellow > 0 && small;
    if (yellow > 0 && !small)
        warning->level_by_pace = red >= 0 ? JF_ALERT_RED : JF_ALERT_YELLOW;
    return JF_OK;
}

/* The higher level decides; of two equal ones the use, which is a fact already. */
static void conclude(const jf_pace_input *input, bool is_small_count, jf_warning *warning)
{
    if (warning->level_by_pace > warning->level_by_use) {
        warning->level = warning->level_by_pace;
        warning->cause = JF_CAUSE_PACE;
        return;
    }
    warning->level = warning->level_by_use;
    warning->cause = warning->level > JF_ALERT_GREEN ? JF_CAUSE_LEVEL
                     : !input->has_limit             ? JF_CAUSE_NO_LIMIT
                     : is_small_count                ? JF_CAUSE_SMALL_COUNT
                                                     : JF_CAUSE_NONE;
}

jf_status jf_watch_assess(const jf_watch_rules *rules, const jf_pace_input *input,
                          jf_warning *warning_out, jf_error *err)
{
    jf_watch_rules known = {.size = 0};
    jf_pace_input numbers = {.size = 0};
    jf_warning warning = {.size = sizeof warning, .first = JF_DAY_NONE, .last = JF_DAY_NONE};
    bool is_small_count = false;
    jf_status status = jf__watch_rules_read(&known, rules, err);

    if (!status)
        status = read_input(&numbers, input, err);
    if (!status)
        status = jf__record_writable(warning_out, "warning_out", err);
    if (status)
        return status;
    warning.used_permille = -1;
    warning.projected_milli = -1;
    warning.projected_permille = -1;
    warning.forecast_ppm = -1;
    warning.expected_milli = -1;
    warning.day_q10 = warning.day_q50 = warning.day_q90 = JF_DAY_NONE;
    warning.limit = numbers.has_limit ? numbers.limit : 0;
    warning.used = numbers.used;
    status = assess_use(&known, &numbers, &warning, err);
    if (!status)
        status = assess_pace(&known, &numbers, &warning, &is_small_count, err);
    if (status)
        return status;
    conclude(&numbers, is_small_count, &warning);
    jf__record_write(warning_out, &warning, sizeof warning);
    return JF_OK;
}

static const char *name_in(const char *const *names, size_t name_count, int32_t number)
{
    return number >= 0 && (size_t)number < name_count ? names[number] : "unknown";
}

const char *jf_alert_level_name(int32_t level)
{
    static const char *const names[] = {"green", "watch", "yellow", "red"};

    return name_in(names, sizeof names / sizeof names[0], level);
}

const char *jf_alert_cause_name(int32_t cause)
{
    static const char *const names[] = {"none",     "level",    "pace", "small-count",
                                        "no-limit", "forecast", "early"};

    return name_in(names, sizeof names / sizeof names[0], cause);
}
