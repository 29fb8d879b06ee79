/* SPDX-License-Identifier: Apache-2.0 */
/* A floor in danger: what the rest of the period will still bring, against what is missing.
 *
 * The number of the period is Poisson with a gamma rate: mean `usual`, shape 6, which is a spread
 * of .41 between years, the mean of what was fitted to four sets of issuance; without `usual`,
 * Jeffreys' prior. After `used` in the share s the rate has the shape a + used and the scale
 * b + s, and the rest of the period, 1 - s, is negative binomial. */
#include "base/error.h"
#include "base/records.h"
#include "watch/count.h"
#include "watch/signs.h"

#define PRIOR_SHAPE 6.0
#define NO_PRIOR_SHAPE 0.5

static jf_status read_input(jf_floor_input *input_out, const jf_floor_input *input, jf_error *err)
{
    jf_status status = jf__record_read(input_out, sizeof *input_out, input, "input", err);
    const jf_floor_input *read = input_out;

    if (status)
        return status;
    if (read->reserved != 0)
        return jf__fail(err, JF_E_ARGUMENT, "input.reserved is not 0");

    const struct {
        const char *name;
        int64_t value;
        int64_t least;
        int64_t most;
    } fields[] = {
        {"floor", read->floor, 0, JF_SIGN_COUNT_MAX},
        {"used", read->used, 0, JF_SIGN_COUNT_MAX},
        {"usual", read->usual, 0, JF_SIGN_COUNT_MAX},
        {"share_done", read->share_done, 0, JF_SIGN_COUNT_MAX},
        {"share_all", read->share_all, read->share_done, JF_SIGN_COUNT_MAX},
        {"days_done", read->days_done, 0, JF_SIGN_COUNT_MAX},
        {"days_all", read->days_all, read->days_done > 1 ? read->days_done : 1, JF_SIGN_COUNT_MAX},
    };

    for (size_t i = 0; !status && i < sizeof fields / sizeof fields[0]; i++)
        status = jf__number_range(fields[i].name, fields[i].value, fields[i].least, fields[i].most,
                                  err);
    return status;
}

/* The share of the period that lies behind, by the season or by workdays. */
static double share_behind(const jf_floor_input *input)
{
    if (input->days_done == input->days_all)
        return 1;
    return input->share_all > 0 ? (double)input->share_done / (double)input->share_all
                                : (double)input->days_done / (double)input->days_all;
}

/* Workdays that may be over before the usual rate has to set in; -1: no usual rate. */
static int64_t last_day_of(const jf_floor_input *input, int64_t need)
{
    /* `usual` in days_all days, else what was used in those behind. */
    int64_t rate = input->usual > 0 ? input->usual : input->used;
    int64_t span = input->usual > 0 ? input->days_all : input->days_done;
    int64_t needed;

    if (need == 0)
        return input->days_all;
    if (rate == 0 || span == 0)
        return -1;
    needed = (need * span + rate - 1) / rate;
    return needed < input->days_all ? input->days_all - needed : 0;
}

/* Sets the projection and P(total < floor); false where nothing is known. */
static bool project(const jf_floor_input *input, jf_floor *floor)
{
    double share = share_behind(input);
    double shape = (double)input->used + (input->usual > 0 ? PRIOR_SHAPE : NO_PRIOR_SHAPE);
    double scale = share + (input->usual > 0 ? PRIOR_SHAPE / (double)input->usual : 0);
    jf__count_law rest;

    if (scale <= 0)
        return false;
    rest.mean = shape / scale * (1 - share);
    rest.variance = rest.mean + rest.mean * rest.mean / shape;
    floor->projected_milli = input->used * 1000 + (int64_t)(rest.mean * 1000 + 0.5);
    if (floor->need == 0)
        floor->short_ppm = 0;
    else if (share >= 1)
        floor->short_ppm = jf__ppm(1);
    else
        floor->short_ppm = jf__ppm(1 - jf__count_above(&rest, floor->need - 1));
    return true;
}

static void judge(const jf_sign_rules *rules, const jf_floor_input *input, jf_floor *floor)
{
    int32_t ppm = floor->short_ppm;
    bool is_late = floor->last_day >= 0 && floor->last_day < input->days_done;

    if (ppm >= rules->floor_red_permille * 1000)
        floor->level = JF_ALERT_RED;
    else if (ppm >= rules->floor_yellow_permille * 1000 || is_late)
        floor->level = JF_ALERT_YELLOW;
    else if (ppm >= rules->floor_watch_permille * 1000)
        floor->level = JF_ALERT_WATCH;
    if (floor->level > JF_ALERT_GREEN)
        floor->sign = JF_SIGN_FLOOR;
}

jf_status jf_floor_assess(const jf_sign_rules *rules, const jf_floor_input *input,
                          jf_floor *floor_out, jf_error *err)
{
    jf_sign_rules known = {.size = 0};
    jf_floor_input asked = {.size = 0};
    jf_floor floor = {.size = sizeof floor};
    jf_status status = jf__sign_rules_read(&known, rules, err);

    if (!status)
        status = read_input(&asked, input, err);
    if (!status)
        status = jf__record_writable(floor_out, "floor_out", err);
    if (status)
        return status;
    floor.need = asked.used < asked.floor ? asked.floor - asked.used : 0;
    floor.last_day = last_day_of(&asked, floor.need);
    if (project(&asked, &floor)) {
        int64_t missing = asked.floor * 1000 - floor.projected_milli;

        floor.short_milli = missing > 0 ? missing : 0;
        judge(&known, &asked, &floor);
    } else {
        floor.sign = JF_SIGN_NO_BASE;
        floor.short_ppm = -1;
        floor.projected_milli = -1;
    }
    jf__record_write(floor_out, &floor, sizeof floor);
    return JF_OK;
}
